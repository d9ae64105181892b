import { migrate } from '../migrations/index.js';
import { openDatabase } from '../models/database.js';
import type { Statement } from './bare-rows.js';
import { must } from './check.js';
import { type Child, startChild } from './child.js';
import type { ClosedLoad, Done } from './children/bare.js';
import { type FirmSize, seedFirm } from './firm.js';
import type { Plan } from './options.js';
import type { Server } from './server.js';

/** A process that writes given rows to a database of ours, and does nothing else. */
interface Bare {
  readonly child: Child;
  /** What each of its loads begins with. */
  readonly rows: { readonly url: string; readonly statements: readonly Statement[] };
}

/** @param work runs loads, and tells how many transactions these were: they are all looked for afterwards */
export async function onBare<T>(
  server: Server,
  size: FirmSize,
  statements: readonly Statement[],
  work: (bare: Bare) => Promise<{ readonly transactions: number; readonly result: T }>,
): Promise<T> {
  const url = await server.create();
  const database = await openDatabase(url);
  const child = startChild('./children/bare.js');
  try {
    await migrate(database);
    await seedFirm(database, size);
    const { transactions, result } = await work({ child, rows: { url, statements } });
    const count = await database.read((tx) => tx.row<{ n: number }>('SELECT COUNT(*) AS n FROM approvals'));
    must(Number(count?.n) === transactions, 'The bare side did not write all its rows.');
    return result;
  } finally {
    await child.stop();
    await database.close();
    await server.drop(url);
  }
}

interface BareSpeed {
  /** With those of the warm-up. */
  readonly transactions: number;
  readonly perSecond: number;
  readonly cpuMsEach: number;
}

/** How fast it is when each connection begins its next transaction as soon as the last one is committed. */
export async function bareSpeed(
  child: Child,
  load: Omit<ClosedLoad, 'seconds'>,
  { warmUpSeconds, seconds }: Plan,
): Promise<BareSpeed> {
  const run = (forSeconds: number) => child.ask<Done>('closedLoop', { ...load, seconds: forSeconds });
  const warmUp = await run(warmUpSeconds);
  const before = await child.usage();
  const { transactions, elapsedMs } = await run(seconds);
  const after = await child.usage();
  return {
    transactions: warmUp.transactions + transactions,
    perSecond: (transactions * 1000) / elapsedMs,
    cpuMsEach: (after.cpuMs - before.cpuMs) / transactions,
  };
}
