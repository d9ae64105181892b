import type { Message } from './protocol.js';

export type Content = Pick<Message, 'kind' | 'text' | 'body'>;
export type NewMessage = Content & Pick<Message, 'userId' | 'from' | 'key'>;

interface Summary {
  readonly userId: string;
  readonly unread: number;
  /** The message that changed last. */
  readonly last: Message | null;
}

/** The conversations, kept so that a restart loses nothing. Each call is its own transaction. */
export interface ConsoleStore {
  /**
   * Adds a message with `at` and `updatedAt` set to now; unread if it is from the bot. A person has at most one
   * message with a key: a second one changes nothing and gives the first back.
   */
  append(message: NewMessage): Promise<Message>;
  /** Other content in the same place, unread again, `updatedAt` set to now. Undefined when there is no such message. */
  replace(id: number, content: Content): Promise<Message | undefined>;
  find(id: number): Promise<Message | undefined>;
  /** The newest `limit` messages of a conversation, of those with an id below `before` if given; oldest first. */
  list(userId: string, limit: number, before?: number): Promise<readonly Message[]>;
  /** Everybody's messages with `updatedAt` at or after `since`, by `updatedAt`, at most `limit`. */
  changedSince(since: Date, limit: number): Promise<readonly Message[]>;
  markRead(userId: string): Promise<void>;
  /** One for each person who has messages. */
  summaries(): Promise<readonly Summary[]>;
}
