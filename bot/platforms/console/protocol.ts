/** What the server and the page say to each other. Types only, as both sides compile this file. */
import type { AdaptiveCard, Card } from '../../../cards/card.js';
import type { Locale, Text } from '../../../models/text.js';
import type { Json, Press } from '../../../models/view-parts.js';
import type { View } from '../../../models/views.js';

/** `card` is one of `shown_cards` and follows the truth; `private` is an answer that only this person sees. */
type MessageKind = 'text' | 'card' | 'private';

export interface Body extends AdaptiveCard {
  /** Of an answer: the page of what it shows. Another with the same page shows the same. */
  readonly page?: string;
  /** Of a form or a menu that has taken a card's place: what brings the card back. */
  readonly back?: Press;
}

export interface Message {
  readonly id: number;
  /** Whose conversation with the bot this is in. */
  readonly userId: string;
  readonly from: 'me' | 'bot';
  readonly kind: MessageKind;
  /** The words of a text, the one-line meaning of a card. */
  readonly text: string;
  readonly body: Body | null;
  /** Names this message for ever, so that the same thing done twice is one message. */
  readonly key: string;
  readonly at: string;
  readonly updatedAt: string;
  readonly unread: boolean;
}

export interface ConsolePerson {
  readonly userId: string;
  readonly name: string;
  readonly position: string;
  readonly locale: Locale;
  readonly timeZone: string;
}

export interface PersonEntry extends ConsolePerson {
  readonly unread: number;
  readonly last: Pick<Message, 'text' | 'from' | 'updatedAt'> | null;
}

/** One line of the completion: `word` is what gets typed, `usage` what may follow it. */
export interface CommandHint {
  readonly word: Text;
  /** Each way to spell it that is understood, in lower case. */
  readonly spellings: readonly string[];
  readonly usage: Text;
  readonly what: Text;
}

export interface MessagePage {
  readonly messages: readonly Message[];
  /** There are older ones. */
  readonly more: boolean;
}

interface FromPerson {
  readonly person: string;
  /** Made once for each thing a person does; sent again unchanged when the first try got no answer. */
  readonly key: string;
}

export interface SendRequest extends FromPerson {
  readonly text: string;
}

/** Puts a form away without sending it. */
export interface CancelRequest extends FromPerson {
  readonly messageId: number;
}

export interface PressRequest extends FromPerson {
  readonly messageId: number;
  readonly do: string;
  readonly input: { readonly [key: string]: Json };
}

export interface SubmitRequest extends FromPerson {
  readonly messageId: number;
  readonly form: string;
  readonly values: { readonly [field: string]: string };
  readonly context: { readonly [key: string]: Json };
}

/** Signs in to the mini-app as the person it was asked for. */
export interface SignInCode {
  readonly code: string;
}

/** The events of the stream. Each may come more than once; the newest `updatedAt` of a message wins. */
export interface StreamEvents {
  readonly message: Message;
  readonly read: { readonly userId: string };
  /** Too much was missed to be told one by one: load everything again. */
  readonly reload: Record<string, never>;
}

/** Whose words a card is shown in. */
export type GalleryPlatform = 'adaptiveCard' | 'slack' | 'wecom' | 'dingtalk';

export interface GalleryCard {
  readonly name: string;
  readonly kind: View['kind'];
  readonly locale: Locale;
  readonly card: Card;
  /** The card in each platform's own words. */
  readonly payloads: Readonly<Record<GalleryPlatform, unknown>>;
}
