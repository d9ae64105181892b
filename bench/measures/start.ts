import { readFile } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../../migrations/index.js';
import { openDatabase } from '../../models/database.js';
import { freePort } from '../../test/support/free-port.js';
import { nodeFlags, service } from '../../test/support/start.js';
import { type Chat, startChat } from '../chats.js';
import { startChild } from '../child.js';
import { everybodyIn, type FirmSize, seedFirm } from '../firm.js';
import { installedBytes } from '../installed.js';
import { line, ratios } from '../report.js';
import { settingsFor, untilReady } from '../stack.js';
import type { Measure, Setting } from './measure.js';

const SETTLE_MS = 3_000;
const size: FirmSize = { sellers: 8, managers: 2 };

interface World {
  readonly url: string;
  readonly slack: Chat;
}

interface Started {
  readonly ms: number;
  readonly rssMb: number;
}

/** From the spawn of the process until it says that it is ready; then what it takes when nothing happens. */
async function start({ url, slack }: World): Promise<Started> {
  const port = await freePort();
  const spawnedAt = performance.now();
  const app = startChild(service(), {
    env: settingsFor(port, url, slack),
    nodeFlags: nodeFlags(),
  });
  try {
    const readyAt = await untilReady(port, app);
    await sleep(SETTLE_MS);
    const { rssBytes } = await app.usage();
    return { ms: readyAt - spawnedAt, rssMb: rssBytes / 1e6 };
  } finally {
    await app.stop();
  }
}

/** The packages of which parts are built into the service itself, as its map tells. */
async function packagesBuiltIn(): Promise<string[]> {
  const { sources } = JSON.parse(await readFile(`${service()}.map`, 'utf8')) as { sources: string[] };
  return sources.flatMap((path) => /\/node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(path)?.[1] ?? []);
}

/** The packages that our files load until it is ready. */
async function packagesLoaded({ url, slack }: World): Promise<string[]> {
  const port = await freePort();
  const app = startChild(service(), {
    env: settingsFor(port, url, slack),
    preload: './children/seen.js',
  });
  try {
    await untilReady(port, app);
    return await app.ask<string[]>('packages');
  } finally {
    await app.stop();
  }
}

async function load(packages: readonly string[]): Promise<number> {
  const spawnedAt = performance.now();
  const child = startChild('./children/packages.js');
  try {
    await child.ask('load', packages);
    return performance.now() - spawnedAt;
  } finally {
    await child.stop();
  }
}

async function openWorld({ server }: Setting): Promise<World & { end: () => Promise<void> }> {
  const url = await server.create();
  const database = await openDatabase(url);
  await migrate(database);
  await seedFirm(database, size);
  await database.close();
  const slack = await startChat('slack', { userIds: everybodyIn(size) });
  return {
    url,
    slack,
    end: async () => {
      await slack.child.stop();
      await server.drop(url);
    },
  };
}

/** On MariaDB with Slack, as in production: how soon it is there, and what it takes. */
export const startUp: Measure = {
  title: 'From the spawn of the process to `/readyz`, against an import of the same packages',
  run: async (setting) => {
    const world = await openWorld(setting);
    const started: Started[] = [];
    const loaded: number[] = [];
    try {
      const packages = [...new Set([...(await packagesLoaded(world)), ...(await packagesBuiltIn())])].sort();
      setting.tell(`packages: ${packages.join(' ')}`);
      await start(world);
      for (let round = 1; round <= setting.plan.rounds; round += 1) {
        started.push(await start(world));
        loaded.push(await load(packages));
        setting.tell(
          `round ${round}: ${started.at(-1)?.ms.toFixed(0)} ms, import ${loaded.at(-1)?.toFixed(0)} ms`,
        );
      }
    } finally {
      await world.end();
    }
    const ms = started.map((one) => one.ms);
    const { packages, bytes } = await installedBytes();
    return [
      line('spawn to ready', 'ms', ms, { most: 1_000 }),
      line('spawn to all packages imported', 'ms', loaded),
      line('ready : imported', '', ratios(ms, loaded), { most: 1.6 }),
      line(
        'memory when idle (RSS)',
        'MB',
        started.map((one) => one.rssMb),
        { most: 120 },
      ),
      line(`installed for production, ${packages} packages`, 'MB', [bytes / 1e6]),
    ];
  },
};
