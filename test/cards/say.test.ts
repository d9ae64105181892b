import fc from 'fast-check';
import { clip, line } from '../../cards/clean.js';
import { say, show } from '../../cards/say.js';
import { en, zh } from './reading.js';

const cny = (cents: number) => ({ cents, currency: 'CNY' });

describe('money', () => {
  test('a Chinese reader sees the sign of yuan, an English one the code', () => {
    expect(show(cny(20_000_00), zh)).toBe('¥20,000.00');
    expect(show(cny(20_000_00), en)).toBe('CNY 20,000.00');
    expect(show({ cents: 1200_50, currency: 'USD' }, zh)).toBe('US$1,200.50');
    expect(show({ cents: 1200_50, currency: 'USD' }, en)).toBe('USD 1,200.50');
  });

  test('each currency has its own minor units', () => {
    expect(show({ cents: 1200, currency: 'JPY' }, zh)).toBe('JP¥1,200');
    expect(show({ cents: 1200, currency: 'JPY' }, en)).toBe('JPY 1,200');
    expect(show({ cents: 1_200_503, currency: 'KWD' }, en)).toBe('KWD 1,200.503');
  });

  test('no cent is lost, however large the amount', () => {
    expect(show(cny(Number.MAX_SAFE_INTEGER), en)).toBe('CNY 90,071,992,547,409.91');
    expect(show(cny(-Number.MAX_SAFE_INTEGER), zh)).toBe('-¥90,071,992,547,409.91');
    expect(show(cny(5), zh)).toBe('¥0.05');
    expect(show(cny(-5), en)).toBe('-CNY 0.05');
    expect(show(cny(0), en)).toBe('CNY 0.00');

    const amounts = fc.tuple(fc.maxSafeInteger(), fc.constantFrom('CNY', 'EUR', 'JPY', 'KWD'));
    fc.assert(
      fc.property(amounts, ([cents, currency]) => {
        const figures = show({ cents, currency }, en).replace(/[^\d-]/g, '');
        expect(Number(figures)).toBe(cents);
      }),
    );
  });
});

describe('time', () => {
  test('a day is the same day for everybody', () => {
    expect(show({ day: '2026-12-31' }, zh)).toBe('2026年12月31日 周四');
    expect(show({ day: '2026-12-31' }, en)).toBe('31 Dec 2026');
    expect(show({ day: '2026-12-31' }, { ...en, timeZone: 'Pacific/Honolulu' })).toBe('31 Dec 2026');
  });

  test('an instant is shown by the clock of its reader', () => {
    const at = { at: '2026-12-31T16:30:00.000Z' };
    expect(show(at, zh)).toBe('2027-01-01 00:30');
    expect(show(at, en)).toBe('31 Dec 2026, 17:30');
    expect(show({ at: '2026-07-31T16:30:00.000Z' }, en)).toBe('31 Jul 2026, 18:30');
  });
});

describe('a sentence', () => {
  const text = { zh: '{who} 把 {what} 推进到 {stage}', en: '{who} moved {what} to {stage}' };
  const params = { who: '张伟', what: 'D-1024', stage: { zh: '谈判', en: 'Negotiation' } };

  test('is said in the language of its reader', () => {
    expect(say({ text, params }, zh)).toBe('张伟 把 D-1024 推进到 谈判');
    expect(say({ text, params }, en)).toBe('张伟 moved D-1024 to Negotiation');
  });

  test('may hold a sentence, a number, money and time', () => {
    const inner = { text: { zh: '{count} 个商机', en: 'deals: {count}' }, params: { count: 12_000 } };
    const outer = {
      text: { zh: '{inner}，{sum}，{day}', en: '{inner}, {sum}, {day}' },
      params: { inner, sum: cny(1), day: { day: '2026-01-05' } },
    };
    expect(say(outer, zh)).toBe('12,000 个商机，¥0.01，2026年1月5日 周一');
    expect(say(outer, en)).toBe('deals: 12,000, CNY 0.01, 5 Jan 2026');
  });

  test('does not fill in what somebody typed', () => {
    const typed = { text, params: { ...params, who: '{stage} {constructor} $& $1' } };
    expect(say(typed, en)).toBe('{stage} {constructor} $& $1 moved D-1024 to Negotiation');
    expect(say({ text: { zh: '{toString}', en: '{toString}' }, params: {} }, en)).toBe('{toString}');
  });

  test('cuts what somebody typed at a sensible length', () => {
    const long = say({ text, params: { ...params, who: '长'.repeat(10_000) } }, zh);
    expect(long).toMatch(/^长{299}… 把 D-1024/);
  });
});

describe('what people typed', () => {
  test('stays as it is, Markdown and mentions too', () => {
    const typed = '**a** _b_ [x](http://evil.example) <!channel> # > - 1. | ~c~ \\ & &amp; {';
    expect(line(typed, 200)).toBe(typed);
  });

  test('cannot turn the direction of the text after it', () => {
    expect(line('\u202Egnp.exe\u202C \u2066a\u2069', 50)).toBe('gnp.exe a');
  });

  test('keeps the writing of all languages, and emoji', () => {
    const typed = 'שלום مرحبا नमस्ते 𠮷野家 👩‍👩‍👧‍👦 é';
    expect(line(typed, 100)).toBe(typed);
  });

  test('is one line without gaps and control characters', () => {
    expect(line('  a\r\n\tb\u2028c\u3000 d\u0000\u0007  ', 50)).toBe('a b c d');
  });

  test('is never nothing to look at, unless nothing was typed', () => {
    expect(line('\u202E\u0000 ', 50)).toBe('—');
    expect(line('', 50)).toBe('');
  });

  test('is not taken for a function of the renderer', () => {
    expect(line('{{DATE(2026-01-01T00:00:00Z)}}', 50)).toBe('{\u2060{DATE(2026-01-01T00:00:00Z)}}');
  });

  test('is never cut within a character', () => {
    expect(clip('𠮷𠮷𠮷', 4)).toBe('𠮷…');
    expect(clip('👩‍👧', 4)).toBe('👩…');
    expect(clip('12345', 5)).toBe('12345');
    expect(clip('123456', 5)).toBe('1234…');
    expect(line('\uD83D broken', 20)).toBe('broken');
  });
});
