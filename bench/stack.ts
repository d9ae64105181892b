import { setTimeout as sleep } from 'node:timers/promises';
import { migrate } from '../migrations/index.js';
import { type Database, openDatabase } from '../models/database.js';
import { freePort } from '../test/support/free-port.js';
import { nodeFlags, service } from '../test/support/start.js';
import { type Chat, type ChatName, startChat } from './chats.js';
import { type Child, startChild } from './child.js';
import { everybodyIn, type Firm, type FirmSize, seedFirm, TEAM } from './firm.js';
import type { Typing } from './load/requests.js';
import type { Outcomes } from './load/run.js';
import type { Server } from './server.js';

const READY_LIMIT_MS = 30_000;
const POLL_MS = 5;

/** Dealdesk as it runs, on a database and a platform of its own, each in its own process. */
export interface Stack {
  readonly port: number;
  readonly app: Child;
  readonly chat: Chat;
  readonly firm: Firm;
  /** To look into it from outside. */
  readonly database: Database;
  closed(typing: Typing, connections: number, seconds: number): Promise<Outcomes>;
  open(typing: Typing, perSecond: number): Promise<Outcomes>;
  /** Sellers typing a line, one after the other. */
  typing(line: string, count: number, firstAmount?: number): Typing;
  stop(): Promise<void>;
}

export const settingsFor = (port: number, url: string, { settings }: Chat): Record<string, string> => ({
  PORT: String(port),
  DATABASE_URL: url,
  SESSION_SECRET: 'a secret of at least 32 characters, for a bench',
  ...settings,
});

const isReady = (port: number): Promise<boolean> =>
  fetch(`http://127.0.0.1:${port}/readyz`).then(
    ({ status }) => status === 200,
    () => false,
  );

/** @returns when it was seen to be ready, as `performance.now()` */
export async function untilReady(port: number, app: Child): Promise<number> {
  const limit = performance.now() + READY_LIMIT_MS;
  while (performance.now() < limit && !app.hasEnded()) {
    if (await isReady(port)) return performance.now();
    await sleep(POLL_MS);
  }
  throw new Error(`Dealdesk did not become ready:\n${app.printed()}`);
}

interface StackOptions {
  readonly platform?: ChatName;
  readonly messagesPerMinute?: number | undefined;
  /** What else Node is told. */
  readonly nodeFlags?: readonly string[];
}

export async function startStack(
  server: Server,
  size: FirmSize,
  { platform = 'slack', messagesPerMinute, nodeFlags: more = [] }: StackOptions = {},
): Promise<Stack> {
  const url = await server.create();
  const database = await openDatabase(url);
  await migrate(database);
  const chat = await startChat(platform, {
    userIds: everybodyIn(size),
    ...(messagesPerMinute !== undefined && { messagesPerMinute }),
  });
  const firm = await seedFirm(database, size, { platform, workspaceId: chat.workspaceId });

  const load = startChild('./children/load.js');
  const port = await freePort();
  const app = startChild(service(), {
    env: settingsFor(port, url, chat),
    nodeFlags: [...nodeFlags(), ...more],
  });
  await untilReady(port, app);

  return {
    port,
    app,
    chat,
    firm,
    database,
    closed: (typing, connections, seconds) => load.ask('closed', { port, typing, connections, seconds }),
    open: (typing, perSecond) => load.ask('open', { port, typing, perSecond }),
    typing: (line, count, firstAmount = 10_000) => ({
      signingSecret: chat.settings.SLACK_SIGNING_SECRET ?? '',
      teamId: TEAM,
      userIds: firm.sellers,
      customers: firm.customers,
      line,
      firstAmount,
      count,
    }),
    stop: async () => {
      await Promise.all([app.stop(), load.stop()]);
      await chat.child.stop();
      await database.close();
      await server.drop(url);
    },
  };
}
