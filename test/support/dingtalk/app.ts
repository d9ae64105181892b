/** The DingTalk platform on a server of its own, with a `handle` that the test writes. */
import type { TokenStore } from '../../../bot/platforms/app-tokens.js';
import { type DingTalkSettings, dingtalk, type UsageKind } from '../../../bot/platforms/dingtalk/index.js';
import type { StreamPatience } from '../../../bot/platforms/dingtalk/stream.js';
import type { Handle } from '../../../bot/platforms/platform.js';
import { memoryTokens } from '../memory-tokens.js';
import { notebook, render, words } from '../outcomes.js';
import { type ServedPlatform, servePlatform } from '../serving.js';
import type { FakeDingTalk } from './fake.js';

export const memoryUsage = () => {
  const used = new Map<string, number>();
  return {
    used,
    add: async (month: string, kind: UsageKind, count: number) => {
      const now = (used.get(`${month} ${kind}`) ?? 0) + count;
      used.set(`${month} ${kind}`, now);
      return now;
    },
  };
};

/** As the usual, but faster. */
export const quick: StreamPatience = {
  firstPauseMs: 10,
  longestPauseMs: 200,
  leastLifeMs: 100,
  pingEveryMs: 50,
  silentForMs: 3000,
  leaveAfterMs: 200,
};

export interface AppOptions {
  readonly fake: FakeDingTalk;
  readonly handle?: Handle;
  readonly settings?: Partial<DingTalkSettings>;
  readonly tokens?: TokenStore;
  readonly now?: () => Date;
  readonly admins?: readonly string[];
  readonly limitMs?: number;
  readonly patience?: StreamPatience;
}

export interface DingTalkApp extends ServedPlatform {
  readonly log: ReturnType<typeof notebook>;
  readonly usage: ReturnType<typeof memoryUsage>;
}

const settingsFor = (fake: FakeDingTalk): DingTalkSettings => ({
  clientId: fake.clientId,
  clientSecret: fake.clientSecret,
  robotCode: fake.robotCode,
  cardTemplateId: fake.templateId,
  mode: 'stream',
  todos: false,
  apiUrl: fake.url,
  oapiUrl: fake.url,
  publicUrl: 'https://crm.example.com',
  monthlyCalls: 5000,
  monthlyPushes: 3000,
});

export const startDingTalkApp = async (options: AppOptions): Promise<DingTalkApp> => {
  const {
    fake,
    handle = async () => words('Done.'),
    settings,
    tokens,
    now,
    admins = [],
    limitMs,
    patience = quick,
  } = options;
  const log = notebook();
  const usage = memoryUsage();
  const platform = dingtalk(
    { ...settingsFor(fake), ...settings },
    {
      tokens: tokens ?? memoryTokens(),
      usage,
      formLink: ({ key }) => `https://crm.example.com/app/forms/${encodeURIComponent(key)}`,
      cardSecret: 'card-secret',
      admins: async () => admins,
      counted: () => {},
      render,
      log,
      now: now ?? (() => new Date()),
      patience,
      ...(limitMs !== undefined && { limitMs }),
    },
  );
  return { ...(await servePlatform(platform, handle)), log, usage };
};
