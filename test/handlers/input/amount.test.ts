import fc from 'fast-check';
import {
  isKeptCurrency,
  isPercentage,
  isTooMuch,
  readCurrency,
  readMoney,
  writeMoney,
} from '../../../handlers/input/amount.js';
import { cpuMsOf } from '../../support/cpu.js';
import { anyText, longTexts, SLOW_MS } from './anyText.js';

const centsOf = (typed: string): number | undefined => readMoney(typed)?.cents;

test.each([
  ['20000', 20_000_00],
  ['20,000', 20_000_00],
  ['1,234,567.89', 1_234_567_89],
  ['20 000', 20_000_00],
  ['0', 0],
  ['0.1', 10],
  ['19.99', 19_99],
  ['1.15', 1_15],
  ['2万', 20_000_00],
  ['2 万', 20_000_00],
  ['2.5万', 25_000_00],
  ['1.2345万', 12_345_00],
  ['1.234567万', 12_345_67],
  ['2w', 20_000_00],
  ['1.5亿', 150_000_000_00],
  ['3百万', 3_000_000_00],
  ['1.2m', 1_200_000_00],
  ['1.2M', 1_200_000_00],
  ['300k', 300_000_00],
  ['1.2 million', 1_200_000_00],
  ['２００００', 20_000_00],
  ['２０，０００．５０', 20_000_50],
  ['３．５万', 35_000_00],
])('a person who types %s means %i cents', (typed, cents) => {
  expect(readMoney(typed)).toEqual({ cents });
});

test.each([
  ['两万', 20_000_00],
  ['两万五', 25_000_00],
  ['十万', 100_000_00],
  ['十五', 15_00],
  ['一百二', 120_00],
  ['一千零五', 1_005_00],
  ['两千零五十', 2_050_00],
  ['一万零五', 10_005_00],
  ['三百五十万', 3_500_000_00],
  ['一亿两千万', 120_000_000_00],
  ['1亿2000万', 120_000_000_00],
  ['3万5千', 35_000_00],
  ['3万5', 35_000_00],
  ['壹佰万', 1_000_000_00],
])('Chinese numerals are understood: %s is %i cents', (typed, cents) => {
  expect(centsOf(typed)).toBe(cents);
});

test.each([
  ['¥3,000.50', 3_000_50, 'CNY'],
  ['￥300', 300_00, 'CNY'],
  ['CNY 300', 300_00, 'CNY'],
  ['rmb300', 300_00, 'CNY'],
  ['300元', 300_00, 'CNY'],
  ['300 块', 300_00, 'CNY'],
  ['20万元整', 200_000_00, 'CNY'],
  ['人民币300万元', 3_000_000_00, 'CNY'],
  ['壹佰万元整', 1_000_000_00, 'CNY'],
  ['$300', 300_00, 'USD'],
  ['$300k USD', 300_000_00, 'USD'],
  ['US$1.2m', 1_200_000_00, 'USD'],
  ['300万美元', 3_000_000_00, 'USD'],
  ['HK$300', 300_00, 'HKD'],
  ['€99.90', 99_90, 'EUR'],
  ['30 GBP', 30_00, 'GBP'],
  ['THB 300', 300_00, 'THB'],
  ['1.2m sek', 1_200_000_00, 'SEK'],
])('%s names its currency', (typed, cents, currency) => {
  expect(readMoney(typed)).toEqual({ cents, currency });
});

test.each([
  ...['-5', '−5', '+5', '(5)', '¥-5', '-2万'],
  ...['1.234', '1.230', '0.001', '1.2345678万', '19.999'],
  ...[
    '1,00,0',
    '1,0000',
    '12,34',
    '0,123',
    '1.234,56',
    '1,234.5.6',
    '1.2.3',
    '5.',
    '.5',
    '1 00',
    '007',
    '007万',
  ],
  ...['NaN', 'Infinity', '1e5', '0x10', '5²', '½', '١٢٣', '①'],
  ...['900000000000.01', '90万亿', '9'.repeat(40), '9'.repeat(400)],
  ...['百万', '千万', '万', '亿', '百', '三', '三一', '三元', '二〇二六', '2万万', '1万20000', '一百百'],
  ...['Acme 300', '300 Acme', '2万多', '约2万', '5G', '3 m', '300 k', '2 w'],
  ...[
    'JPY 300',
    '300 KWD',
    'XYZ 300',
    'THB300',
    'THB 300 USD',
    '$300元',
    'CNY 300 USD',
    '¥',
    '元',
    'CNY',
    '',
    ' ',
    'constructor',
    'toString 5',
  ],
])('%p is refused, not guessed', (typed) => {
  expect(readMoney(typed)).toBeUndefined();
});

test('the largest amount is 900 thousand million', () => {
  expect(centsOf('900,000,000,000')).toBe(9e13);
  expect(centsOf('900,000,000,000.01')).toBeUndefined();
  expect(centsOf('9千亿')).toBe(9e13);
});

test.each([
  '900,000,000,000.01',
  '9999999999999',
  '1e30',
  '99999999999万',
  '90万亿',
  'USD 9千万亿',
  '9'.repeat(400),
])('%p is more than is taken', (typed) => {
  expect(isTooMuch(typed)).toBe(true);
  expect(readMoney(typed)).toBeUndefined();
});

test.each(['9千亿', '1e5', '-1e30', 'lots', '', '1.234'])('%p is not too much', (typed) => {
  expect(isTooMuch(typed)).toBe(false);
});

test.each([
  ['10%', true],
  ['12.5 ％', true],
  ['10', false],
  ['%', false],
])('%p is a percentage: %s', (typed, says) => {
  expect(isPercentage(typed)).toBe(says);
});

test.each([
  ['RMB', 'CNY'],
  ['人民币', 'CNY'],
  ['usd', 'USD'],
  ['美元', 'USD'],
  ['€', 'EUR'],
  ['thb', 'THB'],
  ['JPY', undefined],
  ['doubloons', undefined],
  ['constructor', undefined],
])('the currency %s is %s', (typed, currency) => {
  expect(readCurrency(typed)).toBe(currency);
});

const anyCents = fc.integer({ min: 0, max: 9e13 });
const decimal = (cents: number, places: number) => {
  const padded = String(cents).padStart(places + 1, '0');
  return `${padded.slice(0, -places)}.${padded.slice(-places)}`;
};
const grouped = (cents: number) => decimal(cents, 2).replace(/\B(?=(\d{3})+\.)/g, ',');

test('every amount that we show can be typed back in, to the cent', () => {
  fc.assert(
    fc.property(anyCents, (cents) => {
      expect(centsOf(decimal(cents, 2))).toBe(cents);
      expect(readMoney(`¥${grouped(cents)}`)).toEqual({ cents, currency: 'CNY' });
      expect(centsOf(`${decimal(cents, 6)}万`)).toBe(cents);
      expect(centsOf(`${decimal(cents, 8)}m`)).toBe(cents);
      expect(centsOf(`${decimal(cents, 10)}亿元`)).toBe(cents);
    }),
  );
});

const anyCurrency = fc.constantFrom(undefined, ...Intl.supportedValuesOf('currency').filter(isKeptCurrency));

test('every amount that we write into a form is read as the same money, in every currency that is taken', () => {
  expect(writeMoney({ cents: 20_000_00, currency: 'USD' })).toBe('USD 20,000.00');
  expect(writeMoney({ cents: 123_000_50, currency: 'CNY' })).toBe('¥123,000.50');
  expect(writeMoney({ cents: 20_000_00 })).toBe('20000');
  expect(writeMoney({ cents: 5 })).toBe('0.05');
  fc.assert(
    fc.property(anyCents, anyCurrency, (cents, currency) => {
      const money = currency ? { cents, currency } : { cents };
      expect(readMoney(writeMoney(money))).toEqual(money);
    }),
  );
});

const spelledDigits = '零一二三四五六七八九';

test('every number up to ten thousand can be typed in Chinese', () => {
  const spell = (number: number): string =>
    [...String(number)]
      .map((digit, at, all) =>
        digit === '0'
          ? '零'
          : `${spelledDigits[Number(digit)]}${['', '十', '百', '千'][all.length - at - 1]}`,
      )
      .join('')
      .replace(/零+/g, '零')
      .replace(/零$/, '');
  for (let number = 10; number < 10_000; number += 1) {
    expect([number, centsOf(`${spell(number)}万`)]).toEqual([number, number * 10_000_00]);
  }
});

test('no text makes it throw, and what it reads is whole cents in range', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const cents = centsOf(text) ?? 0;
      expect(Number.isSafeInteger(cents) && cents >= 0 && cents <= 9e13).toBe(true);
      expect(() => readCurrency(text)).not.toThrow();
    }),
  );
});

test.each(longTexts)('100 kB is refused at once', async (text) => {
  expect(readMoney(text)).toBeUndefined();
  expect(await cpuMsOf(() => readMoney(text))).toBeLessThan(SLOW_MS);
});
