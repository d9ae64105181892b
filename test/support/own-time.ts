const STEP_MS = 50;

/** A limit in steps of this process's own, so that what holds the process up, and what is tested in it, does not count. */
interface OwnTime {
  /** Aborts when the time is over. */
  readonly signal: AbortSignal;
  readonly isOver: boolean;
  stop(): void;
}

export const ownTime = (limitMs: number): OwnTime => {
  const ending = new AbortController();
  let leftMs = limitMs;
  const timer = setInterval(() => {
    leftMs -= STEP_MS;
    if (leftMs <= 0) ending.abort(new DOMException(`${limitMs} ms are over.`, 'TimeoutError'));
  }, STEP_MS);
  return {
    signal: ending.signal,
    get isOver() {
      return ending.signal.aborted;
    },
    stop: () => clearInterval(timer),
  };
};

/** @throws when it took longer than that of this process's own time */
export const within = async <T>(limitMs: number, work: () => Promise<T>): Promise<T> => {
  const limit = ownTime(limitMs);
  try {
    const done = await work();
    limit.signal.throwIfAborted();
    return done;
  } finally {
    limit.stop();
  }
};
