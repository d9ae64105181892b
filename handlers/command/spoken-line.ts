/** Lines as people say them: without spaces, with polite words around them, the command behind its word. */

import { halfWidth } from '../input/fold.js';
import type { Command, Subcommand } from './command.js';
import { commands, helpWords } from './commands.js';

export const withoutSlash = (word: string): string => word.replace(/^[/／]/, '');
export const isSlashed = (text: string): boolean => /^\s*[/／]/.test(text);

/** No word of ours is longer: each is compared, and a line may be one word of thousands of letters. */
const LONGEST_WORD = 40;
const asWord = (typed: string): string =>
  typed.length <= LONGEST_WORD ? halfWidth(typed).toLowerCase() : '';
export const same = (words: readonly string[], typed: string): boolean => words.includes(asWord(typed));

/** `note:`, `won!!` and `lost, too expensive` as well */
export const subOf = (command: Command, typed: string): Subcommand | undefined => {
  const word = asWord(typed.replace(/(?<=\p{L})[:：!！。.,，]+$/u, ''));
  return Object.values(command.subs).find(({ words }) => words.includes(word));
};

const oneOf = (words: readonly string[]): string => words.join('|').replaceAll('?', '\\?');
const hanOf = (words: readonly string[]): string =>
  oneOf(words.filter((word) => /\p{Script=Han}/u.test(word)));
const subWords = ({ subs }: Command): readonly string[] => Object.values(subs).flatMap(({ words }) => words);

const allWords = commands.flatMap(({ words }) => words);
const ALL = oneOf(allWords);
const HAN = hanOf(allWords);
const HAN_SUBS = hanOf(commands.flatMap(subWords));

/** What may stand before its object without a space; 成交 and 阶段 begin other words. */
const ACTS = '推进到|推进(?!到)|转交给|转给|交给|转交(?!给)|备注|记一下';

/** Chinese is written without spaces. What each finds gets a space behind it. */
const GLUED: readonly RegExp[] = [
  /** 审批A-31 */
  /^(\s*[/／]?\p{Script=Han}+)(?=[DCAR]-\d+(?:\s|$))/iu,
  /** 备注D-1024客户同意 */
  new RegExp(`^(\\s*(?:${ACTS}))(?=[DCAR]-\\d+)`, 'iu'),
  new RegExp(`^(\\s*(?:${ACTS}) [DCAR]-\\d+)(?=\\p{Script=Han})`, 'iu'),
  /** D-1024赢单 */
  /^(\s*(?:[DCAR]-\d+|D\d{4,}))(?=\p{Script=Han})/iu,
  /** D-1024 转给Emma */
  new RegExp(`^(\\s*[DCAR]-\\d+\\s+(?:${ACTS}))(?=\\S)`, 'iu'),
  /** D-1024的阶段改成谈判 */
  /^(\s*[DCAR]-\d+)\s*的\s*/iu,
  /^(\s*[DCAR]-\d+\s+(?:阶段|负责人))\s*(?:改[成为到]|[换变]成)/iu,
  /** 新建客户北京示例 */
  /^(\s*[/／]?(?:新建|新增|创建|录入|添加)(?:一?个)?(?:商机|客户))(?=[^\s，,、：:])/u,
  /** 商机列表, 客户新建 云帆 */
  ...commands.map(
    (command) =>
      new RegExp(`^(\\s*[/／]?(?:${hanOf(command.words)}))(?=(?:${hanOf(subWords(command))})(?:\\s|$))`, 'u'),
  ),
  /** /外出周五 李娜 */
  new RegExp(`^(\\s*[/／](?:${HAN}))(?=[^\\s，,、：:])`, 'u'),
];

/** /商机新建云帆 2万 */
const GLUED_TWICE = new RegExp(`^(\\s*[/／](?:${HAN}))(新建|新增|创建|录入|查找|搜索)(?=\\S)`, 'u');

/** 新建商机，云帆，2万; `deal: list`; D-1024 输了，太贵 */
const PAUSES: readonly RegExp[] = [
  new RegExp(`^(\\s*[/／]?(?:(?:${HAN_SUBS})(?:一?个)?\\s*)?(?:${ALL}))\\s*[，,、：:]\\s*`, 'iu'),
  new RegExp(`^(\\s*[DCAR]-\\d+\\s+(?:${HAN_SUBS}))\\s*[，,、：:]\\s*`, 'iu'),
];

/** `/deal new …`: most lines begin with a Latin word and its space. */
const SPACED = /^[/／]?[a-z]+ (?![\s，,、：:])/i;

export function withSpace(text: string): string {
  if (SPACED.test(text)) return text;
  return [...GLUED, ...PAUSES].reduce(
    (line, found) => line.replace(found, '$1 '),
    text.replace(GLUED_TWICE, '$1 $2 '),
  );
}

/** A line that names a command elsewhere than at its beginning. */
export interface Spoken {
  readonly command: Command;
  /** What would be typed behind it. */
  readonly text: string;
}

const SPOKEN = new RegExp(
  `^\\s*[/／]?(\\S+?)\\s*(?:(?:一?个|(?:an?|the)\\s(?:new\\s)?|new\\s)\\s*)?(${ALL})(?:\\s+(?:for\\s)?([\\s\\S]*))?$`,
  'iu',
);

/** 赢单商机, `open deals`: those that are, where no deal is named with which it is to be done. */
const isOfMany = (command: Command, word: string, rest: string): boolean => {
  const sub = subOf(command, word);
  return command.name === 'deal' && Boolean(sub?.decides || sub === command.subs.show) && !numberWithin(rest);
};

/** As one would say it, the command behind its word: `新建商机 云帆 2万`, `new deal Acme 20000`. */
export function spoken(text: string): Spoken | undefined {
  const [, word = '', name = '', rest = ''] = SPOKEN.exec(text) ?? [];
  const command = commands.find(({ words }) => same(words, name));
  if (!command || !(subOf(command, word) || same(helpWords, word))) return undefined;
  return { command, text: isOfMany(command, word, rest) ? `${word} ${name} ${rest}` : `${word} ${rest}` };
}

/** 张伟的客户, `Emma’s deals`, 谈判中的商机 */
const WHOSE = new RegExp(
  `^\\s*[/／]?(\\S.{0,39}?)(?:的|['’]s\\s|(?<=\\p{Script=Han})\\s)\\s*(${ALL})\\s*$`,
  'iu',
);

const hasOwners = ({ subs }: Command): boolean => 'owner' in subs;

export function whose(text: string): Spoken | undefined {
  const [, owner = '', name = ''] = WHOSE.exec(text) ?? [];
  const command = commands.find(({ words }) => same(words, name));
  return command && hasOwners(command) ? { command, text: `of ${owner}` } : undefined;
}

const POLITE =
  /^\s*(?:(?:请(?!.{0,3}假)问?|麻烦你?|劳驾|帮我|帮忙|给我|我想要?|我要|我需要|查看|看一下|看下(?![周个月半])|看看|[查找列](?:一下|下(?![周个月半]))|查询|查找|搜索|[查找看](?=客户|商机|\s|[本这下上]个?[周月季])|发起|申请|显示|打开|列出|[把将](?=\s*[DCAR]-\d)|please|pls|(?:can|could) you|i(?:['’]d like| want| need) to|we(?:['’]ve| have)?(?=\s+(?:won|lost)\b)|show me|show|give me|find|search(?: for)?|look up)\s*)+/iu;
const MARK = '(?:[\\s。！？!?~～…,，\\p{Extended_Pictographic}]|\\ufe0f)';
/** The look behind keeps it linear. */
const ASKING = new RegExp(`(?:的?有(?:哪些|什么))?[呢吗吧]?(?<!${MARK})${MARK}*$`, 'u');
const THANKS = /(?:谢谢你?|多谢|谢了|辛苦了?|麻烦了|拜托了?|thanks|thank you|thx|please|pls)$/iu;

/** Nothing that means anything. */
export const saysNothing = (text: string): boolean => text.trim().replace(THANKS, '') === '';

/** Without what is merely polite. */
export const plainly = (text: string): string =>
  text
    .replace(POLITE, '')
    .replace(ASKING, '')
    .replace(THANKS, '')
    .replace(ASKING, '')
    .replace(/^\P{L}*$/u, () => text)
    .trim();

/** `what’s the status of D-1024?` */
const NUMBER_WITHIN =
  /(?<![\p{L}\p{N}-])[DCAR]-\d{1,15}(?![\p{L}\p{N}-])|(?<=\p{Script=Han})[DCAR]-\d{1,15}/iu;

export const numberWithin = (text: string): string | undefined => NUMBER_WITHIN.exec(text)?.[0];

/** 云帆的电话是多少, `northwind phone`: all of it stands on its card. */
const OF_CUSTOMER =
  /(?<=\S)的?(?:电话|联系方式|联系人|地址|税号|邮箱|资料)(?:是?(?:多少|谁|什么)(?:来着)?|在哪里?)?$|^(?:phone|address|contact|email)(?: number)? (?:of|for) |['’]s (?:phone|address|contact|email)$| (?:phone|address|contacts?|email)(?: number)?$/iu;
export const customerIn = (text: string): string => text.replace(/^客户/, '').replace(OF_CUSTOMER, '');
