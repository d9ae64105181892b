import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import Router from '@koa/router';
import Koa from 'koa';
import type { Logger } from 'pino';
import type { Receiver } from './platforms/platform.js';
import { type StatusNeeds, statusRoutes } from './status/routes.js';

/** As long as a request may take to arrive, its body included; then Node answers 408 and closes the line. */
const REQUEST_MS = 10_000;
const LOOK_EVERY_MS = 500;
const KEEP_ALIVE_MS = 65_000;
/** As long as whoever sends requests here may take to notice that we are leaving. */
const FAREWELL_MS = 400;
const SWEEP_MS = 20;
/** Node takes one new connection a turn; those that find no room in the queue come again after a second or more. */
const BACKLOG = 4_096;

interface Needs extends Omit<StatusNeeds, 'isLeaving'> {
  readonly log: Logger;
  readonly trustedProxies?: number;
  /** Shorter in tests. */
  readonly requestMs?: number;
}

/** The one place where a request that went wrong ends up. */
const logged =
  (log: Logger): Koa.Middleware =>
  async (ctx, next) => {
    const id = randomUUID();
    ctx.set('x-request-id', id);
    const startedAt = performance.now();
    try {
      await next();
    } catch (error) {
      const status = (error as { status?: number }).status ?? 500;
      ctx.status = status;
      ctx.body = status >= 500 ? 'Something went wrong.' : (error as Error).message;
      if (status >= 500) log.error({ err: error, request: id, path: ctx.path }, 'a request failed');
    }
    const ms = Math.round(performance.now() - startedAt);
    log.debug({ request: id, method: ctx.method, path: ctx.path, status: ctx.status, ms }, 'request');
  };

export class HttpServer {
  /** Capitals count, here and in the routers below: they do for what stands guard before a prefix, which `/API/…` would pass. */
  readonly router = new Router({ sensitive: true });
  /** By path, what answers a `POST` without Koa. */
  readonly busy = new Map<string, Receiver>();
  readonly #koa: Koa;
  readonly #requestMs: number;
  #server: Server | undefined;
  readonly #connections = new Set<Socket>();
  #closing = false;

  constructor(needs: Needs) {
    this.#requestMs = needs.requestMs ?? REQUEST_MS;
    const { trustedProxies = 0 } = needs;
    // `ctx.ip` is then what the outermost of them saw: what stands before that in the header anybody can write.
    this.#koa = new Koa({ proxy: trustedProxies > 0, maxIpsCount: trustedProxies });
    this.#koa.silent = true;
    this.#koa.use(async (ctx, next) => {
      if (this.#closing) ctx.set('connection', 'close');
      await next();
    });
    this.#koa.use(logged(needs.log));
    statusRoutes(this.router, { ...needs, isLeaving: () => this.#closing });
  }

  /** @returns the port, which the system chooses for 0 */
  async listen(port: number, host: string): Promise<number> {
    this.#koa.use(this.router.routes());
    const limits = {
      headersTimeout: this.#requestMs,
      requestTimeout: this.#requestMs,
      connectionsCheckingInterval: LOOK_EVERY_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
    };
    const server = createServer(limits, this.#answers()).listen({ port, host, backlog: BACKLOG });
    this.#server = server;
    server.on('connection', (socket: Socket) => {
      this.#connections.add(socket);
      socket.once('close', () => this.#connections.delete(socket));
    });
    await new Promise<void>((resolve, reject) => server.once('listening', resolve).once('error', reject));
    const address = server.address();
    return typeof address === 'object' && address ? address.port : port;
  }

  /** A busy path's own answer, or Koa's. */
  #answers() {
    const koa = this.#koa.callback();
    return (request: IncomingMessage, response: ServerResponse): void => {
      const [path = ''] = request.url?.split('?', 1) ?? [];
      const receive = request.method === 'POST' ? this.busy.get(path) : undefined;
      if (!receive) return void koa(request, response);
      response.setHeader('x-request-id', randomUUID());
      if (this.#closing) response.setHeader('connection', 'close');
      void receive(request, response);
    };
  }

  /**
   * Says for a moment that it is leaving, still answering, so that nobody runs into a closed door; then accepts nothing new
   * and waits for what is being answered.
   */
  async close() {
    this.#closing = true;
    const server = this.#server;
    if (!server) return;
    await sleep(FAREWELL_MS);
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    // Browsers open connections ahead of need; to Node, one that never said anything is not idle.
    for (const socket of this.#connections) if (socket.bytesRead === 0) socket.destroy();
    // A connection that was busy just now stays open after its answer, and the server with it.
    const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
    await closed;
    clearInterval(sweep);
  }
}
