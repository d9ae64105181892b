import { CommitUnknown, Unavailable } from '../../models/database.js';
import { PlatformError } from '../platforms/platform.js';

/** About three hours of a platform that does not answer. */
export const MAX_PLATFORM_TRIES = 40;
/** A card that we cannot draw will not get better by itself. */
export const MAX_OWN_TRIES = 5;
const FIRST_BACKOFF_MS = 1_000;
const LONGEST_BACKOFF_MS = 300_000;
const JITTER = 0.2;

/** 1 s, 2 s, 4 s, … up to five minutes, a fifth more or less. @param random from 0 to 1 */
export const backoffMs = (attempts: number, random: number): number =>
  Math.min(FIRST_BACKOFF_MS * 2 ** (attempts - 1), LONGEST_BACKOFF_MS) * (1 - JITTER + 2 * JITTER * random);

/** What is to be done after a failed attempt. */
export interface Verdict {
  readonly state: 'behind' | 'dead';
  readonly retryMs: number;
  /** Nobody sends to this person before that. */
  readonly pauseMs: number;
}

export const givenUp: Verdict = { state: 'dead', retryMs: 0, pauseMs: 0 };

/** The database went away, which says nothing about a card. */
export const isAway = (error: unknown): boolean =>
  error instanceof Unavailable || error instanceof CommitUnknown;

export const notNow = () =>
  new PlatformError('Stopped before it was sent.', { retryable: true, retryAfterMs: 0, untried: true });

export function verdictOn(error: unknown, attempts: number, random: number): Verdict {
  const wait = backoffMs(attempts, random);
  if (isAway(error)) return { state: 'behind', retryMs: wait, pauseMs: 0 };
  if (!(error instanceof PlatformError)) {
    return attempts >= MAX_OWN_TRIES ? givenUp : { state: 'behind', retryMs: wait, pauseMs: 0 };
  }
  if (error.gone && attempts < MAX_OWN_TRIES) return { state: 'behind', retryMs: 0, pauseMs: 0 };
  if (!error.untried && (!error.retryable || attempts >= MAX_PLATFORM_TRIES)) return givenUp;
  const retryMs = error.retryAfterMs ?? wait;
  return { state: 'behind', retryMs, pauseMs: error.retryAfterMs ?? 0 };
}
