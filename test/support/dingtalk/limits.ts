import { Refused } from './world.js';

const BAN_MS = 300_000;
const IP_WINDOW_MS = 20_000;

export interface Allowed {
  /** Calls of one API in a second. */
  readonly qps: number;
  readonly monthlyCalls: number;
  readonly callsPerIp: number;
}

/** How much an app may call, and how much an address. */
export const limits = (
  { qps, monthlyCalls, callsPerIp }: Allowed,
  state: { monthUsed: number; bannedUntilMs: number },
  now: () => number,
) => {
  const times = new Map<string, number[]>();

  /** How often within so long, this one included. */
  const countWithin = (name: string, ms: number): number => {
    const recent = (times.get(name) ?? []).filter((at) => at > now() - ms);
    recent.push(now());
    times.set(name, recent);
    return recent.length;
  };

  return {
    isBanned: (): boolean => {
      if (state.bannedUntilMs > now()) return true;
      if (countWithin('', IP_WINDOW_MS) <= callsPerIp) return false;
      state.bannedUntilMs = now() + BAN_MS;
      return true;
    },
    /** @throws Refused */
    check: (api: string, isFree: boolean): void => {
      if (countWithin(api, 1000) > qps)
        throw new Refused(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', { errcode: 90018 });
      if (isFree) return;
      if (state.monthUsed >= monthlyCalls)
        throw new Refused(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', { errcode: 90020 });
      state.monthUsed += 1;
    },
  };
};
