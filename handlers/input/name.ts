/** Marks, not letters: NFKC would make ™ the letters TM. */
const MARKS = /™|®|©|℠|\ufe0f/g;
/** Once more at the end: without what stood before them, accents may combine anew. */
const compose = (text: string) => text.normalize('NFKC');
/** By way of capitals, as ß, ẞ and SS are one. */
const lower = (text: string) => text.toLowerCase().toUpperCase().toLowerCase();
const fold = (text: string) => compose(lower(compose(text.replace(MARKS, ''))).trim());

const BETWEEN_WORDS = /[\s\p{P}]+/u;
const NOISE = /[\p{P}\p{Z}\p{C}]+/gu;

const legalWords = new Set(
  'inc incorporated ltd limited llc llp plc co coltd corp corporation company gmbh ag kg sa sarl bv nv pte pty'.split(
    ' ',
  ),
);
const legalEndings = ['股份有限公司', '有限责任公司', '有限公司', '股份公司', '公司', '集团'];
/** A branch is part of the name: 北京分公司 is not 北京分. */
const BRANCH = /[分子]公司$/;

/** `Acme Co., Ltd.` → `acme`, `Total S.A.` → `total`. Whole words only, or Tesco would lose a part of its name. */
function withoutLegalWords(name: string): string {
  const words = name.replaceAll('.', '').split(BETWEEN_WORDS).filter(Boolean);
  const last = words.findLastIndex((word) => !legalWords.has(word));
  return words.slice(0, Math.max(last, 0) + 1).join(' ');
}

function withoutLegalEndings(name: string): string {
  let rest = name;
  for (;;) {
    const ending = BRANCH.test(rest) ? undefined : legalEndings.find((one) => rest.endsWith(one));
    if (!ending || ending.length === rest.length) return rest;
    rest = rest.slice(0, -ending.length);
  }
}

/**
 * One spelling for the many a customer is typed in: `ACME Corporation`, `Acme Corp.` and `acme` are all `acme`, and
 * `上海云帆科技有限公司` is `上海云帆科技`. The city stays, as firms in two cities are two firms. Empty only when the name is.
 */
export function normaliseName(name: string): string {
  const folded = fold(name);
  const core = compose(withoutLegalEndings(withoutLegalWords(folded).replace(NOISE, '')));
  return core || folded || name;
}

export const HAN = /\p{Script=Han}/u;
const ACCENTS = /(?<=\p{Script=Latin})[\u0300-\u036f]+/gu;
/** Of very long names only the beginnings are compared. */
const LONGEST_COMPARED = 256;
const comparable = (name: string) =>
  normaliseName(name).slice(0, LONGEST_COMPARED).normalize('NFD').replace(ACCENTS, '').normalize('NFC');

const places = [
  '北京|上海|天津|重庆|河北|山西|辽宁|吉林|黑龙江|江苏|浙江|安徽|福建|江西|山东|河南|湖北|湖南|广东|海南|四川|贵州|云南|陕西|甘肃',
  '青海|台湾|内蒙古|广西|西藏|宁夏|新疆|香港|澳门|广州|深圳|杭州|南京|苏州|无锡|常州|南通|徐州|宁波|温州|嘉兴|绍兴|金华|成都|武汉',
  '西安|长沙|郑州|青岛|济南|烟台|大连|沈阳|长春|哈尔滨|厦门|福州|泉州|合肥|南昌|南宁|昆明|贵阳|太原|石家庄|兰州|西宁|银川|海口|三亚',
  '乌鲁木齐|呼和浩特|拉萨|东莞|佛山|珠海|中山|惠州',
].join('|');
const PLACES = new RegExp(places, 'g');
const PLACES_IN_FULL = new RegExp(`(?:${places})[省市]?`, 'g');
const NUMBERS = /\d+|第[一二三四五六七八九十百]+/g;

const marksIn = (marks: RegExp, name: string): readonly string[] => name.match(marks) ?? [];

/** The numbers or places of one name are all in the other. */
function agreeIn(marks: RegExp, a: string, b: string): boolean {
  const [ofA, ofB] = [marksIn(marks, a), marksIn(marks, b)];
  return ofA.every((mark) => ofB.includes(mark)) || ofB.every((mark) => ofA.includes(mark));
}

const agree = (a: string, b: string): boolean => agreeIn(NUMBERS, a, b) && agreeIn(PLACES, a, b);

/** No number and no place tells them apart. */
export const mayBeOne = (a: string, b: string): boolean => agree(comparable(a), comparable(b));

/** 上海云帆 is 云帆. */
export const withoutPlaces = (name: string): string => name.replace(PLACES_IN_FULL, '') || name;

function pairsOf(text: string): Map<string, number> {
  const pairs = new Map<string, number>();
  for (let at = 0; at + 1 < text.length; at += 1) {
    const pair = text.slice(at, at + 2);
    pairs.set(pair, (pairs.get(pair) ?? 0) + 1);
  }
  return pairs;
}

/** Dice's coefficient: the share of neighbouring letters that both have. */
function sharedPairs(a: string, b: string): number {
  const ofB = pairsOf(b);
  let shared = 0;
  for (const [pair, count] of pairsOf(a)) shared += Math.min(count, ofB.get(pair) ?? 0);
  return (2 * shared) / Math.max(a.length + b.length - 2, 1);
}

/** Letters added, lost, changed, or swapped with their neighbour (optimal string alignment). */
export function typingErrors(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const changed = a[i - 1] === b[j - 1] ? 0 : 1;
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const cost = Math.min((row[j - 1] ?? 0) + 1, (last[j] ?? 0) + 1, (last[j - 1] ?? 0) + changed);
      row.push(swapped ? Math.min(cost, (beforeLast[j - 2] ?? 0) + 1) : cost);
    }
    beforeLast = last;
    last = row;
  }
  return last.at(-1) ?? 0;
}

const LONG_WORD = 7;

/** With one letter wrong, missing, added or swapped; in a long word with two. */
export const isMisspelt = (typed: string, word: string): boolean =>
  Math.abs(word.length - typed.length) <= 2 &&
  typingErrors(word, typed) <= (word.length >= LONG_WORD ? 2 : 1);

const LONGEST_WITH_ERRORS = 64;

/** The `^` makes the first letter count twice: Ron-tech and Dontechi begin differently and end like many. */
function alikeInLetters(a: string, b: string): number {
  const length = Math.max(a.length, b.length);
  const pairs = sharedPairs(`^${a}`, `^${b}`);
  return length > LONGEST_WITH_ERRORS ? pairs : Math.max(pairs, 1 - (2 * typingErrors(a, b)) / length);
}

/** A short form is how people say it: 云帆 for 云帆科技. */
const SHORT_FORM = 0.8;
const isShortForm = (short: string, long: string) => short.length >= 2 && long.startsWith(short);

/** Places aside, as 上海云帆, 云帆(上海) and 云帆 are one firm. No typing errors: one other character is another name. */
function alikeInCharacters(a: string, b: string): number {
  const [one, other] = [withoutPlaces(a), withoutPlaces(b)];
  const short = isShortForm(one, other) || isShortForm(other, one) ? SHORT_FORM : 0;
  return one === other ? 1 : Math.max(short, sharedPairs(one, other));
}

/**
 * 0 for nothing in common, 1 for the same firm. Names with different numbers or cities are never more than half alike,
 * whatever else they share: 客户 17 and 客户 18, 上海云帆科技 and 北京云帆科技.
 */
export function similarity(a: string, b: string): number {
  const [one, other] = [comparable(a), comparable(b)];
  if (one === other) return 1;
  const alike = HAN.test(one + other) ? alikeInCharacters(one, other) : alikeInLetters(one, other);
  return agree(one, other) ? alike : alike / 2;
}

/** Above GTX Basic and GTX Plus Basic (0.70), which are two; below Globex and Globx (0.73), which are one. */
const NEAR = 0.72;

export const isNearDuplicate = (a: string, b: string) => similarity(a, b) >= NEAR;
