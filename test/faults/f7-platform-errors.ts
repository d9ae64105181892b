import { setTimeout as sleep } from 'node:timers/promises';
import { reviveDead } from '../../models/shown-card.js';
import type { FaultRule } from '../support/slack/fake.js';
import type { Breach } from './checker.js';
import { CARDS_MS, conclude, openWindow } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import type { FirmPerson } from './firm.js';
import { burst, newTitle, plainDeal } from './load.js';
import { stretched } from './pulse.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

/** The schedule that is promised: one second, two, four, and so on, a fifth more or less. */
const SCHEDULE_MS = [1_000, 2_000];
const JITTER = 0.2;
/** Whoever waits for a card looks once a second, and the machine is busy. */
const NOTICE_MS = 1_600;
const MOST_TRIES = 40;
const STORM_MS = 1_500;

const troubles: readonly FaultRule[] = [
  { kind: 'status', status: 500 },
  { kind: 'status', status: 502 },
  { kind: 'status', status: 503 },
  { kind: 'reset' },
  { kind: 'drop' },
  { kind: 'html' },
];
const POST = 'chat.postMessage';

const oneDeal = async (
  { client, instances }: World,
  person: FirmPerson,
  firmCustomer: string,
  random: Random,
) => {
  const title = newTitle(random);
  const line = `/deal new ${firmCustomer} ${random.int(1, 99)}000 "${title}"`;
  return client.send(
    client.drafts.command(person, line, { kind: 'deal', title, gated: false }),
    random.pick(instances).url,
  );
};

/** A card that Slack does not take twice: when is it tried again? */
const schedule = async (world: World, random: Random, fault: FaultRule): Promise<Breach[]> => {
  const { fake, firm } = world;
  const person = random.pick(firm.sellers);
  const from = fake.calls.length;
  const end = fake.fault({ ...fault, method: POST, times: SCHEDULE_MS.length });
  await oneDeal(world, person, firm.commonCustomer, random);
  await world.drained(stretched(CARDS_MS));
  end();
  const tries = fake.calls
    .slice(from)
    .filter(({ method, channel }) => method === POST && channel === person.userId);
  const gaps = tries.slice(1).map(({ at }, nth) => at - (tries[nth]?.at ?? 0));
  return SCHEDULE_MS.flatMap((plannedMs, nth) => {
    const gapMs = gaps[nth];
    // What was taken although we heard nothing is found there, and not posted again.
    if (gapMs === undefined)
      return expectAll([['schedule', fault.kind === 'drop', `there was no try ${nth + 2}`]]);
    const [least, most] = [plannedMs * (1 - JITTER), plannedMs * (1 + JITTER) + stretched(NOTICE_MS)];
    return expectAll([
      [
        'schedule',
        least <= gapMs && gapMs <= most,
        `try ${nth + 2} came after ${gapMs} ms, planned were ${plannedMs}`,
      ],
    ]);
  });
};

/** For a while nothing is certain, for anybody. */
const storm = async (world: World, random: Random, fault: FaultRule) => {
  const { fake, slackLine } = world;
  const end = fake.fault({ ...fault, chance: 0.5 });
  const isCutOff = random.chance(0.3);
  if (isCutOff) slackLine.shut(true);
  const sent = await burst(world, random, { count: 8, withinMs: STORM_MS, doing: plainDeal });
  await sleep(STORM_MS / 2);
  slackLine.shut(false);
  end();
  return sent;
};

const deadCards = ({ database }: World) =>
  database.read((tx) =>
    tx.rows<{ id: number; lastError: string | null }>(
      "SELECT id, lastError FROM shown_cards WHERE state = 'dead'",
    ),
  );

const isAlerted = async ({ instances }: World, dead: number): Promise<boolean> => {
  const answer = await fetch(`${instances[0].url}/readyz`);
  const { cards } = (await answer.json()) as { cards: { dead: number } };
  const isLogged = instances.some(({ log }) => log.some((line) => line.includes('gave up on a card')));
  return cards.dead === dead && isLogged;
};

/** What Slack will never take, and what it has not taken so many times, is given up with a reason, and said aloud. */
const giveUp = async (world: World, random: Random): Promise<Breach[]> => {
  const { database, fake, firm } = world;
  const [first, second] = random.shuffle(firm.sellers) as [FirmPerson, FirmPerson];
  const never = fake.fault({ kind: 'error', error: 'is_archived', method: POST, times: 1 });
  await oneDeal(world, first, firm.commonCustomer, random);
  await world.drained(stretched(CARDS_MS));
  never();

  const tired = fake.fault({ kind: 'status', status: 503, method: POST, times: 2 });
  await oneDeal(world, second, firm.commonCustomer, random);
  await sleep(300);
  await database.transaction(async (tx) =>
    tx.later("UPDATE shown_cards SET attempts = ? WHERE state = 'behind'", [MOST_TRIES - 1]),
  );
  await world.drained(stretched(CARDS_MS));
  tired();

  const dead = await deadCards(world);
  const breaches = expectAll([
    ['given up', dead.length === 2, `${dead.length} of 2 cards were given up`],
    ['given up', dead.every(({ lastError }) => lastError), 'a card was given up without a reason'],
    ['alert', await isAlerted(world, 2), 'nobody is told about cards that were given up'],
  ]);
  await database.transaction((tx) => reviveDead(tx));
  return breaches;
};

const round = async (world: World, random: Random) => {
  const fault = random.pick(troubles);
  const close = openWindow(world);
  const breaches = await schedule(world, random, fault);
  const sent = await storm(world, random, fault);
  await world.drained(stretched(CARDS_MS));
  close();
  breaches.push(...(await giveUp(world, random)));
  return conclude(world, { sent, breaches });
};

export const platformErrors: Experiment = {
  name: 'F7',
  fault: 'Slack answers 500, 502, 503, a page, nothing, or cuts the line',
  asks: ['schedule', 'given up', 'alert'],
  checksWorld: true,
  start: inWorld(round),
};
