import { setTimeout as sleep } from 'node:timers/promises';
import type { Draft, Sent } from './client.js';
import { CARDS_MS, conclude, LEASE_MS, openWindow, POLL_MS } from './conclude.js';
import type { Experiment } from './experiment.js';
import type { Instance } from './instance.js';
import { anything, burst, spokenDeal } from './load.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

const KILLS = 4;
/** Slack's are at once, after one minute and after five. */
const REPEATS_MS = [0, 1_000, 3_000];

/** Somebody asks, and the instance is killed up to 20 ms later, or while the cards are on their way. */
const kill = async (
  world: World,
  victim: Instance,
  drafts: readonly Draft[],
  random: Random,
): Promise<Sent[]> => {
  const { client, instances } = world;
  const delayMs = random.chance(0.7) ? random.next() * 20 : random.next() * 250;
  const urls = [victim.url, ...instances.map(({ url }) => url)];
  const answers = drafts.map((draft) =>
    draft.contentType === 'application/json'
      ? client.deliverEvent(draft, urls, REPEATS_MS)
      : client.send(draft, victim.url),
  );
  await sleep(delayMs);
  const close = openWindow(world);
  await victim.kill9();
  close();
  await victim.start();
  return Promise.all(answers);
};

const round = async (world: World, random: Random) => {
  const sent: Sent[] = [];
  for (let nth = 0; nth < KILLS; nth += 1) {
    const drafts: Draft[] = [];
    for (let at = 0; at < 3; at += 1) drafts.push(await anything(world, random));
    drafts.push(await spokenDeal(world, random));
    const [killed, others] = await Promise.all([
      kill(world, random.pick(world.instances), drafts, random),
      burst(world, random, { count: 3, withinMs: 300 }),
    ]);
    sent.push(...killed, ...others);
  }
  const findings = await conclude(world, { sent, drainMs: LEASE_MS + POLL_MS + CARDS_MS });
  const { inbox } = await world.dump();
  const unknown = sent.filter(({ outcome }) => outcome === 'unknown');
  const done = unknown.filter(({ key }) => inbox.has(key)).length;
  return { ...findings, figures: { kills: KILLS, 'not known, and done': done } };
};

export const appKilled: Experiment = {
  name: 'F1',
  fault: 'kill -9 of an instance in mid-transaction',
  asks: [],
  checksWorld: true,
  start: inWorld(round),
};
