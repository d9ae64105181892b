import { z } from 'zod';
import type { Answer } from '../models/answer.js';
import type { Channel } from '../models/channel.js';
import type { Tx } from '../models/database/tx.js';
import type { Employee } from '../models/employee.js';
import { type Saying, saying, type Text } from '../models/text.js';
import type { Press } from '../models/view-parts.js';
import type { FormView, NoticeView, View } from '../models/views.js';

/** Where a request came from; each history row names it. */
export type Surface = 'slack' | 'wecom' | 'dingtalk' | 'console' | 'miniapp' | 'link' | 'import' | 'system';

export interface Context {
  readonly tx: Tx;
  readonly actor: Employee;
  readonly now: Date;
  readonly surface: Surface;
  /** The group chat in which it was typed. */
  readonly channel?: Channel;
  /** What its platform needs besides the app being in it, before anything can be shown there. */
  readonly channelsNeed?: Text;
  /** When whoever has chosen no time gets the digest, `08:30`: for whoever asks. */
  readonly digestAt?: string;
}

/** A use-case whose input is not known to be right: what the tables in `index.ts` hold. */
export interface Entry {
  /** @throws Refusal when `raw` is not what the use-case takes */
  readonly answer: (ctx: Context, raw: unknown) => Promise<Answer>;
}

export interface UseCase<Input> extends Entry {
  readonly run: (ctx: Context, input: Input) => Promise<Answer>;
}

const unreadable: Text = {
  zh: '这条请求里有读不懂的内容。请重新打开卡片，或输入“/商机 帮助”查看用法。',
  en: 'Something in this request cannot be read. Open the card again, or type "/deal help" to see how it goes.',
};

export const useCase = <Input>(
  schema: z.ZodType<Input>,
  run: (ctx: Context, input: Input) => Promise<Answer>,
): UseCase<Input> => ({
  run,
  answer: async (ctx, raw) => {
    const read = schema.safeParse(raw);
    if (!read.success) throw new Refusal(unreadable);
    return run(ctx, read.data);
  },
});

/** What was typed behind a command. */
export const withText = z.object({ text: z.string() });

/** What a button on a card carries. */
export const withId = z.object({ id: z.int() });

/** On a page of the mini-app no command can be typed, so it says what else can be done. */
export const whereTyped = ({ surface }: Context, inChat: Text, onPage: Text): Text =>
  surface === 'miniapp' ? onPage : inChat;

/** A card as its reader may still see it, although things have moved on. */
export interface Stale {
  readonly subject: string;
  readonly id: number;
  readonly redraw: Press;
}

/** An expected no, in words that the person can act on. The transaction rolls back. */
export class Refusal extends Error {
  readonly words: Saying;
  /** The card on which it was pressed, which is brought up to date. */
  stale: Stale | undefined;

  constructor(text: Text, params?: Saying['params']) {
    super(text.en);
    this.name = 'Refusal';
    this.words = saying(text, params);
  }
}

/** The form's values will not do: it stays open and shows why. The transaction rolls back. */
export class BadForm extends Error {
  readonly form: FormView;

  constructor(form: FormView) {
    super(`The form ${form.form} was not accepted.`);
    this.name = 'BadForm';
    this.form = form;
  }
}

export const words = (text: Text, params?: Saying['params']): Answer => ({
  type: 'words',
  words: saying(text, params),
});

export const card = (view: View): Answer => ({ type: 'view', view });

/** Nothing is done before one of its buttons is pressed, or what was typed is put right. */
export const ask = (view: NoticeView): Answer => ({ type: 'view', view, asks: true });

/**
 * The same, answered by a card where there would be words: pressed on a question that only one person sees, it takes the
 * question's place, so that nobody answers it twice.
 */
export const inPlace = (entry: Entry): Entry => ({
  answer: async (ctx, raw) => {
    const answer = await entry.answer(ctx, raw);
    if (answer.type !== 'words') return answer;
    return card({ kind: 'notice', title: answer.words, body: [], buttons: [] });
  },
});

export const form = (view: FormView): Answer => ({ type: 'form', form: view });
