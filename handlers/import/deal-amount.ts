import type { Product } from '../../models/product.js';
import { type Money, type Saying, saying, type Text } from '../../models/text.js';
import type { Stage } from '../deal/pipeline.js';
import { type TypedMoney, USUAL_CURRENCY } from '../input/amount.js';
import { marks, notes, type Problem, problem, troubles } from './words.js';

interface Worth {
  readonly money: Money;
  readonly notes?: readonly Saying[];
  /** For the deal's timeline: where its amount comes from. */
  readonly mark?: Text;
  readonly problem?: Problem;
}

/** Files write 0 for what a lost deal brought in. What a manager wants to know is what was lost. */
const isLostForNothing = (typed: TypedMoney | null, { outcome }: Stage) =>
  outcome === 'lost' && typed?.cents === 0;

function atListPrice({ name, ...product }: Product, currency: string, isLost: boolean): Worth {
  const money = { cents: product.unitPriceCents, currency: product.currency };
  const reason = isLost ? 'lostAtListPrice' : 'listPrice';
  if (product.currency === currency) return { money, notes: [saying(notes[reason])], mark: marks[reason] };
  return { money, problem: problem(troubles.otherCurrency, { product: name, price: money, currency }) };
}

/**
 * What a deal is worth: the file's amount, or the list price of its product where the file has none. An open deal
 * without an amount would count nothing in the forecast, and a lost one would make every lost fight look free.
 * @param stated the currency that the file states
 */
export function worthOf(
  typed: TypedMoney | null,
  stated: string | null,
  product: Product | null,
  stage: Stage,
): Worth {
  const isLost = isLostForNothing(typed, stage);
  const known = typed?.currency ?? stated ?? product?.currency;
  const currency = known ?? USUAL_CURRENCY;
  if (product && (!typed || isLost)) return atListPrice(product, currency, isLost);
  return {
    money: { cents: typed?.cents ?? 0, currency },
    notes: [
      ...(typed ? [] : [saying(notes.noAmount)]),
      ...(known ? [] : [saying(notes.defaultCurrency, { currency })]),
    ],
  };
}
