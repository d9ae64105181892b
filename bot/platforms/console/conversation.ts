/** What a person does on the page: ask, and keep what was asked and answered. */
import { pressOf, redrawnWith, shownWith } from '../outcome.js';
import type { Ask, Handle, Incoming, Outcome } from '../platform.js';
import {
  cancelledForm,
  closedForm,
  contentOf,
  type Drawing,
  inPlaceOf,
  takesPlace,
  words,
} from './answers.js';
import { incoming } from './decode.js';
import type { CancelRequest, Message, PressRequest, SendRequest, SubmitRequest } from './protocol.js';
import type { ConsoleStore, Content, NewMessage } from './store.js';
import type { Stream } from './stream.js';

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
  const redrawn = redrawnWith(handle);

  const draw = ({ ask }: Incoming, { answer, reader }: Outcome): Content =>
    contentOf(answer, ask, reader, tools);

  const cardNow = async (asked: Incoming, outcome: Outcome): Promise<Content | undefined> => {
    const now = await redrawn(asked, outcome);
    return now && draw(asked, now);
  };

  /** How a private card is left by what somebody did on it, where that was answered in words. Nothing: as it is. */
  const left = async (asked: Incoming, outcome: Outcome, source: Message): Promise<Content | undefined> => {
    const { answer } = outcome;
    if (source.kind !== 'private' || answer.type !== 'words') return undefined;
    if (asked.ask.kind !== 'submit') return cardNow(asked, outcome);
    if (answer.undone) return undefined;
    const now = source.body?.back && (await cardNow(asked, outcome));
    return now || closedForm(source, asked.ask.values);
  };

  const place = async (asked: Incoming, outcome: Outcome, key: string, source: Message | undefined) => {
    const content = draw(asked, outcome);
    const replaced =
      source && takesPlace(content, source)
        ? await keep.replace(source.id, inPlaceOf(source, content, outcome.answer))
        : undefined;
    return (
      replaced ?? keep.append({ ...content, userId: asked.who.userId, from: 'bot', key: `${key}:answer` })
    );
  };

  const answer = async (from: { person: string; key: string }, ask: Ask, source?: Message): Promise<void> => {
    const asked = incoming(from, ask);
    const outcome = await handle(asked);
    const remains = source && (await left(asked, outcome, source));
    if (remains) await keep.replace(source.id, remains);
    await place(asked, outcome, from.key, source);
  };

  /** The card is back in whose place the form was; otherwise a line says that it was put away. */
  const leftOfForm = async (request: CancelRequest, form: Message): Promise<Content | undefined> => {
    const { back } = form.body ?? {};
    const asked = back && incoming(request, pressOf(back));
    const now = asked && (await shown(asked));
    return now ? draw(asked, now) : cancelledForm(form);
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
      const remains = source && (await leftOfForm(request, source));
      if (remains) await keep.replace(source.id, remains);
    },
  };
};
