import { isPartOfDays, looksLikeDays, type ReadDays, readDays } from './days.js';
import { readLimit } from './limit.js';

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

const FLOW = /(?:^|\s)(?:flow|流程)[\s:：]+(.+)$/i;

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

/** More words are never one span of days: `from 1 december 2026 to the 15th of january 2027`. */
const MOST_WORDS = 16;

/** `@li fri-wed 王五`: who stands before the days, who acts behind them. */
function readPlaces(tokens: readonly string[], now: Date, timeZone: string, limits: Limits): TypedAbsence {
  for (let start = 0; start < tokens.length; start += 1)
    for (let end = Math.min(start + MOST_WORDS, tokens.length); end > start; end -= 1) {
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
  /代(?:我|为|理)?(?:审批|审|批|处理|班)?[\s。！!]*$|代我|不在.{0,12}[找让请由]|\bcover(?:s|ing|ed by)\b/i.test(
    text,
  );
