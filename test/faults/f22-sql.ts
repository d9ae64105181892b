import { setTimeout as sleep } from 'node:timers/promises';
import { createConnection, type RowDataPacket } from 'mysql2/promise';
import type { Breach } from './checker.js';
import type { Draft, Sent } from './client.js';
import { conclude } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import type { FirmPerson } from './firm.js';
import type { Random } from './random.js';
import { shapesIn } from './sql-shape.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

/** What is tried everywhere where people can write something. */
const injections: readonly string[] = [
  `' OR '1'='1`,
  `' OR 1=1 -- `,
  `'; DROP TABLE deals; -- `,
  `"; DELETE FROM employees; #`,
  `\\'; SELECT SLEEP(5); -- `,
  `\\\\'; UPDATE deals SET amountCents = 0; -- `,
  `') UNION SELECT 1,2,3,4,5,6,7 -- `,
  `%' AND SLEEP(5) AND '%'='`,
  '%',
  '_',
  `/*!50000 OR 1=1 */`,
  '`; SELECT 1; `',
  `\u02bc OR 1=1`,
  `\u00bf' OR 1=1 -- `,
  '?, ?, ?',
  ':id',
  '$1',
  "a\u0000' OR 1=1 -- ",
  `x' AND (SELECT 1 FROM (SELECT COUNT(*),CONCAT(version(),FLOOR(RAND(0)*2))x FROM deals GROUP BY x)a) AND 'a'='a`,
];

const harmless: readonly string[] = [
  'plain',
  'words',
  'two words',
  'a longer line of words',
  '样机',
  'Plan',
  '测试',
];

/** Operators as an ORM would take them, in the place of a number or a name. */
const operators: readonly object[] = [
  { $gt: '' },
  { $ne: null },
  { $or: [{ id: 1 }, { id: 2 }] },
  { id: 1 },
  ['1', '2'] as unknown as object,
];

const quoted = (text: string): string => `"${text.replaceAll('"', '')}"`;

type Place = (world: World, person: FirmPerson, text: string, dealId: number) => Draft;

const places: readonly Place[] = [
  ({ client, firm }, person, text) =>
    client.drafts.command(person, `/deal new ${firm.commonCustomer} 12000 ${quoted(text)}`),
  ({ client }, person, text) => client.drafts.command(person, `/deal new ${quoted(text)} 12000`),
  ({ client }, person, text, dealId) => client.drafts.command(person, `/deal note D-${dealId} ${text}`),
  ({ client }, person, text) => client.drafts.command(person, `/deal show ${text}`),
  ({ client }, person, text) => client.drafts.command(person, `/deal show D-1${text}`),
  ({ client }, person, text) => client.drafts.command(person, `/deal list ${text}`),
  ({ client }, person, text, dealId) => client.drafts.command(person, `/deal stage D-${dealId} ${text}`),
  ({ client }, person, text) => client.drafts.command(person, `/customer find ${text}`),
  ({ client }, person, text) => client.drafts.command(person, `/customer show ${text}`),
  ({ client }, person, text) => client.drafts.command(person, `/approval show ${text}`),
  ({ client }, person, text) => client.drafts.command(person, `/digest ${text}`),
  ({ client }, person, text) => client.drafts.press(person, 'deal.show', { id: text }),
  ({ client }, person, text) => client.drafts.press(person, 'customer.list', { text, page: 1 }),
  ({ client }, person, text) =>
    client.drafts.press(person, 'deal.new', { customer: text || 'x', amountCents: 100 }),
];

/** Nobody waits for a letter: where it works, a form opens. */
const openingForm = ({ mailbox: _, ...draft }: Draft): Draft => draft;

const pressesOf = ({ client }: World, person: FirmPerson, value: unknown): Draft[] => {
  const press = (name: string) => client.drafts.press(person, name, { id: value, hash: value, page: value });
  const shown = ['deal.show', 'customer.show', 'approval.show', 'approval.approve'].map(press);
  return [...shown, openingForm(press('deal.noteForm'))];
};

/** Rows that an injection would have changed. */
const census = ({ database }: World) =>
  database.read((tx) =>
    tx.row(`SELECT (SELECT COUNT(*) FROM employees) AS employees, (SELECT COUNT(*) FROM identities) AS identities,
              (SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()) AS tables,
              (SELECT SUM(amountCents) FROM deals WHERE title NOT LIKE '%') AS none`),
  );

interface Listener {
  /** Shapes of the statements since the last time. */
  heard(): Promise<Set<string>>;
  stop(): Promise<void>;
}

/** The server's own log of what reached it. */
const listen = async ({ server }: World): Promise<Listener> => {
  const connection = await createConnection(server.url('mysql'));
  await connection.query("SET GLOBAL log_output = 'TABLE'");
  await connection.query('TRUNCATE TABLE mysql.general_log');
  await connection.query('SET GLOBAL general_log = ON');
  return {
    heard: async () => {
      const [rows] = await connection.query<RowDataPacket[]>(
        "SELECT CAST(argument AS CHAR CHARACTER SET utf8mb4) AS sql_text FROM mysql.general_log WHERE command_type IN ('Query', 'Execute') AND thread_id <> CONNECTION_ID()",
      );
      await connection.query('TRUNCATE TABLE mysql.general_log');
      return new Set(rows.flatMap(({ sql_text }) => shapesIn(String(sql_text))));
    },
    stop: async () => {
      await connection.query('SET GLOBAL general_log = OFF');
      await connection.query("SET GLOBAL log_output = 'FILE'");
      await connection.end();
    },
  };
};

/** Everywhere with each of these texts. */
const runAll = async (world: World, random: Random, texts: readonly string[], values: readonly unknown[]) => {
  const { client, firm, instances, database } = world;
  const sent: Sent[] = [];
  const person = firm.person('E003');
  const deal = await database.read((tx) =>
    tx.row<{ id: number }>(
      'SELECT id FROM deals WHERE ownerId = ? AND closedAt IS NULL ORDER BY id LIMIT 1',
      [person.employeeId],
    ),
  );
  const drafts = [
    ...texts.flatMap((text) => places.map((place) => place(world, person, text, deal?.id ?? 0))),
    ...values.flatMap((value) => pressesOf(world, person, value)),
  ];
  for (const draft of drafts) sent.push(await client.send(draft, random.pick(instances).url));
  return sent;
};

/**
 * Leases, retries, looks at what is followed, each minute's jobs, one connection more and settings, which are remembered for
 * a moment, come when their time comes, in one half or the other.
 */
const byTheClock =
  /^SET SESSION |^SELECT value FROM settings WHERE name = \?$|^UPDATE (lanes|shown_cards) SET |\b(job_runs|clocks|absences|channel_follows|channel_cards|(?:customer|contact)_sounds|isUnheard|heardAs)\b|^SELECT (NOW|DISTINCT timeZone)|FROM approval_tasks WHERE dueAt/;

const round = (benign: Set<string>) => async (world: World, random: Random) => {
  const ear = await listen(world);
  const before = await census(world);
  const calm = await runAll(world, random, random.shuffle(harmless).slice(0, 4), [1, 1001, 999_999, 'x']);
  await sleep(200);
  for (const shape of await ear.heard()) benign.add(shape);

  const attack = await runAll(world, random, random.shuffle(injections).slice(0, 5), operators);
  await sleep(200);
  const strange = [...(await ear.heard())].filter((shape) => !benign.has(shape) && !byTheClock.test(shape));
  await ear.stop();
  const after = await census(world);
  const sent = [...calm, ...attack];
  const slow = attack.find(({ ms }) => ms > 2_000);
  const breaches: Breach[] = expectAll([
    ['same statements', strange.length === 0, `a statement of another shape: ${strange[0]}`],
    [
      'unchanged',
      JSON.stringify(before) === JSON.stringify(after),
      'tables or people are not what they were',
    ],
    ['no 5xx', sent.every(({ status }) => status === 200), 'a request was not answered'],
    ['no wait', slow === undefined, `"${slow?.what}" took ${Math.round(slow?.ms ?? 0)} ms`],
  ]);
  return conclude(world, { sent, breaches, figures: { attacks: attack.length } });
};

export const sqlInjection: Experiment = {
  name: 'F22',
  fault: 'SQL in names, notes, numbers and searches, and operators in the place of values',
  asks: ['same statements', 'unchanged', 'no 5xx', 'no wait'],
  checksWorld: true,
  start: (server) => inWorld(round(new Set()))(server),
};
