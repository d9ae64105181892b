import { readMoney } from '../input/amount.js';
import { readDate } from '../input/date.js';
import { isDateWord } from '../input/date-words.js';
import type { Days } from './make.js';

export interface ReadDays extends Days {
  /** Half a day was said, and not which half. */
  readonly isEitherHalf?: true;
}

/** A line as it was typed: who, when, who acts, for which flow, below which amount. What is not there is empty. */
export interface TypedAbsence {
  readonly who: string;
  readonly days: ReadDays | undefined;
  readonly proxy: string;
  readonly flow: string;
  readonly below: string;
  /** What looks like days and is none. */
  readonly unclear?: string;
}

/** A longer line is prose. */
const LONGEST = 200;

type Limits = Pick<TypedAbsence, 'flow' | 'below'>;

type Read = (text: string) => string | undefined;

/** With a space behind the English words: `today` does not begin with `to`. */
const UNTIL = /^(?:(?:until|till|to|through|thru)\s+|(?:直到|到|至)\s*)(.+)$/i;
const FROM = /^(?:from|从|自)\s*/i;
/** `fri-wed`, `12-01~12-05`, `周五到下周三`; a hyphen may be part of a date, so each is tried. */
const BETWEEN = / to | until | till | through | thru |[~～—–-]|(?:起|开始)?(?:一直)?[到至]/gi;
const NUMBER = /^\d*$/;
/** `Dec 1-5`, `12/1-5`: the month is said once. */
const MONTH_AND_DATE = /^(?=.*[a-z/月])(?<month>.*\D)\d{1,2}$/i;
const WEEK = /^(?<which>本|这|下下?)个?(?:周|星期|礼拜)$|^(?:all )?(?<said>this|next) week$/i;
const weekSaid: Readonly<Record<string, string>> = { this: '本', next: '下' };

/** The end as seen from today, or else from the beginning: `wed-mon` on a Thursday. */
const endOf = (text: string, from: string, read: Read): string | undefined => {
  const day = read(text);
  return day !== undefined && day >= from ? day : readDate(text, new Date(`${from}T12:00:00Z`), 'UTC');
};

const MORNING = /(?:上午|早上|(?<=^|\s)morning|(?<=\S)\s+a\.?m\.?)$/i;
const AFTERNOON = /(?:下午|午后|(?<=^|\s)afternoon|(?<=\S)\s+p\.?m\.?)$/i;
const EITHER_HALF = /半天$|^half(?: a)?[ -]day(?: on)?(?=\s|$)|(?<=^|\s)half(?: a)?[ -]day$/i;
/** What is left of `this afternoon` and `in the morning`. */
const ABOUT_TODAY = /^(?:this|in the|the)?$/i;

const withoutHalf = (text: string): string =>
  [MORNING, AFTERNOON, EITHER_HALF].reduce((rest, half) => rest.replace(half, '').trim(), text);

/** A day, or a half of it. */
const dayOf = (text: string, read: Read): string | undefined => {
  const bare = withoutHalf(text);
  return bare !== text && ABOUT_TODAY.test(bare) ? read('today') : read(bare);
};

/** From the first half of a day until the last; of one half alone it is both. */
const halvesOf = (first: string, last: string): Omit<ReadDays, 'from' | 'until'> => ({
  ...(AFTERNOON.test(first) && { fromNoon: true }),
  ...(MORNING.test(last) && { untilNoon: true }),
  ...((EITHER_HALF.test(first) || EITHER_HALF.test(last)) && { isEitherHalf: true as const }),
});

const between = (text: string, read: Read): ReadDays | undefined => {
  for (const { index, 0: sign } of text.matchAll(BETWEEN)) {
    const [left, right] = [text.slice(0, index).trim(), text.slice(index + sign.length).trim()];
    const month = NUMBER.test(right) ? MONTH_AND_DATE.exec(left)?.groups?.month : '';
    if (NUMBER.test(left) || right === '' || month === undefined) continue;
    const from = dayOf(left, read);
    const last = withoutHalf(right);
    const until = from && (last === '' ? from : endOf(`${month}${last}`, from, read));
    if (from && until) return { from, until, ...halvesOf(left, right) };
  }
  return undefined;
};

/** From Monday, or today if that is over, to Sunday. */
function readWeek(text: string, read: Read): Days | undefined {
  const { which, said = '' } = WEEK.exec(text)?.groups ?? {};
  const week = which ?? weekSaid[said.toLowerCase()];
  if (week === undefined) return undefined;
  const [today, monday, until] = [read('今天'), read(`${week}周一`), read(`${week}周日`)];
  if (!today || !monday || !until) return undefined;
  return { from: monday < today ? today : monday, until };
}

/** Reads one day, half a day or several days as people type them; without a beginning they begin today. */
export function readDays(text: string, now: Date, timeZone: string): ReadDays | undefined {
  const read: Read = (one) => readDate(one, now, timeZone);
  const typed = text.trim().replace(FROM, '');
  const last = UNTIL.exec(typed)?.[1];
  if (last !== undefined) {
    const [from, until] = [read('today'), dayOf(last, read)];
    return from && until ? { from, until, ...halvesOf('', last) } : undefined;
  }
  const several = readWeek(typed, read) ?? between(typed, read);
  const day = several ? undefined : dayOf(typed, read);
  return several ?? (day === undefined ? undefined : { from: day, until: day, ...halvesOf(typed, typed) });
}

/** An amount may be written with spaces: `USD 20 000`. */
const MOST_WORDS = 4;
/** Behind the English words comes a space or the amount itself: Underwood is a name. */
const BELOW =
  /(?:^|\s)(?:(?:below|under|less than)(?:[\s:：]+|(?=[\d¥￥$€£]))|(?:低于|小于|不到)[\s:：]*)(?<behind>\S.*)$/i;
const OR_LESS = /^(?<before>.*\S)\s*以[下内](?=\s|$)/;

const lengths = (tokens: readonly string[]): readonly number[] =>
  [...tokens.keys()]
    .map((index) => index + 1)
    .slice(0, MOST_WORDS)
    .reverse();

interface Limited {
  readonly below: string;
  readonly rest: string;
}

/** `below 5万 flow contract`: what cannot be read is given back as it is, to be asked about. */
const limitBehind = (text: string): Limited | undefined => {
  const found = BELOW.exec(text);
  const tokens = found?.groups?.behind?.split(/\s+/);
  if (!found || !tokens) return undefined;
  const length = lengths(tokens).find((count) => readMoney(tokens.slice(0, count).join(' '))) ?? 1;
  return {
    below: tokens.slice(0, length).join(' '),
    rest: `${text.slice(0, found.index)} ${tokens.slice(length).join(' ')}`,
  };
};

/** `李四 5万以下` */
const limitBefore = (text: string): Limited | undefined => {
  const found = OR_LESS.exec(text);
  const tokens = found?.groups?.before?.split(/\s+/);
  if (!found || !tokens) return undefined;
  const length = lengths(tokens).find((count) => readMoney(tokens.slice(-count).join(' '))) ?? 1;
  return {
    below: tokens.slice(-length).join(' '),
    rest: `${tokens.slice(0, -length).join(' ')} ${text.slice(found[0].length)}`,
  };
};

const readLimit = (text: string): Limited =>
  limitBehind(text) ?? limitBefore(text) ?? { below: '', rest: text };

const FLOW = /(?:^|\s)(?:flow|流程)[\s:：]+(.+)$/i;

const CONNECTING = /^(?:from|to|until|till|through|thru|从|自|到|至|直到|[~～—–-])$/i;
const CONNECTED = /[~～—–]|到|至/;
const MIXED = /\d\D|\D\d|\p{Script=Han}/u;

/** 下午3点, `2:30pm`: an absence begins and ends with halves of days. */
const CLOCK = /(?:上午|下午|早上|晚上)?\d{1,2}(?:点(?:半|钟|\d+分?)?|[:：]\d\d(?: ?[ap]m)?|[ap]m)$/i;
const isOfDay = (word: string): boolean => {
  const bare = withoutHalf(word.replace(CLOCK, ''));
  return bare === '' || isDateWord(bare);
};
const isOfDays = (word: string): boolean => word.split(CONNECTED).filter(Boolean).every(isOfDay);
export const isPartOfDays = (word: string): boolean => CONNECTING.test(word) || isOfDays(word);

/** `2026-02-30`, `13月5日` or `next week`; not `May` or `1003`, who may be colleagues. */
const looksLikeDays = (words: readonly string[]): boolean => {
  const said = words.filter((word) => !CONNECTING.test(word));
  return (
    said.some((word) => MIXED.test(word)) || (said.length > 1 && said.some((word) => /[a-z]/i.test(word)))
  );
};

interface Parted {
  readonly before: readonly string[];
  readonly days: readonly string[];
  readonly after: readonly string[];
}

/** The first words that look like days, and what is around them. */
const partAtDays = (tokens: readonly string[]): Parted | undefined => {
  for (const start of tokens.keys()) {
    const end = tokens.findIndex((word, at) => at >= start && !isPartOfDays(word));
    const days = tokens.slice(start, end < 0 ? undefined : end);
    if (looksLikeDays(days))
      return { before: tokens.slice(0, start), days, after: tokens.slice(start + days.length) };
  }
  return undefined;
};

const withUnclear = (typed: TypedAbsence, tokens: readonly string[]): TypedAbsence => {
  const parted = partAtDays(tokens);
  if (!parted) return typed;
  const who = typed.who || parted.before.join(' ');
  return { ...typed, who, proxy: parted.after.join(' '), unclear: parted.days.join(' ') };
};

/** What is said around the days and the colleague, and is neither. Commas between digits are a number's. */
const SAID: readonly RegExp[] = [
  /[，。！；、,!;]+(?!\d)|(?<=\s|^)\.+(?=\s|$)/g,
  /请(?=半天假)|(?<=半天)假|(?<=\S)(?:开始|起)(?=\s|$)/g,
  /(?:我|本人)?(?:要|会|想|将|得)?(?:请假|休假|[请休]?年假|病假|事假|出差|外出|不在(?:公司|办公室)?)/g,
  /(?<=^|\s)(?:我|本人|自己)(?=$|[\s\d今明后大本这下周星礼])/g,
  /(?<=^|\s)(?:i(?:['’]m| am|['’]ll be| will be)|on (?:leave|vacation|holiday|pto)|out of (?:the )?office|ooo|(?:am|be) away|away|off|please|pls)(?=\s|$)/gi,
];

/** Where no amount stands, 12.5 is a day. */
const DOTTED = /(?<![\d.])(\d{1,2})\.(\d{1,2})(?![\d.])/g;

export const withoutSaid = (text: string): string =>
  SAID.reduce((rest, said) => rest.replace(said, ' '), text.replace(DOTTED, '$1/$2'));

/** 找李娜代, 由李娜代我审批, `covered by Li Na`, `Li Na covers for me` */
const ACTING_BEFORE = /^(?:[请找让由叫]|委托|交给|代理人?[:：]?|(?:covered by|with|cover:?|proxy:?)\s)\s*/i;
const ACTING_BEHIND =
  /\s*来?(?:代班|代理|代(?:我|为)?(?:审批|审|批|处理)?|帮我(?:审批|审|批))$|\s(?:will )?(?:cover|decide|approve|act)(?:s|ing)?(?: for me)?$|\sinstead$/i;

const actor = (text: string): string => text.replace(ACTING_BEHIND, '').replace(ACTING_BEFORE, '').trim();

/** 李娜代我 before the days is no one who is away. */
const actingFirst = (typed: TypedAbsence): TypedAbsence => {
  const isProxy = typed.proxy === '' && ACTING_BEHIND.test(typed.who);
  const { who, proxy } = isProxy ? { who: '', proxy: typed.who } : typed;
  return { ...typed, who, proxy: actor(proxy) };
};

const SHORTEST_DAY = 2;
const LONGEST_DAYS = 40;
const SHORTEST_NAME = 2;

/** 周五陈静 → 周五, 陈静; but 周日升 is somebody. */
const apart =
  (now: Date, timeZone: string) =>
  (word: string): readonly string[] => {
    const last = Math.min(word.length - SHORTEST_NAME, LONGEST_DAYS);
    for (let at = last; at >= SHORTEST_DAY; at -= 1) {
      const [days, name] = [word.slice(0, at), word.slice(at)];
      if (/^\p{Script=Han}/u.test(name) && readDays(days, now, timeZone)) return [days, name];
    }
    return [word];
  };

/** `@li fri-wed 王五`: who stands before the days, who acts behind them. */
function readPlaces(tokens: readonly string[], now: Date, timeZone: string, limits: Limits): TypedAbsence {
  for (let start = 0; start < tokens.length; start += 1)
    for (let end = tokens.length; end > start; end -= 1) {
      const days = readDays(tokens.slice(start, end).join(' '), now, timeZone);
      if (days && partAtDays(tokens.slice(0, start)))
        return withUnclear({ who: '', days: undefined, proxy: '', ...limits }, tokens);
      if (days)
        return withUnclear(
          { who: tokens.slice(0, start).join(' '), days, proxy: tokens.slice(end).join(' '), ...limits },
          tokens.slice(end),
        );
    }
  return withUnclear({ who: '', days: undefined, proxy: tokens.join(' '), ...limits }, tokens);
}

/** `@li fri-wed 王五 below 5万 flow contract`, 明天请假找李娜代 */
export function readAbsence(text: string, now: Date, timeZone: string): TypedAbsence {
  const { below, rest } = readLimit(text.slice(0, LONGEST));
  const flow = FLOW.exec(rest)?.[1]?.trim() ?? '';
  const tokens = withoutSaid(rest.replace(FLOW, '')).trim().split(/\s+/).filter(Boolean);
  const limits = { flow, below };
  const typed = readPlaces(tokens, now, timeZone, limits);
  if (typed.days || typed.unclear) return actingFirst(typed);
  return actingFirst(readPlaces(tokens.flatMap(apart(now, timeZone)), now, timeZone, limits));
}

/** 周五李娜代我审批, `Li Na covers for me friday` */
export const namesActor = (text: string): boolean =>
  text.length <= LONGEST &&
  /代(?:我|为|理)?(?:审批|审|批|处理|班)?[\s。！!]*$|代我|\bcover(?:s|ing|ed by)\b/i.test(text);
