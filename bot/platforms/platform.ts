import type { IncomingMessage, ServerResponse } from 'node:http';
import type Router from '@koa/router';
import type { Card } from '../../cards/card.js';
import type { Answer } from '../../models/answer.js';
import type { DirectoryReading } from '../../models/directory.js';
import type { Reader, Saying, Text } from '../../models/text.js';
import type { Json } from '../../models/view-parts.js';
import type { View } from '../../models/views.js';

export const PLATFORM_NAMES = ['slack', 'wecom', 'dingtalk', 'console'] as const;
export type PlatformName = (typeof PLATFORM_NAMES)[number];

/** A person as a platform knows them. `workspaceId` is the Slack team, the WeCom corp, '' on the console. */
export interface PlatformUser {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  readonly userId: string;
}

/** A group chat, as a platform knows it. */
export interface PlatformChannel {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  readonly channelId: string;
}

/** The name of a card action, and what the card put into it. */
export interface Press {
  readonly do: string;
  readonly input: { readonly [key: string]: Json };
}

/** What somebody asks for, in our words, whatever the platform. */
export type Ask =
  /** A typed line: `/deal new …`, `商机 新建 …`. */
  | { readonly kind: 'command'; readonly text: string }
  /** A pressed button. */
  | ({ readonly kind: 'press' } & Press)
  | {
      readonly kind: 'submit';
      readonly form: string;
      readonly values: { readonly [field: string]: string };
      readonly context: { readonly [key: string]: Json };
    };

export interface Incoming {
  readonly who: PlatformUser;
  /** Unique for the event on its platform, the same when it is delivered again. At most 190 characters. */
  readonly key: string;
  /** The platform says that it delivered this before. */
  readonly repeat: boolean;
  /** Where it was asked, if not in the platform's own window. */
  readonly surface?: 'miniapp';
  /** A no is not kept: asked again under the same key, it is looked at anew. Only what was done is done once. */
  readonly untilDone?: boolean;
  /** Nothing is done, so nothing is kept: it is looked at anew each time. */
  readonly isLook?: boolean;
  /** The group chat in which it was typed. */
  readonly channel?: PlatformChannel;
  readonly ask: Ask;
}

export interface Outcome {
  readonly answer: Answer;
  readonly reader: Reader;
}

/** Never throws: a refusal or a bug is an answer in words as well. */
export type Handle = (incoming: Incoming) => Promise<Outcome>;

export type Render = (view: View, reader: Reader) => Card;

/** `${publicUrl}/app/forms/<token>`: the page of the form that this event was answered with; only the person who asked can open it. */
export type FormLink = (incoming: Incoming) => string;

/** Where a card is: opaque JSON of the platform's own, kept in `shown_cards.ref`. */
export type CardRef = { readonly [key: string]: Json };

export interface Profile {
  /** Only if the platform says that it is verified. */
  readonly email: string | null;
  /** Where the platform knows the firm's own number of the person. */
  readonly staffNumber?: string;
  readonly name: string;
  readonly locale?: string;
  readonly timeZone?: string;
}

/** Takes a request to its end. Never throws. */
export type Receiver = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

export interface Listener {
  /** Adds this platform's routes. Called once, before the server listens. */
  routes(router: Router): void;
  /** Paths whose `POST` is answered from Node's own request: Koa and its router cost half of what these carry. */
  readonly busy?: Readonly<Record<string, Receiver>>;
  start(): Promise<void>;
  /** Accepts nothing new, finishes what it holds. */
  stop(): Promise<void>;
}

/** How a person signs in to the mini-app inside this platform's client, without typing anything. */
export interface Login {
  /**
   * Where the browser goes; it comes back to `redirectUri` with a code and the same `state`.
   * @param who whom to be, where one may choose: the console
   */
  url(redirectUri: string, state: string, who?: string): string;
  /** What our page tells the platform's own client, which then gives it a code that nobody has to agree to. */
  readonly inClient?: { readonly corpId: string; readonly clientId: string };
  /** Who that code stands for. A code is used once. @throws PlatformError */
  whoIs(code: string, redirectUri: string, state?: string): Promise<PlatformUser>;
}

/** Who works in the firm, by the platform's own word. */
export interface PlatformDirectory {
  /** Everything, whole: throws rather than give a part. @throws PlatformError */
  read(): Promise<DirectoryReading>;
  /** Hears that somebody came, left or changed, where the platform tells: then `read` says something else. */
  onChange?(listener: () => void): void;
}

/** It is good, and perhaps worth a word; or what is wrong and what to do about it. */
export type Verdict = { readonly note?: Saying } | { readonly wrong: Saying; readonly todo: Saying };

/** Something that must be right for the service to work. It changes nothing, and no secret is in what it says. */
export interface Check {
  readonly what: Text;
  /** @throws whatever goes wrong in looking: that is told as it is */
  run(): Promise<Verdict>;
}

export interface Platform {
  readonly name: PlatformName;
  /** Our own words with the commands in them as they can be typed here, if not all are as they stand. */
  readonly typable?: (words: string) => string;
  readonly login?: Login;
  readonly directory?: PlatformDirectory;
  /** Cards in group chats, where everybody reads them. */
  readonly channels?: {
    /** Whether they go out from this instance now, where one of all instances has the way there. */
    isHere?(): boolean;
    /**
     * `key` names this card for ever.
     * @param redraw  what draws it anew when somebody in the chat presses it, where that is the only way to change it
     * @throws PlatformError
     */
    post(to: PlatformChannel, card: Card, key: string, redraw: Press): Promise<CardRef>;
    /** @throws PlatformError with `gone` when it can be changed no more */
    update(ref: CardRef, card: Card): Promise<CardRef>;
  };
  /** A sentence that says what group chats here need, besides the app being in them, before anything can be shown there. */
  readonly channelsNeed?: Text;
  /** What `npm run doctor` looks at, in order. */
  readonly checks?: readonly Check[];
  /** Least time between two cards to one person, kept before the platform's own limit is hit. */
  readonly paceMs: number;
  listen(handle: Handle): Listener;
  /**
   * A new card. `key` names this shown card for ever (`42:3`, row and version), for platforms that can recognise a repeat.
   * @param mayBeThere an earlier attempt may have arrived without anybody here knowing: look first, where one can look
   * @throws PlatformError
   */
  post(to: PlatformUser, card: Card, key: string, mayBeThere?: boolean): Promise<CardRef>;
  /** The same card, changed. @throws PlatformError with `gone` when it can be changed no more: post a new one. */
  update(ref: CardRef, card: Card): Promise<CardRef>;
  /** Who this is, by the platform's own word. @throws PlatformError */
  profile(user: PlatformUser): Promise<Profile>;
  /** The person with this e-mail, for cards to people who never wrote to us. */
  findByEmail(email: string): Promise<PlatformUser | undefined>;
  /** The person with this number of the firm's own, where the platform knows it. */
  findByStaffNumber?(staffNumber: string): Promise<PlatformUser | undefined>;
}

/** A platform said no. Thrown in `bot/platforms/<name>/` and nowhere else, also for errors hidden in a 200. */
export class PlatformError extends Error {
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  /** The card this was about is gone or frozen; a new one may be posted. */
  readonly gone: boolean;
  /** It was not our turn, or the platform had no room, which is no fault of the card: no attempt at all. */
  readonly untried: boolean;
  /** Nothing at all may be said there before `retryAfterMs` is over. */
  readonly isFull: boolean;

  constructor(
    message: string,
    options: {
      retryable: boolean;
      retryAfterMs?: number;
      gone?: boolean;
      untried?: boolean;
      isFull?: boolean;
      cause?: unknown;
    },
  ) {
    super(message, { cause: options.cause });
    this.name = 'PlatformError';
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
    this.gone = options.gone ?? false;
    this.untried = options.untried ?? false;
    this.isFull = options.isFull ?? false;
  }
}
