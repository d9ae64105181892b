import { TooLate } from './driver.js';

export const timedOut = () =>
  Object.assign(new Error('No database connection became free in time.'), { code: 'ETIMEDOUT' });

/** Of the time that somebody has, so much may pass with waiting for a turn: the rest is for what they came for. */
const WAITING_SHARE = 0.75;
/** And so much as we expect when they come: it may go slower than we thought. */
const EXPECTED_SHARE = 0.5;
/** How much the latest turn says about the pace, against those before. */
const WEIGHT = 0.1;
/** One long moment says little: it counts as at most so many times as long as those before. */
const MOST_LONGER = 4;
/** Timers of one length cost Node next to nothing, timers of any length much. */
export const TIMER_STEP_MS = 50;

interface Waiting {
  readonly begin: () => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Turns at something of which there are only so many, first come, first served. The queue is bound by time, not by
 * length: whoever would be served too late to do anything is told at once, so that under a load beyond what can be done
 * the others are served as quickly as ever.
 */
export class Turns {
  #free: number;
  readonly #now: () => number;
  readonly #waiting = new Set<Waiting>();
  /** About how much time passes between the ends of two turns, as long as somebody waits. */
  #paceMs = 0;
  #endedAt: number | undefined;

  /** @param now a clock in milliseconds, that of the deadlines */
  constructor(size: number, now: () => number = Date.now) {
    this.#free = size;
    this.#now = now;
  }

  /**
   * Each turn that was got has to be ended.
   * @param deadline when whoever asks has to be done, by our clock
   * @throws TooLate at once when the queue is too long, and `ETIMEDOUT` later when it did not move on
   */
  async take(deadline: number): Promise<void> {
    if (this.#free > 0) {
      this.#free -= 1;
      return;
    }
    const leftMs = deadline - this.#now();
    const expectedMs = (this.#waiting.size + 1) * this.#paceMs;
    if (expectedMs > leftMs * EXPECTED_SHARE) throw new TooLate('Too many wait for the database.');
    await this.#inLine(leftMs * WAITING_SHARE);
  }

  end() {
    const [next] = this.#waiting;
    if (!next) {
      this.#free += 1;
      this.#paceMs = 0;
      this.#endedAt = undefined;
      return;
    }
    this.#measure();
    this.#waiting.delete(next);
    clearTimeout(next.timer);
    next.begin();
  }

  #inLine(patienceMs: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const giveUp = () => {
        this.#waiting.delete(waiting);
        reject(timedOut());
      };
      const steps = Math.max(1, Math.ceil(patienceMs / TIMER_STEP_MS));
      const waiting = { begin: resolve, timer: setTimeout(giveUp, steps * TIMER_STEP_MS) };
      this.#waiting.add(waiting);
    });
  }

  #measure() {
    const now = this.#now();
    const tookMs = Math.min(now - (this.#endedAt ?? now), this.#paceMs * MOST_LONGER + 1);
    this.#paceMs += (tookMs - this.#paceMs) * WEIGHT;
    this.#endedAt = now;
  }
}
