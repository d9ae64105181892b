import type Router from '@koa/router';
import type { Context } from 'koa';
import { z } from 'zod';
import type { Answer } from '../../models/answer.js';
import type { Database } from '../../models/database.js';
import { findAnswer } from '../../models/inbox.js';
import type { FormView } from '../../models/views.js';
import type { Handle } from '../platforms/platform.js';
import { answered, requestOf, submissionKey, toSubmission } from './asking.js';
import { Denied } from './denied.js';
import { type FormKey, formToken, readFormToken } from './form-link.js';
import { employeeOf, isAccountOf } from './people.js';
import type { Answered, FormState, SubmitRequest } from './protocol.js';
import type { Sessions } from './sessions.js';
import { words } from './words.js';

const submitRequest: z.ZodType<SubmitRequest> = z.object({
  values: z.record(z.string().max(64), z.string().max(20_000)),
  other: z.string().max(64).optional(),
});

export interface FormNeeds {
  readonly handle: Handle;
  readonly database: Database;
  readonly sessions: Sessions;
  readonly secret: string;
}

/** What became of a form that was sent; where that is another form, it is named by the sending. */
const settled = (secret: string, answer: Answer, asked: FormKey): Answered => ({
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

/** `/api/v1/forms/<token>`: the form that something was answered with, and its sending. */
export const formRoutes = (router: Router, { handle, database, sessions, secret }: FormNeeds): void => {
  /** Who may fill in the form, and which it is. */
  const formFor = async (ctx: Context) => {
    const { who } = await sessions.get(ctx);
    const asked = readFormToken(secret, ctx.params.token ?? '');
    if (!asked) throw new Denied(404, words.noForm);
    const employee = await employeeOf(database, handle, who);
    if (!(await isAccountOf(database, employee, asked.who))) throw new Denied(403, words.notYourForm);
    const [first, last] = await database.read((tx) =>
      Promise.all([findAnswer<Answer>(tx, asked.key), findAnswer<Answer>(tx, submissionKey(asked.key))]),
    );
    if (first?.type !== 'form' && first?.type !== 'errors') throw new Denied(404, words.noForm);
    return { who, asked, form: first.form, last };
  };

  router.get('/forms/:token', async (ctx) => {
    const { asked, form, last } = await formFor(ctx);
    const state: FormState = last ? { done: settled(secret, last, asked) } : { form };
    ctx.body = state;
  });

  router.post('/forms/:token', async (ctx) => {
    const { who, asked, form } = await formFor(ctx);
    const request = await requestOf(ctx, submitRequest);
    const incoming = toSubmission(who, asked.key, {
      kind: 'submit',
      form: deedOf(form, request),
      values: valuesOf(form, request),
      context: form.context,
    });
    const body = answered(secret, await handle(incoming), incoming);
    if (body.answer.type === 'errors') ctx.status = 422;
    ctx.body = body;
  });
};
