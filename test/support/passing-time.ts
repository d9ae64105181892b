import type { Clock } from '../../bot/platforms/clock.js';

/** Time goes by only while somebody waits. */
export const passingTime = (): Clock => {
  let nowMs = 1_000_000;
  return {
    now: () => nowMs,
    pause: async (ms, signal) => {
      if (!signal.aborted) nowMs += Math.max(0, ms);
    },
  };
};
