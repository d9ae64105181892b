import { samples } from '../../cards/samples.js';
import { say } from '../../cards/say.js';
import * as pageSay from '../../miniapp/say.js';
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

test('what was typed cannot fill a gap, nor turn the text around it', () => {
  const { say: tell } = pageSay;
  const reader = { locale: 'en' as Locale, timeZone: 'UTC' };
  const text = { zh: '{a}，{b}', en: '{a}, {b}' };
  expect(tell({ text, params: { a: '{b}', b: 'x' } }, reader)).toBe('{b}, x');
  expect(tell({ text, params: { a: '\u202Egnp.exe\u202C', b: 'a\u0007\tb' } }, reader)).toBe('gnp.exe, a b');
  expect(tell({ text, params: { a: 'only' } }, reader)).toBe('only, {b}');
});
