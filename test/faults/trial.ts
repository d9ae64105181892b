import type { MariaDb } from '../support/mariadb.js';
import type { Findings, Trial } from './experiment.js';
import type { Random } from './random.js';
import { startWorld, type World, type WorldOptions } from './world.js';

/** A world that stays the same over all rounds. */
export const inWorld =
  (round: (world: World, random: Random) => Promise<Findings>, options?: WorldOptions) =>
  async (server: MariaDb): Promise<Trial> => {
    const world = await startWorld(server, options);
    return { round: (random) => round(world, random), stop: world.stop };
  };
