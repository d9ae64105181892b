import fc from 'fast-check';
import { day, instant, money, percent, quantity } from '../../cards/format.js';
import { samples } from '../../cards/samples.js';
import { say } from '../../cards/say.js';
import * as cardWords from '../../cards/words.js';
import * as pageSay from '../../miniapp/say.js';
import * as pageWords from '../../miniapp/words.js';
import { type Locale, locales, type Reader, type Saying } from '../../models/text.js';

const readers = locales.flatMap((locale) =>
  ['Asia/Shanghai', 'America/New_York'].map(
    (timeZone): Reader => ({ locale, timeZone, link: (path) => path }),
  ),
);

const sayingsIn = (value: unknown): Saying[] => {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(sayingsIn);
  return 'text' in value && typeof value.text === 'object' ? [value as Saying, ...inside] : inside;
};

test('the pages say what the cards say', () => {
  const tame = samples.filter(({ name }) => !/nasty|long|everything/i.test(name));
  const sayings = tame
    .flatMap(({ view }) => sayingsIn(view))
    .filter((each) => JSON.stringify(each).length < 200);
  expect(sayings.length).toBeGreaterThan(20);
  for (const reader of readers)
    for (const each of sayings) expect(pageSay.say(each, reader)).toBe(say(each, reader));
});

test('money, quantities, days and instants are written alike, to the last digit', () => {
  const cents = fc.integer({ min: -9_007_199_254_740_991, max: 9_007_199_254_740_991 });
  const currency = fc.constantFrom('CNY', 'USD', 'JPY', 'KWD');
  const at = fc.date({ min: new Date(0), max: new Date('2200-01-01'), noInvalidDate: true });
  fc.assert(
    fc.property(cents, currency, at, fc.constantFrom(...readers), (amount, code, date, reader) => {
      const iso = date.toISOString();
      expect(pageSay.money({ cents: amount, currency: code }, reader)).toBe(
        money({ cents: amount, currency: code }, reader),
      );
      expect(pageSay.quantity(amount, reader)).toBe(quantity(amount, reader));
      expect(pageSay.percent(amount, reader)).toBe(percent(amount, reader));
      expect(pageSay.day(iso.slice(0, 10), reader)).toBe(day(iso.slice(0, 10), reader));
      expect(pageSay.instant(iso, reader)).toBe(instant(iso, reader));
    }),
  );
});

test('what was typed cannot fill a gap, nor turn the text around it', () => {
  const { say: tell } = pageSay;
  const reader = { locale: 'en' as Locale, timeZone: 'UTC' };
  const text = { zh: '{a}，{b}', en: '{a}, {b}' };
  expect(tell({ text, params: { a: '{b}', b: 'x' } }, reader)).toBe('{b}, x');
  expect(tell({ text, params: { a: '\u202Egnp.exe\u202C', b: 'a\nb' } }, reader)).toBe('gnp.exe, a b');
  expect(tell({ text, params: { a: 'only' } }, reader)).toBe('only, {b}');
});

test('the words for every state are those of the cards', () => {
  expect(pageWords.approvalStates).toEqual(cardWords.approvalStates);
  expect(pageWords.stepStates).toEqual(cardWords.stepStates);
  expect(pageWords.taskStates).toEqual(cardWords.taskStates);
  expect(pageWords.modes).toEqual(cardWords.modes);
});

type Words = Readonly<Record<string, unknown>>;

test.each<[string, Words, Words, readonly string[]]>([
  ['deals', pageWords.deal, cardWords.deal, ['approval']],
  ['approvals', pageWords.approval, cardWords.approval, []],
  ['customers', pageWords.customer, cardWords.customer, []],
  ['to-dos', pageWords.todo, cardWords.todo, ['empty']],
  ['everything', pageWords.common, cardWords.common, []],
])('a page and a card of %s use the same word in both languages', (_what, page, card, apart) => {
  const shared = Object.keys(page).filter((key) => key in card);
  expect(shared.length).toBeGreaterThan(3);
  expect(shared.filter((key) => JSON.stringify(page[key]) !== JSON.stringify(card[key]))).toEqual(apart);
});
