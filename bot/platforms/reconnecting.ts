import { setTimeout as sleep } from 'node:timers/promises';

export interface Pauses {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  /** A connection that lived so long is one that worked: the next one is opened at once. */
  readonly leastLifeMs: number;
}

/** Twice as long after each failure, and a little more by chance, so that not everybody comes back at the same moment. */
export const pauseMs = (failures: number, { firstPauseMs, longestPauseMs }: Pauses): number =>
  failures === 0
    ? 0
    : Math.min(firstPauseMs * 2 ** (failures - 1), longestPauseMs) + Math.random() * firstPauseMs;

/** One connection after the other. @param connection  lasts as long as it does, and never rejects */
export async function stayConnected(
  connection: () => Promise<void>,
  pauses: Pauses,
  stopping: AbortSignal,
): Promise<void> {
  for (let failures = 0; !stopping.aborted; ) {
    const since = performance.now();
    await connection();
    const hasLived = performance.now() - since >= pauses.leastLifeMs;
    failures = hasLived ? 0 : failures + 1;
    await sleep(pauseMs(failures, pauses), undefined, { signal: stopping }).catch(() => {});
  }
}
