import { setTimeout as sleep } from 'node:timers/promises';
import type { Log } from '../../log.js';
import type { LineStore } from '../stores.js';

export interface TenurePatience {
  /** An instance that was not heard of for so long has the connection no more. */
  readonly leaseMs: number;
  readonly renewEveryMs: number;
}

/** The time in which the robot's connection is this instance's. */
export interface Tenure {
  /** Says when it is over. */
  readonly over: AbortSignal;
  /** Is it ours still? If not, it is over. Where the database does not say, it is until the lease ends. */
  isOurs(): Promise<boolean>;
  /** Another instance may have it. */
  end(): Promise<void>;
}

interface Needs {
  readonly store: LineStore;
  readonly log: Log;
  readonly patience: TenurePatience;
}

/** @returns nothing where another instance has it @throws when the database does not say */
export const beginTenure = async ({ store, log, patience }: Needs): Promise<Tenure | undefined> => {
  const { leaseMs, renewEveryMs } = patience;
  const over = new AbortController();
  let fuse: NodeJS.Timeout | undefined;

  /** Counted from before we asked: nobody else begins before we have ended. */
  const renew = async (): Promise<boolean> => {
    const endsAt = performance.now() + leaseMs;
    if (!(await store.hold(leaseMs))) return false;
    clearTimeout(fuse);
    fuse = setTimeout(() => over.abort(), Math.max(0, endsAt - performance.now()));
    return true;
  };

  const isOurs = async (): Promise<boolean> => {
    const isHeld = await renew().catch((error) => {
      log.warn({ err: error }, 'wecom: nobody knows whose the robot’s connection is');
      return true;
    });
    if (!isHeld) over.abort();
    return !over.signal.aborted;
  };

  const keep = async (): Promise<void> => {
    while (!over.signal.aborted) {
      await sleep(renewEveryMs, undefined, { signal: over.signal }).catch(() => undefined);
      if (!over.signal.aborted) await isOurs();
    }
  };

  if (!(await renew())) return undefined;
  const keeping = keep();
  return {
    over: over.signal,
    isOurs,
    end: async () => {
      over.abort();
      await keeping;
      clearTimeout(fuse);
      await store.release().catch(() => undefined);
    },
  };
};
