/**
 * A Slack that keeps Slack's rules on a loopback port: tokens and scopes, rate limits, Block Kit's limits, triggers of
 * three seconds, `response_url`s of five uses, installs with rotating tokens, Socket Mode. It can be told to fail, and it
 * logs all it was asked. It imports nothing of ours.
 */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { faultList } from './faults.js';
import { socketLines } from './lines.js';
import { type Args, dm, viewIn } from './methods.js';
import { openId } from './openid.js';
import { newTrigger } from './requests.js';
import { showTo } from './response-url.js';
import { routesOf } from './routes.js';
import { type FakeMessage, type FakeView, makeWorld, type WorldOptions } from './world.js';

export type { FaultRule } from './faults.js';
export type { Accepted, FakeMessage, FakeUser, FakeView } from './world.js';

export type FakeSlackOptions = WorldOptions;

export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;

export const startFakeSlack = async (options: FakeSlackOptions = {}) => {
  const world = makeWorld(options);
  const signIns = openId(world, () => url);
  const faults = faultList();
  const lines = socketLines(world);
  const route = routesOf(world, faults, signIns, () => url);
  let url = '';

  const server = createServer((request, response) => {
    route(request, response).catch((error) => {
      if (!response.headersSent) response.writeHead(500).end(String(error));
    });
  });
  server.keepAliveTimeout = 60_000;
  server.on('upgrade', lines.accept);

  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    ...world,
    url,
    apiUrl: `${url}/api/`,
    signingSecret: 'fake-signing-secret',
    sockets: lines.sockets,
    ignoreLine: lines.ignoreLine,
    envelope: lines.envelope,
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

    stop: async (): Promise<void> => {
      lines.cut();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
