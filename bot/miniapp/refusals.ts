/** So many codes that no platform knows may come from an address at once, and one more a minute from then on. */
const AT_ONCE = 30;
const EACH_MS = 60_000;
const MOST_ADDRESSES = 1_000;

/**
 * Each code is asked at the platform, whose quota is the firm's. Only those that it refuses count, so an office behind one
 * address signs in as it likes.
 * @param nowMs by a clock that nobody puts back
 */
export const refusalsOf = (nowMs: () => number = () => performance.now()) => {
  /** Until when an address pays for its refusals; the one that was refused longest ago comes first. */
  const paidAtMs = new Map<string, number>();

  return {
    isTooMany: (address: string): boolean => (paidAtMs.get(address) ?? 0) - nowMs() > (AT_ONCE - 1) * EACH_MS,

    count: (address: string): void => {
      const fromMs = Math.max(paidAtMs.get(address) ?? 0, nowMs());
      paidAtMs.delete(address);
      paidAtMs.set(address, fromMs + EACH_MS);
      const [oldest] = paidAtMs.keys();
      if (paidAtMs.size > MOST_ADDRESSES && oldest !== undefined) paidAtMs.delete(oldest);
    },
  };
};

export type Refusals = ReturnType<typeof refusalsOf>;
