/** What can be typed, for who asks and for who was not understood. */
import { type Saying, saying, type Text } from '../../models/text.js';
import type { HelpView } from '../../models/views.js';
import { repeated } from '../fields.js';
import { firstWord } from '../input/first-word.js';
import { halfWidth } from '../input/fold.js';
import { isMisspelt } from '../input/name.js';
import { lineToStart } from '../request/start.js';
import type { Context } from '../useCase.js';
import type { Command } from './command.js';
import { commands, helpWords } from './commands.js';
import { same, withoutSlash } from './spoken-line.js';
import { commandLine, helpLine, lineWith, subLine, usageLine, whatItDoes } from './usage.js';

const helpTitle: Text = { zh: 'Dealdesk 能做什么', en: 'What Dealdesk can do' };
const notUnderstood: Text = {
  zh: '没看懂“{typed}”。可以输入：',
  en: 'What is meant by "{typed}"? You can type:',
};
const didYouMean: Text = {
  zh: '没看懂“{typed}”，是不是“{meant}”？可以输入：',
  en: 'What is meant by "{typed}"? Did you mean "{meant}"? You can type:',
};
const noDealSo: Text = {
  zh: '没有和“{typed}”相关的商机。可以输入：',
  en: 'There is no deal like "{typed}". You can type:',
};
const thisHelp: Text = { zh: '这份帮助', en: 'this help' };

const titleOf = (command: Command): Text => ({
  zh: `${withoutSlash(commandLine(command).zh)}（/${command.name}）`,
  en: `/${command.name}`,
});

const isLongEnough = (word: string) => word.length > 2 || /^\p{Script=Han}{2}$/u.test(word);

const nearest = (words: readonly string[], typed: string): string | undefined => {
  const wanted = halfWidth(typed).toLowerCase();
  return words.find((word) => isLongEnough(word) && isMisspelt(wanted, word));
};

export const meantSub = (command: Command, text: string): string | undefined => {
  const { first, rest } = firstWord(text);
  const word = nearest(
    Object.values(command.subs).flatMap(({ words }) => words),
    first,
  );
  return word && `${lineWith(command, word)} ${rest}`.trim();
};

const meantCommand = (text: string): string | undefined => {
  const { first, rest } = firstWord(text);
  const { first: second, rest: others } = firstWord(rest);
  const command = commands.find(({ words }) => same(words, second));
  const word = nearest(
    commands.flatMap(({ words }) => words),
    withoutSlash(first),
  );
  if (word) return `/${word} ${rest}`.trim();
  return command && meantSub(command, `${first} ${others}`);
};

/** A text and no string, so that the command in it is one that can be typed where it is read. */
const asText = (line: string | undefined): Text | undefined =>
  line === undefined ? undefined : { zh: repeated(line), en: repeated(line) };

export const introAbout = (typed: string, meant: Text | Saying | undefined): Saying =>
  meant
    ? saying(didYouMean, { typed: repeated(typed), meant })
    : saying(notUnderstood, { typed: repeated(typed) });

/** For words behind 商机, of which nobody knows whether a deal was looked for: none is called so. */
export const helpWithDeals = (command: Command, typed: string): HelpView => ({
  ...commandHelp(command, typed),
  ...(!meantSub(command, typed) && { intro: saying(noDealSo, { typed: repeated(typed) }) }),
});

/** @param typed what was not understood, if that is why it is shown */
export const commandHelp = (command: Command, typed?: string): HelpView => ({
  kind: 'help',
  title: titleOf(command),
  ...(typed && { intro: introAbout(typed, asText(meantSub(command, typed))) }),
  lines: [
    ...Object.entries(command.subs).map(([key, sub]) => ({
      usage: usageLine(command, key, sub),
      what: whatItDoes(sub, subLine(command, sub)),
    })),
    { usage: helpLine(command), what: thisHelp },
  ],
});

export const generalHelp = (): HelpView => ({
  kind: 'help',
  title: helpTitle,
  lines: commands.map((command) => {
    const { zh, en } = helpLine(command);
    const { what } = command;
    return {
      usage: titleOf(command),
      what: { zh: `${what.zh}：输入“${zh}”查看全部`, en: `${what.en}: "${en}" tells more` },
    };
  }),
});

/** To somebody who did not ask for it, it says what was not understood. */
export async function helpAbout(ctx: Context, typed: string): Promise<HelpView> {
  if (typed === '' || same(helpWords, withoutSlash(typed))) return generalHelp();
  const meant = asText(meantCommand(typed)) ?? (await lineToStart(ctx, withoutSlash(typed)));
  return { ...generalHelp(), intro: introAbout(typed, meant) };
}
