import type { Command, Subcommand } from '../../../handlers/command/command.js';
import { commands } from '../../../handlers/command/commands.js';
import { commandLine, subLine, whatItDoes } from '../../../handlers/command/usage.js';
import type { Text } from '../../../models/text.js';
import type { CommandHint } from './protocol.js';

const NOTHING: Text = { zh: '', en: '' };

const commandHint = (command: Command): CommandHint => ({
  word: commandLine(command),
  spellings: command.words.map((word) => `/${word}`),
  usage: NOTHING,
  what: command.what,
});

const subHint = (command: Command, sub: Subcommand): CommandHint => {
  const word = subLine(command, sub);
  return {
    word,
    spellings: command.words.flatMap((each) => sub.words.map((subWord) => `/${each} ${subWord}`)),
    usage: sub.usage ?? NOTHING,
    what: whatItDoes(sub, word),
  };
};

/** What a composer offers while one types. */
export const commandHints = (): CommandHint[] =>
  commands.flatMap((command) => [
    commandHint(command),
    ...Object.values(command.subs).map((sub) => subHint(command, sub)),
  ]);
