import { randomBytes } from 'node:crypto';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import { startMariaDb } from '../test/support/mariadb.js';

/** A database server of our own, with databases that come and go. */
export interface Server {
  readonly version: string;
  /** A new empty database. */
  create(): Promise<string>;
  drop(url: string): Promise<void>;
  stop(): Promise<void>;
}

/** Enough memory for a million deals; each commit is on the disk before it is told of. */
const settings = [
  '--innodb-buffer-pool-size=1G',
  '--loose-innodb-log-file-size=512M',
  '--innodb-flush-log-at-trx-commit=1',
  '--innodb-doublewrite=ON',
];

/** @throws when commits would not be durable: such figures mean nothing */
async function readVersion(url: string): Promise<string> {
  const connection = await createConnection(url);
  const [rows] = await connection.query<RowDataPacket[]>(
    'SELECT VERSION() AS version, @@innodb_flush_log_at_trx_commit AS flush, @@innodb_doublewrite AS doublewrite',
  );
  await connection.end();
  if (Number(rows[0]?.flush) !== 1 || !['1', 'ON'].includes(String(rows[0]?.doublewrite)))
    throw new Error('The database server does not keep what it commits.');
  return String(rows[0]?.version);
}

async function run(url: string, sql: string) {
  const connection = await createConnection(url);
  await connection.query(sql);
  await connection.end();
}

export async function startServer(): Promise<Server> {
  const server = await startMariaDb(settings);
  const root = server.url('');
  return {
    version: await readVersion(root),
    create: async () => {
      const name = `bench_${randomBytes(4).toString('hex')}`;
      await run(root, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`);
      return server.url(name);
    },
    drop: (url) => run(root, `DROP DATABASE ${new URL(url).pathname.slice(1)}`),
    stop: () => server.stop(),
  };
}
