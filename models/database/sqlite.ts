import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import * as sqlite3 from '@appthreat/sqlite3';
import {
  COMMIT,
  type Driver,
  type Failure,
  type Result,
  ROLLBACK,
  type Row,
  type Session,
  type Statement,
  type Value,
  writtenInstant,
} from './driver.js';

/** The module's constants are on its default export, which its types leave out. */
const sqlite = (sqlite3 as unknown as { default: typeof sqlite3 }).default;

const BUSY_TIMEOUT_MS = 5_000;
const LOCK_WAIT_MS = 300_000;
/** Kept ready: lists of any length make ever new ones. */
const MOST_STATEMENTS = 500;

type Connection = InstanceType<typeof sqlite.Database>;
type Prepared = InstanceType<typeof sqlite.Statement>;

const classify = (error: unknown): Failure => {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  if (code === 'SQLITE_BUSY' || code === 'SQLITE_LOCKED') return 'conflict';
  if (code === 'SQLITE_FULL' || code === 'SQLITE_READONLY' || code === 'SQLITE_IOERR') return 'unable';
  if (code === 'SQLITE_CONSTRAINT' && /UNIQUE|PRIMARY KEY/.test(message ?? '')) return 'duplicate';
  return 'other';
};

const written = (value: Value) => {
  if (value instanceof Date) return writtenInstant(value);
  if (typeof value === 'object' && value !== null && !Buffer.isBuffer(value))
    throw new TypeError('Only plain values can be written to the database.');
  return typeof value === 'boolean' ? Number(value) : value;
};

/** SQLite has no time type: by our naming, a column that ends in `At` holds an instant. */
const read = (row: Row): Row => {
  for (const key in row) {
    const value = row[key];
    if (typeof value === 'string' && key.endsWith('At')) row[key] = new Date(`${value.replace(' ', 'T')}Z`);
  }
  return row;
};

const answersRows = /^\s*(select|with|pragma|explain)|\breturning\b/i;

const BEGIN: Statement = { sql: 'BEGIN IMMEDIATE', values: [] };

/** Its connection is its own from the start: there is one for all who write, and they take turns. */
class SqliteSession implements Session {
  readonly #connection: Connection;
  readonly #statements: Map<string, Prepared>;
  readonly #done: () => void;

  constructor(connection: Connection, statements: Map<string, Prepared>, done: () => void) {
    this.#connection = connection;
    this.#statements = statements;
    this.#done = done;
  }

  async open() {}

  lookUp(statement: Statement): Promise<Result> {
    return this.#one(statement);
  }

  async write(statements: readonly Statement[]) {
    try {
      await this.run([BEGIN, ...statements, COMMIT]);
    } catch (error) {
      // Where it did not even begin there is nothing to undo.
      await this.run([ROLLBACK]).catch(() => undefined);
      throw error;
    }
  }

  async run(statements: readonly Statement[]): Promise<readonly Result[]> {
    const results: Result[] = [];
    for (const statement of statements) results.push(await this.#one(statement));
    return results;
  }

  release() {
    this.#done();
  }

  /** A local file needs no new connection; what was open is undone. */
  destroy() {
    this.#connection.run('ROLLBACK', () => this.#done());
  }

  async #one({ sql, values }: Statement): Promise<Result> {
    const prepared = this.#statements.get(sql) ?? (await this.#prepare(sql));
    const params = values.map(written);
    return new Promise((resolve, reject) => {
      if (!answersRows.test(sql)) {
        prepared.run(params, function (this: { changes: number }, error: Error | null) {
          if (error) return reject(error);
          resolve({ rows: [], affected: this.changes });
        });
        return;
      }
      prepared.all(params, (error: Error | null, rows: Row[]) => {
        if (error) return reject(error);
        resolve({ rows: rows.map(read), affected: rows.length });
      });
    });
  }

  /** A statement that cannot be prepared never calls back when it is run: its error comes here only. */
  async #prepare(sql: string): Promise<Prepared> {
    const prepared = await new Promise<Prepared>((resolve, reject) => {
      const statement: Prepared = this.#connection.prepare(sql, (error: Error | null) =>
        error ? reject(error) : resolve(statement),
      );
    });
    this.#statements.set(sql, prepared);
    const [[oldest, unused] = []] = this.#statements;
    if (this.#statements.size > MOST_STATEMENTS && oldest && unused) {
      this.#statements.delete(oldest);
      unused.finalize();
    }
    return prepared;
  }
}

/** One connection and the queue of those who wait for it: SQLite has one writer at a time, so writers line up. */
class Lane {
  readonly #connection: Connection;
  readonly #statements = new Map<string, Prepared>();
  #last: Promise<void> = Promise.resolve();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  async take(): Promise<Session> {
    const turn = this.#last;
    let done = () => {};
    this.#last = new Promise((resolve) => {
      done = resolve;
    });
    await turn;
    return new SqliteSession(this.#connection, this.#statements, done);
  }

  async close() {
    await this.#last;
    for (const statement of this.#statements.values()) statement.finalize();
    await new Promise<void>((resolve) => this.#connection.close(() => resolve()));
  }
}

/** SQLite does not say which file it cannot open. */
const open = (file: string): Promise<Connection> =>
  new Promise((resolve, reject) => {
    const connection = new sqlite.Database(file, (error: Error | null) =>
      error ? reject(new Error(`${file}: ${error.message}`)) : resolve(connection),
    );
  });

const exec = (connection: Connection, sql: string): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.exec(sql, (error: Error | null) => (error ? reject(error) : resolve()));
  });

/** By a transaction on a file beside the database: the system lets go of it even if we are killed. */
async function locked<T>(file: string, name: string, run: () => Promise<T>): Promise<T> {
  const lock = await open(`${file}.${name}.lock`);
  try {
    await exec(lock, `PRAGMA busy_timeout = ${LOCK_WAIT_MS}; BEGIN EXCLUSIVE`);
    return await run();
  } finally {
    await new Promise<void>((resolve) => lock.close(() => resolve()));
  }
}

export class SqliteDriver implements Driver {
  readonly dialect = 'sqlite';
  readonly now = "strftime('%Y-%m-%d %H:%M:%f', 'now')";
  readonly begin = BEGIN;
  readonly classify = classify;
  readonly #lanes: Record<'read' | 'write', Lane>;
  /** Of each lock the last of ours: SQLite would let each who waits keep one of the four threads that its holder works with. */
  readonly #locked = new Map<string, Promise<unknown>>();

  readonly #file: string;

  private constructor(file: string, lanes: Record<'read' | 'write', Lane>) {
    this.#file = file;
    this.#lanes = lanes;
  }

  static async open(file: string): Promise<SqliteDriver> {
    mkdirSync(dirname(file), { recursive: true });
    const [read, write] = [await open(file), await open(file)];
    // Whoever turns the log on waits for nobody, whatever the time-out: two instances that begin together take turns.
    await locked(file, 'open', async () => {
      for (const connection of [write, read]) {
        await exec(
          connection,
          `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}; PRAGMA journal_mode = WAL; PRAGMA foreign_keys = ON`,
        );
      }
    });
    return new SqliteDriver(file, { read: new Lane(read), write: new Lane(write) });
  }

  acquire(mode: 'read' | 'write'): Promise<Session> {
    return this.#lanes[mode].take();
  }

  /** Inside the transaction: one that rolls back takes its number back with it. */
  async nextId(sequence: string, ask: (statement: Statement) => Promise<Result>): Promise<number> {
    const sql = 'UPDATE sequences SET next = next + 1 WHERE name = ? RETURNING next - 1 AS id';
    const { rows } = await ask({ sql, values: [sequence] });
    if (!rows[0]) throw new Error(`There is no sequence called ${sequence}.`);
    return Number(rows[0].id);
  }

  exclusively<T>(name: string, run: () => Promise<T>): Promise<T> {
    const before = this.#locked.get(name) ?? Promise.resolve();
    const done = before.then(() => locked(this.#file, name, run));
    this.#locked.set(
      name,
      done.catch(() => undefined),
    );
    return done;
  }

  async openSequelize() {
    const { Sequelize } = await import('sequelize');
    return new Sequelize({ dialect: 'sqlite', dialectModule: sqlite, storage: this.#file, logging: false });
  }

  async close() {
    await this.#lanes.write.close();
    await this.#lanes.read.close();
  }
}
