import { randomUUID } from 'node:crypto';
import Router from '@koa/router';
import type { Context, Next } from 'koa';
import { z } from 'zod';
import { LONGEST_SEARCH } from '../../handlers/page.js';
import type { Answer } from '../../models/answer.js';
import { type Database, TooLate, Unavailable } from '../../models/database.js';
import { findAnswer } from '../../models/inbox.js';
import type { Text } from '../../models/text.js';
import type { FormView, ListView } from '../../models/views.js';
import { type FormKey, formToken, readFormToken } from '../form-link.js';
import { BadBody, jsonOf } from '../platforms/body.js';
import type { Ask, Handle, Outcome, PlatformName, PlatformUser, Press } from '../platforms/platform.js';
import { pressThatSuggests, suggestionsIn } from '../suggestions.js';
import { words as botWords } from '../words.js';
import { done, linksOf, submissionKey, toIncoming, toLook, toSubmission } from './asking.js';
import { Denied } from './denied.js';
import { isOwnPage } from './guard.js';
import { employeeOf, isAccountOf } from './people.js';
import type {
  Answered,
  FormState,
  Found,
  Me,
  PressRequest,
  Problem,
  Shown,
  SignInChoices,
  SubmitRequest,
} from './protocol.js';
import type { Session, Sessions } from './sessions.js';
import { words } from './words.js';

const MAX_BODY_BYTES = 200_000;
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

const submitRequest: z.ZodType<SubmitRequest> = z.object({
  values: z.record(z.string().max(64), z.string().max(20_000)),
  other: z.string().max(64).optional(),
});

interface Needs {
  readonly handle: Handle;
  readonly database: Database;
  readonly sessions: Sessions;
  readonly platforms: readonly PlatformName[];
  readonly publicUrl: string;
  readonly secret: string;
}

const reads = (method: string): boolean => method === 'GET' || method === 'HEAD';

const refuse = (ctx: Context, { status, words: error }: Denied): void => {
  const problem: Problem = { error };
  ctx.status = status;
  ctx.body = problem;
};

const badBodyWords: Record<BadBody['status'], Text> = {
  400: words.notJson,
  413: words.tooLong,
  415: words.notJson,
};

const badBody = ({ status, field }: BadBody): Denied =>
  field === undefined
    ? new Denied(status, badBodyWords[status])
    : new Denied(status, words.unreadable, { field });

const deniedBy = (error: unknown): Denied => {
  if (error instanceof Denied) return error;
  if (error instanceof BadBody) return badBody(error);
  if (error instanceof Unavailable) return new Denied(503, botWords.unavailable);
  if (error instanceof TooLate) return new Denied(503, botWords.slow);
  throw error;
};

/** `/api/v1/…`: JSON for the pages. Whatever is done, the router does. */
export const apiRoutes = ({ handle, database, sessions, platforms, publicUrl, secret }: Needs): Router => {
  const router = new Router({ prefix: '/api/v1', sensitive: true });

  const guard = async (ctx: Context, next: Next): Promise<void> => {
    ctx.set('cache-control', 'no-store');
    try {
      if (!reads(ctx.method) && !isOwnPage(publicUrl, ctx.headers)) throw new Denied(403, words.foreign);
      await next();
    } catch (error) {
      refuse(ctx, deniedBy(error));
    }
  };

  const signedIn = async (ctx: Context): Promise<Session> => {
    const session = await sessions.find(ctx);
    if (!session) throw new Denied(401, words.signIn);
    return session;
  };

  /** What a GET shows is asked for like a press of the button that shows it. */
  const show = async (ctx: Context, press: Press): Promise<void> => {
    const { who } = await signedIn(ctx);
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

  const answered = ({ answer, reader }: Outcome, asked: FormKey, refused?: number): Answered => ({
    answer: done(answer, refused),
    links: linksOf(answer, reader),
    ...(answer.type === 'form' && { form: formToken(secret, asked) }),
  });

  /** Who may fill in the form, and which it is. */
  const formFor = async (ctx: Context) => {
    const session = await signedIn(ctx);
    const asked = readFormToken(secret, ctx.params.token ?? '');
    if (!asked) throw new Denied(404, words.noForm);
    const employee = await employeeOf(database, handle, session.who);
    if (!(await isAccountOf(database, employee, asked.who))) throw new Denied(403, words.notYourForm);
    const key = submissionKey(asked.key);
    const [first, last] = await database.read((tx) =>
      Promise.all([findAnswer<Answer>(tx, asked.key), findAnswer<Answer>(tx, key)]),
    );
    if (first?.type !== 'form' && first?.type !== 'errors') throw new Denied(404, words.noForm);
    return { who: session.who, asked, form: first.form, last };
  };

  const settled = (answer: Answer, asked: FormKey): Answered => ({
    answer,
    links: {},
    ...(answer.type === 'form' && { form: formToken(secret, { ...asked, key: submissionKey(asked.key) }) }),
  });

  /** Only what the form has is handed on. */
  const valuesOf = ({ fields }: FormView, { values }: SubmitRequest): SubmitRequest['values'] =>
    Object.fromEntries(fields.map(({ name }) => [name, values[name] ?? '']));

  /** What the form is for, or another thing that it lets one do. */
  const deedOf = ({ form, others = [] }: FormView, { other }: SubmitRequest): string =>
    others.find((deed) => deed.form === other)?.form ?? form;

  router.use(guard);

  router.get('/sign-in', (ctx) => {
    const choices: SignInChoices = { platforms };
    ctx.body = choices;
  });

  router.post('/sign-out', async (ctx) => {
    await sessions.end(ctx);
    ctx.status = 204;
  });

  router.get('/me', async (ctx) => {
    const { who, endsAtMs } = await signedIn(ctx);
    const { name, position, locale, timeZone } = await employeeOf(database, handle, who);
    const endsAt = new Date(endsAtMs).toISOString();
    const me: Me = { name, position, locale, timeZone, platform: who.platform, endsAt };
    ctx.body = me;
  });

  router.get('/todo', (ctx) => show(ctx, { do: 'todo.home', input: {} }));

  router.get('/records/:subject/:id', (ctx) => {
    const { subject = '', id = '' } = ctx.params;
    const what = Object.hasOwn(records, subject) ? records[subject] : undefined;
    if (!what || !NUMBER.test(id)) throw new Denied(404, words.noPage);
    return show(ctx, { do: what, input: { id: Number(id) } });
  });

  /** By number or by a part of a name, in the lists that the chat has. */
  router.get('/search', async (ctx) => {
    const { who } = await signedIn(ctx);
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
    const { who } = await signedIn(ctx);
    const press = pressThatSuggests(ctx.params.kind, ctx.query.text);
    if (!press) throw new Denied(404, words.noPage);
    const outcome = await handle(toLook(who, press));
    done(outcome.answer);
    ctx.body = suggestionsIn(outcome);
  });

  /** Opened anew each time, as a form is accepted once. */
  router.get('/drafts/:id', async (ctx) => {
    const { id = '' } = ctx.params;
    const { who } = await signedIn(ctx);
    if (!NUMBER.test(id)) throw new Denied(404, words.noPage);
    const press: Ask = { kind: 'press', do: 'request.openDraft', input: { id: Number(id) } };
    const incoming = toIncoming(who, randomUUID(), press);
    ctx.body = answered(await handle(incoming), incoming, 404);
  });

  router.post('/press', async (ctx) => {
    const { who } = await signedIn(ctx);
    const request = await jsonOf(ctx, pressRequest, MAX_BODY_BYTES);
    const incoming = toIncoming(who, request.key, { kind: 'press', do: request.do, input: request.input });
    ctx.body = answered(await handle(incoming), incoming);
  });

  router.get('/forms/:token', async (ctx) => {
    const { asked, form, last } = await formFor(ctx);
    const state: FormState = last ? { done: settled(last, asked) } : { form };
    ctx.body = state;
  });

  router.post('/forms/:token', async (ctx) => {
    const { who, asked, form } = await formFor(ctx);
    const request = await jsonOf(ctx, submitRequest, MAX_BODY_BYTES);
    const incoming = toSubmission(who, asked.key, {
      kind: 'submit',
      form: deedOf(form, request),
      values: valuesOf(form, request),
      context: form.context,
    });
    const body = answered(await handle(incoming), incoming);
    if (body.answer.type === 'errors') ctx.status = 422;
    ctx.body = body;
  });

  router.all('{/*rest}', () => {
    throw new Denied(404, words.noPage);
  });

  return router;
};
