import fc from 'fast-check';
import { capitalAmount } from '../../../handlers/contract/capital-amount.js';

const units = { 亿: 100_000_000, 万: 10_000, 仟: 1_000, 佰: 100, 拾: 10 };

const readWhole = (words: string): number => {
  const [unit, size] = Object.entries(units).find(([word]) => words.includes(word)) ?? ['', 1];
  if (!unit) return '零壹贰叁肆伍陆柒捌玖'.indexOf(words.replace('零', ''));

  const at = words.lastIndexOf(unit);
  return readWhole(words.slice(0, at)) * size + readWhole(words.slice(at + 1));
};

/** Reads capital numerals back to cents. */
const read = (words: string): number => {
  const [, yuan = '', jiao = '', fen = ''] = /^(?:(.+)元)?(?:零?(.)角)?(?:零?(.)分)?整?$/.exec(words) ?? [];
  return readWhole(yuan) * 100 + readWhole(jiao) * 10 + readWhole(fen);
};

/** Many small amounts and many zeros, as both are where the rule is hard. */
const cents = fc.oneof(
  fc.maxSafeNat(),
  fc.nat(10_000_00),
  fc.array(fc.constantFrom(0, 0, 0, 1, 5, 9), { maxLength: 15 }).map((digits) => Number(digits.join(''))),
);

describe('an amount in capitals', () => {
  test.each<[number, string]>([
    // The examples of the rule itself.
    [1_409_50, '壹仟肆佰零玖元伍角整'],
    [6_007_14, '陆仟零柒元壹角肆分'],
    [1_680_32, '壹仟陆佰捌拾元零叁角贰分'],
    [107_000_53, '壹拾万柒仟元零伍角叁分'],
    [16_409_02, '壹万陆仟肆佰零玖元零贰分'],
    [325_04, '叁佰贰拾伍元零肆分'],
    // What contracts say every day.
    [12_000_00, '壹万贰仟元整'],
    [20_000_00, '贰万元整'],
    [500_000_00, '伍拾万元整'],
    [1_000_000_00, '壹佰万元整'],
    [10_00, '壹拾元整'],
    [11_00, '壹拾壹元整'],
    [20_00, '贰拾元整'],
    [100_00, '壹佰元整'],
    [101_00, '壹佰零壹元整'],
    [110_00, '壹佰壹拾元整'],
    [1_001_00, '壹仟零壹元整'],
    [1_010_00, '壹仟零壹拾元整'],
    [1_100_00, '壹仟壹佰元整'],
    [10_001_00, '壹万零壹元整'],
    [10_010_00, '壹万零壹拾元整'],
    [10_100_00, '壹万零壹佰元整'],
    [100_100_00, '壹拾万零壹佰元整'],
    [1_000_001_00, '壹佰万零壹元整'],
    [10_203_040_50, '壹仟零贰拾万叁仟零肆拾元零伍角整'],
    [123_456_789_12, '壹亿贰仟叁佰肆拾伍万陆仟柒佰捌拾玖元壹角贰分'],
    // Small change.
    [0, '零元整'],
    [1, '壹分'],
    [10, '壹角整'],
    [12, '壹角贰分'],
    [99, '玖角玖分'],
    [1_00, '壹元整'],
    [1_01, '壹元零壹分'],
    [1_10, '壹元壹角整'],
    [10_05, '壹拾元零伍分'],
    [10_50, '壹拾元零伍角整'],
    // Large sums.
    [100_000_000_00, '壹亿元整'],
    [100_000_001_00, '壹亿零壹元整'],
    [100_010_000_00, '壹亿零壹万元整'],
    [110_000_000_00, '壹亿壹仟万元整'],
    [1_000_000_000_000_00, '壹万亿元整'],
    [1_000_000_010_000_00, '壹万亿零壹万元整'],
    [1_000_100_000_000_00, '壹万零壹亿元整'],
    [12_345_678_901_234_56, '壹拾贰万叁仟肆佰伍拾陆亿柒仟捌佰玖拾万壹仟贰佰叁拾肆元伍角陆分'],
    [Number.MAX_SAFE_INTEGER, '玖拾万零柒佰壹拾玖亿玖仟贰佰伍拾肆万柒仟肆佰零玖元玖角壹分'],
  ])('%d cents is %s', (amount, words) => {
    expect(capitalAmount(amount)).toBe(words);
  });

  test('can be read back to the cent', () => {
    fc.assert(
      fc.property(cents, (amount) => {
        expect(read(capitalAmount(amount))).toBe(amount);
      }),
      { numRuns: 3_000 },
    );
  });

  test('never has two 零 together, a 零 before a unit, or an open end', () => {
    fc.assert(
      fc.property(
        cents.filter((amount) => amount > 0),
        (amount) => {
          const words = capitalAmount(amount);
          expect(words).not.toMatch(/零零|零[拾佰仟万亿元角分整]|^零/);
          expect(words).toMatch(/([元角]整|分)$/);
        },
      ),
      { numRuns: 3_000 },
    );
  });

  test('never says the same for two different amounts', () => {
    fc.assert(
      fc.property(cents, cents, (one, other) => {
        fc.pre(one !== other);
        expect(capitalAmount(one)).not.toBe(capitalAmount(other));
      }),
      { numRuns: 1_000 },
    );
  });
});
