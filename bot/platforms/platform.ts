import type Router from '@koa/router';
import type { Card } from '../../cards/card.js';
import type { Answer } from '../../models/answer.js';
import type { Reader } from '../../models/text.js';
import type { Json } from '../../models/views.js';

export type PlatformName = 'slack' | 'wecom' | 'dingtalk' | 'console';

/** A person as a platform knows them. `workspaceId` is the Slack team, the WeCom corp, '' on the console. */
export interface PlatformUser {
  readonly platform: PlatformName;
  readonly workspaceId: string;
  readonly userId: string;
}

/** What somebody asks for, in our words, whatever the platform. */
export type Ask =
  /** A typed line: `/deal new …`, `商机 新建 …`. */
  | { readonly kind: 'command'; readonly text: string }
  /** A pressed button: the name of a card action and what the card put into it. */
  | { readonly kind: 'press'; readonly do: string; readonly input: { readonly [key: string]: Json } }
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
  readonly ask: Ask;
}

export interface Outcome {
  readonly answer: Answer;
  readonly reader: Reader;
}

/** Never throws: a refusal or a bug is an answer in words as well. */
export type Handle = (incoming: Incoming) => Promise<Outcome>;

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

/** How a person signs in to the mini-app inside this platform's client, without typing anything. */
export interface Login {
  /** Where the browser goes; it comes back to `redirectUri` with a code and the same `state`. */
  url(redirectUri: string, state: string): string;
  /** Who that code stands for. A code is used once. @throws PlatformError */
  whoIs(code: string, redirectUri: string): Promise<PlatformUser>;
}

/** `${publicUrl}/app/forms/<token>`: the page of the form that this event was answered with; only the person who asked can open it. */
export type FormLink = (incoming: Incoming) => string;

export interface Listener {
  /** Adds this platform's routes. Called once, before the server listens. */
  routes(router: Router): void;
  start(): Promise<void>;
  /** Accepts nothing new, finishes what it holds. */
  stop(): Promise<void>;
}

export interface Platform {
  readonly name: PlatformName;
  /** Least time between two cards to one person, kept before the platform's own limit is hit. */
  readonly paceMs: number;
  readonly login?: Login;
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
}

/** A platform said no. Thrown in `bot/platforms/<name>/` and nowhere else, also for errors hidden in a 200. */
export class PlatformError extends Error {
  readonly retryable: boolean;
  readonly retryAfterMs: number | undefined;
  /** The card this was about is gone or frozen; a new one may be posted. */
  readonly gone: boolean;

  constructor(
    message: string,
    options: { retryable: boolean; retryAfterMs?: number; gone?: boolean; cause?: unknown },
  ) {
    super(message, { cause: options.cause });
    this.name = 'PlatformError';
    this.retryable = options.retryable;
    this.retryAfterMs = options.retryAfterMs;
    this.gone = options.gone ?? false;
  }
}
