const STEP_MS = 20;

interface Lateness {
  /** How long what is begun now has waited for the process to get round to it, as far as one can tell from inside. */
  lateMs(): number;
  stop(): void;
}

/**
 * While the process has more to do than it can, what comes in lies in the network's buffers, where nothing of ours sees
 * it wait: all that came since the last turn of the event loop is as late as that turn is long.
 * @param now a clock in milliseconds
 */
export function watchLateness(now: () => number = () => performance.now()): Lateness {
  let turnedAt = now();
  const timer = setInterval(() => {
    turnedAt = now();
  }, STEP_MS).unref();
  return {
    lateMs: () => Math.max(0, now() - turnedAt - STEP_MS),
    stop: () => clearInterval(timer),
  };
}
