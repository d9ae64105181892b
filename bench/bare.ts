import { migrate } from '../migrations/index.js';
import { openDatabase } from '../models/database.js';
import type { Statement } from './bare-rows.js';
import { must } from './check.js';
import { type Child, startChild } from './child.js';
import { type FirmSize, seedFirm } from './firm.js';
import type { Server } from './server.js';

/** A process that writes given rows to a database of ours, and does nothing else. */
export interface Bare {
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
