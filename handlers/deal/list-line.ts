/** Which deals a line asks for: 李娜本月赢单, 谈判中大于20万, `my biggest deals closing next month`. */
import { readAmountRange } from '../input/amount-range.js';
import { LESS_THAN, MORE_THAN } from '../input/amount-words.js';
import { fold } from '../input/fold.js';
import { readWords } from '../input/line.js';
import { HAN } from '../input/name.js';
import { NUMERALS } from '../input/numerals.js';
import { HAN_PERIOD, type Period, readPeriod } from '../input/period.js';
import { Line } from '../input/search.js';
import { onceForEach } from '../once-for-each.js';
import type { Filter } from './filter.js';
import { stageNamed } from './find.js';
import { type Pipeline, type Stage, stageNames } from './pipeline.js';

interface Asks extends Pick<Filter, 'team' | 'outcome' | 'order'> {
  readonly isOverdue?: boolean;
  readonly isStuck?: boolean;
}

interface Flag {
  readonly han: string;
  readonly english: string;
  readonly asks: Asks;
}

const deals = { han: '商机|单子', english: 'deals?|opportunit(?:y|ies)', asks: {} };

const flags: readonly Flag[] = [
  {
    han: '(?:已经?)?(?:逾期|过期|超期)(?:未签)?',
    english: 'overdue|slipping|late deals',
    asks: { isOverdue: true },
  },
  { han: '(?:正在)?进行中|未结束|没结束', english: '(?:open|active|ongoing) deals?', asks: {} },
  deals,
  { han: '我的(?!团队)|我(?=[本这下上今])', english: '我|my|mine', asks: { team: false } },
  {
    han: '我?的?团队|全公司|(?<!\\p{L})公司(?=最)|大家|全部|所有人?|下属',
    english: "公司|(?:my |our |the )?team(?:[’']s)?|all|everybody(?:[’']s)?",
    asks: { team: true },
  },
  {
    han: '停滞(?:不前)?|卡住了?|(?:没有?|无|毫无)(?:进展|动静)|(?:长期|很久|好久)(?:没有?|未)(?:推?动|跟进)',
    english: 'stuck|stalled|stale|idle|(?:without|no) progress',
    asks: { isStuck: true },
  },
  {
    han: '赢单|赢[了下]|成交|拿下|签[了下成](?!来)|签下来',
    english: '(?:closed[ -])?won|win|wins',
    asks: { outcome: 'won' },
  },
  {
    han: '[输丢]单|[输丢]掉|[输丢]了',
    english: '(?:closed[ -])?lost|lose|losses',
    asks: { outcome: 'lost' },
  },
  { han: '已?(?:结束|关闭)', english: 'closed|ended', asks: { outcome: 'closed' } },
  {
    han: '(?:金额|价值)?(?:最大|最高)|前\\d{1,3}大',
    english: '(?:the )?(?:biggest|largest|highest|top(?: \\d{1,3})?)',
    asks: { order: 'biggest' },
  },
  {
    han: '最[早快先近]要?(?:到期|签约?)|快要?到期|即将到期',
    english: 'soonest|(?:closing|due|expiring) soon(?:est)?|about to (?:close|expire)',
    asks: { order: 'soonest' },
  },
  { han: '最新|最近(?:新?建)?', english: 'newest|latest|(?:most )?recent', asks: { order: 'newest' } },
];

/** 赢单了的, 最大的5个, but not what it is said of: 5个 is how many one would like to see, and a page is what one gets. */
const HAN_BEHIND = '(?:了|过)?的?(?:前?\\d{1,3}个)?';
const said = flags.map(({ han, english, asks }) => ({
  asks,
  says: new RegExp(`^(?:(?:${han})${HAN_BEHIND}|${english})$`),
}));

const HAN_MONEY = `[¥$€£]?(?:\\d[\\d.,]*\\s?[百千万亿wkmWKM]{0,2}|[${NUMERALS}]+)\\s?(?:元|块钱?|美[元金]|欧元|英镑|港[币元]|人民币)?`;
const HAN_AMOUNT = [
  `(?:${LESS_THAN}|${MORE_THAN}|[<>≤≥]=?)\\s?${HAN_MONEY}(?:[且并,，]?(?:${LESS_THAN}|${MORE_THAN})${HAN_MONEY})?`,
  `${HAN_MONEY}\\s?(?:[-~到至]\\s?${HAN_MONEY}(?:之间)?|[及或]?以[上下内])`,
].join('|');

const QUOTED = '["“”„][^"“”„]*["“”„]|「[^」]*」|『[^』]*』';
const IS_QUOTED = new RegExp(`^(?:${QUOTED})$`);

const literally = (name: string) => name.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
const hanNames = (pipeline: Pipeline) =>
  stageNames(pipeline)
    .flatMap(({ names }) => names)
    .filter((name) => HAN.test(name));

/** Chinese is written without spaces: 谈判中大于20万, but 谈判中心 is none of them. */
const partsIn = onceForEach((pipeline: Pipeline): RegExp => {
  const inStage = hanNames(pipeline).map((name) => `${literally(name)}(?:中(?![心国间文小台])|阶段)的?`);
  const ofFlags = flags.map(({ han }) => `(?:${han})${HAN_BEHIND}`);
  return new RegExp(
    [QUOTED, `(?:金额)?(?:${HAN_AMOUNT})的?`, HAN_PERIOD, ...ofFlags, ...inStage].join('|'),
    'gu',
  );
});

/** With a space around each part that is understood by itself. */
export const apart = (text: string, pipeline: Pipeline): string =>
  text
    .replace(partsIn(pipeline), (part) => (IS_QUOTED.test(part) ? part : ` ${part} `))
    .replace(/\s+/g, ' ')
    .trim();

/** What stands around what is looked for. */
const ASKING_HAN =
  '的|有没有|有?(?:哪些单?|(?:哪?几|多少)[个条笔单]|多少)|有(?=$|\\s)|手[上里]|名下|怎么样了?|如何';
const AROUND_HAN = new RegExp(`^单$|^(?:${ASKING_HAN})+|(?:${ASKING_HAN})+$`, 'gu');
const FILLER =
  "in|of|the|with|for|at|by|from|that|are|is|which|what(?:[’']?s)?|our|we|do|did|have|has|any|there|and|how|many|much|list|please|pls";
const AROUND_ENGLISH = new RegExp(`^(?:(?:${FILLER})(?:\\s|$))+|(?:(?:^|\\s)(?:${FILLER}))+$`, 'gi');
const bare = (text: string): string =>
  text
    .replace(AROUND_HAN, '')
    .replace(AROUND_ENGLISH, '')
    .replace(/['’]s$/, '')
    .trim();

const DEALS = new RegExp(`${deals.han}|(?<!\\p{L})(?:${deals.english})(?!\\p{L})`, 'giu');

/** Nothing else is signed or closed on a day. */
const CLOSING = /[要待将]签|\bclosing\b/i;

/** It says that deals are meant. */
export const areDeals = (text: string): boolean => text.search(DEALS) >= 0 || CLOSING.test(text);

/** All of it, where that is a name: Team Open of `deals of Team Open`. */
export const wholeOf = (text: string): string => bare(text.replace(DEALS, ' ').trim());

export interface ListLine extends Asks {
  readonly stage?: Stage;
  readonly amount?: string;
  readonly period?: Period;
  /** Several of what there can be only one of. */
  readonly several: readonly string[];
  /** What else it says. */
  readonly rest: string;
  /** All of that stands in quotes. */
  readonly isQuoted: boolean;
}

const LONGEST_STAGE = 5;
const LONGEST_PERIOD = 8;
const LONGEST_AMOUNT = 8;
const LONGEST_FLAG = 3;

const OF_STAGE = /(?:中|阶段)?的?$/;

function takeAsks(line: Line): Asks {
  const takes = ({ says }: (typeof said)[number]) =>
    line.takeLike({ longest: LONGEST_FLAG, looks: (typed) => says.test(fold(typed)) }).length > 0;
  return Object.assign({}, ...said.filter(takes).map(({ asks }) => asks));
}

/** @param at when, and for whom */
export function readListLine(
  text: string,
  pipeline: Pipeline,
  at: { readonly now: Date; readonly timeZone: string },
): ListLine {
  const line = new Line(readWords(text));
  const amount = line.choose({
    longest: LONGEST_AMOUNT,
    read: (typed) => (readAmountRange(typed.replace(/的$/, '')) ? typed.replace(/的$/, '') : undefined),
  });
  const asks = takeAsks(line);
  const stage = line.choose({
    longest: LONGEST_STAGE,
    read: (typed) => stageNamed(pipeline, typed) ?? stageNamed(pipeline, typed.replace(OF_STAGE, '')),
    pick: ([chosen]) => ({ ...(chosen && { chosen }), unclear: [] }),
  });
  const isPast = Boolean(asks.outcome ?? stage.value?.outcome);
  const period = line.choose({
    longest: LONGEST_PERIOD,
    read: (typed) => readPeriod(typed, { ...at, isPast }),
  });
  const rest = line
    .texts()
    .map(({ text, quoted }) => ({ text: quoted ? text : bare(text), quoted }))
    .filter(({ text }) => text);
  return {
    ...asks,
    ...(stage.value && { stage: stage.value }),
    ...(amount.value && { amount: amount.value }),
    ...(period.value && { period: period.value }),
    several: [...amount.unclear, ...period.unclear],
    rest: rest.map(({ text }) => text).join(' '),
    isQuoted: rest.every(({ quoted }) => quoted),
  };
}
