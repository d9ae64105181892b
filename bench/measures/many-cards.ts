import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../models/database.js';
import type { ChatName, TakenCard } from '../chats.js';
import { checkCards, must } from '../check.js';
import type { Memory } from '../children/leash.js';
import { insertBareDeal } from '../deal.js';
import { type Line, line } from '../report.js';
import { type Stack, startStack } from '../stack.js';
import type { Measure, Setting } from './measure.js';

const POLL_MS = 500;
const SPARE_MS = 60_000;
const MANAGERS = 8;
/** What takes longer is ruled by the platform's limit and runs once. */
const LONG_S = 180;
const WORKSPACE_PER_MINUTE = 600;

/** Many cards for many people, all wanted in the same moment. */
interface Scenario {
  readonly chat: ChatName;
  readonly to: Book;
  /** Or group chats. */
  readonly people: number;
  readonly cardsEach: number;
  /** What the platform takes. */
  readonly limit: string;
  /** Of all conversations together, where the platform has such a limit. */
  readonly messagesPerMinute?: number;
  /** What that alone demands for so many cards, at a steady rate. */
  readonly seconds: (people: number, cardsEach: number) => number;
  /** How much longer it may take. */
  readonly most: number;
  /** Calls, where a limit is only found out by being refused. */
  readonly mostRefused?: number;
}

/** Deals of every seller, whose cards nobody knows of yet. */
async function seedDeals(database: Database, cardsEach: number) {
  const now = new Date();
  const sellers = await database.read((tx) =>
    tx.rows<{ id: number }>('SELECT id FROM employees WHERE managerId IS NOT NULL'),
  );
  const deal = { stage: 'lead', amountCents: 2_000_000, currency: 'CNY' } as const;
  for (let round = 1; round <= cardsEach; round += 1)
    await database.transaction(async (tx) => {
      for (const { id } of sellers)
        await insertBareDeal(tx, { ...deal, title: `商机 ${round}`, ownerId: id }, now);
    });
}

const run = (database: Database, sql: string) => database.transaction((tx) => tx.run(sql));

/** Where it is written what should be shown. */
interface Book {
  readonly whose: string;
  /** What comes before. */
  prepare(stack: Stack): Promise<unknown>;
  /** Each deal has its card wanted, where its owner or its group sees it. */
  readonly want: string;
  readonly countBehind: string;
  readonly shown: string;
}

const toPeople: Book = {
  whose: 'people',
  prepare: async () => {},
  want: `INSERT INTO shown_cards (employeeId, subject, subjectId, state, wanted, shown, fresh, attempts, dueAt)
    SELECT ownerId, 'deal', id, 'behind', 1, 0, 0, 0, NOW(3) FROM deals`,
  countBehind: "SELECT COUNT(*) AS n FROM shown_cards WHERE state = 'behind'",
  shown: "SELECT id, ref FROM shown_cards WHERE state = 'shown'",
};

/** Until the service looks again whether anything is followed, while nothing is. */
const NOTICED_MS = 16_000;

/** Of each seller one, which follows on the word of the general manager. */
const toGroups: Book = {
  whose: 'group chats',
  prepare: async ({ database, chat }) => {
    await run(
      database,
      `INSERT INTO channel_follows (platform, workspaceId, channelId, kind, subjectId, followedById, followedAt)
       SELECT 'slack', '${chat.workspaceId}', CONCAT('C', e.id), 'all', 0, g.id, NOW(3)
       FROM employees e JOIN employees g ON g.staffNumber = 'UROLE1' WHERE e.managerId IS NOT NULL`,
    );
    await sleep(NOTICED_MS);
  },
  want: `INSERT INTO channel_cards (platform, workspaceId, channelId, dealId, wanted, shown, dueAt)
    SELECT f.platform, f.workspaceId, f.channelId, d.id, 1, 0, NOW(3)
    FROM deals d JOIN channel_follows f ON f.channelId = CONCAT('C', d.ownerId)`,
  countBehind: 'SELECT COUNT(*) AS n FROM channel_cards WHERE wanted <> shown',
  shown: 'SELECT dealId AS id, ref FROM channel_cards WHERE wanted = shown',
};

const slackLimit = {
  chat: 'slack',
  to: toPeople,
  limit: 'one message a second in each conversation',
  seconds: (_people: number, cardsEach: number) => cardsEach,
} as const;

async function untilBehind({ database }: Stack, sql: string, most: number, limitMs: number) {
  const limit = Date.now() + limitMs;
  const behind = async () => Number((await database.read((tx) => tx.row<{ n: number }>(sql)))?.n);
  while ((await behind()) > most && Date.now() < limit) await sleep(POLL_MS);
}

/** Everybody has got the same number. */
function checkShares(cards: readonly TakenCard[], people: number, cardsEach: number) {
  const shares = new Map<string, number>();
  for (const { to } of cards) shares.set(to, (shares.get(to) ?? 0) + 1);
  must(shares.size === people, `${shares.size} of ${people} people have got cards.`);
  for (const [to, count] of shares)
    must(count === cardsEach, `${to} has got ${count} cards, not ${cardsEach}.`);
}

interface Sent {
  /** From the first card at the platform to the last. */
  readonly seconds: number;
  readonly secondsFromCommit: number;
  /** Before the first, with half of them shown, and after the last. */
  readonly memory: readonly [Memory, Memory, Memory];
  readonly cpuMsEach: number;
  /** Calls, each made again later. */
  readonly refused: number;
}

async function send(
  { server }: Setting,
  { chat: platform, messagesPerMinute, ...scenario }: Scenario,
): Promise<Sent> {
  const { people, cardsEach, seconds, to } = scenario;
  const cards = people * cardsEach;
  const limitMs = 2_000 * seconds(people, cardsEach) + SPARE_MS;
  const size = { sellers: people, managers: MANAGERS };
  const stack = await startStack(server, size, { platform, messagesPerMinute, nodeFlags: ['--expose-gc'] });
  const memory = () => stack.app.ask<Memory>('memory');
  try {
    await seedDeals(stack.database, cardsEach);
    await to.prepare(stack);
    const before = await memory();
    const { cpuMs } = await stack.app.usage();
    await run(stack.database, to.want);
    const committedAt = Date.now();
    await untilBehind(stack, to.countBehind, cards / 2, limitMs);
    const halfway = await memory();
    await untilBehind(stack, to.countBehind, 0, limitMs);
    const used = await stack.app.usage();
    const after = await memory();
    await stack.app.stop();

    await checkCards(stack, to.shown);
    const taken = await stack.chat.taken();
    must(taken.cards.length === cards, `${taken.cards.length} of ${cards} cards arrived.`);
    checkShares(taken.cards, people, cardsEach);
    const times = taken.cards.map(({ at }) => at);
    const lastAt = times.reduce((last, at) => Math.max(last, at), 0);
    const firstAt = times.reduce((first, at) => Math.min(first, at), lastAt);
    return {
      seconds: (lastAt - firstAt) / 1000,
      secondsFromCommit: (lastAt - committedAt) / 1000,
      memory: [before, halfway, after],
      cpuMsEach: (used.cpuMs - cpuMs) / cards,
      refused: taken.refused.length,
    };
  } finally {
    await stack.stop();
  }
}

const moments = ['before the first', 'with half of them shown', 'after the last'];

const memoryLines = (sent: readonly Sent[]): Line[] => [
  ...moments.map((moment, at) =>
    line(
      `heap ${moment}`,
      'MB',
      sent.map(({ memory }) => (memory[at]?.heapBytes ?? Number.NaN) / 1e6),
    ),
  ),
  ...moments.map((moment, at) =>
    line(
      `RSS ${moment}`,
      'MB',
      sent.map(({ memory }) => (memory[at]?.rssBytes ?? Number.NaN) / 1e6),
    ),
  ),
  line(
    'heap, after the last : with half of them shown',
    '',
    sent.map(({ memory: [, halfway, after] }) => after.heapBytes / halfway.heapBytes),
    { most: 1.05 },
  ),
];

/** Nothing to compare with where all may come at once. */
const paceLines = (took: readonly number[], least: number, most: number): Line[] => {
  if (least <= 0) return [];
  const ratios = took.map((each) => each / least);
  return [line(`time : ${least} s, which the limit alone demands`, '', ratios, { most })];
};

const linesOf = (
  { people, cardsEach, seconds, most, mostRefused = 0 }: Scenario,
  sent: readonly Sent[],
): Line[] => {
  const least = seconds(people, cardsEach);
  const took = sent.map((one) => one.seconds);
  return [
    line(`${people * cardsEach} cards, ${cardsEach} to each, from the first to the last`, 's', took),
    line(
      'from their commit to the last',
      's',
      sent.map(({ secondsFromCommit }) => secondsFromCommit),
    ),
    ...paceLines(took, least, most),
    line(
      'calls refused',
      '',
      sent.map(({ refused }) => refused),
      { most: mostRefused },
    ),
    line(
      'CPU of Dealdesk for a card',
      'ms',
      sent.map(({ cpuMsEach }) => cpuMsEach),
    ),
    ...memoryLines(sent),
  ];
};

/** As fast as the platform's own limit lets them, none dropped or doubled, in memory that does not grow. */
const measureOf = (full: Scenario): Measure => ({
  title: `Cards to ${full.people} ${full.to.whose} on ${full.chat}, which takes ${full.limit}`,
  run: async (setting) => {
    const { plan, tell } = setting;
    const scenario = { ...full, cardsEach: Math.max(1, Math.round(full.cardsEach * plan.cardsPart)) };
    const isLong = scenario.seconds(scenario.people, scenario.cardsEach) > LONG_S;
    const rounds = isLong ? 1 : plan.rounds;
    const sent: Sent[] = [];
    for (let round = 1; round <= rounds; round += 1) {
      const one = await send(setting, scenario);
      tell(`round ${round} of ${rounds}: ${one.seconds.toFixed(2)} s`);
      sent.push(one);
    }
    return linesOf(scenario, sent);
  },
});

/** By name. */
export const manyCards: Readonly<Record<string, Measure>> = {
  channels: measureOf({ ...slackLimit, people: 500, cardsEach: 20, most: 1.01 }),
  'group-chats': measureOf({ ...slackLimit, to: toGroups, people: 500, cardsEach: 20, most: 1.01 }),
  'people-slack': measureOf({ ...slackLimit, people: 1_000, cardsEach: 10, most: 1.02 }),
  'people-slack-workspace': measureOf({
    ...slackLimit,
    people: 1_000,
    cardsEach: 10,
    limit: `one message a second in each conversation, and ${WORKSPACE_PER_MINUTE} a minute of them all (“several hundred”, says Slack)`,
    messagesPerMinute: WORKSPACE_PER_MINUTE,
    // As many as in a minute are taken at once.
    seconds: (count, cardsEach) => Math.max(cardsEach, (60 * count * cardsEach) / WORKSPACE_PER_MINUTE - 60),
    most: 1.02,
    mostRefused: 200,
  }),
  'people-wecom': measureOf({
    chat: 'wecom',
    to: toPeople,
    people: 1_000,
    cardsEach: 10,
    limit: '10,000 messages a minute, 30 of them to one person',
    seconds: (count, cardsEach) => Math.max((60 * count * cardsEach) / 10_000, (60 * cardsEach) / 30),
    most: 1.02,
  }),
  'people-wecom-many': measureOf({
    chat: 'wecom',
    to: toPeople,
    people: 50,
    cardsEach: 200,
    limit: '30 messages to one person in any minute',
    seconds: (_count, cardsEach) => 60 * Math.ceil(cardsEach / 30 - 1),
    most: 1.02,
  }),
  'people-dingtalk': measureOf({
    chat: 'dingtalk',
    to: toPeople,
    people: 1_000,
    cardsEach: 10,
    limit: '20 new cards a second',
    seconds: (count, cardsEach) => (count * cardsEach) / 20,
    most: 1.02,
  }),
};
