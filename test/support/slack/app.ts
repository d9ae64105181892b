/** The Slack platform on a server of its own, with a `handle` that the test writes. */
import type { Middleware } from 'koa';
import type { Handle } from '../../../bot/platforms/platform.js';
import {
  type SlackInstallation,
  type SlackInstallations,
  type SlackSettings,
  slack,
} from '../../../bot/platforms/slack/index.js';
import { notebook, render, words } from '../outcomes.js';
import { type ServedPlatform, servePlatform } from '../serving.js';
import type { FakeSlack } from './fake.js';

/** Installations in memory, with a lock that really lets in one at a time. */
export const memoryInstallations = (...given: readonly SlackInstallation[]) => {
  const kept = new Map<string, SlackInstallation>(given.map((each) => [each.workspaceId, each]));
  const locks = new Map<string, Promise<unknown>>();
  const store: SlackInstallations = {
    save: async (workspaceId, installation) => void kept.set(workspaceId, installation),
    find: async (workspaceId) => kept.get(workspaceId),
    remove: async (workspaceId) => void kept.delete(workspaceId),
    list: async () => [...kept.keys()],
    withLock: (workspaceId, run) => {
      const turn = (locks.get(workspaceId) ?? Promise.resolve()).then(run);
      locks.set(
        workspaceId,
        turn.catch(() => {}),
      );
      return turn;
    },
  };
  return { ...store, kept };
};

export interface AppOptions {
  readonly fake: FakeSlack;
  readonly handle?: Handle;
  readonly settings?: Partial<SlackSettings>;
  readonly installations?: SlackInstallations;
  readonly now?: () => Date;
  readonly limitMs?: number;
  /** Mounted ahead of everything. */
  readonly ahead?: Middleware;
}

export interface SlackApp extends ServedPlatform {
  readonly log: ReturnType<typeof notebook>;
}

export const startSlackApp = async ({
  fake,
  handle = async () => words('Done.'),
  settings,
  installations,
  now,
  limitMs,
  ahead,
}: AppOptions): Promise<SlackApp> => {
  const log = notebook();
  const platform = slack(
    {
      signingSecret: fake.signingSecret,
      botToken: fake.botToken,
      apiUrl: fake.apiUrl,
      publicUrl: 'https://dealdesk.example.com',
      ...settings,
    },
    {
      installations: installations ?? memoryInstallations(),
      render,
      log,
      now: now ?? (() => new Date()),
      ...(limitMs !== undefined && { limitMs }),
    },
  );
  const serving = await servePlatform(platform, handle, {
    onError: (error) => log.error({ err: error }, 'koa'),
    ...(ahead && { ahead }),
  });
  return { ...serving, log };
};
