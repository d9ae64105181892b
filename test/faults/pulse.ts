import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What starting a bare Node takes on two cores that have nothing else to do. */
const USUAL_MS = 60;

let slowness = 1;

/** Feels how much slower than that the machine is now, as others may be at work on it. @returns how many times */
export const feelPulse = async (): Promise<number> => {
  const beganAt = performance.now();
  await once(spawn(process.execPath, ['-e', '0'], { stdio: 'ignore' }), 'exit');
  slowness = Math.max(1, (performance.now() - beganAt) / USUAL_MS);
  return slowness;
};

/** A time limit of a machine of its own, on this one as it was felt last. */
export const stretched = (limitMs: number): number => limitMs * slowness;
