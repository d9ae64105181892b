/** A chat in memory, with the manners of a platform: what each person has on the screen, and what it is told to refuse. */
import type { CardRef, Platform, PlatformName, PlatformUser, Profile } from '../../bot/platforms/platform.js';
import { PlatformError } from '../../bot/platforms/platform.js';
import type { Card } from '../../cards/card.js';

interface ChatMessage {
  readonly id: number;
  readonly to: PlatformUser;
  readonly key: string;
  card: Card;
  /** How often it was changed after it was posted. */
  changes: number;
}

type Call = 'post' | 'update' | 'profile' | 'findByEmail';

export interface Chat extends Platform {
  /** What stands in a person's conversation, the oldest first. */
  messagesOf(userId: string): readonly ChatMessage[];
  /** Every call that was answered well, in order: `post E002`, `update E002`. */
  readonly log: readonly string[];
  /** The next calls of this kind fail so, one after the other. */
  refuse(call: Call, ...errors: readonly Error[]): void;
  /** People whom the platform knows by their e-mail. */
  know(userId: string, profile: Profile): void;
  /** Somebody takes a message away. */
  remove(id: number): void;
  /** Every call waits for this first. */
  pause: (call: Call) => Promise<void>;
}

export const gone = () => new PlatformError('This message is gone.', { retryable: false, gone: true });
export const busy = (retryAfterMs?: number) =>
  new PlatformError('Slow down.', { retryable: true, ...(retryAfterMs !== undefined && { retryAfterMs }) });
export const forbidden = () => new PlatformError('You may not write to this person.', { retryable: false });

export const openChat = ({
  name = 'console',
  paceMs = 0,
}: {
  name?: PlatformName;
  paceMs?: number;
} = {}): Chat => {
  const messages = new Map<number, ChatMessage>();
  const profiles = new Map<string, Profile>();
  const refusals: Record<Call, Error[]> = { post: [], update: [], profile: [], findByEmail: [] };
  const log: string[] = [];
  let last = 0;

  const chat: Chat = {
    name,
    paceMs,
    log,
    pause: async () => {},
    messagesOf: (userId) => [...messages.values()].filter(({ to }) => to.userId === userId),
    refuse: (call, ...errors) => void refusals[call].push(...errors),
    know: (userId, profile) => void profiles.set(userId, profile),
    remove: (id) => void messages.delete(id),

    listen: () => ({ routes: () => {}, start: async () => {}, stop: async () => {} }),

    async post(to, card, key) {
      await take('post');
      last += 1;
      messages.set(last, { id: last, to, key, card, changes: 0 });
      log.push(`post ${to.userId}`);
      return { id: last };
    },

    async update(ref: CardRef, card) {
      await take('update');
      const message = messages.get(Number(ref.id));
      if (!message) throw gone();
      message.card = card;
      message.changes += 1;
      log.push(`update ${message.to.userId}`);
      return ref;
    },

    async profile({ userId }) {
      await take('profile');
      return profiles.get(userId) ?? { email: null, name: userId };
    },

    async findByEmail(email) {
      await take('findByEmail');
      const found = [...profiles].find(([, profile]) => profile.email === email);
      return found && { platform: name, workspaceId: '', userId: found[0] };
    },
  };

  const take = async (call: Call) => {
    await chat.pause(call);
    const error = refusals[call].shift();
    if (error) throw error;
  };

  return chat;
};
