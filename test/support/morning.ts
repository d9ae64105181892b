import { type Jobs, openJobs } from './jobs.js';
import type { World } from './world.js';

const HOUR_MS = 3_600_000;
/** A Thursday at ten in the morning in Shanghai. */
const MORNING_MS = Date.UTC(2026, 10, 26, 2);

export interface Morning {
  readonly jobs: Jobs;
  /** It is so many hours later, and the clock has not looked yet. */
  at(hours: number): void;
  /** It is so many hours later, and all that was due has been done and is shown. */
  clockAt(hours: number): Promise<void>;
}

/** A world in which it is that morning, and whose clock a test turns. */
export async function startMorning(world: World): Promise<Morning> {
  const jobs = openJobs(world.database);
  const at = (hours: number) => {
    world.now = () => new Date(MORNING_MS + hours * HOUR_MS);
  };
  const clockAt = async (hours: number) => {
    at(hours);
    await jobs.at(world.now().toISOString());
    await world.settled();
  };
  await clockAt(0);
  return { jobs, at, clockAt };
}
