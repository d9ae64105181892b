import { randomUUID } from 'node:crypto';
import { hostname } from 'node:os';
import { type Logger, pino } from 'pino';
import { drawCard } from '../cards/index.js';
import { jobClock } from '../jobs/clock.js';
import type { Draw } from '../jobs/draw-contracts.js';
import type { DirectorySync } from '../jobs/job.js';
import { migrate } from '../migrations/index.js';
import { type Database, openDatabase } from '../models/database.js';
import { contractDrawer } from './contract/drawer.js';
import { fileRoutes } from './contract/files.js';
import { channelFeed } from './delivery/channels.js';
import { Delivery } from './delivery/deliver.js';
import { demoSecret, listDemoPeople, seedDemo } from './demo.js';
import { directoryKeeper } from './directory.js';
import { hasFlows, seedFlows } from './first-flows.js';
import { miniappRoutes } from './miniapp/index.js';
import { startParts } from './parts.js';
import type { Listener, Platform } from './platforms/platform.js';
import { openPlatforms } from './platforms.js';
import { readers } from './readers.js';
import { watchLateness } from './router/lateness.js';
import { router } from './router.js';
import { HttpServer } from './server.js';
import { realPlatforms, type Settings } from './settings.js';
import { makeMetrics } from './status/metrics.js';

/** The table has room for sixty letters in all, and a cloud may call a machine by fifty. */
const LONGEST_HOST = 40;

export interface App {
  readonly port: number;
  readonly database: Database;
  /** Names of the platforms that are on. */
  readonly platforms: readonly string[];
  readonly isDemo: boolean;
  /** Of the demo firm, in the database of a real one. */
  readonly demoPeople: readonly string[];
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

/** A listening server and the platforms behind it: what comes in from outside. */
function frontDoor(
  server: HttpServer,
  listeners: readonly Listener[],
  { port, host }: Pick<Settings, 'port' | 'host'>,
) {
  let listeningOn = port;
  for (const { routes, busy = {} } of listeners) {
    routes(server.router);
    for (const [path, receive] of Object.entries(busy)) server.busy.set(path, receive);
  }
  return {
    start: async () => {
      listeningOn = await server.listen(port, host);
      for (const listener of listeners) await listener.start();
    },
    stop: async () => {
      await Promise.all([server.close(), ...listeners.map((listener) => listener.stop())]);
    },
    /** The one that the system chose, where it was asked to choose. */
    port: () => listeningOn,
  };
}

/** What is there before anybody comes, made by one instance at a time. @returns the secret behind links and tokens */
async function seed(
  database: Database,
  { sessionSecret, isDemo }: Pick<Settings, 'sessionSecret'> & Pick<App, 'isDemo'>,
  now: Date,
): Promise<string> {
  if (sessionSecret && !isDemo && (await hasFlows(database))) return sessionSecret;
  return database.exclusively('dealdesk-seed', async () => {
    await seedFlows(database, now);
    if (isDemo) await seedDemo(database, now);
    return sessionSecret ?? demoSecret(database);
  });
}

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
  const { locale, timeZone, publicUrl, trustedProxies, digestAt } = settings;
  await migrate(database);
  const isDemo = realPlatforms(settings).length === 0;
  const secret = await seed(database, { ...settings, isDemo }, now());
  const demoPeople = isDemo ? [] : await listDemoPeople(database);

  const readerFor = readers(settings, secret, now);
  const metrics = makeMetrics(database, now);
  const platforms = await openPlatforms({ settings, database, secret, render: drawCard, metrics, log, now });
  const common = { database, platforms, log, now };
  const some = (has: (platform: Platform) => unknown) => [...platforms.values()].some(has);

  const lateness = watchLateness();
  const handle = router({ ...common, readerFor, metrics, digestAt, lateMs: lateness.lateMs });
  const server = new HttpServer({ database, metrics, log, now, trustedProxies });
  const listeners = [...platforms.values()].map((platform) => platform.listen(handle));
  const door = frontDoor(server, listeners, settings);
  fileRoutes(server.router, { database, secret, draw, now });
  miniappRoutes(server.router, { ...common, handle, publicUrl, secret });

  const owner = `${hostname().slice(0, LONGEST_HOST)}-${process.pid}-${randomUUID().slice(0, 8)}`;
  const keeper = directoryKeeper({ ...common, usual: { locale, timeZone } });
  const isKept = settings.syncsDirectory && some(({ directory }) => directory);
  const syncDirectory: DirectorySync = async (write) =>
    (await keeper.sync({ isDryRun: false, isForced: false }, write)).report;

  const stop = await startParts([
    lateness,
    contractDrawer(database, draw, log),
    new Delivery({ ...common, readerFor, metrics, owner }),
    ...(some(({ channels }) => channels) ? [channelFeed({ ...common, readerFor })] : []),
    ...(isKept ? [keeper] : []),
    jobClock(database, { digestAt, draw, ...(isKept && { syncDirectory }) }, log),
    // The last to start and so the first to stop: what nobody can finish any more is not let in.
    door,
  ]);
  return {
    port: door.port(),
    database,
    platforms: [...platforms.keys()],
    isDemo,
    demoPeople,
    stop: async () => {
      await stop();
      await database.close();
    },
  };
}
