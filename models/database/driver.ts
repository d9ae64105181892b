/** What a database must do for us. Two drivers: `mysql.ts` (MySQL, MariaDB) and `sqlite.ts`. */

import type { Sequelize } from 'sequelize';

export type Value = string | number | boolean | Date | Buffer | null;

export interface Statement {
  readonly sql: string;
  readonly values: readonly Value[];
  /** Of an insert of one row: a driver may make one statement of several that have the same. */
  readonly insert?: Insert;
  /** Of a look-up by one key: a driver may make one statement of several that have the same. */
  readonly byKey?: ByKey;
}

/** The parts of an insert into some columns of a table; there is one such object for each kind of insert. */
export interface Insert {
  readonly into: string;
  readonly row: string;
  readonly onConflict: string;
}

/** Rows by what one column holds, the first few in order of a number; there is one such object for each kind of look-up. */
export interface ByKey {
  readonly select: string;
  readonly column: string;
  readonly order: string;
  readonly most: number;
  /** For one key. */
  readonly sql: string;
}

export const COMMIT: Statement = { sql: 'COMMIT', values: [] };
export const ROLLBACK: Statement = { sql: 'ROLLBACK', values: [] };

let latest = { atMs: Number.NaN, text: '' };

/**
 * `2026-11-22 08:30:00.000`, in UTC: as MySQL writes it, and as we keep it in SQLite. What is written together mostly
 * bears one instant.
 */
export function writtenInstant(at: Date): string {
  const atMs = at.getTime();
  if (atMs !== latest.atMs) latest = { atMs, text: at.toISOString().replace('T', ' ').replace('Z', '') };
  return latest.text;
}

export type Row = Record<string, unknown>;

export interface Result {
  readonly rows: readonly Row[];
  /** Rows that matched, whether or not they changed. */
  readonly affected: number;
}

/** What a transaction speaks to the database through. Each deadline is in epoch milliseconds. */
export interface Session {
  /** Takes a connection for this transaction alone. */
  open(deadline: number): Promise<void>;
  /**
   * Runs the statements in order on that connection, in as few round trips as can be, and stops at the first that fails.
   * @param deadline the connection is cut when it passes
   * @returns the result of each
   */
  run(statements: readonly Statement[], deadline: number): Promise<readonly Result[]>;
  /** A read that needs no connection of its own: it may travel with those of others. */
  lookUp(statement: Statement, deadline: number): Promise<Result>;
  /** All that a transaction writes, begun and committed: it may share the commit with others, and fails without them. */
  write(statements: readonly Statement[], deadline: number): Promise<void>;
  release(): void;
  /** Gives up the connection: its state is not known. */
  destroy(): void;
}

/** The deadline passed before the commit, or it was clear that it would, or others held what it changes: nothing was written. */
export class TooLate extends Error {
  override readonly name = 'TooLate';
}

/**
 * Why a statement failed, as far as we act on it. `unable`: by its server, which is only to be read or has no room left;
 * after a failover another one takes what is written.
 */
export type Failure = 'conflict' | 'duplicate' | 'lost' | 'unable' | 'other';

/** Whatever is asked on the same connection fails as well. */
export const endsConnection = (failure: Failure): boolean => failure === 'lost' || failure === 'unable';

export interface Driver {
  readonly dialect: 'mysql' | 'sqlite';
  /** SQL of this dialect for the database's own clock. */
  readonly now: string;
  readonly begin: Statement;
  /** @throws TooLate when so many wait already that it would not be done in time */
  acquire(mode: 'read' | 'write', deadline: number): Promise<Session>;
  /** The next number of a sequence. Gaps are allowed, repeats are not. */
  nextId(sequence: string, ask: (statement: Statement) => Promise<Result>): Promise<number>;
  /** Holds a lock of this name across all instances while it runs. */
  exclusively<T>(name: string, run: () => Promise<T>): Promise<T>;
  classify(error: unknown): Failure;
  /** With connections of its own. */
  openSequelize(): Promise<Sequelize>;
  close(): Promise<void>;
}

/** How long a transaction may take when nobody waits for an answer. */
export const PATIENCE_MS = 60_000;
