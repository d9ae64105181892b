import type { Handle } from './platforms/platform.js';

const RECENT_MS = 100;

export interface Answering {
  readonly handle: Handle;
  /** Do people ask for something at this time? Then what can wait should. */
  isBusy(): boolean;
}

/** @param now a clock in milliseconds */
export function watchAnswering(handle: Handle, now: () => number = () => performance.now()): Answering {
  let askedAt = Number.NEGATIVE_INFINITY;
  return {
    handle: (incoming) => {
      askedAt = now();
      return handle(incoming);
    },
    isBusy: () => now() - askedAt < RECENT_MS,
  };
}
