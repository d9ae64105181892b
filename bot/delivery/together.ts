import type { Tx } from '../../models/database/tx.js';

/** Runs some work in one transaction. */
type Run = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

interface Errand {
  readonly work: (tx: Tx) => Promise<unknown>;
  readonly done: (result: unknown) => void;
  readonly failed: (error: unknown) => void;
}

export interface Manner {
  /** How many pieces at most share a transaction. */
  readonly most?: number;
  /** An error that has nothing to do with the work, so that each piece alone would hear the same. */
  readonly isHopeless?: (error: unknown) => boolean;
}

const MOST_AT_ONCE = 100;

/**
 * Small pieces of work that share transactions: what comes while one is under way goes together in the next, so a
 * hundred cards at once cost the round trips and the commit of one. Each piece must bear being run again.
 */
export class Together {
  readonly #run: Run;
  readonly #most: number;
  readonly #isHopeless: (error: unknown) => boolean;
  #waiting: Errand[] = [];
  #isRunning = false;

  constructor(run: Run, { most = MOST_AT_ONCE, isHopeless = () => false }: Manner = {}) {
    this.#run = run;
    this.#most = most;
    this.#isHopeless = isHopeless;
  }

  do<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#waiting.push({ work, done: resolve as Errand['done'], failed: reject });
      if (!this.#isRunning) void this.#work();
    });
  }

  async #work() {
    this.#isRunning = true;
    while (this.#waiting.length > 0) {
      // Whoever comes in this very moment comes along.
      await undefined;
      await this.#all(this.#waiting.splice(0, this.#most));
    }
    this.#isRunning = false;
  }

  async #all(errands: readonly Errand[]) {
    try {
      const results = await this.#run((tx) => Promise.all(errands.map(({ work }) => work(tx))));
      for (const [at, { done }] of errands.entries()) done(results[at]);
    } catch (error) {
      await this.#apart(errands, error);
    }
  }

  /** One that fails is no reason for the others to fail: each has another try alone. */
  async #apart(errands: readonly Errand[], error: unknown) {
    if (errands.length > 1 && !this.#isHopeless(error)) {
      for (const one of errands) await this.#all([one]);
      return;
    }
    for (const { failed } of errands) failed(error);
  }
}
