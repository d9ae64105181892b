import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import type { Context, Next } from 'koa';
import type { z } from 'zod';
import { hostConfig } from '../../../cards/host-config.js';
import { pressThatSuggests, suggestionsIn } from '../../suggestions.js';
import { jsonOf } from '../body.js';
import { PAGE_HEADERS } from '../page-headers.js';
import type { Handle } from '../platform.js';
import { workInHand } from '../work.js';
import { serveAsset } from './assets.js';
import { conversations } from './conversation.js';
import {
  cancelRequest,
  incoming,
  pressRequest,
  readRequest,
  sendRequest,
  signInRequest,
  submitRequest,
} from './decode.js';
import type { ConsoleDeps } from './deps.js';
import { galleryCards } from './gallery.js';
import type { ConsoleLogin } from './login.js';
import type { ConsolePerson, MessagePage, PersonEntry, SignInCode } from './protocol.js';
import type { Stream } from './stream.js';
import { whyRefused } from './verify.js';

const PAGE_SIZE = 50;

const wholeNumber = (text: unknown): number | undefined =>
  /^\d{1,15}$/.test(String(text)) ? Number(text) : undefined;

/** Epoch milliseconds from `Last-Event-ID`, or from the address when a page opens its stream anew. */
const lastSeenMs = (ctx: Context): number | undefined =>
  wholeNumber(ctx.get('last-event-id') || ctx.query.since);

interface Deps extends ConsoleDeps {
  readonly login: Pick<ConsoleLogin, 'issue'>;
}

export const consoleRoutes = (deps: Deps, stream: Stream, handle: Handle) => {
  const router = new Router({ prefix: '/chat', sensitive: true });
  const { people, store, samples, encoders, render, commands, log, login } = deps;
  const { send, press, submit, cancel } = conversations({ ...deps, stream }, handle);
  const { begin, idle } = workInHand();

  const guard = async (ctx: Context, next: Next): Promise<void> => {
    ctx.set(PAGE_HEADERS);
    const why = whyRefused(ctx);
    if (!why) return next();
    log.warn({ why, path: ctx.path }, 'refused a request to the console');
    ctx.status = 403;
    ctx.body = why;
  };

  const knownPerson = async (ctx: Context, userId: unknown): Promise<ConsolePerson> => {
    const person = (await people()).find((candidate) => candidate.userId === userId);
    return person ?? ctx.throw(404, 'There is no such person.');
  };

  /** A POST by one of the people; the page hears of what it did by the stream. */
  const act = <T extends { readonly person: string }>(
    path: string,
    schema: z.ZodType<T>,
    run: (request: T) => Promise<void>,
  ) =>
    router.post(path, async (ctx) => {
      const request = await jsonOf(ctx, schema);
      await knownPerson(ctx, request.person);
      await run(request).finally(begin());
      ctx.status = 204;
    });

  router.use(guard);

  router.get('/', (ctx) => serveAsset(ctx, 'chat.html'));
  router.get('/gallery', (ctx) => serveAsset(ctx, 'gallery.html'));
  router.get('/sign-in', (ctx) => serveAsset(ctx, 'sign-in.html'));
  router.get('/assets/:name', (ctx) => serveAsset(ctx, ctx.params.name ?? ''));

  router.get('/people', async (ctx) => {
    const summaries = new Map((await store.summaries()).map((summary) => [summary.userId, summary]));
    ctx.body = (await people()).map(({ userId, name, position, locale, timeZone }): PersonEntry => {
      const { unread = 0, last = null } = summaries.get(userId) ?? {};
      const preview = last && { text: last.text, from: last.from, updatedAt: last.updatedAt };
      return { userId, name, position, locale, timeZone, unread, last: preview };
    });
  });

  router.get('/messages', async (ctx) => {
    const { userId } = await knownPerson(ctx, ctx.query.person);
    const found = await store.list(userId, PAGE_SIZE + 1, wholeNumber(ctx.query.before));
    const page: MessagePage = { messages: found.slice(-PAGE_SIZE), more: found.length > PAGE_SIZE };
    ctx.body = page;
  });

  router.get('/suggestions/:kind', async (ctx) => {
    const { userId: person } = await knownPerson(ctx, ctx.query.person);
    const press =
      pressThatSuggests(ctx.params.kind, ctx.query.text) ?? ctx.throw(404, 'No field takes such.');
    const asked = incoming({ person, key: randomUUID() }, { kind: 'press', ...press });
    ctx.body = suggestionsIn(await handle({ ...asked, isLook: true }));
  });

  router.get('/events', (ctx) => stream.join(ctx, lastSeenMs(ctx)));
  router.get('/commands', (ctx) => {
    ctx.body = commands();
  });
  router.get('/host-config', (ctx) => {
    ctx.body = hostConfig;
  });
  router.get('/gallery/cards', (ctx) => {
    ctx.body = galleryCards(samples(), encoders, render);
  });

  router.post('/sign-in', async (ctx) => {
    const { person } = await jsonOf(ctx, signInRequest);
    const code: SignInCode = { code: login.issue((await knownPerson(ctx, person)).userId) };
    ctx.body = code;
  });

  act('/send', sendRequest, send);
  act('/press', pressRequest, press);
  act('/submit', submitRequest, submit);
  act('/cancel', cancelRequest, cancel);
  act('/read', readRequest, async ({ person }) => {
    await store.markRead(person);
    stream.read(person);
  });

  return {
    router,
    /** When everything that people asked for so far is done. */
    settled: idle,
  };
};
