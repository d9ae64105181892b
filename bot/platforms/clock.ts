import { setTimeout as sleep } from 'node:timers/promises';

/** Time that goes by, and waiting for it; another one in tests. */
export interface Clock {
  /** Milliseconds since some moment: nobody puts it forward or back. */
  now(): number;
  /** Not that long when the signal comes. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: () => performance.now(),
  pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
};
