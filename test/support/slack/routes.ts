import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse as parseForm } from 'node:querystring';
import { type faultList, sendJson, sendThrough, sendTooMany, suffer } from './faults.js';
import { type Args, callMethod, methods, string, takesJson } from './methods.js';
import type { openId } from './openid.js';
import { answerLate, readResponsePath } from './response-url.js';
import { Refused, type World } from './world.js';

type Route = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

const readAll = async (request: IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

const argsOf = (method: string, contentType: string, body: string): Args => {
  if (!contentType.startsWith('application/json')) return parseForm(body);
  return takesJson(method) && body ? (JSON.parse(body) as Args) : {};
};

/** What is answered under each path. */
export const routesOf = (
  world: World,
  faults: ReturnType<typeof faultList>,
  signIns: ReturnType<typeof openId>,
  urlOf: () => string,
): Route => {
  const openConnection = (token: string): object => {
    const isOurs = token === world.appToken;
    world.note('apps.connections.open', '', '', isOurs ? 'ok' : 'invalid_auth');
    return isOurs
      ? { ok: true, url: `${urlOf().replace('http', 'ws')}/link` }
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

  const openIdKeys = async (response: ServerResponse): Promise<void> => {
    if (await suffer(faults.next('keys'), response)) sendJson(response, signIns.keys());
  };

  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const path = request.url ?? '/';
    if (path.startsWith('/api/'))
      return api(path.slice('/api/'.length).split('?', 1)[0] ?? '', request, response);
    if (path === '/openid/connect/keys') return openIdKeys(response);
    if (path.startsWith('/response/')) return late(path, request, response);
    response.writeHead(404).end();
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
