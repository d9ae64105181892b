import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import type { Handle, Incoming, Listener, Platform } from '../../bot/platforms/platform.js';

interface Serving {
  readonly url: string;
  readonly server: Server;
  stop(): Promise<void>;
}

interface Around {
  readonly onError?: (error: unknown) => void;
  /** Comes before the platform's own routes. */
  readonly ahead?: Koa.Middleware;
}

/** A platform's routes on a server of their own. */
async function serve(listener: Listener, { onError, ahead }: Around = {}): Promise<Serving> {
  const koa = new Koa();
  if (onError) koa.on('error', onError);
  if (ahead) koa.use(ahead);
  const router = new Router();
  listener.routes(router);
  for (const [path, receive] of Object.entries(listener.busy ?? {}))
    router.post(path, async (ctx) => {
      ctx.respond = false;
      await receive(ctx.req, ctx.res);
    });
  koa.use(router.routes());
  const server = createServer(koa.callback());
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  await listener.start();
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    server,
    stop: async () => {
      await listener.stop();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export interface ServedPlatform extends Serving {
  readonly platform: Platform;
  readonly listener: Listener;
  /** All that reached `handle`, in its order. */
  readonly asked: Incoming[];
}

/** A platform on a server of its own, with a `handle` that the test writes. */
export async function servePlatform(
  platform: Platform,
  handle: Handle,
  around?: Around,
): Promise<ServedPlatform> {
  const asked: Incoming[] = [];
  const listener = platform.listen(async (incoming) => {
    asked.push(incoming);
    return handle(incoming);
  });
  return { ...(await serve(listener, around)), platform, listener, asked };
}
