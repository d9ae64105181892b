import { type Command, commands, type Subcommand } from '../handlers/commands.js';
import type { Text } from '../models/text.js';
import type { CommandHint } from './platforms/console/index.js';

const NOTHING: Text = { zh: '', en: '' };

const isChinese = (word: string): boolean => /^\p{Script=Han}/u.test(word);

/** The word of each language that the help and the manual use: of several the first. */
const mainWord = (words: readonly string[]): Text => {
  const [first = ''] = words;
  return { zh: words.find(isChinese) ?? first, en: words.find((word) => !isChinese(word)) ?? first };
};

/** The help spells a command as every platform knows it; the composer puts its reader's words before what follows. */
const following = (usage: Text, spelled: string): Text => {
  const after = (shown: string) => (shown.startsWith(spelled) ? shown.slice(spelled.length).trim() : '');
  return { zh: after(usage.zh), en: after(usage.en) };
};

/** An example is one to type in the words that are offered. */
const inOwnWords = (what: Text, spelled: string, { zh, en }: Text): Text => ({
  zh: what.zh.replace(spelled, zh),
  en: what.en.replace(spelled, en),
});

const commandHint = ({ words, what }: Command): CommandHint => {
  const { zh, en } = mainWord(words);
  return {
    word: { zh: `/${zh}`, en: `/${en}` },
    spellings: words.map((word) => `/${word}`),
    usage: NOTHING,
    what,
  };
};

const subHint = ({ name, words }: Command, key: string, sub: Subcommand): CommandHint => {
  const [command, own] = [mainWord(words), mainWord(sub.words)];
  const word = { zh: `/${command.zh} ${own.zh}`, en: `/${command.en} ${own.en}` };
  const spelled = `/${name} ${key}`;
  return {
    word,
    spellings: words.flatMap((word) => sub.words.map((subWord) => `/${word} ${subWord}`)),
    usage: following(sub.usage, spelled),
    what: inOwnWords(sub.what, spelled, word),
  };
};

/** What a composer offers while one types. */
export const commandHints = (): CommandHint[] =>
  commands.flatMap((command) => [
    commandHint(command),
    ...Object.entries(command.subs).map(([key, sub]) => subHint(command, key, sub)),
  ]);
