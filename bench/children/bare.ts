import { setTimeout as sleep } from 'node:timers/promises';
import mysql, { type Pool, type PoolConnection } from 'mysql2';
import type { Statement } from '../bare-rows.js';
import { serve } from './leash.js';

interface Load {
  readonly url: string;
  readonly statements: readonly Statement[];
  readonly poolSize: number;
  readonly seconds: number;
}

/** Each connection begins its next transaction when the last one is committed. */
export interface ClosedLoad extends Load {
  readonly connections: number;
}

export interface Done {
  readonly transactions: number;
  readonly elapsedMs: number;
}

/** Transactions are due at fixed times, whether or not earlier ones are committed. */
interface OpenLoad extends Load {
  readonly perSecond: number;
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

const TICK_MS = 1;

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

const open = ({ url, poolSize }: Load): Pool =>
  mysql.createPool({ uri: url, connectionLimit: poolSize, timezone: 'Z' });

async function closedLoop(load: ClosedLoad): Promise<Done> {
  const pool = open(load);
  const startedAt = performance.now();
  const endsAt = startedAt + load.seconds * 1000;
  let transactions = 0;
  const work = async () => {
    while (performance.now() < endsAt) {
      await transaction(pool, load.statements);
      transactions += 1;
    }
  };
  await Promise.all(Array.from({ length: load.connections }, work));
  const elapsedMs = performance.now() - startedAt;
  await pool.promise().end();
  return { transactions, elapsedMs };
}

/** @returns how long after it was due each was committed, in milliseconds */
async function openLoop(load: OpenLoad): Promise<Float64Array> {
  const pool = open(load);
  const startsAt = performance.now();
  const latencies: Promise<number>[] = [];
  const begin = async (dueAt: number): Promise<number> => {
    await transaction(pool, load.statements);
    return performance.now() - dueAt;
  };
  const total = load.perSecond * load.seconds;
  while (latencies.length < total) {
    const due = Math.floor(((performance.now() - startsAt) * load.perSecond) / 1000) + 1;
    while (latencies.length < Math.min(due, total))
      latencies.push(begin(startsAt + (latencies.length * 1000) / load.perSecond));
    await sleep(TICK_MS);
  }
  const all = Float64Array.from(await Promise.all(latencies));
  await pool.promise().end();
  return all;
}

serve({ closedLoop, openLoop });
