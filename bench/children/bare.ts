import mysql, { type Pool, type PoolConnection } from 'mysql2';
import type { Statement } from '../bare-rows.js';
import { serve } from './leash.js';

export interface BareLoad {
  readonly url: string;
  readonly statements: readonly Statement[];
  readonly connections: number;
  readonly poolSize: number;
  readonly seconds: number;
}

export interface BareResult {
  readonly transactions: number;
  readonly elapsedMs: number;
}

/** Callbacks, not `mysql2/promise`: that makes an error object for each call, and costs a tenth more. */
const connect = (pool: Pool): Promise<PoolConnection> =>
  new Promise((resolve, reject) => {
    pool.getConnection((error, connection) => (error ? reject(error) : resolve(connection)));
  });

const say = (connection: PoolConnection, sql: string): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.query(sql, (error) => (error ? reject(error) : resolve()));
  });

const execute = (connection: PoolConnection, sql: string, values: unknown[]): Promise<void> =>
  new Promise((resolve, reject) => {
    connection.execute(sql, values as never, (error) => (error ? reject(error) : resolve()));
  });

let made = 0;

/** The numbers of a new deal and of what belongs to it. */
function fresh(): Readonly<Record<string, number | string>> {
  made += 1;
  const id = 1_000_000 + made;
  return { deal: id, contract: id, approval: id, event: `bare:${id}`, running: `deal:${id}:contract` };
}

async function transaction(pool: Pool, statements: readonly Statement[]) {
  const connection = await connect(pool);
  const ids = fresh();
  await say(connection, 'START TRANSACTION');
  for (const { sql, values } of statements)
    await execute(
      connection,
      sql,
      values.map((value) => ('id' in value ? (ids[value.id] as number | string) : value.value)),
    );
  await say(connection, 'COMMIT');
  connection.release();
}

async function run({ url, statements, connections, poolSize, seconds }: BareLoad): Promise<BareResult> {
  const pool = mysql.createPool({ uri: url, connectionLimit: poolSize, timezone: 'Z' });
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let transactions = 0;
  const work = async () => {
    while (performance.now() < endsAt) {
      await transaction(pool, statements);
      transactions += 1;
    }
  };
  await Promise.all(Array.from({ length: connections }, work));
  const elapsedMs = performance.now() - startedAt;
  await pool.promise().end();
  return { transactions, elapsedMs };
}

serve({ run });
