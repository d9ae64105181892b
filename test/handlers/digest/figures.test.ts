import { weightedCents } from '../../../handlers/digest/figures.js';

test.each([
  [100, 5_000, 50],
  [1, 5_000, 1],
  [1, 4_999, 0],
  [3, 5_000, 2],
  [333, 3_333, 111],
  [0, 10_000, 0],
  [999_999_999_99, 10_000, 999_999_999_99],
  [9_007_199_254_740_991, 9_999, 9_006_298_534_815_517],
])('%d cents at %d hundredths of a per cent weigh %d', (cents, probabilityBp, weighted) => {
  expect(weightedCents(cents, probabilityBp)).toBe(weighted);
});
