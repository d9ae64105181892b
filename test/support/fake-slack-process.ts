/**
 * The fake Slack in a process of its own: `fork` it with the options as JSON in its first argument, and it sends
 * `{url, apiUrl}`. It is steered over HTTP then (`/control/…`), and ends with its parent.
 */
import { type FakeSlackOptions, startFakeSlack } from './fake-slack.js';

startFakeSlack(JSON.parse(process.argv[2] ?? '{}') as FakeSlackOptions).then(({ url, apiUrl }) => {
  if (process.send) process.send({ url, apiUrl });
  else console.log(JSON.stringify({ url, apiUrl }));
});

process.on('disconnect', () => process.exit());
