/** DingTalk as the reference describes it: the OpenAPI of both hosts, the gateway of Stream mode, and its limits. */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answer, faultList, refuse, sendHtml, stops } from './faults.js';
import { type Gateway, gateway } from './gateway.js';
import { type Allowed, limits } from './limits.js';
import { cardMethods } from './methods-cards.js';
import { contactMethods } from './methods-contacts.js';
import { robotMethods } from './methods-robot.js';
import { todoMethods, todoRoute } from './methods-todos.js';
import { accessToken } from './tokens.js';
import {
  type Body,
  type FakeDepartment,
  type FakeUser,
  type Method,
  type Methods,
  Refused,
  type World,
} from './world.js';

const CODE_MS = 300_000;
/** 10,000 from one address in 20 seconds, unless a test wants to get there sooner. */
const usualLimits: Allowed = { qps: 20, monthlyCalls: 5000, callsPerIp: 10_000 };

const wholeFirm: FakeDepartment = { dept_id: 1, name: '示例公司' };
const usualDepartments: readonly FakeDepartment[] = [
  { dept_id: 10, name: '销售部', parent_id: 1 },
  { dept_id: 11, name: '华东区', parent_id: 10 },
];

export interface FakeOptions extends Partial<Allowed> {
  readonly users: readonly FakeUser[];
  /** Besides the whole firm; by default, Sales and one below it. */
  readonly departments?: readonly FakeDepartment[];
  readonly templateId?: string;
}

export interface Call {
  readonly api: string;
  readonly atMs: number;
  readonly outcome: string;
  readonly body: Readonly<Record<string, unknown>>;
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
  const { users, departments = usualDepartments, templateId = 'dealdesk.schema', ...allowed } = options;
  const state = { aheadMs: 0, monthUsed: 0, bannedUntilMs: 0 };
  const now = () => Date.now() + state.aheadMs;
  const calls: Call[] = [];
  const faults = faultList();
  const token = accessToken(now);
  const pace = limits({ ...usualLimits, ...allowed }, state, now);

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

  const openConnection: Method = (_world, body) => {
    if (body.clientId !== world.clientId || body.clientSecret !== world.clientSecret)
      throw new Refused(401, 'authFailed');
    return stream.open();
  };

  const methods: Methods = {
    'POST /v1.0/oauth2/accessToken': { api: 'token', isFree: true, run: token.give },
    'POST /v1.0/gateway/connections/open': { api: 'connections/open', isFree: true, run: openConnection },
    ...cardMethods,
    ...robotMethods,
    ...contactMethods,
    ...todoMethods,
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const method = methods[`${request.method} ${todoRoute(pathname)}`];
    const body = await readJson(request);
    if (!method) return void response.writeHead(404).end();
    const { api, isFree = false, isOld = false, run } = method;
    const note = (outcome: string) => void calls.push({ api, atMs: now(), outcome, body });

    if (pace.isBanned()) {
      note('banned');
      return sendHtml(response);
    }
    const fault = faults.next(api);
    try {
      if (stops(response, fault)) return note(fault?.kind ?? '');
      pace.check(api, isFree);
      token.check(api, isOld ? searchParams.get('access_token') : headerOf(request));
      const result = run(world, { ...body, fault, token: headerOf(request), pathname }, searchParams);
      note('ok');
      answer(response, fault, isOld ? { errcode: 0, errmsg: 'ok', ...result } : result);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      refuse(response, error, isOld);
      note(error.code);
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
    revokeToken: token.revoke,
    /** A code as the client or the browser gets it. */
    newCode: (userid: string): string => {
      const code = randomUUID();
      world.codes.set(code, { userid, untilMs: now() + CODE_MS });
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
