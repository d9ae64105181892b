import type { Text } from '../../models/text.js';
import type { Command, Subcommand } from './command.js';
import { commands, helpWords } from './commands.js';

const isChinese = (word: string): boolean => /^\p{Script=Han}/u.test(word);

/** The word of each language that the help and the composer use: of several the first. */
const mainWord = (words: readonly string[]): Text => {
  const [first = ''] = words;
  return { zh: words.find(isChinese) ?? first, en: words.find((word) => !isChinese(word)) ?? first };
};

/** `/商机`, `/deal` */
export function commandLine({ words }: Command): Text {
  const { zh, en } = mainWord(words);
  return { zh: `/${zh}`, en: `/${en}` };
}

const behind = (start: Text, { zh, en }: Text): Text => ({
  zh: `${start.zh} ${zh}`.trim(),
  en: `${start.en} ${en}`.trim(),
});

/** `/商机 新建`, `/deal new` */
export const subLine = (command: Command, { words }: Subcommand): Text =>
  behind(commandLine(command), mainWord(words));

/** A word of the command behind the command in its language. */
export function lineWith(command: Command, word: string): string {
  const { zh, en } = commandLine(command);
  return `${isChinese(word) ? zh : en} ${word}`;
}

/** `/商机 帮助`, `/deal help` */
export const helpLine = (command: Command): Text => behind(commandLine(command), mainWord(helpWords));

/** With what is typed after it. Where there is nothing else to ask of a command, its own word is enough. */
export function usageLine(command: Command, key: string, sub: Subcommand): Text {
  const isAll = key === command.usual && key === command.otherwise;
  const start = isAll ? commandLine(command) : subLine(command, sub);
  return sub.usage ? behind(start, sub.usage) : start;
}

/** What it does, with the example to type in the words that are shown. */
export const whatItDoes = ({ what }: Subcommand, line: Text): Text => ({
  zh: what.zh.replace('{line}', line.zh),
  en: what.en.replace('{line}', line.en),
});

const english = new Map(commands.map(commandLine).map(({ zh, en }) => [zh, en]));

/** A Chinese command and no part of a longer word: `供应商/客户` is none. */
const SLASHED = new RegExp(`(?<![\\p{L}\\p{N}])(?:${[...english.keys()].join('|')})(?!\\p{L})`, 'gu');

/** `/商机 列表` → `/deal 列表`: behind a slash Slack takes only the commands of its manifest, which are English. */
export const withEnglishCommands = (words: string): string =>
  words.replace(SLASHED, (command) => english.get(command) ?? command);
