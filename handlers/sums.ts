import type { Money } from '../models/text.js';

/** A sum for each currency, in order of its code; nothing for one that adds up to nothing. */
export function totalsOf(amounts: readonly Money[]): Money[] {
  const sums = new Map<string, number>();
  for (const { cents, currency } of amounts) sums.set(currency, (sums.get(currency) ?? 0) + cents);
  return [...sums]
    .filter(([, cents]) => cents !== 0)
    .map(([currency, cents]) => ({ cents, currency }))
    .sort((a, b) => (a.currency < b.currency ? -1 : 1));
}
