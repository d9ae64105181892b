import type { CardRef } from '../bot/platforms/platform.js';
import { type Child, startChild } from './child.js';

export type ChatName = 'slack' | 'wecom' | 'dingtalk';

/** What Dealdesk must be told to speak to a fake platform. */
export interface Chatting {
  readonly workspaceId: string;
  readonly settings: Readonly<Record<string, string>>;
}

/** Who is there, and what the platform takes besides its usual limits. */
export interface Opening {
  readonly userIds: readonly string[];
  /** New messages in all conversations together, and as many at once. */
  readonly messagesPerMinute?: number;
}

/** A fake platform that keeps the limits of the real one, in a process of its own. */
export interface Chat extends Chatting {
  readonly child: Child;
  taken(): Promise<Taken>;
  /** Where it has a card, by what `shown_cards.ref` keeps of it. */
  placeOf(ref: CardRef): string;
}

export interface TakenCard {
  readonly place: string;
  /** Whose conversation it came to. */
  readonly to: string;
  /** As epoch milliseconds. */
  readonly at: number;
}

/** All that a platform was asked since its start. */
export interface Taken {
  readonly cards: readonly TakenCard[];
  readonly refused: readonly string[];
  /** Thrown away without a word. */
  readonly dropped: number;
}

const placeOf: Readonly<Record<ChatName, (ref: CardRef) => string>> = {
  slack: ({ channel, ts }) => `${channel} ${ts}`,
  wecom: ({ taskId }) => String(taskId),
  dingtalk: ({ trackId }) => String(trackId),
};

const programs: Readonly<Record<ChatName, string>> = {
  slack: './children/slack.js',
  wecom: './children/wecom.js',
  dingtalk: './children/dingtalk.js',
};

export async function startChat(name: ChatName, opening: Opening): Promise<Chat> {
  const child = startChild(programs[name]);
  const chatting = await child.ask<Chatting>('start', opening);
  return { ...chatting, child, taken: () => child.ask<Taken>('taken'), placeOf: placeOf[name] };
}
