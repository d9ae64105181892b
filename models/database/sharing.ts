import { type Manner, Together } from './together.js';
import type { Tx } from './tx.js';

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
