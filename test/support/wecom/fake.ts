/** WeCom as the reference describes it: the server API with its limits, and what its callbacks carry. */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson } from '../api-faults.js';
import { answer, faultList, stops } from './faults.js';
import { robotGateway } from './gateway.js';
import { noGroups, sayByRobot, sendByWebhook } from './groups.js';
import { limits } from './limits.js';
import { type Method, methods, newCode, type World } from './methods.js';
import { accessTokens } from './tokens.js';
import { type FakeDepartment, type FakeMember, type Json, Refused } from './world.js';

const LOGIN_CODE_MS = 300_000;

export interface FakeOptions {
  readonly members: readonly FakeMember[];
  readonly departments?: readonly FakeDepartment[];
  /** Of each call; 10,000, unless a test wants to get there sooner. */
  readonly perMinute?: number;
}

export interface Call {
  readonly api: string;
  readonly atMs: number;
  /** `ok`, an `errcode`, or what went wrong on the way. */
  readonly outcome: string;
  readonly body: Json;
}

const readJson = async (request: IncomingMessage): Promise<Json> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return JSON.parse(Buffer.concat(chunks).toString() || '{}') as Json;
};

export const startFakeWecom = async ({ members, departments = [], perMinute = 10_000 }: FakeOptions) => {
  const state = { aheadMs: 0 };
  const now = () => Date.now() + state.aheadMs;
  const calls: Call[] = [];
  const faults = faultList();
  const tokens = accessTokens(now);
  const pace = limits(perMinute, now);

  const world: World = {
    corpId: 'wx5823bf96d3bd56c7',
    agentId: 1000002,
    members: new Map(members.map((member) => [member.userid, member])),
    departments: new Map(departments.map((department) => [department.id, department])),
    app: { close: 0, redirect_domain: 'crm.example.com' },
    messages: [],
    dropped: [],
    codes: new Map(),
    taskIds: new Set(),
    sent: new Map(),
    loginCodes: new Map(),
    now,
  };

  const groups = noGroups();
  const all: Readonly<Record<string, Method>> = {
    ...methods,
    'GET gettoken': tokens.give,
    'POST webhook/send': (_world, body, query) => sendByWebhook(groups, body, query, now()),
    'POST aibot/response': (_world, body, query) => sayByRobot(groups, body, query, now()),
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://x');
    const api = pathname.replace('/cgi-bin/', '');
    const body = await readJson(request);
    const method = all[`${request.method} ${api}`];
    if (!method) return void response.writeHead(404).end();
    const note = (outcome: string) => void calls.push({ api, atMs: now(), outcome, body });
    try {
      const fault = faults.next(api);
      if (stops(response, fault)) return note(fault?.kind ?? '');
      pace.check(api);
      tokens.check(api, searchParams.get('access_token'));
      const result = method(world, body, searchParams);
      note('ok');
      await answer(response, fault, result);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      note(String(error.errcode));
      sendJson(response, { errcode: error.errcode, errmsg: error.message });
    }
  };

  const server = createServer((request, response) => {
    serve(request, response).catch((error) => {
      calls.push({ api: 'broken', atMs: now(), outcome: String(error), body: {} });
      response.writeHead(500).end();
    });
  });
  const robot = robotGateway(server, groups, now);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));

  return {
    ...world,
    secret: tokens.secret,
    contactSecret: tokens.contactSecret,
    token: 'QDG6eK',
    encodingAesKey: 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C',
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    groups,
    /** Where the robot connects. */
    robot,
    /** Somebody makes a webhook in a group. @returns its key */
    newWebhook: (chatId: string): string => {
      const key = randomUUID();
      groups.webhooks.set(key, { chatId, isOff: false, blockedUntilMs: 0 });
      return key;
    },
    calls,
    state,
    fault: faults.add,
    clearFaults: faults.clear,
    callsOf: (api: string): readonly Call[] => calls.filter((call) => call.api === api),
    /** WeCom takes no such call for so long. */
    block: pace.block,
    revokeToken: tokens.revoke,
    newCode: (taskId: string): string => newCode(world, taskId),
    /** A code as the client gets it, five minutes good. */
    newLoginCode: (userid: string): string => {
      const code = randomUUID();
      world.loginCodes.set(code, { userid, untilMs: now() + LOGIN_CODE_MS, isUsed: false });
      return code;
    },
    stop: async (): Promise<void> => {
      robot.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

export type FakeWecom = Awaited<ReturnType<typeof startFakeWecom>>;
