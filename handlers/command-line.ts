import { z } from 'zod';
import type { Answer } from '../models/answer.js';
import type { Text } from '../models/text.js';
import type { HelpView } from '../models/views.js';
import { type Command, commands, helpWords, type Subcommand } from './commands.js';
import { halfWidth } from './input/fold.js';
import { type Context, card, useCase } from './useCase.js';

const helpTitle: Text = { zh: 'Dealdesk 能做什么', en: 'What Dealdesk can do' };
const thisHelp: Text = { zh: '这份帮助', en: 'this help' };

const titleOf = ({ name, words }: Command): Text => ({
  zh: `${words.at(-1) ?? name}（/${name}）`,
  en: `/${name}`,
});

const commandHelp = (command: Command): HelpView => ({
  kind: 'help',
  title: titleOf(command),
  lines: [
    ...Object.values(command.subs).map(({ usage, what }) => ({ usage, what })),
    { usage: { zh: `/${command.name} help`, en: `/${command.name} help` }, what: thisHelp },
  ],
});

export const generalHelp = (): HelpView => ({
  kind: 'help',
  title: helpTitle,
  lines: commands.map(({ name, words, what }) => ({
    usage: { zh: `/${name}（${words.at(-1)}）`, en: `/${name}` },
    what: { zh: `${what.zh}：输入“/${name} help”查看全部`, en: `${what.en}: "/${name} help" tells more` },
  })),
});

const wordsFirst = (text: string): { first: string; rest: string } => {
  const [, first = '', rest = ''] = /^\s*(\S+)\s*([\s\S]*)$/.exec(text) ?? [];
  return { first, rest };
};

const same = (words: readonly string[], typed: string) => words.includes(halfWidth(typed).toLowerCase());

const subOf = (command: Command, typed: string): Subcommand | undefined =>
  Object.values(command.subs).find(({ words }) => same(words, typed));

const named = (command: Command, key: string): Subcommand => {
  const sub = command.subs[key];
  if (!sub) throw new Error(`The command ${command.name} has no ${key}.`);
  return sub;
};

function runCommand(ctx: Context, command: Command, text: string): Promise<Answer> | Answer {
  const { first, rest } = wordsFirst(text);
  if (first === '') return named(command, command.usual).run.answer(ctx, { text: '' });
  if (same(helpWords, first)) return card(commandHelp(command));
  const sub = subOf(command, first);
  return sub
    ? sub.run.answer(ctx, { text: rest })
    : named(command, command.otherwise).run.answer(ctx, { text });
}

/** A typed line: `/deal new …`, `商机 新建 …`, with the slash or without. What is no command gets the help. */
export const typedLine = useCase(z.object({ text: z.string() }), async (ctx, { text }) => {
  const { first, rest } = wordsFirst(text);
  const command = commands.find(({ words }) => same(words, first.replace(/^[/／]/, '')));
  return command ? runCommand(ctx, command, rest) : card(generalHelp());
});
