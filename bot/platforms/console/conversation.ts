/** What a person does on the page: ask, and keep what was asked and answered. */
import type { Ask, Handle } from '../platform.js';
import { cancelledForm, closedForm, contentOf, type Drawing, takesPlace, words } from './answers.js';
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

  const place = async (userId: string, key: string, content: Content, source: Message | undefined) => {
    const replaced =
      source && takesPlace(content, source) ? await keep.replace(source.id, content) : undefined;
    return replaced ?? keep.append({ ...content, userId, from: 'bot', key: `${key}:answer` });
  };

  const answer = async (from: { person: string; key: string }, ask: Ask, source?: Message): Promise<void> => {
    const { answer, reader } = await handle(incoming(from, ask));
    const content = contentOf(answer, ask, reader, tools);
    const isUndone = answer.type === 'words' && answer.undone !== undefined;
    const formIsDone =
      ask.kind === 'submit' && content.kind === 'text' && !isUndone && source?.kind === 'private';
    if (formIsDone) await keep.replace(source.id, closedForm(source, ask.values));
    await place(from.person, from.key, content, source);
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
      const cancelled = source && cancelledForm(source);
      if (cancelled) await keep.replace(source.id, cancelled);
    },
  };
};
