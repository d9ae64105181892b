import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { LONGEST_SEARCH } from '../../handlers/page.js';
import type { ListView } from '../../models/views.js';
import { own } from '../own.js';
import type { Ask, PlatformName, PlatformUser, Press } from '../platforms/platform.js';
import { pressThatSuggests, suggestionsIn } from '../suggestions.js';
import { answered, done, linksOf, requestOf, toIncoming, toLook } from './asking.js';
import { Denied, deniedBy } from './denied.js';
import { type FormNeeds, formRoutes } from './forms.js';
import { isOwnPage } from './guard.js';
import { employeeOf } from './people.js';
import type { Found, Me, PressRequest, Problem, Shown, SignInChoices } from './protocol.js';
import { words } from './words.js';

const NUMBER = /^[1-9]\d{0,14}$/;

/** What shows each record, its authorization included. */
const records: Readonly<Record<string, string>> = {
  deal: 'deal.show',
  approval: 'approval.show',
  customer: 'customer.show',
  request: 'request.show',
};

const pressRequest: z.ZodType<PressRequest> = z.object({
  key: z.string().regex(/^[\w-]{16,64}$/),
  do: z.string().min(1).max(64),
  input: z.record(z.string(), z.json()).default({}),
});

interface Needs extends FormNeeds {
  readonly platforms: readonly PlatformName[];
  readonly publicUrl: string;
}

const reads = (method: string): boolean => method === 'GET' || method === 'HEAD';

/** Whatever goes wrong is answered in words for the page. */
const guarded =
  (publicUrl: string) =>
  async (ctx: Context, next: Next): Promise<void> => {
    ctx.set('cache-control', 'no-store');
    try {
      if (!reads(ctx.method) && !isOwnPage(publicUrl, ctx.headers)) throw new Denied(403, words.foreign);
      await next();
    } catch (error) {
      const { status, words: said } = deniedBy(error);
      const problem: Problem = { error: said };
      ctx.status = status;
      ctx.body = problem;
    }
  };

/** `/api/v1/…`: JSON for the pages. Whatever is done, the router does. */
export const apiRoutes = (needs: Needs): Router => {
  const { handle, database, sessions, platforms, publicUrl, secret } = needs;
  const router = new Router({ prefix: '/api/v1', sensitive: true });

  /** What a GET shows is asked for like a press of the button that shows it. */
  const show = async (ctx: Context, press: Press): Promise<void> => {
    const { who } = await sessions.get(ctx);
    const { answer, reader } = await handle(toLook(who, press));
    const shown = done(answer, 404);
    if (shown.type !== 'view') throw new Denied(404, words.noPage);
    const body: Shown = { view: shown.view, links: linksOf(shown, reader) };
    ctx.body = body;
  };

  const listed = async (who: PlatformUser, press: Press): Promise<ListView> => {
    const { answer } = await handle(toLook(who, press));
    const shown = done(answer);
    if (shown.type !== 'view' || shown.view.kind !== 'list') throw new Denied(404, words.noPage);
    return shown.view;
  };

  router.use(guarded(publicUrl));

  router.get('/sign-in', (ctx) => {
    const choices: SignInChoices = { platforms };
    ctx.body = choices;
  });

  router.post('/sign-out', async (ctx) => {
    await sessions.end(ctx);
    ctx.status = 204;
  });

  router.get('/me', async (ctx) => {
    const { who, endsAtMs } = await sessions.get(ctx);
    const { name, position, locale, timeZone } = await employeeOf(database, handle, who);
    const endsAt = new Date(endsAtMs).toISOString();
    const me: Me = { name, position, locale, timeZone, platform: who.platform, endsAt };
    ctx.body = me;
  });

  router.get('/todo', (ctx) => show(ctx, { do: 'todo.home', input: {} }));

  router.get('/records/:subject/:id', (ctx) => {
    const { subject = '', id = '' } = ctx.params;
    const what = own(records, subject);
    if (!what || !NUMBER.test(id)) throw new Denied(404, words.noPage);
    return show(ctx, { do: what, input: { id: Number(id) } });
  });

  /** By number or by a part of a name, in the lists that the chat has. */
  router.get('/search', async (ctx) => {
    const { who } = await sessions.get(ctx);
    const search = String(ctx.query.text ?? '')
      .trim()
      .slice(0, LONGEST_SEARCH);
    const [deals, customers, approvals] = await Promise.all([
      listed(who, { do: 'deal.list', input: { team: true, outcome: 'any', search } }),
      listed(who, { do: 'customer.list', input: { search } }),
      listed(who, { do: 'approval.list', input: { search } }),
    ]);
    const found: Found = { deals, customers, approvals };
    ctx.body = found;
  });

  router.get('/suggestions/:kind', async (ctx) => {
    const { who } = await sessions.get(ctx);
    const press = pressThatSuggests(ctx.params.kind, ctx.query.text);
    if (!press) throw new Denied(404, words.noPage);
    const outcome = await handle(toLook(who, press));
    done(outcome.answer);
    ctx.body = suggestionsIn(outcome);
  });

  /** Opened anew each time, as a form is accepted once. */
  router.get('/drafts/:id', async (ctx) => {
    const { id = '' } = ctx.params;
    const { who } = await sessions.get(ctx);
    if (!NUMBER.test(id)) throw new Denied(404, words.noPage);
    const press: Ask = { kind: 'press', do: 'request.openDraft', input: { id: Number(id) } };
    const incoming = toIncoming(who, randomUUID(), press);
    ctx.body = answered(secret, await handle(incoming), incoming, 404);
  });

  router.post('/press', async (ctx) => {
    const { who } = await sessions.get(ctx);
    const request = await requestOf(ctx, pressRequest);
    const incoming = toIncoming(who, request.key, { kind: 'press', do: request.do, input: request.input });
    ctx.body = answered(secret, await handle(incoming), incoming);
  });

  formRoutes(router, needs);

  router.all('{/*rest}', () => {
    throw new Denied(404, words.noPage);
  });

  return router;
};
