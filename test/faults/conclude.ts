import type { Breach } from './checker.js';
import type { Sent } from './client.js';
import type { Findings } from './experiment.js';
import { stretched } from './pulse.js';
import type { World } from './world.js';

/** As in the app: a lease that nobody renews ends after this time, and others look every second. */
export const LEASE_MS = 15_000;
export const POLL_MS = 1_000;
/** For the cards themselves, at one a second and person, on a busy machine. */
export const CARDS_MS = 15_000;

/** A post may have been taken so long before the moment in which its sender was lost. */
const DOUBT_MS = 2_000;

/** From now on nobody can know what arrived until `close()`. */
export const openWindow = ({ windows }: World): (() => void) => {
  const from = Date.now() - DOUBT_MS;
  return () => void windows.push({ from, to: Date.now() + DOUBT_MS });
};

interface Given {
  readonly sent: readonly Sent[];
  readonly breaches?: readonly Breach[];
  readonly figures?: Findings['figures'];
  /** Within this time no card is behind any more. */
  readonly drainMs?: number;
}

/** Waits until all is quiet, and holds what there is then to N1 to N6. */
export const conclude = async (
  world: World,
  { sent, breaches = [], figures = {}, drainMs = CARDS_MS }: Given,
): Promise<Findings> => {
  const recoveryMs = await world.drained(stretched(drainMs));
  const late =
    recoveryMs === undefined
      ? [{ check: 'N4', what: `cards were behind still after ${drainMs / 1000} s` }]
      : [];
  return {
    sent,
    retries: await world.newRetries(),
    doubles: world.newDoubles(),
    figures,
    breaches: [...breaches, ...late, ...(await world.check())],
    ...(recoveryMs !== undefined && { recoveryMs }),
  };
};
