import { setFlagsFromString } from 'node:v8';
import { type App, makeLog, startApp } from './app.js';
import { drawAside } from './contract/drawing.js';
import { settingsOrExit } from './environment.js';
import type { Settings } from './settings.js';

const STOP_MS = 10_000;

// Beside the 55 MB that live, V8 lets 150 MB of garbage gather before it looks; so it looks at 80. A V8 that does not know
// this says so and goes on.
setFlagsFromString('--heap-growing-percent=50');

/** Where to click and what is on. */
function announce({ platforms, isDemo }: App, { publicUrl, databaseUrl, digestAt, timeZone }: Settings) {
  const database = databaseUrl.startsWith('sqlite:') ? databaseUrl : 'MySQL';
  const lines = [
    '',
    `  Dealdesk is ready: ${publicUrl}`,
    ...(platforms.includes('console')
      ? [
          `  Chat as anybody of the demo firm: ${publicUrl}/chat`,
          `  All cards: ${publicUrl}/chat/gallery`,
          `  Pages for phones and desktops: ${publicUrl}/app/`,
        ]
      : []),
    ...(platforms.includes('slack') ? [`  Slack: point your app at ${publicUrl}/slack/events`] : []),
    ...(platforms.includes('wecom') ? [`  WeCom: let your app call ${publicUrl}/wecom/callback`] : []),
    ...(platforms.includes('dingtalk') ? ['  DingTalk: say something to your robot'] : []),
    `  On: ${platforms.join(', ')} · ${database} · digest at ${digestAt} (${timeZone})`,
    ...(isDemo
      ? [
          '  No chat platform is on: set SLACK_…, WECOM_… or DINGTALK_… as .env.example tells, to switch one on',
        ]
      : []),
    '',
  ];
  console.log(lines.join('\n'));
}

async function main() {
  const settings = settingsOrExit();
  const log = makeLog(settings);
  const app = await startApp(settings, log, drawAside(settings.templatesDir));
  announce(app, settings);

  let stopping = false;
  const stop = async (signal: string) => {
    if (stopping) return;
    stopping = true;
    log.info({ signal }, 'stopping');
    setTimeout(() => process.exit(1), STOP_MS).unref();
    await app.stop();
    process.exit(0);
  };
  process.on('SIGTERM', (signal) => void stop(signal));
  process.on('SIGINT', (signal) => void stop(signal));
}

main().catch((error: unknown) => {
  console.error(`Dealdesk could not start: ${error instanceof Error ? error.message : String(error)}`);
  process.exit(1);
});
