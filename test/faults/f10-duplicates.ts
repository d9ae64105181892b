import { setTimeout as sleep } from 'node:timers/promises';
import type { Breach } from './checker.js';
import type { Draft, HttpAnswer, Sent } from './client.js';
import { conclude } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import { type Doing, decision, gatedDeal, note, plainDeal, spokenDeal } from './load.js';
import { stretched } from './pulse.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

const COPIES = 8;
const LOSER_WAITS_MS = 1_000;
const REPEAT = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
const doings: readonly Doing[] = [plainDeal, note, gatedDeal, decision, spokenDeal];

interface Copies {
  readonly draft: Draft;
  readonly answers: readonly (HttpAnswer & { readonly ms: number })[];
}

/** The same delivery to both instances, at the same moment. */
const deliverAll = async ({ client, instances }: World, draft: Draft, count: number): Promise<Copies> => {
  const one = async (at: number) => {
    const beganAt = performance.now();
    const url = instances[at % instances.length]?.url ?? '';
    const answer = await client.deliver(draft, url, at > 0 ? REPEAT : {});
    return { ...answer, ms: performance.now() - beganAt };
  };
  const answers = await Promise.all(Array.from({ length: count }, (_, at) => one(at)));
  return { draft, answers };
};

/** What the person reads, of each copy. */
const read = ({ client }: World, { draft, answers }: Copies): Set<string> =>
  new Set(draft.mailbox ? client.lettersFor(draft) : answers.map(({ body }) => body));

const judge = (world: World, copies: Copies): Breach[] => {
  const { draft, answers } = copies;
  const slowest = Math.max(...answers.map(({ ms }) => ms));
  const statuses = new Set(answers.map(({ status }) => status));
  const texts = [...read(world, copies)];
  return expectAll([
    [
      'same answer',
      texts.length === 1,
      `"${draft.what}" was answered ${texts.length} ways: ${texts.join(' | ')}`,
    ],
    [
      'no 5xx',
      [...statuses].every((status) => status === 200),
      `"${draft.what}" got ${[...statuses].join(', ')}`,
    ],
    [
      'losers wait',
      slowest <= stretched(LOSER_WAITS_MS),
      `a copy of "${draft.what}" took ${Math.round(slowest)} ms`,
    ],
  ]);
};

/** Deliveries of earlier rounds, for those that Slack repeats minutes later. */
const round = (old: Draft[]) => async (world: World, random: Random) => {
  const { client } = world;
  const sent: Sent[] = [];
  const breaches: Breach[] = [];
  for (const doing of doings) {
    const draft = await doing(world, random);
    const first = client.send(draft, random.pick(world.instances).url);
    const copies = await deliverAll(world, draft, COPIES - 1);
    sent.push(await first);
    await sleep(draft.mailbox ? 100 : 0);
    breaches.push(...judge(world, copies));
    old.push(draft);
  }
  await sleep(1_000);
  const again = [...old.slice(-doings.length), random.pick(old), random.pick(old)];
  for (const draft of again) breaches.push(...judge(world, await deliverAll(world, draft, 2)));

  const findings = await conclude(world, {
    sent,
    breaches,
    figures: { copies: doings.length * COPIES + again.length * 2 },
  });
  const retries = findings.retries ?? 0;
  const calm = expectAll([
    ['no deadlock storm', retries <= COPIES, `${retries} transactions were run again`],
  ]);
  return { ...findings, breaches: [...findings.breaches, ...calm] };
};

export const duplicates: Experiment = {
  name: 'F10',
  fault: 'the same delivery eight times at once, on both instances, and again later',
  asks: ['same answer', 'no 5xx', 'losers wait', 'no deadlock storm'],
  checksWorld: true,
  start: (server) => inWorld(round([]))(server),
};
