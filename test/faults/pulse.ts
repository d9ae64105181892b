import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What starting a bare Node takes on two cores that have nothing else to do. */
const USUAL_MS = 60;
const BEATS = 3;
/** Whatever the machine is at, a limit is a limit. */
const MOST = 5;

let slowness = 1;

const beat = async (): Promise<number> => {
  const beganAt = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  return performance.now() - beganAt;
};

/** Feels how much slower than that the machine is now, as others may be at work on it. @returns how many times */
export const feelPulse = async (): Promise<number> => {
  let quickestMs = Number.POSITIVE_INFINITY;
  for (let nth = 0; nth < BEATS && quickestMs > USUAL_MS; nth += 1)
    quickestMs = Math.min(quickestMs, await beat());
  slowness = Math.min(MOST, Math.max(1, quickestMs / USUAL_MS));
  return slowness;
};

/** A time limit of a machine of its own, on this one as it was felt last. */
export const stretched = (limitMs: number): number => limitMs * slowness;
