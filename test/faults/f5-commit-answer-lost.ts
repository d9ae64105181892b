import type { Draft, Sent } from './client.js';
import { CARDS_MS, conclude, LEASE_MS, openWindow, POLL_MS } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import { burst, type Doing, decision, gatedDeal, note, plainDeal } from './load.js';
import type { CutPlace } from './proxy.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

const CUTS = 6;
const doings: readonly Doing[] = [plainDeal, plainDeal, gatedDeal, note, decision];
const places: readonly CutPlace[] = ['before', 'behind', 'answer', 'answer'];

/** The commit of a request carries its row of the inbox; those of the delivery carry cards. */
const commits = [/INSERT INTO inbox[\s\S]*COMMIT/, /COMMIT/];

/** One request whose commit loses its line. */
const cutOne = async (
  world: World,
  draft: Draft,
  place: CutPlace,
  pattern: RegExp,
  random: Random,
): Promise<Sent> => {
  const { client, instances, line } = world;
  line.cut({ pattern, place });
  return client.send(draft, random.pick(instances).url);
};

const round = async (world: World, random: Random) => {
  const cutsBefore = world.line.cuts;
  const close = openWindow(world);
  const sent: Sent[] = [];
  const unresolved: string[] = [];
  for (let nth = 0; nth < CUTS; nth += 1) {
    const draft = await random.pick(doings)(world, random);
    const place = random.pick(places);
    const pattern = random.pick(commits);
    const one = await cutOne(world, draft, place, pattern, random);
    sent.push(one, ...(await burst(world, random, { count: 1, withinMs: 50 })));
    if (one.outcome === 'unknown') unresolved.push(`"${one.what}" (cut ${place}): ${one.text}`);
  }
  close();
  return conclude(world, {
    sent,
    figures: { cuts: world.line.cuts - cutsBefore },
    breaches: expectAll([
      [
        'resolved',
        unresolved.length === 0,
        `not known to the person although the inbox could tell: ${unresolved[0]}`,
      ],
    ]),
    drainMs: LEASE_MS + POLL_MS + CARDS_MS,
  });
};

export const commitAnswerLost: Experiment = {
  name: 'F5',
  fault: 'the line to the database is cut around the commit',
  asks: ['resolved'],
  checksWorld: true,
  start: inWorld(round),
};
