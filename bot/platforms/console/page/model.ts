/** What the page knows: the people, their conversations, and what is on its way. The server's word is the truth. */
import type { CommandHint, Message, MessagePage, PersonEntry } from '../protocol.js';
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
  /** Every message with this id or a later one is here; 0 when there are no earlier ones. */
  readonly knownFrom: number;
  readonly loaded: boolean;
  /** How many commands of this person are not answered yet. */
  readonly answering: number;
}

type Listener = (userId: string | undefined) => void;

const EMPTY: Conversation = { messages: new Map(), pending: [], knownFrom: 0, loaded: false, answering: 0 };
const PEOPLE_DELAY_MS = 80;

export const newPending = (text: string): Pending => ({ key: crypto.randomUUID(), text, state: 'sending' });

const isNewer = (message: Message, old: Message | undefined): boolean =>
  !old || old.updatedAt <= message.updatedAt;

/**
 * Of two versions of a message the later one counts, as events may come twice or late. A change of a message from
 * before `knownFrom` is left out: it comes with its neighbours when somebody looks that far back.
 */
const merged = (known: Conversation['messages'], news: readonly Message[], knownFrom: number) => {
  const changed = news.filter((message) => isNewer(message, known.get(message.id)));
  const all = [...known.values(), ...changed].filter(({ id }) => id >= knownFrom);
  return new Map(all.map((message) => [message.id, message]));
};

const oldestOf = ({ messages, more }: MessagePage): number =>
  more ? Math.min(...messages.map(({ id }) => id)) : 0;

export const createModel = (commands: readonly CommandHint[]) => {
  const conversations = new Map<string, Conversation>();
  const listeners = new Set<Listener>();
  const watched = new Set<string>();
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

  const add = (userId: string, page: MessagePage, knownFrom: number): void => {
    const messages = merged(of(userId).messages, page.messages, knownFrom);
    change(userId, { messages, knownFrom, loaded: true });
  };
  const load = async (userId: string): Promise<void> => {
    const page = await api.messages(userId);
    const { loaded, knownFrom } = of(userId);
    add(userId, page, loaded ? knownFrom : oldestOf(page));
  };
  const loadOlder = async (userId: string): Promise<void> => {
    const page = await api.messages(userId, of(userId).knownFrom);
    add(userId, page, oldestOf(page));
  };
  const loadSoon = (userId: string): void => void load(userId).catch(() => undefined);

  /** Something may have happened between a look and the opening of the stream, so what is on screen is read again. */
  const catchUp = (missed: boolean): void => {
    for (const [userId, { pending, answering }] of missed ? conversations : [])
      conversations.set(userId, { ...EMPTY, pending, answering });
    for (const userId of watched) loadSoon(userId);
  };

  const receive = (message: Message): void => {
    const { messages, pending, knownFrom } = of(message.userId);
    change(message.userId, {
      messages: merged(messages, [message], knownFrom),
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

  /** Without the stream nobody tells us what came of it, so we look. */
  const reach = async (userId: string, run: () => Promise<void>): Promise<void> => {
    await run();
    if (!online) await load(userId);
  };

  const transmit = async (userId: string, { key, text }: Pending): Promise<void> => {
    const put = (by: 1 | -1, ...mine: readonly Pending[]): void => {
      const { pending, answering } = of(userId);
      const others = pending.filter((each) => each.key !== key);
      change(userId, { pending: [...others, ...mine], answering: answering + by });
    };
    put(1, { key, text, state: 'sending' });
    try {
      await reach(userId, () => api.send({ person: userId, key, text }));
      put(-1);
    } catch {
      put(-1, { key, text, state: 'failed' });
    }
  };

  return {
    commands,
    people: () => people,
    person: (userId: string) => people.find((person) => person.userId === userId),
    conversation: of,
    online: () => online,
    loadOlder,
    loadPeople,
    reach,

    /** From now on this person's conversation is on screen, until the result is called. */
    watch(userId: string): () => void {
      watched.add(userId);
      loadSoon(userId);
      return () => watched.delete(userId);
    },

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
