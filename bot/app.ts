import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Logger, pino } from 'pino';
import type { Card } from '../cards/card.js';
import { drawCard } from '../cards/index.js';
import { say } from '../cards/say.js';
import { startClock } from '../jobs/clock.js';
import type { Draw } from '../jobs/draw-contracts.js';
import type { DirectorySync } from '../jobs/job.js';
import { migrate } from '../migrations/index.js';
import { type Database, openDatabase } from '../models/database.js';
import type { Employee } from '../models/employee.js';
import type { Reader } from '../models/text.js';
import type { View } from '../models/views.js';
import { channelFeed } from './channels.js';
import { contractDrawer } from './contract-drawer.js';
import { Delivery } from './deliver.js';
import { demoSecret, seedDemo, seedFlows } from './demo.js';
import { directoryKeeper } from './directory.js';
import { fileRoutes, linkTo } from './files.js';
import { watchLateness } from './lateness.js';
import { makeMetrics } from './metrics.js';
import { miniappRoutes } from './miniapp/index.js';
import type { Listener, Platform } from './platforms/platform.js';
import { openPlatforms } from './platforms.js';
import { router } from './router.js';
import { HttpServer } from './server.js';
import { realPlatforms, type Settings } from './settings.js';

export interface App {
  readonly port: number;
  readonly database: Database;
  /** Names of the platforms that are on. */
  readonly platforms: readonly string[];
  readonly isDemo: boolean;
  /** Accepts nothing new, finishes what it holds. */
  stop(): Promise<void>;
}

/** Nothing that a platform or a person sent is logged as it came: headers and bodies hold secrets. */
export const makeLog = (settings: Pick<Settings, 'logLevel'>): Logger =>
  pino({
    level: settings.logLevel,
    base: undefined,
    redact: ['*.token', '*.authorization', '*.headers', '*.body'],
  });

const render = (view: View, reader: Reader): Card => drawCard(view, reader);

const readers =
  (settings: Settings, secret: string) =>
  (employee?: Employee): Reader => ({
    locale: employee?.locale ?? settings.locale,
    timeZone: employee?.timeZone ?? settings.timeZone,
    link: linkTo(settings.publicUrl, secret),
  });

/** Brings everything up, in order; what came up is taken down again by `stop`. */
export async function startApp(settings: Settings, log: Logger, draw: Draw): Promise<App> {
  const database = await openDatabase(settings.databaseUrl);
  try {
    return await startOn(database, settings, log, draw);
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function startOn(database: Database, settings: Settings, log: Logger, draw: Draw): Promise<App> {
  const now = () => new Date();
  await migrate(database);
  const isDemo = realPlatforms(settings).length === 0;
  const secret = await database.exclusively('dealdesk-seed', async () => {
    await seedFlows(database, now());
    if (isDemo) await seedDemo(database, now());
    return settings.sessionSecret ?? demoSecret(database);
  });

  const readerFor = readers(settings, secret);
  const metrics = makeMetrics(database, now);
  const platforms: ReadonlyMap<string, Platform> = await openPlatforms({
    settings,
    database,
    secret,
    render,
    say,
    metrics,
    log,
    now,
  });
  const lateness = watchLateness();
  const { lateMs } = lateness;
  const handle = router({ database, platforms, readerFor, metrics, log, now, lateMs });
  const owner = `${hostname()}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const delivery = new Delivery({ database, platforms, readerFor, metrics, log, now, owner });
  const drawer = contractDrawer(database, draw, log);
  database.onNews((news) => news.has('contracts') && drawer.wake());

  const server = new HttpServer({ database, metrics, log, now });
  const listeners: Listener[] = [...platforms.values()].map((platform) => platform.listen(handle));
  for (const { routes, busy = {} } of listeners) {
    routes(server.router);
    for (const [path, receive] of Object.entries(busy)) server.busy.set(path, receive);
  }
  fileRoutes(server.router, { database, secret, draw });
  const { publicUrl } = settings;
  miniappRoutes(server.router, { handle, platforms, database, publicUrl, secret, log, now });

  const port = await server.listen(settings.port, settings.host);
  for (const listener of listeners) await listener.start();
  delivery.start();
  const feed = channelFeed({ database, platforms, readerFor, log, now });
  if ([...platforms.values()].some(({ channels }) => channels)) feed.start();
  const { locale, timeZone, syncsDirectory, digestAt } = settings;
  const keeper = directoryKeeper({ database, platforms, usual: { locale, timeZone }, log, now });
  const isKept = syncsDirectory && [...platforms.values()].some(({ directory }) => directory);
  if (isKept) keeper.start();
  const nightly: DirectorySync = async (write) =>
    (await keeper.sync({ isDryRun: false, isForced: false }, write)).report;
  const clock = startClock(database, { digestAt, draw, ...(isKept && { syncDirectory: nightly }) }, log);
  drawer.wake();

  return {
    port,
    database,
    platforms: [...platforms.keys()],
    isDemo,
    stop: async () => {
      await Promise.all([server.close(), ...listeners.map((listener) => listener.stop())]);
      await clock.stop();
      await keeper.stop();
      await feed.stop();
      await delivery.stop();
      await drawer.stop();
      lateness.stop();
      await database.close();
    },
  };
}
