import mysql, { type Pool, type PoolConnection, type PoolOptions, type ResultSetHeader } from 'mysql2';
import type { Result, Row, Statement } from './driver.js';
import { asText } from './mysql-text.js';
import { Turns, timedOut } from './turns.js';

const POOL_SIZE = 16;
/** Timers of one length cost Node next to nothing, timers of any length much. */
const TIMER_STEP_MS = 50;

const msUntil = (deadline: number): number =>
  Math.max(1, Math.floor((deadline - Date.now()) / TIMER_STEP_MS)) * TIMER_STEP_MS;

const setUp =
  "SET SESSION transaction_isolation = 'READ-COMMITTED', time_zone = '+00:00', " +
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

/** A connection that somebody has for themselves until it is released. */
export class Line {
  constructor(
    readonly connection: PoolConnection,
    readonly ended: () => void,
  ) {}

  /** One round trip for all: the statements travel as one text. */
  run(statements: readonly Statement[], deadline: number): Promise<readonly Result[]> {
    const { sql, counts } = asText(statements);
    const timeout = msUntil(deadline);
    return new Promise((resolve, reject) => {
      this.connection.query({ sql, timeout }, (error, results) => {
        if (error) return reject(error);
        resolve(spread(counts.length > 1 ? (results as unknown[]) : [results], counts));
      });
    });
  }

  release() {
    this.connection.release();
    this.ended();
  }

  /** Gives up the connection: its state is not known. */
  destroy() {
    this.connection.destroy();
    this.ended();
  }
}

/** The connections, and the queue of those who want one. */
export class Lines {
  readonly #pool: Pool;
  readonly #turns = new Turns(POOL_SIZE);
  readonly #ready = new WeakSet<PoolConnection>();

  constructor(options: PoolOptions) {
    this.#pool = mysql.createPool({
      ...options,
      connectionLimit: POOL_SIZE,
      multipleStatements: true,
      // The values are in the text already: mysql2 need not look for gaps.
      queryFormat: (sql: string) => sql,
    });
  }

  /** @throws TooLate when so many wait already that it would not be done in time, and what mysql2 throws */
  async take(deadline: number): Promise<Line> {
    await this.#turns.take(deadline);
    try {
      const connection = await this.#connection(deadline);
      const line = new Line(connection, () => this.#turns.end());
      if (!this.#ready.has(connection)) await this.#prepare(line, deadline);
      return line;
    } catch (error) {
      this.#turns.end();
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#pool.promise().end();
  }

  #connection(deadline: number): Promise<PoolConnection> {
    return new Promise((resolve, reject) => {
      let late = false;
      const timer = setTimeout(() => {
        late = true;
        reject(timedOut());
      }, msUntil(deadline));
      this.#pool.getConnection((error, connection) => {
        clearTimeout(timer);
        if (late) return connection?.release();
        if (error) return reject(error);
        resolve(connection);
      });
    });
  }

  async #prepare(line: Line, deadline: number) {
    const ask = (sql: string) => line.run([{ sql, values: [] }], deadline);
    try {
      await ask(setUp).catch(() => ask(setUpOld));
    } catch (error) {
      line.connection.destroy();
      throw error;
    }
    this.#ready.add(line.connection);
  }
}
