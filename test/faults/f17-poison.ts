import { setTimeout as sleep } from 'node:timers/promises';
import { insertDeal } from '../../models/deal.js';
import { show } from '../../models/shown-card.js';
import { untouched } from '../support/staff.js';
import type { Breach } from './checker.js';
import { CARDS_MS, conclude, LEASE_MS, openWindow, POLL_MS } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import type { FirmPerson } from './firm.js';
import { newTitle } from './load.js';
import { stretched } from './pulse.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

const PEOPLE = 8;
const CARDS_EACH = 3;
/** The rest must go on at this part of its speed. */
const LEAST_SPEED = 0.95;
const MAX_OWN_TRIES = 5;
/** A poison card whose pauses are over is found by a poll each time. */
const DEAD_WITHIN_MS = MAX_OWN_TRIES * 2 * POLL_MS;

/** A card about a new deal, as a use-case would leave it behind. @param stage one that the pipeline lacks cannot be drawn */
const addCard = (
  { database }: World,
  { employeeId }: FirmPerson,
  stage: string,
  random: Random,
): Promise<number> => {
  const now = new Date();
  return database.transaction(async (tx) => {
    const id = await insertDeal(tx, {
      ...untouched,
      title: newTitle(random).replace('Plan', 'Card'),
      ownerId: employeeId,
      stage,
      stageChangedAt: now,
      createdAt: now,
      updatedAt: now,
    });
    tx.insert('history', {
      subjectKind: 'deal',
      subjectId: id,
      happenedAt: now,
      actorId: employeeId,
      onBehalfOfId: null,
      surface: 'system',
      action: 'deal.created',
      detail: '{}',
    });
    show(tx, employeeId, 'deal', id);
    return id;
  });
};

const marks = (ids: readonly number[]): string => ids.map(() => '?').join(', ');

const behind = async ({ database }: World, ids: readonly number[]): Promise<number> => {
  const row = await database.read((tx) =>
    tx.row<{ n: number }>(
      `SELECT COUNT(*) AS n FROM shown_cards WHERE state = 'behind' AND subject = 'deal' AND subjectId IN (${marks(ids)})`,
      ids,
    ),
  );
  return Number(row?.n ?? 0);
};

/** Until none of these is behind any more. */
const untilShown = async (world: World, ids: readonly number[], limitMs: number): Promise<number> => {
  const beganAt = performance.now();
  while ((await behind(world, ids)) > 0 && performance.now() - beganAt < limitMs) await sleep(20);
  return performance.now() - beganAt;
};

/** The pause before their next try is over. */
const pauseIsOver = ({ database }: World, ids: readonly number[]): Promise<void> =>
  database.transaction(async (tx) =>
    tx.later(
      `UPDATE shown_cards SET dueAt = ${tx.clock} WHERE state = 'behind' AND subject = 'deal' AND subjectId IN (${marks(ids)})`,
      ids,
    ),
  );

/** Until none of these is behind any more, without the pauses between their tries. */
const untilGivenUp = async (world: World, ids: readonly number[], limitMs: number): Promise<void> => {
  const beganAt = performance.now();
  while ((await behind(world, ids)) > 0 && performance.now() - beganAt < limitMs) {
    await pauseIsOver(world, ids);
    await sleep(POLL_MS / 4);
  }
};

/** Three cards for each of these people, and how long they take. */
const crowd = async (world: World, people: readonly FirmPerson[], random: Random): Promise<number> => {
  const ids: number[] = [];
  for (let nth = 0; nth < CARDS_EACH; nth += 1)
    for (const person of people) ids.push(await addCard(world, person, 'lead', random));
  return untilShown(world, ids, stretched(CARDS_MS));
};

interface Poison {
  readonly state: string;
  readonly attempts: number;
  readonly unended: number;
  readonly lastError: string | null;
  readonly leaseOwner: string | null;
}

const look = ({ database }: World, dealId: number): Promise<Poison | undefined> =>
  database.read((tx) =>
    tx.row<Poison>(
      `SELECT s.state, s.attempts, s.unended, s.lastError, l.leaseOwner FROM shown_cards s
       JOIN lanes l ON l.employeeId = s.employeeId WHERE s.subject = 'deal' AND s.subjectId = ?`,
      [dealId],
    ),
  );

/** It throws each time, and is given up after its tries; all others go on. */
const throwing = async (world: World, people: readonly FirmPerson[], random: Random): Promise<Breach[]> => {
  const quietMs = await crowd(world, people, random);
  const poison: number[] = [];
  for (const person of random.shuffle(people).slice(0, 3))
    poison.push(await addCard(world, person, 'no-such-stage', random));
  const busyMs = await crowd(world, people, random);
  await untilGivenUp(world, poison, stretched(DEAD_WITHIN_MS));
  const rows = await Promise.all(poison.map((id) => look(world, id)));
  return expectAll([
    [
      'others go on',
      busyMs <= quietMs / LEAST_SPEED + stretched(POLL_MS),
      `the others took ${Math.round(busyMs)} ms beside poison and ${Math.round(quietMs)} ms without`,
    ],
    [
      'given up',
      rows.every((row) => row?.state === 'dead' && row.attempts === MAX_OWN_TRIES && row.lastError),
      `poison is ${rows.map((row) => `${row?.state} after ${row?.attempts}`).join(', ')}`,
    ],
  ]);
};

const ownerOf = ({ instances }: World, leaseOwner: string | null | undefined) =>
  instances.find(({ pid }) => leaseOwner?.includes(`-${pid}-`));

/** It takes the process with it, each time. The last of these times is seen here, the others are written down. */
const crashing = async (world: World, person: FirmPerson, random: Random): Promise<Breach[]> => {
  const { database, slackLine } = world;
  const close = openWindow(world);
  slackLine.blackhole(true);
  const id = await addCard(world, person, 'lead', random);
  await database.transaction(async (tx) =>
    tx.later("UPDATE shown_cards SET unended = ? WHERE subject = 'deal' AND subjectId = ?", [
      MAX_OWN_TRIES - 1,
      id,
    ]),
  );
  const until = Date.now() + stretched(2 * POLL_MS);
  let poison = await look(world, id);
  while ((poison?.unended ?? 0) < MAX_OWN_TRIES && Date.now() < until) {
    await sleep(2);
    poison = await look(world, id);
  }
  const victim = ownerOf(world, poison?.leaseOwner);
  await victim?.kill9();
  slackLine.blackhole(false);
  slackLine.shut(true);
  slackLine.shut(false);
  await victim?.start();
  await untilShown(world, [id], stretched(LEASE_MS + 2 * POLL_MS));
  close();
  const end = await look(world, id);
  return expectAll([
    ['crash counts', victim !== undefined, 'nobody took the card'],
    ['crash counts', end?.state === 'dead', `a card that ended ${MAX_OWN_TRIES} processes is ${end?.state}`],
  ]);
};

/** It never returns: the platform takes the request and says nothing. */
const endless = async (world: World, people: readonly FirmPerson[], random: Random): Promise<Breach[]> => {
  const [stuck, ...others] = people as [FirmPerson, ...FirmPerson[]];
  const quietMs = await crowd(world, others, random);
  const end = world.fake.fault({ kind: 'slow', delayMs: 30_000, method: 'chat.postMessage', times: 1 });
  const id = await addCard(world, stuck, 'lead', random);
  await sleep(POLL_MS + 200);
  const busyMs = await crowd(world, others, random);
  end();
  const takenMs = await untilShown(world, [id], stretched(CARDS_MS));
  return expectAll([
    [
      'others go on',
      busyMs <= quietMs / LEAST_SPEED + stretched(POLL_MS),
      `the others took ${Math.round(busyMs)} ms beside an endless one and ${Math.round(quietMs)} ms without`,
    ],
    [
      'time limit',
      (await behind(world, [id])) === 0,
      `an endless attempt was not over after ${Math.round(takenMs)} ms`,
    ],
  ]);
};

/** The poison is taken away again, so that the rest can be held to N1 to N6. */
const cleanUp = ({ database }: World): Promise<void> =>
  database.transaction(async (tx) => {
    tx.later("DELETE FROM shown_cards WHERE state = 'dead'");
    tx.later(
      `DELETE FROM history WHERE subjectKind = 'deal' AND subjectId IN
         (SELECT id FROM deals WHERE title LIKE 'Card %' AND id NOT IN (SELECT subjectId FROM shown_cards WHERE subject = 'deal'))`,
    );
    tx.later(
      "DELETE FROM deals WHERE title LIKE 'Card %' AND id NOT IN (SELECT subjectId FROM shown_cards WHERE subject = 'deal')",
    );
  });

const round = async (world: World, random: Random) => {
  const people = random.shuffle(world.firm.sellers).slice(0, PEOPLE);
  const poisons = [
    () => throwing(world, people, random),
    () => crashing(world, random.pick(people), random),
    () => endless(world, people, random),
  ];
  const breaches = await random.pick(poisons)();
  await cleanUp(world);
  return conclude(world, { sent: [], breaches });
};

export const poison: Experiment = {
  name: 'F17',
  fault: 'cards that cannot be drawn, that end the process, or that never end',
  asks: ['others go on', 'given up', 'crash counts', 'time limit'],
  checksWorld: true,
  start: inWorld(round),
};
