/** The place of a character, without its tens, is its value: first the plain digits, then those for cheques. */
const DIGITS = '零一二三四五六七八九〇壹贰叁肆伍陆柒捌玖';
const formalUnits: Readonly<Record<string, string>> = { 拾: '十', 佰: '百', 仟: '千', 萬: '万', 億: '亿' };
const toPlain = (letter: string) => {
  if (letter === '两') return '2';
  const place = DIGITS.indexOf(letter);
  return place < 0 ? (formalUnits[letter] ?? letter) : String(place % 10);
};

/** The characters of Chinese numbers, for use inside `[…]`: below a thousand, and all of them. */
export const SMALL_NUMERALS = `${DIGITS}两十拾百佰`;
export const NUMERALS = `${SMALL_NUMERALS}千仟万萬亿億`;

/** 2三 is two numbers side by side, not 23. */
const MIXED = new RegExp(`\\d[${DIGITS}两]|[${DIGITS}两]\\d`);

const groups = [
  ['亿', 1e8],
  ['万', 1e4],
] as const;
const belowTenThousand = /^0?(?:(\d)千)?0?(?:(\d)百)?0?(?:(\d?)十)?0?(\d)?$/;

/** 两万五 is 25,000 and 一百二 is 120: a last digit without a unit counts in the next lower one. */
const nextLower: Readonly<Record<string, string>> = { 亿: '千万', 万: '千', 千: '百', 百: '十' };
const complete = (text: string) =>
  text.replace(/([亿万千百])([1-9])$/, (_, unit, digit) => `${unit}${digit}${nextLower[unit]}`);

function numberOf(text: string): number | undefined {
  if (/^\d+$/.test(text)) return Number(text);
  for (const [unit, size] of groups) {
    if (text.includes(unit)) return groupNumber(text.split(unit), size);
  }
  const digits = belowTenThousand.exec(text);
  if (!digits || text === '') return undefined;
  const [, thousands = 0, hundreds = 0, tens = 0, ones = 0] = digits;
  return (
    Number(thousands) * 1000 + Number(hundreds) * 100 + Number(tens === '' ? 1 : tens) * 10 + Number(ones)
  );
}

function groupNumber([many = '', rest = '', ...more]: readonly string[], size: number): number | undefined {
  const high = numberOf(many);
  const low = rest === '' ? 0 : numberOf(rest);
  if (high === undefined || low === undefined || low >= size || more.length > 0) return undefined;
  return high * size + low;
}

/** 两三 is two or three. */
const ABOUT = new RegExp(`^[${DIGITS.slice(1, 10)}两]{2}$`);

/** Reads a whole number in Chinese characters, digits, or both: `两千三百万`, `3万5千`, `十二`, `二〇二六`. */
export const readNumerals = (text: string): number | undefined =>
  MIXED.test(text) || ABOUT.test(text) ? undefined : numberOf(complete(text.replace(/./gu, toPlain)));
