import fc from 'fast-check';
import { dealTotals, type Line, lineTotal } from '../../../handlers/deal/totals.js';
import { Refusal } from '../../../handlers/useCase.js';

const line = (over: Partial<Line> = {}): Line => ({
  quantityMilli: 1_000,
  unitPriceCents: 100_00,
  discountBp: 0,
  taxBp: 1_300,
  ...over,
});

const someLine = fc.record<Line>({
  quantityMilli: fc.integer({ min: 0, max: 10_000_000 }),
  unitPriceCents: fc.integer({ min: 0, max: 100_000_000_00 }),
  discountBp: fc.integer({ min: 0, max: 10_000 }),
  taxBp: fc.integer({ min: 0, max: 10_000 }),
});

/** The nearest whole number to a fraction, found by looking at what is left over. */
const nearest = (top: bigint, bottom: bigint) => top / bottom + ((top % bottom) * 2n >= bottom ? 1n : 0n);

const byHand = (of: Line) => {
  const net = nearest(
    BigInt(of.quantityMilli) * BigInt(of.unitPriceCents) * BigInt(10_000 - of.discountBp),
    10_000_000n,
  );
  const tax = nearest(net * BigInt(of.taxBp), 10_000n);
  return { net, tax };
};

const addUp = (cents: readonly number[]) => cents.reduce((sum, one) => sum + BigInt(one), 0n);

describe('a line', () => {
  test.each<[string, Partial<Line>, [number, number, number]]>([
    ['one piece at 100.00 with 13 % tax is 113.00', {}, [100_00, 13_00, 113_00]],
    [
      'one and a half pieces at 100.00, 10 % off',
      { quantityMilli: 1_500, discountBp: 1_000 },
      [135_00, 17_55, 152_55],
    ],
    ['half a cent of net goes up', { quantityMilli: 500, unitPriceCents: 1, taxBp: 0 }, [1, 0, 1]],
    ['just under half a cent goes down', { quantityMilli: 499, unitPriceCents: 1, taxBp: 0 }, [0, 0, 0]],
    ['half a cent of tax goes up', { unitPriceCents: 50, taxBp: 100 }, [50, 1, 51]],
    ['tax is taken on the rounded net', { quantityMilli: 333, unitPriceCents: 10_00 }, [3_33, 43, 3_76]],
    ['everything given away costs nothing', { discountBp: 10_000 }, [0, 0, 0]],
    ['no pieces cost nothing', { quantityMilli: 0 }, [0, 0, 0]],
    ['no tax', { taxBp: 0 }, [100_00, 0, 100_00]],
  ])('%s', (_, over, [netCents, taxCents, totalCents]) => {
    expect(lineTotal(line(over))).toEqual({ netCents, taxCents, totalCents });
  });

  test('is exact where floating point is not: 1.15 × 100 pieces at 6 %', () => {
    expect(lineTotal(line({ quantityMilli: 100_000, unitPriceCents: 1_15, taxBp: 600 }))).toEqual({
      netCents: 115_00,
      taxCents: 6_90,
      totalCents: 121_90,
    });
  });

  test('agrees with a sum done by hand, whatever was sold', () => {
    fc.assert(
      fc.property(someLine, (of) => {
        const { net, tax } = byHand(of);
        expect(lineTotal(of)).toEqual({
          netCents: Number(net),
          taxCents: Number(tax),
          totalCents: Number(net + tax),
        });
      }),
      { numRuns: 1_000 },
    );
  });

  test('too large to be exact is refused in words, never rounded in silence', () => {
    const huge = line({ unitPriceCents: Number.MAX_SAFE_INTEGER, taxBp: 0 });

    expect(lineTotal(huge).totalCents).toBe(Number.MAX_SAFE_INTEGER);
    expect(() => lineTotal({ ...huge, taxBp: 1 })).toThrow(Refusal);
    expect(() => lineTotal({ ...huge, quantityMilli: 1_001 })).toThrow('The amount is too large to be exact');
  });
});

describe('a deal', () => {
  test('with no lines is worth nothing', () => {
    expect(dealTotals([])).toEqual({ netCents: 0, taxCents: 0, totalCents: 0 });
  });

  test('adds its rounded lines, as the tax office does, and taxes nothing twice', () => {
    const penny = line({ unitPriceCents: 4, taxBp: 1_300 });

    expect(dealTotals([penny, penny, penny])).toEqual({ netCents: 12, taxCents: 3, totalCents: 15 });
  });

  test('is the sum of what its lines show, in any order', () => {
    const shuffled = fc
      .array(someLine, { maxLength: 30 })
      .chain((lines) =>
        fc.tuple(
          fc.constant(lines),
          fc.shuffledSubarray(lines, { minLength: lines.length, maxLength: lines.length }),
        ),
      );

    fc.assert(
      fc.property(shuffled, ([lines, otherOrder]) => {
        const rows = lines.map(lineTotal);
        const whole = dealTotals(lines);

        expect(BigInt(whole.netCents)).toBe(addUp(rows.map((row) => row.netCents)));
        expect(BigInt(whole.taxCents)).toBe(addUp(rows.map((row) => row.taxCents)));
        expect(BigInt(whole.totalCents)).toBe(addUp(rows.map((row) => row.totalCents)));
        expect(dealTotals(otherOrder)).toEqual(whole);
      }),
    );
  });

  test('is refused when only the sum is too large', () => {
    const large = line({ unitPriceCents: Number.MAX_SAFE_INTEGER, taxBp: 0 });

    expect(() => dealTotals([large, line({ unitPriceCents: 1, taxBp: 0 })])).toThrow(Refusal);
  });
});
