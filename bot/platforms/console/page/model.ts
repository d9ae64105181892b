/** What the page knows: the people, their conversations, and what is on its way. The server's word is the truth. */
import type { CommandHint, Message, PersonEntry } from '../protocol.js';
import { api, listen } from './api.js';

/** A message of mine that the server has not confirmed. */
export interface Pending {
  readonly key: string;
  readonly text: string;
  readonly state: 'sending' | 'failed';
}

export interface Conversation {
  readonly messages: ReadonlyMap<number, Message>;
  readonly pending: readonly Pending[];
  /** There are older messages on the server. */
  readonly more: boolean;
  readonly loaded: boolean;
  /** How many things this person asked for that are not answered yet. */
  readonly answering: number;
}

type Listener = (userId: string | undefined) => void;

const EMPTY: Conversation = { messages: new Map(), pending: [], more: false, loaded: false, answering: 0 };
const PEOPLE_DELAY_MS = 80;

export const newPending = (text: string): Pending => ({ key: crypto.randomUUID(), text, state: 'sending' });

/** Of two versions of a message the later one counts; events may come twice or late. */
const merged = (known: Conversation['messages'], news: readonly Message[]): Map<number, Message> => {
  const messages = new Map(known);
  for (const message of news) {
    const old = messages.get(message.id);
    if (!old || old.updatedAt <= message.updatedAt) messages.set(message.id, message);
  }
  return messages;
};

export const createModel = (commands: readonly CommandHint[]) => {
  const conversations = new Map<string, Conversation>();
  const listeners = new Set<Listener>();
  const drafts = new Map<string, string>();
  let people: readonly PersonEntry[] = [];
  let online = true;
  let peopleTimer: ReturnType<typeof setTimeout> | undefined;

  const tell = (userId?: string): void => {
    for (const listener of listeners) listener(userId);
  };
  const of = (userId: string): Conversation => conversations.get(userId) ?? EMPTY;
  const change = (userId: string, part: Partial<Conversation>): void => {
    conversations.set(userId, { ...of(userId), ...part });
    tell(userId);
  };

  const loadPeople = async (): Promise<void> => {
    people = await api.people();
    tell();
  };
  /** Many events at once are one look at the list. */
  const loadPeopleSoon = (): void => {
    clearTimeout(peopleTimer);
    peopleTimer = setTimeout(() => void loadPeople().catch(() => undefined), PEOPLE_DELAY_MS);
  };

  const load = async (userId: string): Promise<void> => {
    const { messages, more } = await api.messages(userId);
    const known = of(userId);
    change(userId, {
      messages: merged(known.messages, messages),
      more: known.loaded ? known.more : more,
      loaded: true,
    });
  };
  const loadOlder = async (userId: string): Promise<void> => {
    const oldest = Math.min(...of(userId).messages.keys());
    const { messages, more } = await api.messages(userId, oldest);
    change(userId, { messages: merged(of(userId).messages, messages), more });
  };
  /** Something may have happened between a look and the opening of the stream, so what was looked at is read again. */
  const catchUp = (missed: boolean): void => {
    for (const [userId, { loaded }] of conversations) {
      if (missed) conversations.set(userId, EMPTY);
      if (loaded) void load(userId).catch(() => undefined);
    }
  };

  const receive = (message: Message): void => {
    const { messages, pending } = of(message.userId);
    change(message.userId, {
      messages: merged(messages, [message]),
      pending: pending.filter(({ key }) => key !== message.key),
    });
    loadPeopleSoon();
  };

  const forgetUnread = (userId: string): void => {
    const read = [...of(userId).messages].map(
      ([id, message]) => [id, { ...message, unread: false }] as const,
    );
    conversations.set(userId, { ...of(userId), messages: new Map(read) });
    loadPeopleSoon();
  };

  const answering = async (userId: string, run: () => Promise<void>): Promise<void> => {
    change(userId, { answering: of(userId).answering + 1 });
    try {
      await run();
      if (!online) await load(userId);
    } finally {
      change(userId, { answering: of(userId).answering - 1 });
    }
  };

  const transmit = async (userId: string, { key, text }: Pending): Promise<void> => {
    const others = () => of(userId).pending.filter((each) => each.key !== key);
    change(userId, { pending: [...others(), { key, text, state: 'sending' }] });
    try {
      await answering(userId, () => api.send({ person: userId, key, text }));
      change(userId, { pending: others() });
    } catch {
      change(userId, { pending: [...others(), { key, text, state: 'failed' }] });
    }
  };

  return {
    commands,
    drafts,
    people: () => people,
    person: (userId: string) => people.find((person) => person.userId === userId),
    conversation: of,
    online: () => online,
    load,
    loadOlder,
    loadPeople,
    answering,

    hasUnread: (userId: string): boolean =>
      [...of(userId).messages.values()].some(({ unread }) => unread) ||
      people.some((person) => person.userId === userId && person.unread > 0),

    /** Calls back with the person whose conversation changed, or without one when the list of people did. */
    subscribe(listener: Listener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    /** Also again, with the same key: whatever the first try did is then recognised. */
    send: transmit,
    discard: (userId: string, key: string) =>
      change(userId, { pending: of(userId).pending.filter((each) => each.key !== key) }),

    listen(): void {
      const setOnline = (value: boolean): void => {
        online = value;
        tell();
      };
      listen({
        message: receive,
        read: forgetUnread,
        fresh: (missed) => {
          setOnline(true);
          loadPeopleSoon();
          catchUp(missed);
        },
        lost: () => setOnline(false),
      });
    },
  };
};

export type Model = ReturnType<typeof createModel>;
