import mysql, { type Pool, type PoolConnection, type ResultSetHeader, type RowDataPacket } from 'mysql2';
import type { Driver, Failure, Result, Row, Session, Statement } from './driver.js';
import { asText } from './mysql-text.js';
import { Sequences } from './sequence.js';
import { Turns, timedOut } from './turns.js';

const POOL_SIZE = 16;
const SIDE_POOL_SIZE = 2;
const CONNECT_TIMEOUT_MS = 2_000;
const LOCK_WAIT_S = 300;
/** Timers of one length cost Node next to nothing, timers of any length much. */
const TIMER_STEP_MS = 50;

const msUntil = (deadline: number): number =>
  Math.max(1, Math.floor((deadline - Date.now()) / TIMER_STEP_MS)) * TIMER_STEP_MS;

/** Deadlock, lock wait time-out, and (MariaDB) a record changed since the last read: run the whole transaction again. */
const conflicts = new Set([1213, 1205, 1020]);
const duplicateEntry = 1062;
/** Errors of mysql2 and of the server that end a connection. */
const losses = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'PROTOCOL_CONNECTION_LOST',
  'PROTOCOL_SEQUENCE_TIMEOUT',
  'ER_SERVER_SHUTDOWN',
  'ER_CON_COUNT_ERROR',
  'ER_NORMAL_SHUTDOWN',
  'ER_QUERY_INTERRUPTED',
]);

const codeOf = (error: unknown): { code?: string; errno?: number; fatal?: boolean } =>
  typeof error === 'object' && error !== null ? error : {};

const classify = (error: unknown): Failure => {
  const { code, errno, fatal } = codeOf(error);
  if (errno !== undefined && conflicts.has(errno)) return 'conflict';
  if (errno === duplicateEntry) return 'duplicate';
  if (fatal || (code !== undefined && losses.has(code))) return 'lost';
  return 'other';
};

const setUp =
  "SET SESSION transaction_isolation = 'READ-COMMITTED', time_zone = '+00:00', " +
  "sql_mode = 'STRICT_ALL_TABLES,ERROR_FOR_DIVISION_BY_ZERO,NO_ENGINE_SUBSTITUTION'";
/** MariaDB before 11.1 knows the isolation level by its old name only. */
const setUpOld = setUp.replace('transaction_isolation', 'tx_isolation');

class MysqlSession implements Session {
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
        const each = counts.length > 1 ? (results as unknown[]) : [results];
        resolve(each.flatMap((result, at) => Array(counts[at]).fill(resultOf(result))));
      });
    });
  }

  release() {
    this.connection.release();
    this.ended();
  }

  destroy() {
    this.connection.destroy();
    this.ended();
  }
}

const resultOf = (result: unknown): Result =>
  Array.isArray(result)
    ? { rows: result as Row[], affected: result.length }
    : { rows: [], affected: (result as ResultSetHeader).affectedRows };

export class MysqlDriver implements Driver {
  readonly dialect = 'mysql';
  readonly now = 'NOW(3)';
  readonly begin = 'START TRANSACTION';
  readonly classify = classify;
  readonly #pool: Pool;
  readonly #turns = new Turns(POOL_SIZE);
  /** For what must not wait until a transaction gives its connection back: it may be waiting for us. */
  readonly #side: Pool;
  readonly #ready = new WeakSet<PoolConnection>();
  readonly #sequences = new Sequences((name, count) => this.#reserve(name, count));

  constructor(url: string) {
    const options = {
      uri: url,
      connectTimeout: CONNECT_TIMEOUT_MS,
      timezone: 'Z',
      charset: 'utf8mb4_unicode_ci',
      enableKeepAlive: true,
      jsonStrings: true,
    };
    this.#pool = mysql.createPool({
      ...options,
      connectionLimit: POOL_SIZE,
      multipleStatements: true,
      // The values are in the text already: mysql2 need not look for gaps.
      queryFormat: (sql: string) => sql,
    });
    this.#side = mysql.createPool({ ...options, connectionLimit: SIDE_POOL_SIZE });
  }

  async acquire(_mode: 'read' | 'write', deadline: number): Promise<Session> {
    await this.#turns.take(deadline);
    try {
      const connection = await this.#connection(deadline);
      const session = new MysqlSession(connection, () => this.#turns.end());
      if (!this.#ready.has(connection)) await this.#prepare(session, deadline);
      return session;
    } catch (error) {
      this.#turns.end();
      throw error;
    }
  }

  nextId(sequence: string): Promise<number> {
    return this.#sequences.next(sequence);
  }

  async exclusively<T>(name: string, run: () => Promise<T>): Promise<T> {
    const connection = await this.#side.promise().getConnection();
    try {
      const [rows] = await connection.query<RowDataPacket[]>('SELECT GET_LOCK(?, ?) AS got', [
        name,
        LOCK_WAIT_S,
      ]);
      if (rows[0]?.got !== 1)
        throw new Error(`Another instance held the lock ${name} for ${LOCK_WAIT_S} seconds.`);
      return await run();
    } finally {
      await connection.query('SELECT RELEASE_LOCK(?)', [name]);
      connection.release();
    }
  }

  async close() {
    await this.#sequences.giveBack((name, next, end) => this.#giveBack(name, next, end));
    await Promise.all([this.#pool.promise().end(), this.#side.promise().end()]);
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

  async #prepare(session: MysqlSession, deadline: number) {
    try {
      await session
        .run([{ sql: setUp, values: [] }], deadline)
        .catch(() => session.run([{ sql: setUpOld, values: [] }], deadline));
    } catch (error) {
      session.connection.destroy();
      throw error;
    }
    this.#ready.add(session.connection);
  }

  /** On a connection of its own, so that a roll-back never hands out a number twice. */
  async #reserve(name: string, count: number): Promise<number> {
    const sql = `UPDATE sequences SET next = LAST_INSERT_ID(next) + ? WHERE name = ?`;
    const result = await this.#side.promise().query<ResultSetHeader>(sql, [count, name]);
    if (result[0].affectedRows !== 1) throw new Error(`There is no sequence called ${name}.`);
    return result[0].insertId;
  }

  async #giveBack(name: string, next: number, end: number) {
    await this.#side
      .promise()
      .query('UPDATE sequences SET next = ? WHERE name = ? AND next = ?', [next, name, end]);
  }
}
