import mysql, { type Pool, type PoolConnection, type PoolOptions, type ResultSetHeader } from 'mysql2';
import type { Result, Row, Statement } from './driver.js';
import { asText } from './mysql-text.js';
import { TIMER_STEP_MS, Turns, timedOut } from './turns.js';

const msUntil = (deadline: number): number =>
  Math.max(1, Math.floor((deadline - Date.now()) / TIMER_STEP_MS)) * TIMER_STEP_MS;

/** Who does not wait for a row any more keeps a connection of the server until then, and of those there are few. */
const LOCK_WAIT_S = 5;

/** MySQL takes the lesser of two numbers for no number until it is told that it is one. */
const lockWait = `CAST(LEAST(@@GLOBAL.innodb_lock_wait_timeout, ${LOCK_WAIT_S}) AS UNSIGNED)`;

const setUp =
  `SET SESSION transaction_isolation = 'READ-COMMITTED', time_zone = '+00:00', innodb_lock_wait_timeout = ${lockWait}, ` +
  "sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";
/** MariaDB before 11.1 knows the isolation level by its old name only. */
const setUpOld = setUp.replace('transaction_isolation', 'tx_isolation');

const resultOf = (result: unknown): Result =>
  Array.isArray(result)
    ? { rows: result as Row[], affected: result.length }
    : { rows: [], affected: (result as ResultSetHeader).affectedRows };

/** A result for each statement, also where several travelled as one. */
function spread(each: readonly unknown[], counts: readonly number[]): Result[] {
  const all: Result[] = [];
  for (const [at, one] of each.entries()) {
    const result = resultOf(one);
    for (let count = counts[at] ?? 0; count > 0; count -= 1) all.push(result);
  }
  return all;
}

/** With an error mysql2 says what was asked, and so all that somebody wrote: that belongs in no log. */
function withoutSql(error: Error): Error {
  Reflect.deleteProperty(error, 'sql');
  return error;
}

/** A connection that somebody has for themselves until it is released. */
export class Connection {
  constructor(
    readonly pooled: PoolConnection,
    readonly ended: () => void,
  ) {}

  /** One round trip for all: the statements travel as one text. */
  run(statements: readonly Statement[], deadline: number): Promise<readonly Result[]> {
    const { sql, counts } = asText(statements);
    const timeout = msUntil(deadline);
    return new Promise((resolve, reject) => {
      this.pooled.query({ sql, timeout }, (error, results) => {
        if (error) return reject(withoutSql(error));
        resolve(spread(counts.length > 1 ? (results as unknown[]) : [results], counts));
      });
    });
  }

  release() {
    this.pooled.release();
    this.ended();
  }

  /** Gives up the connection: its state is not known. */
  destroy() {
    this.pooled.destroy();
    this.ended();
  }
}

/** The connections, and the queue of those who want one. */
export class Connections {
  readonly #pool: Pool;
  readonly #turns: Turns;
  readonly #ready = new WeakSet<PoolConnection>();

  constructor(options: PoolOptions, size: number) {
    this.#turns = new Turns(size);
    this.#pool = mysql.createPool({
      ...options,
      connectionLimit: size,
      multipleStatements: true,
      // The values are in the text already: mysql2 need not look for gaps.
      queryFormat: (sql: string) => sql,
    });
  }

  /** @throws TooLate when so many wait already that it would not be done in time, and what mysql2 throws */
  async take(deadline: number): Promise<Connection> {
    await this.#turns.take(deadline);
    try {
      const pooled = await this.#pooled(deadline);
      const connection = new Connection(pooled, () => this.#turns.end());
      if (!this.#ready.has(pooled)) await this.#prepare(connection, deadline);
      return connection;
    } catch (error) {
      this.#turns.end();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#pool.promise().end();
  }

  #pooled(deadline: number): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        reject(timedOut());
      }, msUntil(deadline));
      this.#pool.getConnection((error, pooled) => {
        clearTimeout(timer);
        if (late) return pooled?.release();
        if (error) return reject(error);
        resolve(pooled);
      });
    });
  }

  async #prepare(connection: Connection, deadline: number) {
    const ask = (sql: string) => connection.run([{ sql, values: [] }], deadline);
    try {
      await ask(setUp).catch(() => ask(setUpOld));
    } catch (error) {
      connection.pooled.destroy();
      throw error;
    }
    this.#ready.add(connection.pooled);
  }
}
