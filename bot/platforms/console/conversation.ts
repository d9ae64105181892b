/** What a person does on the page: ask, and keep what was asked and answered. */
import { isBeside, isSaid } from '../../../models/answer.js';
import type { Press } from '../../../models/view-parts.js';
import { shownWith } from '../outcome.js';
import type { Ask, Handle, Incoming, Outcome } from '../platform.js';
import {
  cancelledForm,
  closedForm,
  contentOf,
  type Drawing,
  inPlaceOf,
  overtakenBy,
  takesPlace,
  words,
} from './answers.js';
import { incoming } from './decode.js';
import type { CancelRequest, Message, PressRequest, SendRequest, SubmitRequest } from './protocol.js';
import type { ConsoleStore, Content, NewMessage } from './store.js';
import type { Stream } from './stream.js';

/** What is further up is not before anybody's eyes. */
const LOOK_BACK = 50;

interface Tools extends Drawing {
  readonly store: ConsoleStore;
  readonly stream: Pick<Stream, 'message'>;
}

/** The store, and each page told of what was stored. */
export const tellingStore = ({ store, stream }: Pick<Tools, 'store' | 'stream'>) => {
  const told = <M extends Message | undefined>(message: M): M => {
    if (message) stream.message(message);
    return message;
  };
  return {
    append: async (message: NewMessage): Promise<Message> => told(await store.append(message)),
    replace: async (id: number, content: Content): Promise<Message | undefined> =>
      told(await store.replace(id, content)),
  };
};

export const conversations = (tools: Tools, handle: Handle) => {
  const { store } = tools;
  const keep = tellingStore(tools);

  const shown = shownWith(handle);

  const draw = ({ ask }: Incoming, { answer, reader }: Outcome): Content =>
    contentOf(answer, ask, reader, tools);

  const cardNow = async (asked: Incoming, redraw: Press | undefined): Promise<Content | undefined> => {
    const now = redraw && (await shown(asked, redraw));
    return now && draw(asked, now);
  };

  /** How a private card is left by what somebody did on it, where it was said what was done. Nothing: as it is. */
  const left = async (
    asked: Incoming,
    { answer }: Outcome,
    source: Message,
  ): Promise<Content | undefined> => {
    if (source.kind !== 'private' || !isSaid(answer)) return undefined;
    const { back } = source.body ?? {};
    const { ask } = asked;
    if (ask.kind !== 'submit') return cardNow(asked, back ?? answer.redraw);
    return 'undone' in answer && answer.undone
      ? undefined
      : ((await cardNow(asked, back)) ?? closedForm(source, ask.values));
  };

  /** Of two that show the same, one would soon be out of date. */
  const overtake = async (content: Content, others: readonly Message[]): Promise<void> => {
    for (const other of others) {
      const line = overtakenBy(content, other);
      if (line) await keep.replace(other.id, line);
    }
  };

  const place = async (asked: Incoming, outcome: Outcome, from: string, source: Message | undefined) => {
    const { userId } = asked.who;
    const key = `${from}:answer`;
    const content = draw(asked, outcome);
    const known = await store.list(userId, LOOK_BACK);
    await overtake(
      content,
      known.filter((each) => each.key !== key && each.id !== source?.id),
    );
    const replaced =
      source && takesPlace(content, source) && !isBeside(outcome.answer)
        ? await keep.replace(source.id, inPlaceOf(source, content, outcome.answer))
        : undefined;
    return replaced ?? keep.append({ ...content, userId, from: 'bot', key });
  };

  const answer = async (from: { person: string; key: string }, ask: Ask, source?: Message): Promise<void> => {
    const asked = incoming(from, ask);
    const outcome = await handle(asked);
    const remains = source && (await left(asked, outcome, source));
    if (remains) await keep.replace(source.id, remains);
    await place(asked, outcome, from.key, source);
  };

  /** In whose place a form is. */
  const cardBehind = async (request: CancelRequest, { body }: Message): Promise<Content | undefined> => {
    const { back } = body ?? {};
    return back && cardNow(incoming(request, { kind: 'press', input: {}, ...back }), back);
  };

  /** The message acted on, if it is in this person's conversation. */
  const sourceOf = async ({ person, messageId }: CancelRequest) => {
    const source = await store.find(messageId);
    return source?.userId === person ? source : undefined;
  };

  return {
    async send(request: SendRequest): Promise<void> {
      const { person: userId, key, text } = request;
      await keep.append({ ...words(text), userId, from: 'me', key });
      await answer(request, { kind: 'command', text });
    },
    async press(request: PressRequest): Promise<void> {
      const ask: Ask = { kind: 'press', do: request.do, input: request.input };
      await answer(request, ask, await sourceOf(request));
    },
    async submit(request: SubmitRequest): Promise<void> {
      const { form, values, context } = request;
      await answer(request, { kind: 'submit', form, values, context }, await sourceOf(request));
    },
    async cancel(request: CancelRequest): Promise<void> {
      const source = await sourceOf(request);
      const remains = source && ((await cardBehind(request, source)) ?? cancelledForm(source));
      if (remains) await keep.replace(source.id, remains);
    },
  };
};
