import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection } from 'mysql2/promise';
import { linkTo } from '../../bot/contract/link.js';
import { type Database, openDatabase } from '../../models/database.js';
import type { Employee } from '../../models/employee.js';
import type { Reader } from '../../models/text.js';
import type { MariaDb } from '../support/mariadb.js';
import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from '../support/slack/fake.js';
import { makeTables } from '../support/tables.js';
import { type Breach, check, doublesIn, type UnknownWindow } from './checker.js';
import { type Client, startClient } from './client.js';
import { type Dump, dump, expectedCards } from './dump.js';
import { type Firm, type FirmPerson, seedFirm, slackUsers } from './firm.js';
import { type Instance, startInstance } from './instance.js';
import { startWire, type Wire } from './proxy.js';

/** A firm at work: its people, a fake Slack, a database of its own, and some instances of the app. */
export interface World {
  readonly server: MariaDb;
  readonly database: Database;
  readonly firm: Firm;
  readonly fake: FakeSlack;
  readonly client: Client;
  readonly instances: readonly [Instance, Instance];
  /** Between the instances and the database. */
  readonly line: Wire;
  /** Between the instances and Slack. */
  readonly slackLine: Wire;
  /** Moments in which a post may have arrived without anybody knowing. */
  readonly windows: UnknownWindow[];
  /** Waits until no card is behind. @returns after how many ms, undefined when it took too long */
  drained(limitMs: number): Promise<number | undefined>;
  dump(): Promise<Dump>;
  check(): Promise<Breach[]>;
  /** Cards that appeared twice as new, since the last time this was asked. */
  newDoubles(): number;
  /** Transactions that were run again, by the instances' own count, since the last time this was asked. */
  newRetries(): Promise<number>;
  stop(): Promise<void>;
}

export interface WorldOptions {
  readonly fake?: FakeSlackOptions;
  readonly env?: Readonly<Record<string, string>>;
  /** SQL for the server, before the app connects. */
  readonly settings?: readonly string[];
}

const POLL_MS = 50;
const SECRET = 'a secret of the fault experiments only, not of anybody';
const PUBLIC_URL = 'https://dealdesk.example.com';
/** The limits of whole workspaces would stretch each round to minutes; those of conversations stay. */
const tiers = Object.fromEntries(
  [
    'chat.update',
    'users.info',
    'users.lookupByEmail',
    'conversations.open',
    'conversations.history',
    'views.open',
  ].map((method) => [method, Number.POSITIVE_INFINITY]),
);

const onServer = async (server: MariaDb, ...statements: readonly string[]): Promise<void> => {
  const connection = await createConnection(server.url(''));
  for (const sql of statements) await connection.query(sql);
  await connection.end();
};

const linkFor = linkTo(PUBLIC_URL, SECRET, () => new Date());

const readerOf = ({ id, locale, timeZone }: Employee): Reader => ({ locale, timeZone, link: linkFor(id) });

const metricOf = async ({ url }: Instance, name: string): Promise<number> => {
  const answer = await fetch(`${url}/metrics`, { headers: { connection: 'close' } }).catch(() => undefined);
  const text = (await answer?.text()) ?? '';
  return Number(new RegExp(`^${name} (\\S+)$`, 'm').exec(text)?.[1] ?? 0);
};

const INTRODUCTIONS = 10;
const QUEUES = 4;

/** Again where the app was too busy to hear it. */
const introduce = async (client: Client, person: FirmPerson, { url }: Instance): Promise<void> => {
  for (let nth = 0; ; nth += 1) {
    const { outcome, text } = await client.send(client.drafts.command(person, '/todo'), url);
    if (outcome === 'ok') return;
    if (nth === INTRODUCTIONS) throw new Error(`${person.staffNumber} was not recognised: ${text}`);
  }
};

/** Everybody writes once, so that the app knows who they are. */
const introduceAll = async ({
  client,
  firm,
  instances,
}: Pick<World, 'client' | 'firm' | 'instances'>): Promise<void> => {
  const queue = async (first: number) => {
    const instance = instances[first % instances.length] ?? instances[0];
    for (let at = first; at < firm.people.length; at += QUEUES)
      await introduce(client, firm.people[at] as FirmPerson, instance);
  };
  await Promise.all(Array.from({ length: QUEUES }, (_, first) => queue(first)));
};

export const startWorld = async (server: MariaDb, options: WorldOptions = {}): Promise<World> => {
  const name = `faults_${randomBytes(5).toString('hex')}`;
  await onServer(server, `CREATE DATABASE ${name} CHARACTER SET utf8mb4`, ...(options.settings ?? []));
  await makeTables(server.url(name));
  const database = await openDatabase(server.url(name));
  const firm = await seedFirm(database, new Date());
  const seeded = await database.read((tx) => tx.row<{ id: number }>('SELECT MAX(id) AS id FROM deals'));

  const fake = await startFakeSlack({ users: slackUsers(firm), tiers, ...options.fake });
  const line = await startWire(server.port);
  const slackLine = await startWire(Number(new URL(fake.url).port));
  const client = await startClient(fake);
  const env = {
    DATABASE_URL: server.url(name).replace(`:${server.port}/`, `:${line.port}/`),
    SESSION_SECRET: SECRET,
    PUBLIC_URL,
    SLACK_SIGNING_SECRET: fake.signingSecret,
    SLACK_BOT_TOKEN: fake.botToken,
    SLACK_API_URL: fake.apiUrl.replace(fake.url, `http://127.0.0.1:${slackLine.port}`),
    ...options.env,
  };
  const instances = [await startInstance(env), await startInstance(env)] as const;
  await Promise.all(instances.map((instance) => instance.ready()));
  await introduceAll({ client, firm, instances });

  const windows: UnknownWindow[] = [];
  const drawn = new Map<number, { readonly wanted: number; readonly blocks: unknown }>();
  const retries = new Map<number, number>();
  let doubles = 0;
  const employees = new Map(firm.people.map(({ userId, employeeId }) => [userId, employeeId]));

  const isDrained = (): Promise<boolean> =>
    database
      .read((tx) => tx.row("SELECT 1 FROM shown_cards WHERE state = 'behind' LIMIT 1"))
      .then((row) => row === undefined);

  const drained: World['drained'] = async (limitMs) => {
    const beganAt = performance.now();
    while (!(await isDrained().catch(() => false))) {
      if (performance.now() - beganAt > limitMs) return undefined;
      await sleep(POLL_MS);
    }
    return performance.now() - beganAt;
  };

  const takeDump = (): Promise<Dump> => dump(database, seeded?.id ?? 0);

  return {
    server,
    database,
    firm,
    fake,
    client,
    instances,
    line,
    slackLine,
    windows,

    drained,
    dump: takeDump,

    check: async () => {
      const now = await takeDump();
      const changed = now.cards.filter(({ id, wanted }) => drawn.get(id)?.wanted !== wanted);
      const blocks = await expectedCards(database, changed, readerOf);
      for (const { id, wanted } of changed) drawn.set(id, { wanted, blocks: blocks.get(id) });
      return check(
        {
          log: client.log,
          dump: now,
          accepted: fake.accepted,
          messages: fake.messages,
          expected: new Map([...drawn].map(([id, card]) => [id, card.blocks])),
          windows,
        },
        (userId) => employees.get(userId),
      );
    },

    newDoubles: () => {
      const before = doubles;
      doubles = doublesIn(fake.accepted).length;
      return doubles - before;
    },

    newRetries: async () => {
      let fresh = 0;
      for (const instance of instances) {
        const count = await metricOf(instance, 'dealdesk_transaction_retries_total');
        const before = retries.get(instance.pid) ?? 0;
        retries.set(instance.pid, count);
        fresh += count - before;
      }
      return fresh;
    },

    stop: async () => {
      for (const instance of instances) {
        instance.resume();
        await instance.kill9();
      }
      await client.stop();
      await fake.stop();
      await line.stop();
      await slackLine.stop();
      await database.close();
      await onServer(server, `DROP DATABASE ${name}`);
    },
  };
};
