/** WeCom as the reference describes it: the server API with its limits, and what its callbacks carry. */

import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { sendJson } from '../api-faults.js';
import { robotGateway } from './gateway.js';
import { noGroups, sayByRobot, sendByWebhook } from './groups.js';
import { type Method, methods, newCode, type World } from './methods.js';
import {
  type FakeDepartment,
  type FakeMember,
  type FaultRule,
  faultList,
  type Json,
  Refused,
} from './world.js';

const TOKEN_MS = 7_200_000;
const MINUTE_MS = 60_000;
const WRONG_SECRETS = 10;

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
  const state = { aheadMs: 0, wrongSecrets: 0 };
  const now = () => Date.now() + state.aheadMs;
  const token = { value: '', untilMs: 0 };
  const calls: Call[] = [];
  const faults = faultList();
  const times = new Map<string, number[]>();
  const blocks = new Map<string, number>();
  const secret = 'app-secret-1';
  const contactSecret = 'contact-secret-1';
  const contactToken = { value: '', untilMs: 0 };

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

  /** A new token with each asking, and the one before is worth nothing any more: that is why there must be one asker. */
  const giveToken: Method = (_world, _body, query) => {
    if (state.wrongSecrets >= WRONG_SECRETS) throw new Refused(45009, 'the address is locked out');
    if (query.get('corpid') !== world.corpId) throw new Refused(40013);
    const given = query.get('corpsecret');
    if (given !== secret && given !== contactSecret) {
      state.wrongSecrets += 1;
      throw new Refused(40001);
    }
    const kept = given === secret ? token : contactToken;
    kept.value = randomUUID();
    kept.untilMs = now() + TOKEN_MS;
    return { access_token: kept.value, expires_in: TOKEN_MS / 1000 };
  };

  const groups = noGroups();
  const all: Readonly<Record<string, Method>> = {
    ...methods,
    'GET gettoken': giveToken,
    'POST webhook/send': (_world, body, query) => sendByWebhook(groups, body, query, now()),
    'POST aibot/response': (_world, body, query) => sayByRobot(groups, body, query, now()),
  };
  /** Who has the address of a group may speak there. */
  const open: ReadonlySet<string> = new Set(['gettoken', 'webhook/send', 'aibot/response']);

  const checkToken = (api: string, given: string | null): void => {
    if (open.has(api)) return;
    if (!given) throw new Refused(41001);
    const kept = given === contactToken.value ? contactToken : token;
    if (given !== kept.value) throw new Refused(40014);
    if (kept.untilMs <= now()) throw new Refused(42001);
    // The contact sync hears ids and nothing else, and nobody else hears them all.
    if (kept === contactToken && api !== 'user/list_id') throw new Refused(48009);
    if (kept === token && api === 'user/list_id') throw new Refused(48002);
  };

  const checkLimit = (api: string): void => {
    if ((blocks.get(api) ?? 0) > now()) throw new Refused(45009);
    const recent = (times.get(api) ?? []).filter((at) => at > now() - MINUTE_MS);
    recent.push(now());
    times.set(api, recent);
    if (recent.length <= perMinute) return;
    blocks.set(api, now() + MINUTE_MS);
    throw new Refused(45009);
  };

  const answer = async (response: ServerResponse, fault: FaultRule | undefined, body: object) => {
    if (fault?.kind === 'drop') return void response.destroy();
    if (fault?.kind === 'half') return void response.end('{"errcode":0,"errms');
    if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms));
    sendJson(response, { errcode: 0, errmsg: 'ok', ...body });
  };

  /** What comes before anything is done. @returns whether that is all */
  const isStopped = (response: ServerResponse, fault: FaultRule | undefined): boolean => {
    if (fault?.kind === 'errcode') throw new Refused(fault.errcode);
    if (fault?.kind === 'status') response.writeHead(fault.status).end('upstream trouble');
    if (fault?.kind === 'html')
      response.writeHead(200, { 'content-type': 'text/html' }).end('<html>busy</html>');
    if (fault?.kind === 'reset') response.destroy();
    return fault !== undefined && ['status', 'html', 'reset', 'silent'].includes(fault.kind);
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
      if (isStopped(response, fault)) return note(fault?.kind ?? '');
      checkLimit(api);
      checkToken(api, searchParams.get('access_token'));
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
    secret,
    contactSecret,
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
    block: (api: string, ms: number): void => void blocks.set(api, now() + ms),
    revokeToken: (): void => {
      token.value = randomUUID();
    },
    newCode: (taskId: string): string => newCode(world, taskId),
    /** A code as the client gets it, five minutes good. */
    newLoginCode: (userid: string): string => {
      const code = randomUUID();
      world.loginCodes.set(code, { userid, untilMs: now() + 5 * MINUTE_MS, isUsed: false });
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
