import { type AmountRange, readAmountRange } from '../../../handlers/input/amount-range.js';
import { cpuMsOf } from '../../support/cpu.js';
import { longTexts, SLOW_MS } from './anyText.js';

const W = 1_000_000;

test.each<readonly [string, AmountRange]>([
  ['大于50万', { atLeastCents: 50 * W }],
  ['超过 50 万', { atLeastCents: 50 * W }],
  ['金额大于50万', { atLeastCents: 50 * W }],
  ['不低于50万元', { atLeastCents: 50 * W, currency: 'CNY' }],
  ['50万以上', { atLeastCents: 50 * W }],
  ['一百万以上', { atLeastCents: 100 * W }],
  ['百万以上', { atLeastCents: 100 * W }],
  ['百万到千万', { atLeastCents: 100 * W, atMostCents: 1000 * W }],
  ['50到100万', { atLeastCents: 50 * W, atMostCents: 100 * W }],
  ['50w-100w', { atLeastCents: 50 * W, atMostCents: 100 * W }],
  ['50万美元以上', { atLeastCents: 50 * W, currency: 'USD' }],
  ['>= 50万', { atLeastCents: 50 * W }],
  ['above 500k', { atLeastCents: 50 * W }],
  ['over $500k', { atLeastCents: 50 * W, currency: 'USD' }],
  ['at least 500k USD', { atLeastCents: 50 * W, currency: 'USD' }],
  ['500k+', { atLeastCents: 50 * W }],
  ['500k or more', { atLeastCents: 50 * W }],
  ['more than 1.2m', { atLeastCents: 120 * W }],
  ['不到20万', { atMostCents: 20 * W }],
  ['不超过20万', { atMostCents: 20 * W }],
  ['20万以内', { atMostCents: 20 * W }],
  ['＜20万', { atMostCents: 20 * W }],
  ['under EUR 200k', { atMostCents: 20 * W, currency: 'EUR' }],
  ['up to 200,000', { atMostCents: 20 * W }],
  ['20-50万', { atLeastCents: 20 * W, atMostCents: 50 * W }],
  ['20万到50万', { atLeastCents: 20 * W, atMostCents: 50 * W }],
  ['20 - 50 万', { atLeastCents: 20 * W, atMostCents: 50 * W }],
  ['20 万到 50 万', { atLeastCents: 20 * W, atMostCents: 50 * W }],
  ['20,000-50,000', { atLeastCents: 2 * W, atMostCents: 5 * W }],
  ['between 1 and 2 million', { atLeastCents: 100 * W, atMostCents: 200 * W }],
  ['50万到20万', { atLeastCents: 20 * W, atMostCents: 50 * W }],
  ['50-20万', { atLeastCents: 20 * W, atMostCents: 50 * W }],
  ['between 50k and 20k', { atLeastCents: 2 * W, atMostCents: 5 * W }],
  ['5000-2万', { atLeastCents: 5_000_00, atMostCents: 2 * W }],
  ['300-500k', { atLeastCents: 30 * W, atMostCents: 50 * W }],
  ['between 100k and 200k', { atLeastCents: 10 * W, atMostCents: 20 * W }],
  ['$100k to $200k', { atLeastCents: 10 * W, atMostCents: 20 * W, currency: 'USD' }],
  ['大于20万小于50万', { atLeastCents: 20 * W, atMostCents: 50 * W }],
  ['20万以上50万以下', { atLeastCents: 20 * W, atMostCents: 50 * W }],
  ['20 万以上，50 万以内', { atLeastCents: 20 * W, atMostCents: 50 * W }],
  ['above 200k and below 500k', { atLeastCents: 20 * W, atMostCents: 50 * W }],
])('%s is %j', (typed, range) => {
  expect(readAmountRange(typed)).toEqual(range);
});

test.each([
  '50万',
  '大于',
  'above',
  'above average',
  '2-3',
  '2025-2026',
  '12-31',
  '62345-802',
  '$100k to €200k',
  '大于50万大于20万',
  '以上',
  'D-1001以上',
])('%s is no range of amounts', (typed) => {
  expect(readAmountRange(typed)).toBeUndefined();
});

test.each(longTexts)('100 kB are read at once', async (text) => {
  expect(await cpuMsOf(() => void readAmountRange(text))).toBeLessThan(SLOW_MS);
});
