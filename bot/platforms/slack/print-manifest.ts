import { manifestFor } from './manifest.js';

const publicUrl = process.argv[2] ?? process.env.PUBLIC_URL ?? '';

if (/^https:\/\/[^/\s]+/.test(publicUrl)) console.log(JSON.stringify(manifestFor(publicUrl), null, 2));
else {
  console.error('Say where Slack reaches this service: npm run manifest -- https://dealdesk.example.com');
  process.exitCode = 1;
}
