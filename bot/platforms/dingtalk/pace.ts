import { setMaxListeners } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { staysOut } from './errors.js';

/** 20 calls of one API in a second are taken. So close to it that ten milliseconds of each second are left. */
const LEAST_SPACING_MS = 50.5;
/** Where that is not enough, as ways differ or another instance calls as well, more is left, and by and by less again. */
const WIDER = 1.02;
const CLOSER_MS = 0.005;
const MOST_SPACING_MS = 500;
/** What was held up may leave so much earlier after the one before, so that late timers do not add up. */
const CATCH_UP_MS = 8;
const STOPPING_MS = 1000;

interface Clock {
  now(): number;
  /** Not that long when the signal comes. */
  pause(ms: number, signal: AbortSignal): Promise<void>;
}

const realClock: Clock = {
  now: Date.now,
  pause: (ms, signal) => sleep(ms, undefined, { signal }).catch(() => {}),
};

/** The calls of one API, in their order. */
interface Lane {
  atMs: number;
  spacingMs: number;
  last: Promise<void>;
}

/**
 * Calls of one API leave one after the other, at the pace that DingTalk takes. What it closed stays closed: one API for a
 * second, or everything for as long as a ban lasts.
 */
export const pacing = ({ now, pause }: Clock = realClock) => {
  const stopping = new AbortController();
  // The first call of each API that waits for its turn listens.
  setMaxListeners(0, stopping.signal);
  const lanes = new Map<string, Lane>();
  const closedUntilMs = new Map<string, number>();

  const checkOpen = (api: string): void => {
    const untilMs = Math.max(closedUntilMs.get(api) ?? 0, closedUntilMs.get('') ?? 0);
    const waitMs = untilMs - now();
    if (waitMs > 0) throw staysOut(api, waitMs);
  };

  const laneOf = (api: string): Lane => {
    const lane = lanes.get(api) ?? { atMs: 0, spacingMs: LEAST_SPACING_MS, last: Promise.resolve() };
    lanes.set(api, lane);
    return lane;
  };

  const wait = async (ms: number): Promise<void> => {
    if (ms > 0) await pause(ms, stopping.signal);
  };

  const depart = async (lane: Lane): Promise<void> => {
    lane.atMs = Math.max(lane.atMs + lane.spacingMs, now() - CATCH_UP_MS);
    lane.spacingMs = Math.max(LEAST_SPACING_MS, lane.spacingMs - CLOSER_MS);
    await wait(Math.ceil(lane.atMs - now()));
  };

  return {
    /** @throws DingTalkError when DingTalk wants none now */
    checkOpen,
    /** Waits for the call's turn. @throws DingTalkError when DingTalk wants none now, or when we stop */
    turn: async (api: string): Promise<void> => {
      checkOpen(api);
      const lane = laneOf(api);
      lane.last = lane.last.then(() => depart(lane));
      await lane.last;
      if (stopping.signal.aborted) throw staysOut(api, STOPPING_MS);
      checkOpen(api);
    },
    /** One was too fast by a little: it pauses, and from now on there is more room between calls. */
    tooFast: async (api: string, pauseMs: number): Promise<void> => {
      const lane = laneOf(api);
      lane.spacingMs = Math.min(MOST_SPACING_MS, lane.spacingMs * WIDER);
      await wait(pauseMs);
    },
    /** @param api  of which nothing more is to be asked; without it, of none */
    close: (forMs: number, api = ''): void => void closedUntilMs.set(api, now() + forMs),
    /** Nothing more is asked: what waits hears so at once. */
    stop: (): void => stopping.abort(),
  };
};
