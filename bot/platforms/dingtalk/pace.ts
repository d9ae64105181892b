import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { staysOut } from './errors.js';

/** 20 calls of one API in a second are taken; so close to it that nothing is refused. */
const SPACING_MS = 51;
const STOPPING_MS = 1000;

/**
 * Calls of one API leave one after the other, at the pace that DingTalk takes. What it closed stays closed: one API for a
 * second, or everything for as long as a ban lasts.
 */
export const pacing = () => {
  const stopping = new AbortController();
  // Each call that waits for its turn listens.
  setMaxListeners(0, stopping.signal);
  const nextAtMs = new Map<string, number>();
  const closedUntilMs = new Map<string, number>();

  const checkOpen = (api: string): void => {
    const untilMs = Math.max(closedUntilMs.get(api) ?? 0, closedUntilMs.get('') ?? 0);
    const waitMs = untilMs - Date.now();
    if (waitMs > 0) throw staysOut(api, waitMs);
  };

  return {
    /** Waits for the call's turn. @throws DingTalkError when DingTalk wants none now, or when we stop */
    turn: async (api: string): Promise<void> => {
      checkOpen(api);
      const atMs = Math.max(Date.now(), nextAtMs.get(api) ?? 0);
      nextAtMs.set(api, atMs + SPACING_MS);
      const waitMs = atMs - Date.now();
      if (waitMs > 0) {
        await sleep(waitMs, undefined, { signal: stopping.signal }).catch(() => {
          throw staysOut(api, STOPPING_MS);
        });
        checkOpen(api);
      }
    },
    /** @param api  of which nothing more is to be asked; without it, of none */
    close: (forMs: number, api = ''): void => void closedUntilMs.set(api, Date.now() + forMs),
    stop: (): void => stopping.abort(),
  };
};
