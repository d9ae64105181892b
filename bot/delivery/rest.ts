import { setTimeout as sleep } from 'node:timers/promises';

/** Between two looks for work. What wakes during the look is not lost: it may be what the look was too early for. */
export class Rest {
  #isWoken = false;
  #end = () => {};

  wake() {
    this.#isWoken = true;
    this.#end();
  }

  /** Until woken, or so long. */
  async upTo(ms: number): Promise<void> {
    if (!this.#isWoken) await this.#untilWoken(ms);
    this.#isWoken = false;
  }

  #untilWoken(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      this.#end = () => {
        clearTimeout(timer);
        resolve();
      };
    });
  }
}

/** Milliseconds since the process began, by a clock that nobody puts back or forward. */
export const nowMs = (): number => performance.now();

/** @param at as `nowMs` counts */
export const msUntil = (at: number): number => Math.max(0, at - nowMs());

/** @param at as `nowMs` counts; not that long when `signal` says to stop */
export const sleepUntil = async (at: number, signal: AbortSignal): Promise<void> => {
  const ms = msUntil(at);
  if (ms > 0) await sleep(ms, undefined, { signal }).catch(() => undefined);
};
