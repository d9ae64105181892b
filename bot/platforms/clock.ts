import { setTimeout as sleep } from 'node:timers/promises';

/** The time, and waiting for it to go by; another one in tests. */
export interface Clock {
  now(): number;
  /** Not that long when the signal comes. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

export const realClock: Clock = {
  now: Date.now,
  pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
};
