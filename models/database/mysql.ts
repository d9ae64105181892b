import mysql, { type ConnectionOptions, type Pool, type ResultSetHeader, type RowDataPacket } from 'mysql2';
import type { Driver, Failure, Result, Session, Statement } from './driver.js';
import { type Connection, Connections } from './mysql-connections.js';
import { BEGIN, type Shared, shared } from './mysql-shared.js';
import { Sequences } from './sequence.js';
import { Turns } from './turns.js';

const POOL_SIZE = 16;
const LOOK_UP_POOL_SIZE = 2;
const SIDE_POOL_SIZE = 2;
const LOCK_POOL_SIZE = 16;
const CONNECT_TIMEOUT_MS = 2_000;
/** Firewalls and proxies drop what was idle for some minutes without a word; the network's own first word is after two hours. */
const KEEP_ALIVE_MS = 30_000;
const LOCK_WAIT_S = 300;
/** A lock that is waited for longer is not answered for: the line is dead. */
const LOCK_TIMEOUT_MS = (LOCK_WAIT_S + 10) * 1_000;
/** All who want such a number wait for one of them. */
const RESERVE_TIMEOUT_MS = 2_000;
/** Deadlock, lock wait time-out, and (MariaDB) a record changed since the last read: run the whole transaction again. */
const conflicts = new Set([1213, 1205, 1020]);
const duplicateEntry = 1062;
/** The disk is full, a file cannot be written, a table is full; the server is only to be read, by either of two switches. */
const inabilities = new Set([1021, 1026, 1114, 1290, 1836]);
/** MariaDB's own, for which mysql2 has no name. */
const connectionKilled = 1927;
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
  if (errno !== undefined && inabilities.has(errno)) return 'unable';
  if (fatal || errno === connectionKilled || (code !== undefined && losses.has(code))) return 'lost';
  return 'other';
};

/** As many transactions are under way; whoever comes then waits until one of them has ended. */
const MOST_UNDER_WAY = 128;

interface SessionNeeds {
  readonly connections: Connections;
  readonly shared: Shared;
  readonly ended: () => void;
}

/** Takes a connection of its own only for what cannot be done together with others. */
class MysqlSession implements Session {
  readonly lookUp: Session['lookUp'];
  readonly write: Session['write'];
  readonly #connections: Connections;
  readonly #ended: () => void;
  #own: Promise<Connection> | undefined;

  constructor({ connections, shared: { lookUp, write }, ended }: SessionNeeds) {
    this.lookUp = lookUp;
    this.write = write;
    this.#connections = connections;
    this.#ended = ended;
  }

  async open(deadline: number) {
    await this.#connection(deadline);
  }

  async run(statements: readonly Statement[], deadline: number): Promise<readonly Result[]> {
    return (await this.#connection(deadline)).run(statements, deadline);
  }

  release() {
    void this.#end((connection) => connection.release());
  }

  destroy() {
    void this.#end((connection) => connection.destroy());
  }

  #connection(deadline: number): Promise<Connection> {
    this.#own ??= this.#connections.take(deadline);
    return this.#own;
  }

  async #end(end: (connection: Connection) => void) {
    this.#ended();
    await this.#own?.then(end, () => undefined);
  }
}

export class MysqlDriver implements Driver {
  readonly dialect = 'mysql';
  readonly now = 'NOW(3)';
  readonly begin = BEGIN;
  readonly classify = classify;
  readonly #turns = new Turns(MOST_UNDER_WAY);
  readonly #connections: Connections;
  readonly #lookUpConnections: Connections;
  readonly #shared: Shared;
  /** For what must not wait until a transaction gives its connection back: it may be waiting for us. */
  readonly #side: Pool;
  /** Locks alone: whoever holds one for minutes may want numbers, and so may everybody else meanwhile. */
  readonly #locks: Pool;
  readonly #sequences = new Sequences((name, count) => this.#reserve(name, count));
  readonly #url: string;

  constructor(url: string) {
    this.#url = url;
    const options = {
      uri: url,
      connectTimeout: CONNECT_TIMEOUT_MS,
      timezone: 'Z',
      charset: 'utf8mb4_unicode_ci',
      enableKeepAlive: true,
      keepAliveInitialDelay: KEEP_ALIVE_MS,
      jsonStrings: true,
      // We prepare none; mysql2 would keep room for 16,000, half a megabyte for each connection.
      maxPreparedStatements: 1,
    };
    this.#connections = new Connections(options, POOL_SIZE);
    this.#lookUpConnections = new Connections(options, LOOK_UP_POOL_SIZE);
    this.#shared = shared({
      connections: this.#connections,
      lookUpConnections: this.#lookUpConnections,
      classify,
    });
    this.#side = mysql.createPool({ ...options, connectionLimit: SIDE_POOL_SIZE });
    this.#locks = mysql.createPool({ ...options, connectionLimit: LOCK_POOL_SIZE });
  }

  async acquire(_mode: 'read' | 'write', deadline: number): Promise<Session> {
    await this.#turns.take(deadline);
    return new MysqlSession({
      connections: this.#connections,
      shared: this.#shared,
      ended: () => this.#turns.end(),
    });
  }

  nextId(sequence: string): Promise<number> {
    return this.#sequences.next(sequence);
  }

  async exclusively<T>(name: string, run: () => Promise<T>): Promise<T> {
    const connection = await this.#locks.promise().getConnection();
    try {
      const [rows] = await connection.query<RowDataPacket[]>({
        sql: 'SELECT GET_LOCK(?, ?) AS got',
        values: [name, LOCK_WAIT_S],
        timeout: LOCK_TIMEOUT_MS,
      });
      if (rows[0]?.got !== 1)
        throw new Error(`Another instance held the lock ${name} for ${LOCK_WAIT_S} seconds.`);
      return await run();
    } finally {
      // With its connection the lock ends, should that be broken by now or not.
      connection.destroy();
    }
  }

  async openSequelize() {
    const { Sequelize } = await import('sequelize');
    return new Sequelize(this.#url, {
      dialect: 'mysql',
      // Of what the address says about TLS, Sequelize would make a name of a profile.
      dialectModule: Object.create(mysql, {
        createConnection: {
          value: ({ ssl: _, ...config }: ConnectionOptions) =>
            mysql.createConnection({ ...config, uri: this.#url }),
        },
      }),
      logging: false,
      timezone: '+00:00',
      dialectOptions: { charset: 'utf8mb4' },
    });
  }

  async close() {
    await this.#sequences.giveBack((name, next, end) => this.#giveBack(name, next, end));
    await Promise.all([
      this.#connections.close(),
      this.#lookUpConnections.close(),
      this.#side.promise().end(),
      this.#locks.promise().end(),
    ]);
  }

  /** On a connection of its own, so that a roll-back never hands out a number twice. */
  async #reserve(name: string, count: number): Promise<number> {
    const sql = `UPDATE sequences SET next = LAST_INSERT_ID(next) + ? WHERE name = ?`;
    const connection = await this.#side.promise().getConnection();
    const question = { sql, values: [count, name], timeout: RESERVE_TIMEOUT_MS };
    const [{ affectedRows, insertId }] = await connection.query<ResultSetHeader>(question).catch((error) => {
      connection.destroy();
      throw error;
    });
    connection.release();
    if (affectedRows !== 1) throw new Error(`There is no sequence called ${name}.`);
    return insertId;
  }

  async #giveBack(name: string, next: number, end: number) {
    await this.#side
      .promise()
      .query('UPDATE sequences SET next = ? WHERE name = ? AND next = ?', [next, name, end]);
  }
}
