import { Agent } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Draft, Sent } from './client.js';
import { CARDS_MS, conclude } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import type { Instance } from './instance.js';
import { type Doing, note, plainDeal } from './load.js';
import { feelPulse } from './pulse.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

const RESTART_MS = 2_000;
const REQUESTS = 30;
const EVERY_MS = 80;
const HEALTH_EVERY_MS = 50;

/** No approvals, whose cards would all go to the same few people. */
const something: Doing = (world, random) => random.pick([plainDeal, plainDeal, note])(world, random);

/** What stands before the instances: it asks each whether it is ready, and sends nothing to one that is not. */
const balancer = ({ instances, client }: World) => {
  const agent = new Agent({ keepAlive: true, maxSockets: 4 });
  const down = new Set<Instance>();
  let isOn = true;
  const watch = async (instance: Instance): Promise<void> => {
    while (isOn) {
      if (await instance.isReady()) down.delete(instance);
      else down.add(instance);
      await sleep(HEALTH_EVERY_MS);
    }
  };
  const watching = instances.map(watch);

  /** Half of the requests come over connections that stay open. Where nobody listens, the other one is asked. */
  const send = async (draft: Draft, random: Random): Promise<Sent> => {
    const order = random.shuffle(instances.filter((instance) => !down.has(instance)));
    const options = random.chance(0.5) ? { agent } : {};
    const [first, second] = [...order, ...instances];
    const sent = await client.send(draft, first?.url ?? '', options);
    if (sent.text !== 'ECONNREFUSED' || !first) return sent;
    down.add(first);
    const other = second === first ? instances.find((instance) => instance !== first) : second;
    return client.send(draft, other?.url ?? '', options);
  };
  const stop = async (): Promise<void> => {
    isOn = false;
    await Promise.all(watching);
    agent.destroy();
  };
  return { send, stop };
};

const leased = ({ database }: World) =>
  database.read((tx) =>
    tx.rows<{ leaseOwner: string }>('SELECT leaseOwner FROM lanes WHERE leaseOwner IS NOT NULL'),
  );

/** Ends it and starts it again. @returns how long that took, how it ended, and whether it left leases behind */
const restart = async (world: World, instance: Instance) => {
  const beganAt = performance.now();
  const { pid } = instance;
  const code = await instance.stop();
  const left = (await leased(world)).filter(({ leaseOwner }) => leaseOwner.includes(`-${pid}-`));
  const stopMs = performance.now() - beganAt;
  const startMs = await instance.start();
  return { code, left: left.length, stopMs, ms: stopMs + startMs };
};

const round = async (world: World, random: Random) => {
  const { send, stop } = balancer(world);
  const drafts: Draft[] = [];
  for (let nth = 0; nth < REQUESTS; nth += 1) drafts.push(await something(world, random));
  let isRestarting = true;
  const answers: Promise<Sent>[] = [];
  const load = (async () => {
    for (const draft of drafts) {
      answers.push(send(draft, random));
      await sleep(EVERY_MS);
    }
    while (isRestarting) {
      answers.push(send(await something(world, random), random));
      await sleep(EVERY_MS);
    }
  })();
  await sleep(random.int(100, 300));
  const slownessBefore = await feelPulse();
  const restarts = [];
  for (const instance of random.shuffle(world.instances)) restarts.push(await restart(world, instance));
  isRestarting = false;
  await load;
  const sent = (await Promise.all(answers)).filter(({ text }) => text !== 'ECONNREFUSED');
  await stop();
  // Whoever is at work on the machine as well comes and goes.
  const slowness = Math.max(slownessBefore, await feelPulse());

  const failed = sent.filter(({ status, outcome }) => status !== 200 || outcome === 'unknown');
  const longest = Math.max(...restarts.map(({ ms }) => ms));
  return conclude(world, {
    sent,
    figures: {
      restarts: restarts.length,
      'ms for a restart': Math.round(longest),
      'ms to stop': Math.round(Math.max(...restarts.map(({ stopMs }) => stopMs))),
    },
    breaches: expectAll([
      ['none failed', failed.length === 0, `${failed.length} requests failed, such as: ${failed[0]?.text}`],
      [
        'clean end',
        restarts.every(({ code }) => code === 0),
        `it ended with ${restarts.map(({ code }) => code).join(', ')}`,
      ],
      ['leases back', restarts.every(({ left }) => left === 0), 'an instance that ended held leases still'],
      ['quick', longest <= RESTART_MS * slowness, `a restart took ${Math.round(longest)} ms`],
    ]),
    drainMs: CARDS_MS * 2,
  });
};

export const rollingRestart: Experiment = {
  name: 'F28',
  fault: 'SIGTERM under load, one instance after the other',
  asks: ['none failed', 'clean end', 'leases back', 'quick'],
  checksWorld: true,
  start: inWorld(round),
};
