import fc from 'fast-check';
import { formatNumber, type NumberedKind, readNumber } from '../../../handlers/input/id.js';
import { anyText, longTexts } from './anyText.js';

test.each([
  ['D-1024', 'deal', 1024],
  ['d1024', 'deal', 1024],
  ['D 1024', 'deal', 1024],
  ['d - 1024', 'deal', 1024],
  ['#D-1024', 'deal', 1024],
  ['D–1024', 'deal', 1024],
  ['Ｄ－１０２４', 'deal', 1024],
  ['ｄ１０２４', 'deal', 1024],
  [' C-88 ', 'customer', 88],
  ['T-7', 'ticket', 7],
  ['a31', 'approval', 31],
  ['D-0012', 'deal', 12],
])('%s is a record', (typed, kind, id) => {
  expect(readNumber(typed)).toEqual({ kind, id });
});

test.each(['#1024', '1024', '１０２４', ' # 1024 '])(
  '%s is a deal where the command is about deals',
  (typed) => {
    expect(readNumber(typed, 'deal')).toEqual({ kind: 'deal', id: 1024 });
    expect(readNumber(typed)).toBeUndefined();
  },
);

test('a letter that was typed wins over the kind of the command', () => {
  expect(readNumber('C-88', 'deal')).toEqual({ kind: 'customer', id: 88 });
});

test.each([
  '',
  'D',
  'D-',
  '-5',
  'D--5',
  'D-0',
  'X-5',
  'D-1.5',
  'D-5x',
  'D-1 2',
  'Acme',
  'D-1234567890123456',
  'DD-5',
])('%p is no record number', (typed) => {
  expect(readNumber(typed, 'deal')).toBeUndefined();
});

const kinds: NumberedKind[] = ['deal', 'customer', 'ticket', 'approval'];

test('every number that we show can be typed back in', () => {
  fc.assert(
    fc.property(fc.constantFrom(...kinds), fc.integer({ min: 1, max: 1e15 - 1 }), (kind, id) => {
      const shown = formatNumber(kind, id);
      expect(shown).toMatch(/^[DCTA]-\d+$/);
      expect(readNumber(shown)).toEqual({ kind, id });
      expect(readNumber(shown.toLowerCase().replace('-', ''))).toEqual({ kind, id });
    }),
  );
});

test('no text makes it throw', () => {
  fc.assert(
    fc.property(anyText, (text) => {
      const { id } = readNumber(text, 'deal') ?? { id: 1 };
      expect(Number.isSafeInteger(id) && id > 0).toBe(true);
    }),
  );
});

test.each(longTexts)('100 kB is no record number', (text) => {
  expect(readNumber(text, 'deal')).toBeUndefined();
});
