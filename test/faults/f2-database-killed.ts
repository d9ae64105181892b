import { setTimeout as sleep } from 'node:timers/promises';
import type { Sent } from './client.js';
import { CARDS_MS, conclude, LEASE_MS, openWindow, POLL_MS } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import { burst, plainDeal } from './load.js';
import { isUnavailable } from './outcome.js';
import { feelPulse, stretched } from './pulse.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

const SERVES_AGAIN_MS = 2_000;
const PROBE_EVERY_MS = 40;

/** From the moment that the database takes connections until an instance has done something again. */
const servesAgain = async ({ client, firm }: World, url: string, random: Random): Promise<number> => {
  const since = performance.now();
  while (performance.now() - since < 5 * SERVES_AGAIN_MS) {
    const { outcome } = await client.send(
      client.drafts.command(random.pick(firm.sellers), '/deal list'),
      url,
    );
    if (outcome === 'ok') break;
    await sleep(PROBE_EVERY_MS);
  }
  return performance.now() - since;
};

/** The app was there all the time, so everybody gets an answer over HTTP. */
const isAnswered = ({ status }: Sent): boolean => status === 200;

const round = async (world: World, random: Random) => {
  const { server, instances, client } = world;
  const first = client.log.length;
  const load = burst(world, random, { count: 20, withinMs: 1_500 });
  await sleep(random.int(50, 800));
  const close = openWindow(world);
  server.kill9();
  const meanwhile = burst(world, random, { count: 6, withinMs: 300, doing: plainDeal });
  await sleep(random.int(0, 600));
  await server.restart();
  const againMs = Math.max(
    ...(await Promise.all(instances.map(({ url }) => servesAgain(world, url, random)))),
  );
  close();
  await Promise.all([load, meanwhile]);
  await feelPulse();

  const sent = client.log.slice(first);
  const silent = sent.find((each) => !isAnswered(each));
  return conclude(world, {
    sent,
    figures: {
      'told to try again': sent.filter(({ text }) => isUnavailable(text)).length,
      'ms until served again': Math.round(againMs),
    },
    breaches: expectAll([
      [
        'serves again',
        againMs <= stretched(SERVES_AGAIN_MS),
        `an instance served again after ${Math.round(againMs)} ms`,
      ],
      ['readable', !silent, `"${silent?.what}" got ${silent?.text}`],
    ]),
    drainMs: LEASE_MS + POLL_MS + CARDS_MS,
  });
};

export const databaseKilled: Experiment = {
  name: 'F2',
  fault: 'kill -9 of the database under load, then a restart',
  asks: ['serves again', 'readable'],
  checksWorld: true,
  start: inWorld(round),
};
