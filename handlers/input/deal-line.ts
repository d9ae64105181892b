import { onceForEach } from '../once-for-each.js';
import {
  isMoneyWord,
  isRareCurrency,
  isRareMoney,
  isTooMuch,
  readCurrency,
  readMoney,
  type TypedMoney,
} from './amount.js';
import { isLikeDay, readDate } from './date.js';
import { isDateWord, isMisspeltDay } from './date-words.js';
import { chooseAmount, isCompactDate } from './deal-amount.js';
import { fold, halfWidth } from './fold.js';
import { type FieldNames, readNamed, readWords, type Word } from './line.js';
import { typingErrors } from './name.js';
import {
  type Choice,
  chooseNamed,
  type Found,
  isEmpty,
  Line,
  type Picked,
  type Read,
  type Text,
} from './search.js';

export interface StageNames {
  readonly key: string;
  readonly names: readonly string[];
}

export type DoubtfulField = 'amount' | 'expectedClose' | 'stage';

export interface DealLine {
  readonly customer?: string;
  readonly amountCents?: number;
  /** ISO code, where one was typed. */
  readonly currency?: string;
  readonly title?: string;
  /** `YYYY-MM-DD` */
  readonly expectedClose?: string;
  /** The key of a stage. */
  readonly stage?: string;
  /** What could be two things, or should be something and is not, by what it was meant for. Ask before using such a line. */
  readonly doubts: Readonly<Record<DoubtfulField, readonly string[]>>;
  /** Other words that are to be asked about. */
  readonly unclear: readonly string[];
}

const names: FieldNames = {
  customer: ['客户', '客户名称', '公司', 'client', 'account', 'company'],
  amount: ['金额', '价格', '预算', 'price', 'value'],
  currency: ['币种', '货币'],
  title: ['标题', '名称', '项目', '商机', 'name', 'deal'],
  expectedClose: ['日期', '成交', '成交日期', '预计成交', '预计成交日期', '签约日期', 'date', 'close'],
  stage: ['阶段', 'status'],
};
type Named = Readonly<Record<string, string>>;

const LONGEST_DATE = 5;
const LONGEST_STAGE = 3;
const LONGEST_AMOUNT = 4;

/** Full-width commas and stops stand between things with no space around them; those in numbers stay. */
const COMMAS = '(?<![\\d０-９])[，、；。]|[，、；。](?![\\d０-９])';

/** 云帆科技有限公司20万 */
const BEHIND_FIRM = '(?<=有限公司|集团)(?=[¥￥$]?\\d)';
const PARTED = new RegExp(`${COMMAS}|${BEHIND_FIRM}`);

const atCommas = (word: Word): readonly Word[] =>
  word.quoted || !PARTED.test(word.text)
    ? [word]
    : word.text.split(PARTED).flatMap((text) => (text ? [{ ...word, text }] : []));

/** What stands first is the customer: `Friday Corp` and `Won Ltd` are no day and no stage. */
const isCustomer = (text: string, at: number, { customer }: Named) =>
  at === 0 && !customer && /^[a-z]+$/i.test(text);

/** 明年Q1, 第一季度, `Q1 2027` */
const QUARTERS = '(?:(?:\\d{4}|[今明后本])年? ?)?(?:q[1-4]|第?[一二三四1-4]季度)(?: \\d{4})?';
const QUARTER = new RegExp(`^${QUARTERS}$`, 'i');
const QUARTER_BEHIND = new RegExp(`(?:^|\\s)(${QUARTERS})$`, 'i');

/** Short days that are words or names as well (`Sat phone`, `Sun servers`, `Q1 campaign`), and digits that may be money. */
const isWeakDay = (text: string) =>
  /^(?:sun|mon|wed|sat)$/i.test(text) || isCompactDate(text) || QUARTER.test(halfWidth(text));

const SPELLED = '[一二两三四五六七八九十百千]+[万亿]元?';
const FIGURE = '[-+−]?[¥$€£]?[-+−]?\\d[\\d.,]*(?:e\\d+)?[百千万亿元块kmw%]*\\d*';
/** `-500`, `10%`, `2万-3万`, `约2万`, `20k+`, `2w5`, `百万`, `2万/年` */
const LIKE_MONEY = new RegExp(
  `^(?:约|大约|大概|近|[~～≈])?(?:${FIGURE}(?:[-~～—–至到]${FIGURE})?|${SPELLED})(?:左右|上下|以上|以内|多|起|\\+)?(?:[/每].{1,2})?$`,
  'i',
);
const isLikeMoney = (text: string) => isTooMuch(text) || LIKE_MONEY.test(halfWidth(text));

const keysOf = onceForEach(
  (stages: readonly StageNames[]): ReadonlyMap<string, string> =>
    new Map(stages.flatMap(({ key, names }) => [key, ...names].map((name) => [fold(name), key] as const))),
);

type ReadText = (text: string) => string | undefined;

function chooseDay(line: Line, named: Named, read: ReadText): Choice<string> {
  if (named.expectedClose) return chooseNamed(named.expectedClose, read);
  const isDay = (text: string, at: number) => !isWeakDay(text) && !isCustomer(text, at, named);
  const readDay: Read<string> = (text, at) => (isDay(text, at) ? read(text) : undefined);
  const { value, unclear } = line.choose({ longest: LONGEST_DATE, isPart: isDateWord, read: readDay });
  // 2026.50 is an amount.
  const looks = (text: string) => isLikeDay(text) && !readMoney(text);
  const none = line.takeLike({ longest: LONGEST_DATE, isPart: isDateWord, looks });
  const day = { value, unclear: [...unclear, ...none] };
  if (!isEmpty(day)) return day;
  const isTypo = (text: string, at: number) => isMisspeltDay(text) && !isCustomer(text, at, named);
  return { unclear: line.takeLike({ longest: 2, looks: isTypo }) };
}

/** `20261231` and `12.31` are dates only when the amount was found elsewhere. */
function chooseCompactDay(line: Line, read: ReadText): Choice<string> {
  const day = line.choose({ longest: 1, read: (text) => (isCompactDate(text) ? read(text) : undefined) });
  const looks = (text: string) => isCompactDate(text) || isLikeDay(text);
  return isEmpty(day) ? { unclear: line.takeLike({ longest: 1, looks }) } : day;
}

const MOST_LETTERS = 40;

/** But for one letter. Short words are too often nearly another, and `proposed` is no proposal. */
const isNearly = (typed: string, name: string): boolean =>
  name.length >= 5 && Math.abs(name.length - typed.length) <= 1 && typingErrors(name, typed) <= 1;

/** Meant in all likelihood, and asked about all the same. */
const doubted = <Value>(found: readonly Found<Value>[]): Picked<Value> => {
  const [chosen, ...others] = found;
  return chosen && others.length === 0 ? { chosen, unclear: found } : { unclear: found };
};

function chooseStage(line: Line, named: Named, stages: readonly StageNames[]): Choice<string> {
  const read = (text: string) => keysOf(stages).get(fold(text));
  if (named.stage) return chooseNamed(named.stage, read);
  const readStage: Read<string> = (text, at) => (isCustomer(text, at, named) ? undefined : read(text));
  const stage = line.choose({ longest: LONGEST_STAGE, read: readStage });
  if (!isEmpty(stage)) return stage;
  const readMisspelt: Read<string> = (text, at) => {
    if (text.length > MOST_LETTERS || (at === 0 && !named.customer)) return undefined;
    return [...keysOf(stages)].find(([name]) => isNearly(fold(text), name))?.[1];
  };
  return line.choose({ longest: LONGEST_STAGE, read: readMisspelt, pick: doubted });
}

/** Nothing is guessed from a currency that is rarely meant: the amount is asked for. */
function findRareMoney(line: Line, named: Named): Choice<true> {
  const isRare = named.amount ? isRareCurrency : isRareMoney;
  const read: Read<true> = (text, at) => {
    const [first = ''] = text.split(' ');
    const isFirm = isCustomer(first, at, named);
    return (!isFirm && isRare(text)) || undefined;
  };
  const isPart = (word: string) => isRareCurrency(word) || isMoneyWord(word);
  return line.choose({ longest: LONGEST_AMOUNT, isPart, read, pick: (unclear) => ({ unclear }) });
}

function chooseMoney(line: Line, named: Named, now: Date): Choice<TypedMoney> {
  if (named.amount) return chooseNamed(named.amount, readMoney);
  const pick = (amounts: readonly Found<TypedMoney>[]) => chooseAmount(amounts, now, Boolean(named.customer));
  return line.choose({ longest: LONGEST_AMOUNT, isPart: isMoneyWord, read: readMoney, pick });
}

/** Of its own name, or behind a named amount: `amount=20000 USD`. */
function chooseCurrency(line: Line, named: Named, typed: string | undefined): Choice<string> {
  const read = (text: string) => {
    const currency = readCurrency(text);
    return typed === undefined || typed === currency ? currency : undefined;
  };
  if (named.currency) return chooseNamed(named.currency, read);
  return named.amount ? line.choose({ longest: 1, isPart: isMoneyWord, read }) : { unclear: [] };
}

/** A Chinese firm's name has no spaces: it ends at 公司 or 集团, or else with its first word. */
function endOfCustomer({ text, quoted }: Text): number {
  const space = text.search(/(?<=公司|集团)\s/);
  if (quoted || space >= 0) return quoted ? -1 : space;
  const [word = ''] = text.split(' ', 1);
  return /\p{Script=Han}/u.test(word) && word.length < text.length ? word.length : -1;
}

/** No title: an amount, a day or a phone number that was not understood. */
const NUMBERS = /^[\d０-９\s.,:/%+-]+$/;

const joined = (texts: readonly Text[]) => texts.map(({ text }) => text).join(' ') || undefined;

/** A quarter at the end of a title is when it closes; `Q1 campaign` is what it is about. */
function quarterBehind(
  title: string,
  read: ReadText,
): { readonly title: string; readonly day: string } | undefined {
  const typed = QUARTER_BEHIND.exec(halfWidth(title))?.[1] ?? '';
  const day = read(typed);
  return day === undefined ? undefined : { title: title.slice(0, -typed.length).trim(), day };
}

type Placed = Pick<DealLine, 'customer' | 'title' | 'unclear'>;

/** The first text is the customer, and what comes after it the title, as far as they have not been named. */
function placeTexts(texts: readonly Text[], { customer, title }: Named): Placed {
  const [first, ...rest] = texts;
  if (customer && title) return { customer, title, unclear: texts.map(({ text }) => text) };
  if (customer) return { customer, title: joined(texts), unclear: [] };
  if (title) return { customer: first?.text, title, unclear: rest.map(({ text }) => text) };
  const end = first && rest.length === 0 ? endOfCustomer(first) : -1;
  if (!first || end < 0) return { customer: first?.text, title: joined(rest), unclear: [] };
  return { customer: first.text.slice(0, end), title: first.text.slice(end + 1), unclear: [] };
}

function placedIn(line: Line, named: Named): Placed {
  const placed = placeTexts(line.texts(), named);
  const { title } = placed;
  const isTitle = title === undefined || named.title !== undefined || !NUMBERS.test(title);
  return isTitle ? placed : { ...placed, title: undefined, unclear: [...placed.unclear, title] };
}

/**
 * Understands `/deal new <customer> <amount> [title] [date] [stage]`, in any order that a person would: first `name=value`,
 * then quoted words, then what reads as a date, a stage or an amount; the text before those is the customer and the text
 * after them the title. Numbers that are not the amount stay in their names.
 */
export function readDealLine(
  text: string,
  now: Date,
  timeZone: string,
  stages: readonly StageNames[],
): DealLine {
  const { words, named, unknown } = readNamed(readWords(text).flatMap(atCommas), names);
  const line = new Line(words);
  const readDay = (typed: string) => readDate(typed, now, timeZone);

  const writtenDay = chooseDay(line, named, readDay);
  const stage = chooseStage(line, named, stages);
  const rare = findRareMoney(line, named);
  const money = chooseMoney(line, named, now);
  const day = isEmpty(writtenDay) ? chooseCompactDay(line, readDay) : writtenDay;
  const currency = chooseCurrency(line, named, money.value?.currency);
  const noMoney = isEmpty(money)
    ? line.takeLike({ longest: LONGEST_AMOUNT, isPart: isMoneyWord, looks: isLikeMoney })
    : [];
  const placed = placedIn(line, named);
  const quarter = isEmpty(day) && !named.title ? quarterBehind(placed.title ?? '', readDay) : undefined;

  return {
    customer: placed.customer,
    amountCents: money.value?.cents,
    currency: currency.value ?? money.value?.currency,
    title: quarter ? quarter.title || undefined : placed.title,
    expectedClose: quarter?.day ?? day.value,
    stage: stage.value,
    doubts: {
      amount: [...rare.unclear, ...money.unclear, ...noMoney],
      expectedClose: day.unclear,
      stage: stage.unclear,
    },
    unclear: [...currency.unclear, ...placed.unclear, ...unknown],
  };
}
