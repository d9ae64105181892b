/**
 * A Slack that keeps Slack's rules on a loopback port: tokens and scopes, rate limits, Block Kit's limits, triggers of
 * three seconds, `response_url`s of five uses, installs with rotating tokens, Socket Mode. It can be told to fail, and it
 * logs all it was asked. It imports nothing of ours.
 */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { parse as parseForm } from 'node:querystring';
import type { Duplex } from 'node:stream';
import { type FaultRule, faultList, sendJson, sendThrough, sendTooMany, suffer } from './slack/faults.js';
import {
  type Args,
  callMethod,
  contentOf,
  dm,
  methods,
  postMessage,
  string,
  takesJson,
  viewIn,
} from './slack/methods.js';
import { openId } from './slack/openid.js';
import { newTrigger } from './slack/requests.js';
import { acceptWebSocket, type ServerSocket } from './slack/websocket.js';
import {
  type FakeMessage,
  type FakeUser,
  type FakeView,
  makeWorld,
  Refused,
  type World,
  type WorldOptions,
} from './slack/world.js';

export type { FaultRule } from './slack/faults.js';
export type { Accepted, FakeMessage, FakeUser, FakeView } from './slack/world.js';

export interface FakeSlackOptions extends WorldOptions {
  readonly port?: number;
  readonly signingSecret?: string;
}

const RESPONSE_LIFE_MS = 30 * 60_000;
const RESPONSE_USES = 5;

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const argsOf = (method: string, contentType: string, body: string): Args => {
  if (!contentType.startsWith('application/json')) return parseForm(body);
  return takesJson(method) && body ? (JSON.parse(body) as Args) : {};
};

/** `/response/<time>/<workspace>/<channel>/<user>/<ts of the message, or 0>/<number>` tells all about itself. */
const readResponsePath = (path: string) => {
  const [, , at = '', workspaceId = '', channel = '', user = '', ts = ''] = path.split('/');
  return { at: Number(at), workspaceId, channel, user, ts };
};

/** @returns why it is refused, if it is */
const answerLate = (world: World, path: string, contentType: string, body: string): string | undefined => {
  const { at, workspaceId, channel, user, ts } = readResponsePath(path);
  const uses = world.responseUses.get(path) ?? 0;
  if (world.now() - at > RESPONSE_LIFE_MS) return 'expired_url';
  if (uses >= RESPONSE_USES) return 'used_url';
  if (!contentType.startsWith('application/json')) return 'invalid_payload';
  world.responseUses.set(path, uses + 1);

  const args = JSON.parse(body) as Args;
  const content = contentOf(args);
  const original = [world.messages.get(`${channel} ${ts}`), ...world.ephemerals].find(
    (each) => each?.ts === ts,
  );
  if (args.replace_original && original) world.change('response_url', original, content);
  else if (args.response_type === 'in_channel')
    postMessage(world, { ...args, channel }, { id: workspaceId, isEnterprise: false });
  else showTo(world, 'response_url', { workspaceId, channel, user }, args);
  return undefined;
};

interface Spot {
  readonly workspaceId: string;
  readonly channel: string;
  readonly user: string;
}

const showTo = (
  world: World,
  method: string,
  { workspaceId, channel, user }: Spot,
  args: Args,
): FakeMessage =>
  world.keep(method, {
    workspaceId,
    channel,
    ts: world.newTs(),
    ...contentOf(args),
    metadata: undefined,
    onlyFor: user,
    threadTs: undefined,
  });

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;

export const startFakeSlack = async (options: FakeSlackOptions = {}) => {
  const world = makeWorld(options);
  const signIns = openId(world, () => url);
  const faults = faultList();
  const sockets = new Set<ServerSocket>();
  /** Lines that were taken and never answered. */
  const silent = new Set<Duplex>();
  let silences = 0;
  const awaited = new Map<string, (payload: unknown) => void>();
  let url = '';

  const openConnection = (token: string): object => {
    const isOurs = token === world.appToken;
    world.note('apps.connections.open', '', '', isOurs ? 'ok' : 'invalid_auth');
    return isOurs
      ? { ok: true, url: `${url.replace('http', 'ws')}/link` }
      : { ok: false, error: 'invalid_auth' };
  };

  const api = async (method: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const args = argsOf(method, request.headers['content-type'] ?? '', await readAll(request));
    const token = request.headers.authorization?.replace(/^Bearer ?/, '') ?? string(args.token);
    const fault = faults.next(method);
    if (!(await suffer(fault, response)))
      return world.note(method, '', string(args.channel), fault?.kind ?? '');
    if (method === 'apps.connections.open') return sendJson(response, openConnection(token));
    if (method === 'openid.connect.token')
      return sendJson(
        response,
        outcomeOf(() => signIns.exchange(args)),
      );
    if (!Object.hasOwn(methods, method)) return sendJson(response, { ok: false, error: 'unknown_method' });

    const answered = callMethod(world, method, args, token);
    response.setHeader('x-oauth-scopes', world.scopes.join(','));
    if ('retryAfterS' in answered) sendTooMany(response, answered.retryAfterS);
    else sendThrough(fault, response, answered.body);
  };

  const late = async (path: string, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(request);
    const fault = faults.next('response_url');
    const { workspaceId, channel } = readResponsePath(path);
    if (!(await suffer(fault, response)))
      return world.note('response_url', workspaceId, channel, fault?.kind ?? '');
    const trouble = refusedBy(() => answerLate(world, path, request.headers['content-type'] ?? '', body));
    world.note('response_url', workspaceId, channel, trouble ?? 'ok');
    if (fault?.kind === 'drop') response.destroy();
    else response.writeHead(trouble ? 404 : 200).end(trouble ?? 'ok');
  };

  /** For a checker or a bench in another process. */
  const controls: Readonly<Record<string, (body: string, query: URLSearchParams) => unknown>> = {
    'GET accepted': (_body, query) => world.accepted.slice(Number(query.get('from') ?? 0)),
    'GET calls': (_body, query) => world.calls.slice(Number(query.get('from') ?? 0)),
    'GET counts': () => ({ accepted: world.accepted.length, calls: world.calls.length }),
    'POST faults': (body) => (JSON.parse(body) as FaultRule[]).map(faults.add).length,
    'DELETE faults': () => faults.clear(),
    'POST users': (body) =>
      (JSON.parse(body) as FakeUser[]).map((user) => world.users.set(user.id, user)).length,
    'DELETE log': () => {
      world.accepted.length = 0;
      world.calls.length = 0;
    },
  };

  const control = async (path: URL, request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await readAll(request);
    const action = controls[`${request.method} ${path.pathname.slice('/control/'.length)}`];
    if (action) sendJson(response, action(body, path.searchParams) ?? {});
    else response.writeHead(404).end();
  };

  const openIdKeys = async (response: ServerResponse): Promise<void> => {
    if (await suffer(faults.next('keys'), response)) sendJson(response, signIns.keys());
  };

  const route = (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    if (path.startsWith('/api/'))
      return api(path.slice('/api/'.length).split('?', 1)[0] ?? '', request, response);
    if (path === '/openid/connect/keys') return openIdKeys(response);
    if (path.startsWith('/response/')) return late(path, request, response);
    return control(new URL(path, url), request, response);
  };

  const server = createServer((request, response) => {
    route(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500).end(String(error));
    });
  });
  server.keepAliveTimeout = 60_000;

  /** @see https://docs.slack.dev/apis/events-api/using-socket-mode */
  server.on('upgrade', (request, socket) => {
    if (silent.size < silences) return void silent.add(socket);
    const line = acceptWebSocket(
      request,
      socket,
      (text) => {
        const { envelope_id, payload } = JSON.parse(text) as { envelope_id: string; payload: unknown };
        awaited.get(envelope_id)?.(payload);
      },
      () => sockets.delete(line),
    );
    sockets.add(line);
    line.send(JSON.stringify({ type: 'hello', num_connections: sockets.size }));
  });

  await new Promise<void>((resolve) => {
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    ...world,
    url,
    apiUrl: `${url}/api/`,
    signingSecret: options.signingSecret ?? 'fake-signing-secret',
    sockets,
    dm,
    /** @returns what takes the fault away again */
    fault: faults.add,

    trigger: (userId: string): string => newTrigger(userId, world.now()),

    responseUrl: (channel: string, userId: string, ts = '0'): string =>
      `${url}/response/${world.now()}/${world.teamId}/${channel}/${userId}/${ts}/${world.next()}`,

    /** A command's answer, which only the one who typed it sees. */
    showTo: (user: string, channel: string, body: Args): FakeMessage =>
      showTo(world, 'ack', { workspaceId: world.teamId, channel, user }, body),

    /** What a form's answer puts in the form's place. */
    replaceView: (viewId: string, view: unknown): FakeView =>
      world.changeView(world.views.get(viewId) as FakeView, viewIn(view)),

    /** The next line over which somebody wants Socket Mode hears nothing. */
    ignoreLine: (): void => {
      silences += 1;
    },

    /** Somebody takes the tokens of a workspace back. */
    revoke: (workspaceId: string): void => {
      for (const workspace of world.workspaces.values())
        if (workspace.id === workspaceId) workspace.revoked = true;
    },

    /** What pressing Allow on the page of `authorizeUrl` leads to. */
    allow: (authorizeUrl: string, workspaceId: string, isEnterprise = false): string => {
      const asked = new URL(authorizeUrl).searchParams;
      const code = world.newSecret('code-');
      world.codes.set(code, { id: workspaceId, isEnterprise, at: world.now() });
      const back = new URL(asked.get('redirect_uri') ?? '');
      back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
      return back.href;
    },

    /** The same on the page of Sign in with Slack. */
    signIn: signIns.allow,

    /** One envelope over Socket Mode. @returns the payload of its acknowledgement, or undefined if none came */
    envelope: (type: string, payload: unknown, { retry = 0, waitMs = 3000 } = {}): Promise<unknown> => {
      const envelopeId = `envelope-${world.next()}`;
      const [line] = sockets;
      const envelope = {
        type,
        envelope_id: envelopeId,
        payload,
        accepts_response_payload: true,
        retry_attempt: retry,
      };
      return new Promise((resolve) => {
        const timer = setTimeout(() => resolve(undefined), waitMs);
        awaited.set(envelopeId, (answer) => {
          clearTimeout(timer);
          resolve(answer ?? {});
        });
        line?.send(JSON.stringify(envelope));
      });
    },

    stop: async (): Promise<void> => {
      for (const line of sockets) line.cut();
      for (const line of silent) line.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};

/** As the methods answer: `ok`, or Slack's word for why not. */
const outcomeOf = (work: () => object): object => {
  try {
    return { ok: true, ...work() };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, error: error.code };
    throw error;
  }
};

const refusedBy = (work: () => string | undefined): string | undefined => {
  try {
    return work();
  } catch (error) {
    if (error instanceof Refused) return error.code;
    throw error;
  }
};
