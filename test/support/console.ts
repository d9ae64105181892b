import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import {
  type CommandHint,
  type ConsolePerson,
  type ConsoleStore,
  consolePlatform,
  type Message,
} from '../../bot/platforms/console/index.js';
import type { Handle, Incoming, Platform } from '../../bot/platforms/platform.js';
import { drawCard } from '../../cards/index.js';
import { samples } from '../../cards/samples.js';
import type { Answer } from '../../models/answer.js';
import type { Reader } from '../../models/text.js';
import { consoleStoreInMemory } from './console-store.js';

export const zhang: ConsolePerson = {
  userId: '1001',
  name: '张伟',
  position: '销售代表',
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
};
export const emma: ConsolePerson = {
  userId: '3001',
  name: 'Emma Clarke',
  position: 'Legal counsel',
  locale: 'en',
  timeZone: 'Europe/London',
};
const people = [zhang, emma];

const commands: readonly CommandHint[] = [
  {
    word: { zh: '/商机', en: '/deal' },
    spellings: [],
    usage: { zh: '', en: '' },
    what: { zh: '商机', en: 'Deals' },
  },
  {
    word: { zh: '/商机 新建', en: '/deal new' },
    spellings: ['/商机 创建', '/deal add'],
    usage: { zh: '<名称> <金额>', en: '<title> <amount>' },
    what: { zh: '录入一个商机', en: 'Write down a deal' },
  },
  {
    word: { zh: '/待办', en: '/todo' },
    spellings: [],
    usage: { zh: '', en: '' },
    what: { zh: '等我处理的事', en: 'What waits for me' },
  },
];

export const readerFor = (userId: string): Reader => {
  const { locale, timeZone } = people.find((person) => person.userId === userId) ?? zhang;
  return { locale, timeZone, link: (path) => path };
};

const LINGER_MS = 200;

/** What somebody of the test's firm is answered. */
export type Script = (incoming: Incoming, platform: Platform) => Answer | Promise<Answer>;

export interface ConsoleWorld {
  readonly url: string;
  readonly platform: Platform;
  readonly store: ConsoleStore;
  /** Everything that was asked, as the use-cases would get it. */
  readonly asked: readonly Incoming[];
  readonly get: (path: string, headers?: Record<string, string>) => Promise<Response>;
  readonly post: (path: string, body: unknown, headers?: Record<string, string>) => Promise<Response>;
  readonly messages: (person: ConsolePerson) => Promise<readonly Message[]>;
  readonly stop: () => Promise<void>;
}

/** A console with two people, on a port of its own if none is given, that answers as the script says. */
export const startConsole = async (
  script: Script,
  store = consoleStoreInMemory(),
  port = 0,
): Promise<ConsoleWorld> => {
  const asked: Incoming[] = [];
  const platform = consolePlatform({
    people: async () => people,
    store,
    commands: () => commands,
    samples: () => samples,
    encoders: {
      slack: { encode: ({ text }) => ({ text }) },
      wecom: { encode: ({ text }) => text },
      dingtalk: { encode: ({ text }) => text },
    },
    render: drawCard,
    log: { warn: () => undefined },
  });
  const handle: Handle = async (incoming) => {
    asked.push(incoming);
    return { answer: await script(incoming, platform), reader: readerFor(incoming.who.userId) };
  };

  const listener = platform.listen(handle);
  const router = new Router();
  listener.routes(router);
  const app = new Koa().use(router.routes());
  app.silent = true;
  const server = createServer(app.callback());
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/chat`;

  const own = { 'content-type': 'application/json', 'x-dealdesk-console': '1' };
  const get: ConsoleWorld['get'] = (path, headers = {}) => fetch(`${url}${path}`, { headers });
  return {
    url,
    platform,
    store,
    asked,
    get,
    post: (path, body, headers = own) =>
      fetch(`${url}${path}`, { method: 'POST', headers, body: JSON.stringify(body) }),
    messages: async ({ userId }) => (await (await get(`/messages?person=${userId}`)).json()).messages,
    async stop() {
      await listener.stop();
      const closed = new Promise((resolve) => server.close(resolve));
      // `fetch` keeps a connection ready that never asked for anything, and the server would wait for it.
      setTimeout(() => server.closeAllConnections(), LINGER_MS).unref();
      await closed;
    },
  };
};
