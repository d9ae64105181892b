import type { Tx } from './tx.js';

/** So old may be what another instance has changed meanwhile; what this one changes counts at once. */
const FRESH_MS = 2_000;
const MOST_KEPT = 20_000;

interface Kept {
  readonly value: unknown;
  readonly readAt: number;
}

/** What every request reads and hardly any changes: people, what they are known as, settings, flows. */
class Masters {
  /** Raised by each change, so that what was read before it is not kept after it. */
  edition = 0;
  readonly kept = new Map<string, Kept>();
}

const mastersOf = new WeakMap<object, Masters>();
const TOPIC = 'masters';

function mastersAt(home: object): Masters {
  const known = mastersOf.get(home);
  if (known) return known;
  const masters = new Masters();
  mastersOf.set(home, masters);
  return masters;
}

/** What `load` found at most two seconds ago. @param key names what is loaded; what is not there is not kept */
export async function remembered<T>(tx: Tx, key: string, load: () => Promise<T>): Promise<T> {
  if (hasChangedMasters(tx)) return load();
  const masters = mastersAt(tx.home);
  const known = masters.kept.get(key);
  if (known && performance.now() - known.readAt < FRESH_MS) return known.value as T;

  const { edition } = masters;
  const value = await load();
  if (masters.kept.size >= MOST_KEPT) masters.kept.clear();
  if (value !== undefined && masters.edition === edition)
    masters.kept.set(key, { value, readAt: performance.now() });
  return value;
}

/** A transaction that changes masters says so: it reads them itself from now on, and everybody does once it commits. */
export const mastersChange = (tx: Tx): void => tx.news.add(TOPIC);

/** Has this transaction changed any? */
export const hasChangedMasters = (tx: Tx): boolean => tx.news.has(TOPIC);

/** What is told after a commit. */
export function forgetChanged(home: object, news: Tx['news']) {
  if (!news.has(TOPIC)) return;
  const masters = mastersAt(home);
  masters.edition += 1;
  masters.kept.clear();
}
