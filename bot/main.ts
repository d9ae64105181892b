import { setFlagsFromString } from 'node:v8';
import { type App, makeLog, startApp } from './app.js';
import { drawAside } from './contract/drawing.js';
import { reasonOf } from './reason.js';
import { settingsOrExit } from './settings/environment.js';
import type { Settings } from './settings.js';

const STOP_MS = 10_000;

// A V8 that does not know one of these says so and goes on.
// About 30 MB live under load. V8 would let garbage gather beside them until there is several times as much. It goes with
// the 8 MB that `npm start` gives the young: with both, the process takes 140 MB at 1,000 commands a second.
setFlagsFromString('--heap-growing-percent=80');
// V8 puts what it expects to live long with the old at once. Of a request it is garbage soon, but until the old are looked
// through it keeps alive all that it points to: three times as much got old, and was looked through three times as often.
setFlagsFromString('--no-allocation-site-pretenuring');
// The database's threads want the other core: two of ours that clear up the young would wait for each other.
setFlagsFromString('--no-parallel-scavenge');

/** Where one gets in, by platform. */
const doors: Readonly<Record<string, (publicUrl: string) => readonly string[]>> = {
  console: (url) => [
    `Chat as anybody: ${url}/chat`,
    `All cards: ${url}/chat/gallery`,
    `Pages for phones and desktops: ${url}/app/`,
  ],
  slack: (url) => [`Slack: point your app at ${url}/slack/events`],
  wecom: (url) => [`WeCom: let your app call ${url}/wecom/callback`],
  dingtalk: () => ['DingTalk: say something to your robot'],
};

/** What somebody may have meant otherwise. */
function hintsOn({ platforms, isDemo, demoPeople }: App, { publicUrl, trustedProxies }: Settings): string[] {
  const hints: string[] = [];
  if (isDemo)
    hints.push(
      'No chat platform is on: set SLACK_…, WECOM_… or DINGTALK_… as .env.example tells, to switch one on',
    );
  if (isDemo && platforms.length === 0)
    hints.push(
      'The demo’s chat page is off as well, as others may reach it: it needs HOST=127.0.0.1 and no PUBLIC_URL',
    );
  if (demoPeople.length > 0)
    hints.push(
      `The invented people of the demo firm are in this database (${demoPeople.join(', ')}), and approvals`,
      'would wait for them: let DATABASE_URL name a new database, and import your own people there',
    );
  if (!isDemo && publicUrl.startsWith('https:') && trustedProxies === 0)
    hints.push(
      'TRUSTED_PROXIES is 0, so everybody seems to come from the address of the proxy that speaks HTTPS for it:',
      'set it to how many proxies there are, which is 1 as a rule',
    );
  return hints;
}

/** Where to click and what is on. */
function announce(app: App, settings: Settings) {
  const { platforms } = app;
  const { publicUrl, databaseUrl, digestAt, timeZone } = settings;
  const database = databaseUrl.startsWith('sqlite:') ? databaseUrl : 'MySQL';
  const lines = [
    `Dealdesk is ready: ${publicUrl}`,
    ...platforms.flatMap((name) => doors[name]?.(publicUrl) ?? []),
    `On: ${platforms.join(', ') || 'no chat'} · ${database} · digest at ${digestAt} (${timeZone})`,
    ...hintsOn(app, settings),
  ];
  console.log(['', ...lines.map((line) => `  ${line}`), ''].join('\n'));
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
  console.error(`Dealdesk 没能启动 · Dealdesk could not start\n${reasonOf(error)}`);
  process.exit(1);
});
