import { MINUTE_MS } from '../handlers/duration.js';

/** What is told to end ends at its next step; what hangs never comes to one, and is left behind so much later. */
const GRACE_MS = 3_000;

interface Limits {
  readonly longestMs: number;
  /** Less in tests. */
  readonly graceMs?: number;
  /** Ends when the service stops. */
  readonly signal: AbortSignal;
}

/**
 * Lets it work until the service stops or its time is over.
 * @param work is told by the signal to end
 * @throws why it was left behind, and whatever `work` throws
 */
export async function withinTime<T>(
  { longestMs, graceMs = GRACE_MS, signal }: Limits,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const ending = new AbortController();
  const stop = () => ending.abort(signal.reason);
  signal.addEventListener('abort', stop);
  const tooLong = new Error(`It did not come to an end within ${longestMs / MINUTE_MS} minutes.`);
  const limit = setTimeout(() => ending.abort(tooLong), longestMs);
  let grace: NodeJS.Timeout | undefined;
  const leftBehind = new Promise<never>((_, reject) => {
    ending.signal.addEventListener('abort', () => {
      grace = setTimeout(() => reject(ending.signal.reason), graceMs);
    });
  });
  try {
    return await Promise.race([work(ending.signal), leftBehind]);
  } finally {
    signal.removeEventListener('abort', stop);
    clearTimeout(limit);
    clearTimeout(grace);
  }
}
