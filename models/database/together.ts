import type { Tx } from './tx.js';

interface Errand<Piece, Result> {
  readonly piece: Piece;
  readonly done: (result: Result) => void;
  readonly failed: (error: unknown) => void;
}

export interface Manner {
  /** How many pieces at most go together. */
  readonly most?: number;
  /** An error that has nothing to do with the pieces, so that each alone would hear the same. */
  readonly isHopeless?: (error: unknown) => boolean;
  /** After so long, those who came meanwhile wait no more for those who are under way. */
  readonly patienceMs?: number;
}

const MOST_AT_ONCE = 100;

/**
 * Small pieces of work that are done together: what comes while some are under way goes together next, so a hundred at
 * once cost the round trips and the commit of one. Each piece must bear being run again.
 */
export class Together<Piece, Result> {
  readonly #run: (pieces: readonly Piece[]) => Promise<readonly Result[]>;
  readonly #most: number;
  readonly #isHopeless: (error: unknown) => boolean;
  readonly #patienceMs: number | undefined;
  #waiting: Errand<Piece, Result>[] = [];
  #mustWait = false;

  /** @param run does some pieces, all or none of them, and answers for each */
  constructor(
    run: (pieces: readonly Piece[]) => Promise<readonly Result[]>,
    { most = MOST_AT_ONCE, isHopeless = () => false, patienceMs }: Manner = {},
  ) {
    this.#run = run;
    this.#most = most;
    this.#isHopeless = isHopeless;
    this.#patienceMs = patienceMs;
  }

  do(piece: Piece): Promise<Result> {
    return new Promise<Result>((done, failed) => {
      this.#waiting.push({ piece, done, failed });
      if (!this.#mustWait) void this.#go();
    });
  }

  async #go() {
    this.#mustWait = true;
    // Whoever comes in this very moment comes along.
    await undefined;
    const errands = this.#waiting.splice(0, this.#most);
    let hasPassed = false;
    const next = () => {
      if (hasPassed) return;
      hasPassed = true;
      this.#mustWait = false;
      if (this.#waiting.length > 0) void this.#go();
    };
    const timer = this.#patienceMs === undefined ? undefined : setTimeout(next, this.#patienceMs);
    await this.#all(errands);
    clearTimeout(timer);
    next();
  }

  async #all(errands: readonly Errand<Piece, Result>[]): Promise<void> {
    try {
      const results = await this.#run(errands.map(({ piece }) => piece));
      for (const [at, { done }] of errands.entries()) done(results[at] as Result);
    } catch (error) {
      await this.#apart(errands, error);
    }
  }

  /** One that fails is no reason for the others to fail: each half has another try, until those who fail are alone. */
  async #apart(errands: readonly Errand<Piece, Result>[], error: unknown): Promise<void> {
    if (errands.length === 1 || this.#isHopeless(error)) {
      for (const { failed } of errands) failed(error);
      return;
    }
    const half = Math.ceil(errands.length / 2);
    await this.#all(errands.slice(0, half));
    await this.#all(errands.slice(half));
  }
}

type Work = (tx: Tx) => Promise<unknown>;

/** Pieces of work that share transactions, or reads. */
export type Sharing = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** @param run runs some work in one transaction */
export function sharing(
  run: (work: (tx: Tx) => Promise<unknown[]>) => Promise<unknown[]>,
  manner?: Manner,
): Sharing {
  const together = new Together<Work, unknown>(
    (works) => run((tx) => Promise.all(works.map((work) => work(tx)))),
    manner,
  );
  return <T>(work: (tx: Tx) => Promise<T>) => together.do(work) as Promise<T>;
}
