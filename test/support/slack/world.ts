/** What the fake Slack knows: people, workspaces and tokens, messages, views, and a log of all it was asked. */
import { randomBytes } from 'node:crypto';
import { callsIn, mrkdwnIn } from './rules.js';

export interface FakeUser {
  readonly id: string;
  readonly email?: string;
  readonly name?: string;
  readonly team?: string;
  readonly locale?: string;
  readonly tz?: string;
  readonly deleted?: boolean;
  readonly is_bot?: boolean;
  readonly is_restricted?: boolean;
  readonly is_ultra_restricted?: boolean;
  readonly is_stranger?: boolean;
  readonly is_email_confirmed?: boolean;
  readonly enterprise_user?: { readonly enterprise_id: string; readonly teams: readonly string[] };
}

/** So many a minute, and as many at once unless it says how many; `Infinity` for no limit. */
type Tier = number | { readonly perMinute: number; readonly atOnce: number };

export interface WorldOptions {
  readonly teamId?: string;
  readonly botToken?: string;
  readonly appToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly users?: readonly FakeUser[];
  /** What the tokens may do. */
  readonly scopes?: readonly string[];
  /** `chat.postMessage` in one channel. */
  readonly messagesPerSecond?: number;
  /** So many at once are taken before that counts. */
  readonly burst?: number;
  /** Calls of a method in a workspace. Of `chat.postMessage` there is no limit unless it is said here. */
  readonly tiers?: Readonly<Record<string, Tier>>;
  /** New installations get tokens of twelve hours. */
  readonly rotation?: boolean;
  readonly now?: () => number;
}

export interface Workspace {
  readonly id: string;
  readonly isEnterprise: boolean;
  readonly expiresAt?: number | undefined;
  revoked?: boolean;
}

export interface Metadata {
  readonly event_type: string;
  readonly event_payload: Readonly<Record<string, unknown>>;
}

export interface Content {
  readonly text: string;
  readonly blocks: readonly unknown[];
}

export interface FakeMessage {
  readonly workspaceId: string;
  readonly channel: string;
  readonly ts: string;
  text: string;
  blocks: readonly unknown[];
  metadata: Metadata | undefined;
  /** The one person who sees it, if it is ephemeral. */
  readonly onlyFor: string | undefined;
  readonly threadTs: string | undefined;
}

/** A message that Slack took, as it was at that moment. */
export interface Accepted extends Readonly<FakeMessage> {
  readonly at: number;
  readonly method: string;
  /** Everybody and everything that its `text` or its mrkdwn calls. */
  readonly calls: readonly string[];
}

/** Every call, taken or not. */
export interface Call {
  readonly at: number;
  readonly method: string;
  readonly workspaceId: string;
  readonly channel: string;
  /** `ok`, Slack's error, or the fault. */
  readonly outcome: string;
}

export interface FakeView {
  readonly id: string;
  readonly userId: string;
  readonly workspaceId: string;
  hash: string;
  view: Readonly<Record<string, unknown>> & { readonly type: string; readonly blocks: readonly unknown[] };
}

/** Slack's `ok: false`. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly extra: object = {},
  ) {
    super(code);
  }
}

const defaultScopes =
  'commands chat:write im:write im:history app_mentions:read users:read users:read.email'.split(' ');

/** Per minute, method and workspace. @see https://docs.slack.dev/apis/web-api/rate-limits */
const tierOf: Readonly<Record<string, number>> = {
  'chat.update': 50,
  'chat.postEphemeral': 100,
  'conversations.open': 50,
  'conversations.history': 50,
  'views.open': 100,
  'views.push': 100,
  'views.update': 100,
  'views.publish': 100,
  'users.info': 100,
  'users.lookupByEmail': 50,
  'users.list': 20,
};

/** One in `spaceMs` in the long run, and `burst` at once (generic cell rate algorithm). */
const rateLimit = (spaceMs: number, burst: number, now: () => number) => {
  const due = new Map<string, number>();
  /** @returns after how many ms it may be tried again, or 0 if it is taken */
  return (key: string): number => {
    const next = Math.max(due.get(key) ?? 0, now());
    const waitMs = next - (burst - 1) * spaceMs - now();
    if (waitMs <= 0) due.set(key, next + spaceMs);
    return Math.max(waitMs, 0);
  };
};

export type World = ReturnType<typeof makeWorld>;

export const makeWorld = (options: WorldOptions) => {
  const {
    teamId = 'T1',
    botToken = 'xoxb-fake-bot-token',
    messagesPerSecond = 1,
    burst = 1,
    now = Date.now,
  } = options;

  let serial = 0;
  const next = (): number => {
    serial += 1;
    return serial;
  };
  const seconds = (): number => Math.floor(now() / 1000);

  const perMethod = new Map(
    Object.entries({ ...tierOf, ...options.tiers })
      .map(([method, tier]) => ({
        method,
        ...(typeof tier === 'number' ? { perMinute: tier, atOnce: tier } : tier),
      }))
      .filter(({ perMinute }) => Number.isFinite(perMinute))
      .map(({ method, perMinute, atOnce }) => [method, rateLimit(60_000 / perMinute, atOnce, now)]),
  );

  const accepted: Accepted[] = [];
  const calls: Call[] = [];
  const messages = new Map<string, FakeMessage>();
  const ephemerals: FakeMessage[] = [];
  const views = new Map<string, FakeView>();

  const take = (method: string, message: FakeMessage): FakeMessage => {
    const called = callsIn([message.text, ...mrkdwnIn(message.blocks)].join('\n'));
    accepted.push({ ...message, method, at: now(), calls: called });
    return message;
  };

  return {
    teamId,
    botToken,
    appToken: options.appToken ?? 'xapp-fake-app-token',
    clientId: options.clientId ?? 'fake-client-id',
    clientSecret: options.clientSecret ?? 'fake-client-secret',
    scopes: options.scopes ?? defaultScopes,
    rotation: options.rotation ?? false,
    now,
    next,
    newTs: (): string => `${seconds()}.${String(next() % 1_000_000).padStart(6, '0')}`,
    newSecret: (prefix: string): string => `${prefix}${randomBytes(12).toString('hex')}`,

    users: new Map<string, FakeUser>((options.users ?? []).map((user) => [user.id, user])),
    /** By token. */
    workspaces: new Map<string, Workspace>([[botToken, { id: teamId, isEnterprise: false }]]),
    refreshTokens: new Map<string, Workspace>(),
    codes: new Map<string, Workspace & { readonly at: number }>(),
    messages,
    ephemerals,
    views,
    /** The stack of each person, the one on top last. */
    modals: new Map<string, readonly string[]>(),
    homes: new Map<string, FakeView>(),
    usedTriggers: new Set<string>(),
    responseUses: new Map<string, number>(),
    accepted,
    calls,

    perChannel: rateLimit(1000 / messagesPerSecond, burst, now),
    perMethod: (method: string, workspaceId: string): number => perMethod.get(method)?.(workspaceId) ?? 0,

    keep: (method: string, message: FakeMessage): FakeMessage => {
      if (message.onlyFor) ephemerals.push(message);
      else messages.set(`${message.channel} ${message.ts}`, message);
      return take(method, message);
    },

    change: (method: string, message: FakeMessage, content: Content): FakeMessage =>
      take(method, Object.assign(message, content)),

    addView: (view: FakeView['view'], userId: string, workspaceId: string): FakeView => {
      const hash = `${seconds()}.${next().toString(16)}`;
      const added: FakeView = { id: `V${next()}`, userId, workspaceId, hash, view };
      views.set(added.id, added);
      return added;
    },

    changeView: (known: FakeView, view: FakeView['view']): FakeView =>
      Object.assign(known, { view, hash: `${seconds()}.${next().toString(16)}` }),

    note: (method: string, workspaceId: string, channel: string, outcome: string): void => {
      calls.push({ at: now(), method, workspaceId, channel, outcome });
    },
  };
};
