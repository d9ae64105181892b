/** DingTalk as the reference describes it: the OpenAPI of both hosts, the gateway of Stream mode, and its limits. */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson } from '../api-faults.js';
import { type Gateway, gateway } from './gateway.js';
import { cardMethods } from './methods-cards.js';
import { contactMethods } from './methods-contacts.js';
import { robotMethods } from './methods-robot.js';
import { todoMethods, todoRoute } from './methods-todos.js';
import {
  type FakeCard,
  type FakeDepartment,
  type FakeMessage,
  type FakeTodo,
  type FakeUser,
  type FaultRule,
  faultList,
  Refused,
  sendHtml,
} from './world.js';

const TOKEN_MS = 7_200_000;
const BAN_MS = 300_000;
const IP_WINDOW_MS = 20_000;
const QPS = 20;

const wholeFirm: FakeDepartment = { dept_id: 1, name: '示例公司' };
const usualDepartments: readonly FakeDepartment[] = [
  { dept_id: 10, name: '销售部', parent_id: 1 },
  { dept_id: 11, name: '华东区', parent_id: 10 },
];

export interface FakeOptions {
  readonly users: readonly FakeUser[];
  /** Besides the whole firm; by default, Sales and one below it. */
  readonly departments?: readonly FakeDepartment[];
  /** Calls of one API in a second. */
  readonly qps?: number;
  readonly monthlyCalls?: number;
  /** 10,000 in 20 seconds, unless a test wants to get there sooner. */
  readonly callsPerIp?: number;
  readonly templateId?: string;
}

export interface Call {
  readonly api: string;
  readonly atMs: number;
  readonly outcome: string;
  readonly body: Readonly<Record<string, unknown>>;
}

export type Body = Readonly<Record<string, unknown>>;
/** @throws Refused */
export type Method = (world: World, body: Body, query: URLSearchParams) => object;
/** By method and path. A free one is not counted, an old one answers errors with a 200. */
export type Methods = Readonly<
  Record<
    string,
    { readonly api: string; readonly isFree?: true; readonly isOld?: true; readonly run: Method }
  >
>;

export interface World {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly templateId: string;
  readonly users: Map<string, FakeUser>;
  readonly departments: Map<number, FakeDepartment>;
  readonly cards: Map<string, FakeCard>;
  readonly messages: FakeMessage[];
  readonly todos: FakeTodo[];
  /** What each person saw last, cards by their id and messages by theirs. */
  readonly timeline: { readonly to: string; readonly id: string }[];
  readonly callbacks: Map<string, { readonly url: string; readonly apiSecret: string }>;
  /** Codes of the client and of the browser, by whom they stand for. */
  readonly codes: Map<string, { readonly userid: string; readonly untilMs: number }>;
  readonly webhooks: Map<string, { readonly to: string; readonly untilMs: number }>;
  readonly url: () => string;
  readonly now: () => number;
}

const readJson = async (request: IncomingMessage): Promise<Body> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString();
  if (!request.headers['content-type']?.startsWith('application/json')) return {};
  return JSON.parse(text || '{}') as Body;
};

const headerOf = ({ headers }: IncomingMessage): string =>
  String(headers['x-acs-dingtalk-access-token'] ?? '');

export const startFakeDingTalk = async (options: FakeOptions) => {
  const { users, departments = usualDepartments, qps = QPS } = options;
  const { monthlyCalls = 5000, callsPerIp = 10_000, templateId = 'dealdesk.schema' } = options;
  const state = { aheadMs: 0, monthUsed: 0, bannedUntilMs: 0 };
  const now = () => Date.now() + state.aheadMs;
  const token = { value: '', untilMs: 0 };
  const calls: Call[] = [];
  const faults = faultList();
  const times = new Map<string, number[]>();

  const world: World = {
    clientId: 'dingclient1',
    clientSecret: 'client-secret-1',
    templateId,
    users: new Map(users.map((user) => [user.userid, user])),
    departments: new Map([wholeFirm, ...departments].map((each) => [each.dept_id, each])),
    cards: new Map(),
    messages: [],
    todos: [],
    timeline: [],
    callbacks: new Map(),
    codes: new Map(),
    webhooks: new Map(),
    url: () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    now,
  };

  /** How often within so long, this one included. */
  const countWithin = (name: string, ms: number): number => {
    const recent = (times.get(name) ?? []).filter((at) => at > now() - ms);
    recent.push(now());
    times.set(name, recent);
    return recent.length;
  };

  const giveToken: Method = (_world, body) => {
    if (!('appKey' in body)) throw new Refused(400, 'Missingbody');
    if (body.appKey !== world.clientId || body.appSecret !== world.clientSecret)
      throw new Refused(400, 'invalidClientIdOrSecret');
    if (token.untilMs <= now()) token.value = randomUUID();
    token.untilMs = now() + TOKEN_MS;
    return { accessToken: token.value, expireIn: TOKEN_MS / 1000 };
  };

  const openConnection: Method = (_world, body) => {
    if (body.clientId !== world.clientId || body.clientSecret !== world.clientSecret)
      throw new Refused(401, 'authFailed');
    return stream.open();
  };

  const methods: Methods = {
    'POST /v1.0/oauth2/accessToken': { api: 'token', isFree: true, run: giveToken },
    'POST /v1.0/gateway/connections/open': { api: 'connections/open', isFree: true, run: openConnection },
    ...cardMethods,
    ...robotMethods,
    ...contactMethods,
    ...todoMethods,
  };

  const NEED_NO_TOKEN = new Set(['token', 'connections/open', 'userAccessToken', 'me', 'sessionWebhook']);

  const checkToken = (api: string, given: string | null | undefined): void => {
    if (NEED_NO_TOKEN.has(api)) return;
    if (!given || given !== token.value || token.untilMs <= now())
      throw new Refused(401, 'InvalidAuthentication', { errcode: 40014 });
  };

  const checkLimits = (api: string, isFree: boolean): void => {
    if (countWithin(api, 1000) > qps)
      throw new Refused(403, 'Forbidden.AccessDenied.QpsLimitForAppkeyAndApi', { errcode: 90018 });
    if (isFree) return;
    if (state.monthUsed >= monthlyCalls)
      throw new Refused(403, 'Forbidden.AccessDenied.ApiCountLimitForOrg', { errcode: 90020 });
    state.monthUsed += 1;
  };

  const checkFault = (fault: FaultRule | undefined, response: ServerResponse): void => {
    if (fault?.kind === 'status') response.writeHead(fault.status).end('upstream trouble');
    if (fault?.kind === 'html') sendHtml(response);
    if (fault?.kind === 'reset') response.destroy();
    if (fault?.kind === 'error') throw new Refused(fault.status, fault.code);
    if (fault?.kind === 'errcode') sendJson(response, fault);
  };

  const refuse = (response: ServerResponse, error: unknown, isOld: boolean): string => {
    if (!(error instanceof Refused)) throw error;
    const { errcode = 88, ...more } = error.more as { errcode?: number };
    if (isOld) sendJson(response, { errcode, errmsg: error.code, ...more });
    else
      sendJson(response, { code: error.code, message: error.code, requestid: 'r1', ...more }, error.status);
    return error.code;
  };

  const isDone = (response: ServerResponse): boolean => response.headersSent || response.destroyed;

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const method = methods[`${request.method} ${todoRoute(pathname)}`];
    const body = await readJson(request);
    if (!method) return void response.writeHead(404).end();
    const { api, isFree = false, isOld = false, run } = method;
    const note = (outcome: string) => void calls.push({ api, atMs: now(), outcome, body });

    if (state.bannedUntilMs > now() || countWithin('', IP_WINDOW_MS) > callsPerIp) {
      if (state.bannedUntilMs <= now()) state.bannedUntilMs = now() + BAN_MS;
      note('banned');
      return sendHtml(response);
    }
    const fault = faults.next(api);
    if (fault?.kind === 'silent') return note('silent');
    try {
      checkFault(fault, response);
      if (isDone(response)) return note(fault?.kind ?? '');
      checkLimits(api, isFree);
      checkToken(api, isOld ? searchParams.get('access_token') : headerOf(request));
      const answer = run(world, { ...body, fault, token: headerOf(request), pathname }, searchParams);
      note('ok');
      if (fault?.kind === 'drop') return void response.destroy();
      if (fault?.kind === 'half') return void response.end('{"success":true,"resu');
      sendJson(response, isOld ? { errcode: 0, errmsg: 'ok', ...answer } : answer);
    } catch (error) {
      note(refuse(response, error, isOld));
    }
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      calls.push({ api: 'broken', atMs: now(), outcome: String(error), body: {} });
      response.writeHead(500).end();
    });
  });
  const stream: Gateway = gateway(server, now);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    ...world,
    url: world.url(),
    robotCode: world.clientId,
    corpId: 'dingcorp1',
    stream,
    calls,
    state,
    fault: faults.add,
    clearFaults: faults.clear,
    callsOf: (api: string): readonly Call[] => calls.filter((call) => call.api === api),
    revokeToken: (): void => {
      token.untilMs = 0;
    },
    /** A code as the client or the browser gets it. */
    newCode: (userid: string): string => {
      const code = randomUUID();
      world.codes.set(code, { userid, untilMs: now() + 300_000 });
      return code;
    },
    newWebhook: (to: string, lifeMs: number): string => {
      const session = randomUUID();
      world.webhooks.set(session, { to, untilMs: now() + lifeMs });
      return `${world.url()}/robot/sendBySession?session=${session}`;
    },
    stop: async (): Promise<void> => {
      stream.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type FakeDingTalk = Awaited<ReturnType<typeof startFakeDingTalk>>;
