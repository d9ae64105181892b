import { setTimeout as sleep } from 'node:timers/promises';
import type { Database } from '../../models/database.js';
import { must, type Taken } from '../check.js';
import { insertBareDeal } from '../deal.js';
import type { FirmSize } from '../firm.js';
import { line } from '../report.js';
import { type Stack, startStack } from '../stack.js';
import type { Measure, Setting } from './measure.js';

const CHANNELS = 500;
const size: FirmSize = { sellers: CHANNELS, managers: 8 };
const POLL_MS = 200;
const SPARE_MS = 30_000;

/** Deals of every seller, whose cards nobody knows of yet. */
async function seedDeals(database: Database, cardsEach: number) {
  const now = new Date();
  const sellers = await database.read((tx) =>
    tx.rows<{ id: number }>('SELECT id FROM employees WHERE managerId IS NOT NULL'),
  );
  for (let round = 0; round < cardsEach; round += 1)
    await database.transaction(async (tx) => {
      for (const { id } of sellers)
        await insertBareDeal(
          tx,
          { title: `商机 ${round + 1}`, ownerId: id, stage: 'lead', amountCents: 2_000_000, currency: 'CNY' },
          now,
        );
    });
}

/** All cards come to be wanted in the same commit. */
const wantCards = (database: Database) =>
  database.transaction(async (tx) =>
    tx.later(
      `INSERT INTO shown_cards (employeeId, subject, subjectId, state, wanted, shown, fresh, attempts, dueAt)
       SELECT ownerId, 'deal', id, 'behind', 1, 0, 0, 0, NOW(3) FROM deals`,
    ),
  );

async function untilShown({ database }: Stack, limitMs: number) {
  const limit = Date.now() + limitMs;
  const behind = () =>
    database.read((tx) => tx.row("SELECT 1 FROM shown_cards WHERE state = 'behind' LIMIT 1"));
  while ((await behind()) && Date.now() < limit) await sleep(POLL_MS);
}

function check({ accepted, refused }: Taken, cards: number) {
  must(refused.length === 0, `Slack refused ${refused.length} calls, the first with ${refused[0]?.outcome}.`);
  must(accepted.length === cards, `Slack took ${accepted.length} cards instead of ${cards}.`);
  const keys = new Set(accepted.map(({ metadata }) => metadata?.event_payload.key));
  must(keys.size === cards, 'Slack was sent the same card twice.');
}

interface Sent {
  /** From the first card at Slack to the last. */
  readonly seconds: number;
  readonly secondsFromCommit: number;
}

async function send({ plan, server }: Setting): Promise<Sent> {
  const stack = await startStack(server, size);
  try {
    const cards = CHANNELS * plan.cardsPerChannel;
    await seedDeals(stack.database, plan.cardsPerChannel);
    await wantCards(stack.database);
    const committedAt = Date.now();
    await untilShown(stack, plan.cardsPerChannel * 1000 + SPARE_MS);
    await stack.app.stop();

    const taken = await stack.slack.ask<Taken>('taken');
    check(taken, cards);
    const times = taken.accepted.map(({ at }) => at);
    const lastAt = times.reduce((last, at) => Math.max(last, at), 0);
    const firstAt = times.reduce((first, at) => Math.min(first, at), lastAt);
    return { seconds: (lastAt - firstAt) / 1000, secondsFromCommit: (lastAt - committedAt) / 1000 };
  } finally {
    await stack.stop();
  }
}

/** As fast as Slack's limit of one message a second in each channel lets them, and not faster. */
export const channels: Measure = {
  title: `Cards to ${CHANNELS} Slack channels at one a second in each, none refused`,
  run: async (setting) => {
    const each = setting.plan.cardsPerChannel;
    const sent: Sent[] = [];
    for (let round = 1; round <= setting.plan.rounds; round += 1) {
      sent.push(await send(setting));
      setting.tell(`round ${round}: ${sent.at(-1)?.seconds.toFixed(2)} s`);
    }
    const seconds = sent.map((one) => one.seconds);
    return [
      line(`${CHANNELS * each} cards, from the first to the last`, 's', seconds),
      line(
        'from their commit to the last',
        's',
        sent.map((one) => one.secondsFromCommit),
      ),
      line(
        `time : ${each} s, a second for each card in a channel`,
        '',
        seconds.map((one) => one / each),
        { most: 1.01 },
      ),
      line(
        `time : ${each - 1} s, as the first needs no wait`,
        '',
        seconds.map((one) => one / (each - 1)),
      ),
    ];
  },
};
