import fc from 'fast-check';

/** UTF-16 units at random, so also halves of surrogate pairs. */
const anyUnits = fc
  .array(fc.integer({ min: 0, max: 0xffff }), { maxLength: 60 })
  .map((units) => String.fromCharCode(...units));

const pieces = fc.constantFrom(
  ...[
    '上海',
    '云帆',
    '公司',
    '20000',
    '2万',
    '2',
    '.',
    ',',
    '，',
    '=',
    '：',
    '"',
    '“',
    "'",
    '「',
    '」',
    ' ',
    '　',
    '\n',
  ],
  ...[
    '¥',
    'CNY',
    'm',
    'k',
    '两',
    '十',
    '亿',
    '元',
    '-',
    '/',
    '12',
    '31',
    '2026',
    '年',
    '月',
    '日',
    '下',
    '周',
    '五',
    '底',
  ],
  ...[
    'next',
    'friday',
    'dec',
    'in',
    'days',
    'end',
    'of',
    'month',
    'ago',
    '天',
    '前',
    '后',
    'amount',
    '客户',
    '谈判',
    'won',
  ],
  ...[
    'constructor',
    '__proto__',
    '😀',
    '👨‍👩‍👧',
    '\ud800',
    '\udfff',
    '\u200b',
    '\0',
    'D-1024',
    '#',
    'Ltd',
    '集团',
  ],
);

/** What people could send: anything at all, and unlucky mixtures of what means something to us. */
export const anyText = fc.oneof(
  anyUnits,
  fc.array(pieces, { maxLength: 20 }).map((parts) => parts.join('')),
  fc.array(pieces, { maxLength: 12 }).map((parts) => parts.join(' ')),
);

/** Texts of about 100 kB that are slow for a careless reader. */
export const longTexts = [
  ...[
    'a',
    '汉',
    '" ',
    '「 ',
    "' x",
    "'x",
    ',',
    '，',
    '= ',
    'a= ',
    'a:',
    'may ',
    '1 ',
    'dec 31 ',
    '2万 ',
    '公司',
    'co ',
  ],
  ...['\ud800', ' ', '.', '万', '上海 ', '1,', '“', '客户：', '十', '月底 ', '2026-', '\t\n', '😀'],
].map((piece) => `${piece.repeat(Math.ceil(100_000 / piece.length))}x`);

/** The same between two words. */
export const longGaps = [' ', '\n', '\u3000'].map((piece) => `a${piece.repeat(100_000)}b`);

export const SLOW_MS = 2_000;
