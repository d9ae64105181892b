import { Refused } from './world.js';

const MINUTE_MS = 60_000;

/** How often each API may be called; who calls too often is not heard for a minute. */
export const limits = (perMinute: number, now: () => number) => {
  const times = new Map<string, number[]>();
  const blocks = new Map<string, number>();
  const block = (api: string, ms: number): void => void blocks.set(api, now() + ms);

  return {
    block,
    /** @throws Refused */
    check: (api: string): void => {
      if ((blocks.get(api) ?? 0) > now()) throw new Refused(45009);
      const recent = (times.get(api) ?? []).filter((at) => at > now() - MINUTE_MS);
      recent.push(now());
      times.set(api, recent);
      if (recent.length <= perMinute) return;
      block(api, MINUTE_MS);
      throw new Refused(45009);
    },
  };
};
