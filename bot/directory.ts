import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Usual, Write } from '../handlers/directory/apply.js';
import type { Asked, Told } from '../handlers/directory/people.js';
import type { Report } from '../handlers/directory/report.js';
import { type SyncNeeds, type SyncOptions, syncDirectory } from '../handlers/directory/sync.js';
import type { Database } from '../models/database.js';
import type { Platform, PlatformName } from './platforms/platform.js';

/** Those that know departments and managers come before those that only know people. */
const ORDER: Record<PlatformName, number> = { wecom: 0, dingtalk: 1, slack: 2, console: 3 };
const QUIET_MS = 30_000;
const MAX_COLLISIONS = 2;

interface DirectoryNeeds {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly usual: Usual;
  readonly log: Pick<Logger, 'info' | 'warn' | 'error'>;
  readonly now: () => Date;
  /** How long after a change no other must come; shorter in tests. */
  readonly quietMs?: number;
}

/** Some platform could not be read, or said that nobody works there. */
export interface Silent {
  readonly platform: string;
  readonly reason: string;
}

interface DirectoryAnswer {
  readonly asked: Asked;
  readonly silent: readonly Silent[];
}

type Reading = Told | Silent;
const isTold = (one: Reading): one is Told => 'members' in one;
const isSilent = (one: Reading): one is Silent => 'reason' in one;

async function readOne({ name, directory }: Platform): Promise<Reading | undefined> {
  if (!directory) return undefined;
  try {
    const reading = await directory.read();
    if (reading.members.some(({ active }) => active)) return { platform: name, ...reading };
    return { platform: name, reason: 'it says that nobody works here, which cannot be' };
  } catch (error) {
    return { platform: name, reason: error instanceof Error ? error.message : String(error) };
  }
}

/** What all platforms say, each whole or not at all. */
export async function askDirectories(platforms: ReadonlyMap<string, Platform>): Promise<DirectoryAnswer> {
  const inOrder = [...platforms.values()].toSorted((one, other) => ORDER[one.name] - ORDER[other.name]);
  const readings = (await Promise.all(inOrder.map(readOne))).filter((one) => one !== undefined);
  const told = readings.filter(isTold);
  const silent = readings.filter(isSilent);
  const real = inOrder.filter(({ name }) => name !== 'console').map(({ name }) => name);
  return {
    asked: {
      told,
      founder: inOrder.find(({ directory }) => directory)?.name,
      unread: real.filter((name) => !told.some(({ platform }) => platform === name)),
    },
    silent,
  };
}

interface DirectoryKeeper {
  /** @param write a transaction, where not every one will do: a job's */
  sync(
    options: SyncOptions,
    write?: Write,
  ): Promise<{ report: Report | undefined; silent: readonly Silent[] }>;
  /** Hears of changes from now on, and syncs when none came for a while. */
  start(): void;
  stop(): Promise<void>;
}

/** Keeps the firm's people as its chat platforms know them. One sync at a time over all instances. */
export function directoryKeeper(needs: DirectoryNeeds): DirectoryKeeper {
  const { database, platforms, usual, log, now, quietMs = QUIET_MS } = needs;
  const stopping = new AbortController();
  let waiting: Promise<void> | undefined;
  let again = false;

  const attempt = async (
    asked: Asked,
    options: SyncOptions,
    write: Write,
    collisions = 0,
  ): Promise<Report> => {
    try {
      const read: SyncNeeds['read'] = (work) => database.read(work);
      return await syncDirectory(asked, { read, write, usual, now: now() }, options);
    } catch (error) {
      // Somebody came in by themselves meanwhile, so look again who is there.
      if (!database.isDuplicate(error) || collisions >= MAX_COLLISIONS) throw error;
      return attempt(asked, options, write, collisions + 1);
    }
  };

  const sync: DirectoryKeeper['sync'] = async (options, write = (work) => database.transaction(work)) => {
    const { asked, silent } = await askDirectories(platforms);
    for (const { platform, reason } of silent)
      log.warn({ platform, reason }, 'a directory could not be read; nobody leaves because of it');
    if (asked.told.length === 0) return { report: undefined, silent };
    const report = await database.exclusively('dealdesk-directory', () => attempt(asked, options, write));
    if (report.isStopped)
      log.error({ left: report.left.length, known: report.known }, 'so many would leave that nobody did');
    return { report, silent };
  };

  const soon = async () => {
    while (again && !stopping.signal.aborted) {
      again = false;
      await sleep(quietMs, undefined, { signal: stopping.signal });
      if (!again) await sync({ isDryRun: false, isForced: false });
    }
  };

  const wake = () => {
    again = true;
    waiting ??= soon()
      .catch((error) => {
        if (!stopping.signal.aborted) log.error({ err: error }, 'the directory could not be brought in line');
      })
      .finally(() => {
        waiting = undefined;
      });
  };

  return {
    sync,
    start: () => {
      for (const { directory } of platforms.values()) directory?.onChange?.(wake);
    },
    stop: async () => {
      stopping.abort();
      await waiting;
    },
  };
}
