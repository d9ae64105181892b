import { manifestFor } from './manifest.js';

const publicUrl = process.argv[2] ?? process.env.PUBLIC_URL ?? '';

if (/^https:\/\/[^/\s]+/.test(publicUrl)) console.log(JSON.stringify(manifestFor(publicUrl), null, 2));
else {
  console.error('请写明 Slack 访问本服务的地址：npm run manifest -- https://dealdesk.example.com');
  console.error('Say where Slack reaches this service: npm run manifest -- https://dealdesk.example.com');
  process.exitCode = 1;
}
