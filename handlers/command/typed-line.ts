import type { Answer } from '../../models/answer.js';
import { endAbsenceOf } from '../absence/end.js';
import { askAbsence } from '../absence/set.js';
import { sayWhereToDecide } from '../approval/mine.js';
import { typeFindCustomer } from '../customer/show.js';
import { listIfAsked } from '../deal/list-typed.js';
import { looksForDeals, typeShowDeal } from '../deal/show.js';
import { firstWord } from '../input/first-word.js';
import { type NumberedKind, readNumber } from '../input/id.js';
import { isQuestion } from '../input/question.js';
import { askIfNamed, askToStart, lineToStart } from '../request/start.js';
import { type Context, card, Refusal, type UseCase, useCase, withText } from '../useCase.js';
import type { Command, Subcommand } from './command.js';
import { commands, helpWords } from './commands.js';
import { commandHelp, generalHelp, helpAbout, helpWithDeals, introAbout, meantSub } from './help.js';
import { behindGreeting, isBack, isDecision, isGreeting, lineFor } from './phrases.js';
import {
  customerIn,
  isSlashed,
  numberWithin,
  plainly,
  type Spoken,
  same,
  saysNothing,
  spoken,
  subOf,
  whose,
  withoutSlash,
  withSpace,
} from './spoken-line.js';

const named = (command: Command, key: string): Subcommand => {
  const sub = command.subs[key];
  if (!sub) throw new Error(`The command ${command.name} has no ${key}.`);
  return sub;
};

/** Which command shows a record whose number was typed by itself, or beside a word that is none of the command's own. */
const showing: Readonly<Partial<Record<NumberedKind, Command['name']>>> = {
  deal: 'deal',
  customer: 'customer',
  approval: 'approval',
  request: 'approval',
};

const commandShowing = (typed: string): Command | undefined => {
  const number = readNumber(typed);
  return commands.find(({ name }) => number && name === showing[number.kind]);
};

interface Meant {
  readonly sub: Subcommand;
  readonly text: string;
}

/** `D-1024 won` is meant as `won D-1024`, and `approve A-31` as the card on which that is done. */
function turned(command: Command, text: string): Meant {
  const { first, rest } = firstWord(text);
  const { first: second, rest: others } = firstWord(rest);
  const isFirst = commandShowing(first) === command;
  const sub = isFirst ? subOf(command, second) : undefined;
  if (sub) return { sub, text: `${first} ${others}` };
  const isSecond = !isFirst && commandShowing(second) === command;
  return { sub: named(command, command.otherwise), text: isSecond ? `${second} ${first} ${others}` : text };
}

/** A command, and what stands behind it. */
interface Typed extends Spoken {
  /** Without a slash, its word may stand in prose as well. */
  readonly isSpoken?: boolean;
}

async function runSub(
  ctx: Context,
  { command, isSpoken }: Omit<Typed, 'text'>,
  sub: Subcommand,
  text: string,
): Promise<Answer> {
  if (sub.alone && !saysNothing(text)) return card(commandHelp(command, text.trim()));
  if (isSpoken && sub.run === typeShowDeal && looksForDeals(text))
    return (await listIfAsked(ctx, plainly(`deals ${text}`))) ?? card(helpWithDeals(command, text.trim()));
  const asked = sub.decides && isQuestion(text) ? numberWithin(text) : undefined;
  return asked
    ? named(command, command.otherwise).run.answer(ctx, { text: asked })
    : sub.run.answer(ctx, { text });
}

const isNothing = (answer: Answer): boolean =>
  answer.type === 'view' && answer.view.kind === 'list' && answer.view.rows.length === 0;

const unlessRefused = (error: unknown): undefined => {
  if (!(error instanceof Refusal)) throw error;
};

const isShown = ({ subs }: Command, { sub }: Meant): boolean => sub === subs.show && !sub.alone;

/** What is nearly a word of the command may be the name of something; where nothing is called so, that word was meant. */
async function showOrAsk(ctx: Context, command: Command, { sub, text }: Meant): Promise<Answer> {
  const answer = await sub.run.answer(ctx, { text }).catch(unlessRefused);
  return answer && !isNothing(answer) ? answer : card(commandHelp(command, text));
}

/** `/deal A-31`: the letter of a number says more than the command before it. */
const commandMeant = (command: Command, text: string): Command =>
  command.takesNumbersOfOthers ? command : (commandShowing(text) ?? command);

/** `/approval expense 1200`: what is to be asked for, without the word that starts it. */
async function requestMeant(ctx: Context, command: Command, text: string): Promise<Answer | undefined> {
  const asked = await askToStart(ctx, text);
  if (asked) return asked;
  const start = await lineToStart(ctx, text);
  return start && card({ ...commandHelp(command), intro: introAbout(text, start) });
}

async function runCommand(ctx: Context, { isSpoken, ...typed }: Typed): Promise<Answer> {
  const text = withSpace(typed.text);
  const command = commandMeant(typed.command, text);
  const how = { command, isSpoken };
  const { first, rest } = firstWord(text);
  if (first === '') return runSub(ctx, how, named(command, command.usual), '');
  if (same(helpWords, first)) return card(commandHelp(command));
  const sub = subOf(command, first);
  if (sub) return runSub(ctx, how, sub, rest);
  const meant = turned(command, text);
  const start =
    command.name === 'approval' && !numberWithin(text) && (await requestMeant(ctx, command, text));
  if (start) return start;
  if (isShown(command, meant) && meantSub(command, text)) return showOrAsk(ctx, command, meant);
  return runSub(ctx, how, meant.sub, meant.text);
}

const NAME = /^(?=.*\p{L}.*\p{L})[\p{L}\p{N} .&-]{2,40}$/u;

/** What is called so, though it was not said what it is. */
async function customersCalled(ctx: Context, text: string): Promise<Answer | undefined> {
  if (!NAME.test(text)) return undefined;
  const answer = await typeFindCustomer.run(ctx, { text: customerIn(text) });
  return isNothing(answer) ? undefined : answer;
}

/** Of what names no command at its beginning. */
async function guessed(ctx: Context, text: string): Promise<Answer> {
  const said = whose(text);
  if (said) return runCommand(ctx, said);
  const number = numberWithin(text);
  const meant = number ? commandShowing(number) : undefined;
  if (number && meant)
    return runCommand(ctx, { command: meant, text: `${number} ${text.replace(number, ' ')}` });
  return (
    (await listIfAsked(ctx, text)) ??
    (await askAbsence(ctx, text)) ??
    (await customersCalled(ctx, text)) ??
    (await askToStart(ctx, withoutSlash(text))) ??
    card(await helpAbout(ctx, text))
  );
}

const needsHelp = (answer: Answer): boolean =>
  answer.type === 'view' && answer.view.kind === 'help' && answer.view.intro !== undefined;

/** Whoever greets or thanks is not reproached with what else it is that they say, and may ask for something as well. */
async function greeted(ctx: Context, text: string): Promise<Answer> {
  const asked = behindGreeting(text);
  const answer = asked !== '' && asked !== text && (await typedLine.run(ctx, { text: asked }));
  return answer && !needsHelp(answer) ? answer : card(generalHelp());
}

/**
 * A typed line: `/deal new …`, `商机 新建 …`, with the slash or without; in `同意 A-31` the number says which command is
 * meant. What is no command gets the help.
 */
export const typedLine: UseCase<{ text: string }> = useCase(withText, async (ctx, { text: typed }) => {
  const text = withSpace(typed);
  const { first, rest } = firstWord(text);
  // 设置外出 is a command behind its word, although that word is a command as well.
  const said = spoken(text);
  const isSpoken = !isSlashed(text);
  if (said) return runCommand(ctx, { ...said, isSpoken });
  const command = commands.find(({ words }) => same(words, withoutSlash(first)));
  if (command) return runCommand(ctx, { command, text: rest, isSpoken });
  const meant = [text, first, firstWord(rest).first].map(commandShowing).find(Boolean);
  const start = meant && !commandShowing(first) ? await askIfNamed(ctx, withoutSlash(text)) : undefined;
  if (start) return start;
  if (meant) return runCommand(ctx, { command: meant, text });
  if (isQuestion(text) && numberWithin(text)) return guessed(ctx, text);
  if (isDecision(text)) return sayWhereToDecide.run(ctx, {});
  const plain = plainly(text);
  if (isGreeting(plain)) return greeted(ctx, plain);
  if (isBack(plain)) return endAbsenceOf.run(ctx, {});
  const line = lineFor(plain) ?? plain;
  return line === text.trim() ? guessed(ctx, line) : typedLine.run(ctx, { text: line });
});
