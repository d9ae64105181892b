import { onceForEach } from '../once-for-each.js';
import {
  isMoneyWord,
  isRareCurrency,
  isRareMoney,
  readCurrency,
  readMoney,
  type TypedMoney,
} from './amount.js';
import { isLikeDay, isLikeDottedDay, readDate, readDateField } from './date.js';
import { isDateWord, isMisspeltDay } from './date-words.js';
import { chooseAmount, isCompactDate } from './deal-amount.js';
import { CHINESE_FESTIVAL_NAMES, ENGLISH_FESTIVAL_NAMES } from './festival.js';
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
import { isAroundMoney, isLikeMoney, isVagueMoney, readRoughMoney } from './vague-amount.js';
import { isVersion } from './version.js';

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

const LONGEST_DATE = 6;
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

const withVersions = (words: readonly Word[]): readonly Word[] =>
  words.flatMap((word, at) => {
    const [before, text, behind] = [words[at - 1]?.text, word.text, words[at + 1]?.text];
    if (isVersion(before, text)) return [];
    return isVersion(text, behind) ? { ...word, text: `${text} ${behind}` } : word;
  });

/** What stands first is the customer: `Friday Corp` and `Won Ltd` are no day and no stage. */
const isCustomer = (text: string, at: number, { customer }: Named) =>
  at === 0 && !customer && /^[a-z]+$/i.test(text);

/** 明年Q1, 第一季度, `Q1 2027`, 上半年, `H1` */
const QUARTERS =
  '(?:(?:\\d{4}|[今明后本])年? ?)?(?:q[1-4]|h[12]|第?[一二三四1-4]季度|[上下]半年)(?: \\d{4})?';
const FESTIVALS = `(?:(?:\\d{4}|[今明后])年)?(?:${CHINESE_FESTIVAL_NAMES})节?|(?:by )?(?:${ENGLISH_FESTIVAL_NAMES})(?:['’]?s)?(?: day)?`;
/** Days that say as well what something is about: `Q1 campaign`, 国庆 促销, `Christmas party`, `the 15th floor` */
const ENDING = `${QUARTERS}|${FESTIVALS}|the \\d{1,2}(?:st|nd|rd|th)`;
const IS_ENDING = new RegExp(`^(?:${ENDING})$`, 'i');
const ENDING_BEHIND = new RegExp(`(?:^|\\s)(${ENDING})$`, 'i');

/** Short days that are words or names as well (`Sat phone`, `Sun servers`), and digits that may be money. */
const isWeakDay = (text: string) =>
  /^(?:sun|mon|wed|sat)$/i.test(text) || isCompactDate(text) || IS_ENDING.test(halfWidth(text));

/** 预计月底签, 周五下午, `friday morning`: a deal closes on a day. */
const AROUND_DAY =
  /^(?:预计|计划|争取|打算|最[晚迟]|大?约)(?:在|于)?|(?<=.)(?:[上下]午|晚上|中午|左右|(?<=\d\.\d{1,2})之?前)?(?:能|可)?(?:签约|签单|签合同|签下来?|成交|签)?$| (?:morning|afternoon|evening|noon)$/gi;
/** Cheap, and false for most words. */
const MAY_BE_AROUND = /[计取算晚迟约午右前签交同单下来]$|^[预计争打最大约]|(?:ing|noon)$/i;
const bareDay = (text: string): string => (MAY_BE_AROUND.test(text) ? text.replace(AROUND_DAY, '') : text);
/** 月底 签约 */
const CLOSING = new Set(['签', '签约', '签单']);
const isDayWord = (word: string): boolean =>
  isDateWord(word) || CLOSING.has(word) || (MAY_BE_AROUND.test(word) && isDateWord(bareDay(word)));

const keysOf = onceForEach(
  (stages: readonly StageNames[]): ReadonlyMap<string, string> =>
    new Map(stages.flatMap(({ key, names }) => [key, ...names].map((name) => [fold(name), key] as const))),
);

type ReadText = (text: string) => string | undefined;

function chooseDay(line: Line, named: Named, read: ReadText, readAlone: ReadText): Choice<string> {
  if (named.expectedClose) return chooseNamed(named.expectedClose, readAlone);
  const isDay = (text: string, at: number) => !isWeakDay(text) && !isCustomer(text, at, named);
  const readDay: Read<string> = (text, at) => (isDay(text, at) ? read(text) : undefined);
  const { value, unclear } = line.choose({ longest: LONGEST_DATE, isPart: isDayWord, read: readDay });
  // 2026.50 is an amount.
  const looks = (text: string) => isLikeDay(bareDay(text)) && !readMoney(text);
  const none = line.takeLike({ longest: LONGEST_DATE, isPart: isDayWord, looks });
  const day = { value, unclear: [...unclear, ...none.map(bareDay)] };
  if (!isEmpty(day)) return day;
  const isTypo = (text: string, at: number) => isMisspeltDay(text) && !isCustomer(text, at, named);
  return { unclear: line.takeLike({ longest: 2, looks: isTypo }) };
}

/** `20261231` and `12.31` are dates only when the amount was found elsewhere. */
function chooseCompactDay(line: Line, read: ReadText): Choice<string> {
  const isDay = (text: string) => isCompactDate(text) || isLikeDottedDay(text);
  const readDay = (text: string) => (isDay(text) ? read(text) : undefined);
  const day = line.choose({ longest: 1, isPart: isDayWord, read: readDay });
  const looks = (text: string) => isCompactDate(text) || isLikeDay(text);
  return isEmpty(day) ? { unclear: line.takeLike({ longest: 1, isPart: isDayWord, looks }) } : day;
}

const isAmountWord = (word: string): boolean => isMoneyWord(word) || isAroundMoney(word);

const isDoubtfulWord = (word: string): boolean => isRareCurrency(word) || isAmountWord(word);

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
    const typed = fold(text);
    return [...keysOf(stages)].find(([name]) => isNearly(typed, name))?.[1];
  };
  return line.choose({ longest: LONGEST_STAGE, read: readMisspelt, pick: doubted });
}

/** Nothing is guessed from a range, or a currency that is rarely meant: the amount is asked for. */
function findDoubtfulMoney(line: Line, named: Named): Choice<true> {
  const isDoubtful = (text: string) => isRareMoney(text) || isVagueMoney(text);
  const isRare = named.amount ? isRareCurrency : isDoubtful;
  const read: Read<true> = (text, at) => {
    const [first = ''] = text.split(' ');
    const isFirm = isCustomer(first, at, named);
    return (!isFirm && isRare(text)) || undefined;
  };
  const pick = (unclear: readonly Found<true>[]) => ({ unclear });
  return line.choose({ longest: LONGEST_AMOUNT, isPart: isDoubtfulWord, read, pick });
}

/** @param isAsked whether there is a doubtful one already, so that 12.31 is a day */
function chooseMoney(line: Line, named: Named, now: Date, isAsked: boolean): Choice<TypedMoney> {
  if (named.amount) return chooseNamed(named.amount, readRoughMoney);
  const read = (text: string) => (isAsked && isLikeDottedDay(text) ? undefined : readRoughMoney(text));
  const pick = (amounts: readonly Found<TypedMoney>[]) => chooseAmount(amounts, now, Boolean(named.customer));
  return line.choose({ longest: LONGEST_AMOUNT, isPart: isAmountWord, read, pick });
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

/** At the end of a title it is when it closes, and so is 12.5 for all of it. */
function dayBehind(
  title: string,
  read: ReadText,
): { readonly title: string; readonly day: string } | undefined {
  const typed = ENDING_BEHIND.exec(halfWidth(title))?.[1] ?? (NUMBERS.test(title) ? title : '');
  const day = typed ? read(typed) : undefined;
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

function withoutNumbers(placed: Placed, named: Named): Placed {
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
  const line = new Line(withVersions(words));
  const readAlone = (typed: string) => readDateField(bareDay(typed), now, timeZone);
  const readDay = (typed: string) =>
    readDate(typed, now, timeZone) ?? (bareDay(typed) === typed ? undefined : readAlone(typed));

  const writtenDay = chooseDay(line, named, readDay, readAlone);
  const stage = chooseStage(line, named, stages);
  const doubtful = findDoubtfulMoney(line, named);
  const money = chooseMoney(line, named, now, !isEmpty(doubtful));
  const day = isEmpty(writtenDay) ? chooseCompactDay(line, readAlone) : writtenDay;
  const currency = chooseCurrency(line, named, money.value?.currency);
  const noMoney = isEmpty(money)
    ? line.takeLike({ longest: LONGEST_AMOUNT, isPart: isAmountWord, looks: isLikeMoney })
    : [];
  const texts = placeTexts(line.texts(), named);
  const behind = isEmpty(day) && !named.title ? dayBehind(texts.title ?? '', readAlone) : undefined;
  const placed = behind ? { ...texts, title: behind.title || undefined } : withoutNumbers(texts, named);

  return {
    customer: placed.customer,
    amountCents: money.value?.cents,
    currency: currency.value ?? money.value?.currency,
    title: placed.title,
    expectedClose: behind?.day ?? day.value,
    stage: stage.value,
    doubts: {
      amount: [...doubtful.unclear, ...money.unclear, ...noMoney],
      expectedClose: day.unclear,
      stage: stage.unclear,
    },
    unclear: [...currency.unclear, ...placed.unclear, ...unknown],
  };
}
