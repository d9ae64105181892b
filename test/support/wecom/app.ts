/** The WeCom platform on a server of its own, with a `handle` that the test writes, and what instances share in memory. */
import type { Handle } from '../../../bot/platforms/platform.js';
import {
  blocks,
  type LineState,
  perConversation,
  perPerson,
  perWebhook,
  type Stores,
  type WecomSettings,
  wecom,
} from '../../../bot/platforms/wecom/index.js';
import type { RobotPatience } from '../../../bot/platforms/wecom/line/index.js';
import { msUntilRoom, type Pace, type Turns, withTurn } from '../../../models/wecom.js';
import { memoryTokens } from '../memory-tokens.js';
import { notebook, render, words } from '../outcomes.js';
import { type ServedPlatform, servePlatform } from '../serving.js';
import type { FakeWecom } from './fake.js';

/** Time that goes by when the test says so, or when somebody waits. */
export interface Clock {
  now(): number;
}

/** As the usual, but faster. */
export const quick: RobotPatience = {
  pingEveryMs: 50,
  silentForMs: 3_000,
  quietForMs: 60_000,
  ackWithinMs: 3_000,
  leaseMs: 1_000,
  renewEveryMs: 100,
  lookEveryMs: 30,
  firstPauseMs: 10,
  longestPauseMs: 200,
  leastLifeMs: 100,
  kickPauseMs: 60_000,
  troublePauseMs: 60_000,
};

/** Whose the robot's connection is, for all instances of a test. */
const memoryLine = () => {
  let lease = { owner: '', endsAtMs: 0 };
  const told: LineState[] = [];
  /** For whom the database is out of reach. */
  const cutOff = new Set<string>();
  const isHeld = () => lease.endsAtMs > performance.now();
  const of = (owner: string): Stores['line'] => ({
    hold: async (lifeMs) => {
      if (cutOff.has(owner)) throw new Error('The database is away.');
      if (isHeld() && lease.owner !== owner) return false;
      lease = { owner, endsAtMs: performance.now() + lifeMs };
      return true;
    },
    release: async () => {
      if (lease.owner === owner) lease = { owner: '', endsAtMs: 0 };
    },
    tell: async (state) => void told.push(state),
    state: async () => (isHeld() ? (told.at(-1) ?? 'away') : undefined),
  });
  return { of, told, cutOff };
};

/** As the stores in the database, but in memory; one for all instances of a test. */
export const memoryStores = ({ now }: Clock) => {
  const app = memoryTokens();
  const codes = new Map<string, { code: string; endsAtMs: number }[]>();
  const sent = new Map<string, Turns>();
  const blocked = new Map<string, { endsAtMs: number; lengthMs: number }>();
  const answered = new Set<string>();
  const newest = new Map<number, string>();
  const people: string[] = [];

  const ways = new Map<string, { readonly chatId: string; readonly endsAtMs: number }>();
  const webhooks = new Map<string, string | undefined>();
  const following: string[] = [];

  const turnsOf = (name: string): Turns => sent.get(name) ?? { fullAtMs: 0, sentAtMs: [] };
  const takeTurn = (name: string, pace: Pace): number => {
    const waitMs = msUntilRoom(pace, turnsOf(name), now());
    if (waitMs === 0) sent.set(name, withTurn(pace, turnsOf(name), now()));
    return waitMs;
  };

  const line = memoryLine();

  const stores: Stores = {
    tokens: app,
    contactTokens: memoryTokens(),
    codes: {
      keep: async (taskId, code, endsAt) =>
        void codes.set(taskId, [...(codes.get(taskId) ?? []), { code, endsAtMs: endsAt.getTime() }]),
      take: async (taskId) => {
        const [first, ...others] = (codes.get(taskId) ?? []).filter(({ endsAtMs }) => endsAtMs > now());
        codes.set(taskId, others);
        return first?.code;
      },
    },
    turns: {
      take: async (userId) => takeTurn(userId, perPerson),
      delay: async (userId) => {
        const { fullAtMs, sentAtMs } = turnsOf(userId);
        sent.set(userId, { fullAtMs, sentAtMs: [...sentAtMs.slice(0, -1), now()] });
      },
      blockedMs: async (method) => Math.max(0, (blocked.get(method)?.endsAtMs ?? 0) - now()),
      block: async (method) => {
        const lengthMs = Math.min(
          (blocked.get(method)?.lengthMs ?? 0) * 2 || blocks.firstMs,
          blocks.longestMs,
        );
        blocked.set(method, { endsAtMs: now() + lengthMs, lengthMs });
        return lengthMs;
      },
    },
    answers: {
      begin: async (key) => !answered.has(key) && Boolean(answered.add(key)),
      forget: async (key) => void answered.delete(key),
    },
    groups: {
      keepWay: async (chatId, code, lifeMs) =>
        void ways.set(code, ways.get(code) ?? { chatId, endsAtMs: now() + lifeMs }),
      takeWay: async (chatId) => {
        const [code] = [...ways].find(([, way]) => way.chatId === chatId && way.endsAtMs > now()) ?? [];
        if (code !== undefined) ways.delete(code);
        return code;
      },
      webhookOf: async (chatId) => webhooks.get(chatId),
      takeTurn: async (key) => takeTurn(`webhook ${key}`, perWebhook),
      takeRobotTurn: async (chatId) => takeTurn(`robot ${chatId}`, perConversation),
      webhooks: async () => [...webhooks].map(([chatId, key]) => ({ chatId, key })),
      following: async () => following,
    },
    line: line.of('one'),
    people: {
      renamed: async (userId, to) => void people.push(`${userId} → ${to}`),
      left: async (userId) => void people.push(`${userId} left`),
    },
    newestTaskId: async (id) => newest.get(id),
    installationId: async () => 'w1',
  };
  return {
    ...stores,
    kept: app.kept,
    codesOf: codes,
    newest,
    known: people,
    webhooks,
    following,
    lineOf: line,
  };
};

export type MemoryStores = ReturnType<typeof memoryStores>;

export interface AppOptions {
  readonly fake: FakeWecom;
  readonly handle?: Handle;
  readonly settings?: Partial<WecomSettings>;
  readonly stores?: MemoryStores;
  /** Of several instances, which one. */
  readonly instance?: string;
  readonly patience?: RobotPatience;
}

export interface WecomApp extends ServedPlatform {
  readonly log: ReturnType<typeof notebook>;
  readonly stores: MemoryStores;
}

const settingsFor = (fake: FakeWecom): WecomSettings => ({
  corpId: fake.corpId,
  agentId: fake.agentId,
  secret: fake.secret,
  token: fake.token,
  encodingAesKey: fake.encodingAesKey,
  apiUrl: fake.url,
  oauthUrl: 'https://open.weixin.qq.com',
  publicUrl: 'https://crm.example.com',
});

/** The settings of a robot that connects. */
export const connects = ({ robot }: FakeWecom): Pick<WecomSettings, 'robot'> => ({
  robot: { botId: robot.account.id, secret: robot.account.secret, gatewayUrl: robot.url() },
});

export const startWecomApp = async (options: AppOptions): Promise<WecomApp> => {
  const { fake, handle = async () => words('Done.'), settings, stores = memoryStores(fake) } = options;
  const { instance = 'one', patience = quick } = options;
  const log = notebook();
  const platform = wecom(
    { ...settingsFor(fake), ...settings },
    {
      stores: { ...stores, line: stores.lineOf.of(instance) },
      patience,
      formLink: ({ key }) => `https://crm.example.com/app/forms/${encodeURIComponent(key)}`,
      render,
      log,
      now: () => new Date(fake.now()),
      sleep: async (ms) => {
        fake.state.aheadMs += ms;
      },
    },
  );
  const serving = await servePlatform(platform, handle, {
    onError: (error) => log.error({ err: error }, 'koa'),
  });
  return { ...serving, log, stores };
};
