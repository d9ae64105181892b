import { setTimeout as sleep } from 'node:timers/promises';
import { type Connection, createConnection, type RowDataPacket } from 'mysql2/promise';
import type { Breach } from './checker.js';
import type { Sent } from './client.js';
import { conclude } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import { approval, burst, gatedDeal, type OpenTask, openTasks } from './load.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

const LOCK_WAIT_S = 1;
const USUAL_LOCK_WAIT_S = 50;
/** Whoever holds a lock for longer leaves the app no time to do it once more. */
const LEAVES_TIME_MS = 1_600;
/** More than the app waits for a lock twice. */
const TOO_LONG_MS = 3_000;
/** A transaction with so many rows is not the one that a deadlock ends. */
const BALLAST = Array.from({ length: 300 }, (_, at) => `(${at})`).join(',');

/** A session beside the app, which holds what the app wants. */
const rival = async ({ database, server }: World): Promise<Connection> => {
  const row = await database.read((tx) => tx.row<{ name: string }>('SELECT DATABASE() AS name'));
  const connection = await createConnection(server.url(row?.name ?? ''));
  await connection.query('CREATE TABLE IF NOT EXISTS ballast (n INT)');
  await connection.query('START TRANSACTION');
  return connection;
};

const lock = (connection: Connection, table: 'deals' | 'approvals', id: number) =>
  connection.query(`SELECT id FROM ${table} WHERE id = ? FOR UPDATE`, [id]);

/** Until somebody waits for a lock. */
const somebodyWaits = async (connection: Connection): Promise<void> => {
  for (let tries = 0; tries < 100; tries += 1) {
    const [rows] = await connection.query<RowDataPacket[]>(
      "SELECT 1 FROM information_schema.INNODB_TRX WHERE trx_state = 'LOCK WAIT'",
    );
    if (rows.length > 0) return;
    await sleep(10);
  }
};

/** A deal at the last signature of its approval, so that signing it locks the approval and then the deal. */
const lastTask = async (world: World, random: Random): Promise<OpenTask & { readonly dealId: number }> => {
  const { client, instances } = world;
  const draft = await gatedDeal(world, random);
  await client.send(draft, instances[0].url);
  const title = draft.effect?.kind === 'deal' ? draft.effect.title : '';
  const row = await world.database.read((tx) =>
    tx.row<{ dealId: number; approvalId: number }>(
      'SELECT d.id AS dealId, a.id AS approvalId FROM deals d JOIN approvals a ON a.subjectId = d.id WHERE d.title = ?',
      [title],
    ),
  );
  if (!row) throw new Error(`"${title}" has no approval.`);
  const next = async () => (await openTasks(world)).filter(({ approvalId }) => approvalId === row.approvalId);
  const [manager] = await next();
  if (manager) await client.send(approval(world, manager), instances[1].url);
  const legal = (await next()).find(({ assigneeId }) => isLegal(world, assigneeId));
  if (legal) await client.send(approval(world, legal), instances[0].url);
  const last = (await next()).find(({ assigneeId }) => !isLegal(world, assigneeId));
  if (!last) throw new Error(`"${title}" is not at its last signature.`);
  return { ...last, dealId: row.dealId };
};

const isLegal = ({ firm }: World, employeeId: number): boolean =>
  [firm.person('E005'), firm.person('E008')].some((person) => person.employeeId === employeeId);

type Scene = (world: World, random: Random, rival: Connection) => Promise<readonly [Sent, Breach[]]>;

/** The app has done it, unless it was left no time, as on a machine that is busy with others. */
const doneOnceMore = (sent: Sent, heldMs: number, what: string): Breach[] =>
  expectAll([['done once more', sent.outcome === 'ok' || heldMs > LEAVES_TIME_MS, `${what}: ${sent.text}`]]);

/** Two sessions in opposite order; the database ends the app's. */
const deadlock: Scene = async (world, random, connection) => {
  const task = await lastTask(world, random);
  await connection.query(`INSERT INTO ballast VALUES ${BALLAST}`);
  await lock(connection, 'deals', task.dealId);
  const beganAt = performance.now();
  const answer = world.client.send(approval(world, task), random.pick(world.instances).url);
  await somebodyWaits(connection);
  await lock(connection, 'approvals', task.approvalId);
  await sleep(random.int(0, 300));
  await connection.query('ROLLBACK');
  const heldMs = performance.now() - beganAt;
  const sent = await answer;
  return [sent, doneOnceMore(sent, heldMs, 'after a deadlock')];
};

/** The lock comes free after the app's first patience has ended. */
const lockWait: Scene = async (world, random, connection) => {
  const task = await lastTask(world, random);
  await lock(connection, 'approvals', task.approvalId);
  const beganAt = performance.now();
  const answer = world.client.send(approval(world, task), random.pick(world.instances).url);
  await sleep(LOCK_WAIT_S * 1000 + random.int(100, 400));
  await connection.query('ROLLBACK');
  const heldMs = performance.now() - beganAt;
  const sent = await answer;
  return [sent, doneOnceMore(sent, heldMs, 'after a lock wait')];
};

/** It never comes free: people are told before the chat gives up. */
const heldTooLong: Scene = async (world, random, connection) => {
  const task = await lastTask(world, random);
  await lock(connection, 'approvals', task.approvalId);
  const answer = world.client.send(approval(world, task), random.pick(world.instances).url);
  await sleep(TOO_LONG_MS);
  await connection.query('ROLLBACK');
  const sent = await answer;
  return [
    sent,
    expectAll([['told', sent.outcome === 'refused', `while a lock was held: ${sent.outcome}, ${sent.text}`]]),
  ];
};

/** The scenes that only wait are played side by side. A deadlock needs to know that it is its own lock that somebody waits for. */
const acts: readonly (readonly Scene[])[] = [[deadlock], [deadlock], [lockWait, heldTooLong]];

/** With others at work meanwhile. */
const play = async (
  world: World,
  random: Random,
  scene: Scene,
): Promise<readonly [readonly Sent[], readonly Breach[]]> => {
  const connection = await rival(world);
  const [[one, found], others] = await Promise.all([
    scene(world, random, connection),
    burst(world, random, { count: 2, withinMs: 500 }),
  ]);
  await connection.end();
  return [[one, ...others], found];
};

const round = async (world: World, random: Random) => {
  const sent: Sent[] = [];
  const breaches: Breach[] = [];
  for (const scenes of acts) {
    const played = scenes.map((scene) => play(world, random, scene));
    for (const [one, found] of await Promise.all(played)) {
      sent.push(...one);
      breaches.push(...found);
    }
  }
  const findings = await conclude(world, { sent, breaches });
  const retries = findings.retries ?? 0;
  const counted = expectAll([
    ['counted', retries >= 3, `${retries} retries are counted, and there were at least 3`],
  ]);
  return { ...findings, breaches: [...findings.breaches, ...counted] };
};

export const conflicts: Experiment = {
  name: 'F4',
  fault: 'deadlocks, and locks that others hold',
  asks: ['done once more', 'told', 'counted'],
  checksWorld: true,
  start: async (server) => {
    const trial = await inWorld(round, {
      settings: [`SET GLOBAL innodb_lock_wait_timeout = ${LOCK_WAIT_S}`],
    })(server);
    return {
      ...trial,
      stop: async () => {
        await trial.stop();
        const connection = await createConnection(server.url(''));
        await connection.query(`SET GLOBAL innodb_lock_wait_timeout = ${USUAL_LOCK_WAIT_S}`);
        await connection.end();
      },
    };
  },
};
