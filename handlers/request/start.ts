import { z } from 'zod';
import type { Answer } from '../../models/answer.js';
import type { FormField } from '../../models/approval-flow.js';
import type { Flow } from '../../models/flow.js';
import { countDrafts } from '../../models/request-draft.js';
import { type Saying, saying } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import { formFields, isProse } from '../approval/rules/form-facts.js';
import { type FieldErrors, listed, type Values, withErrors } from '../fields.js';
import { anyPage, pageOf } from '../page.js';
import { type Context, card, form, words as say, useCase, withText } from '../useCase.js';
import { chosenNames } from './chosen.js';
import { listMyDrafts } from './draft-list.js';
import { keep } from './drafts.js';
import { newForm, opened } from './form.js';
import { readForm } from './read.js';
import { spokenStart, withAmountApart } from './spoken.js';
import { submit } from './submit.js';
import { readTyped, type Typed } from './typed.js';
import {
  flowSpokenOf,
  flowToStart,
  LONGEST_TYPED,
  type Meant,
  meantByKind,
  meantByLine,
  meantByName,
  startable,
} from './which-flow.js';
import { words } from './words.js';

const MOST_UNCLEAR = 5;

/** What a person may start, each with the line that one types for it, where one can type. */
export const listStartable = useCase(z.object({ page: anyPage }), async (ctx, { page }) => {
  const [flows, drafts] = await Promise.all([startable(ctx), countDrafts(ctx.tx, ctx.actor.id)]);
  const { limit, offset, shown } = pageOf(page, flows.length);
  return card({
    kind: 'list',
    title: saying(words.whatTitle),
    rows: flows.slice(offset, offset + limit).map(({ definition: { key, name } }) => ({
      title: ctx.actor.locale === 'en' ? name.en : name.zh,
      details: ctx.surface === 'miniapp' ? [] : [saying(words.typedSo, { flow: { zh: name.zh, en: key } })],
      press: { do: 'request.newForm', input: { flow: key } },
    })),
    empty: saying(words.whatNone),
    ...shown,
    turn: { do: 'request.list', input: {} },
    ...(drafts > 0 && {
      buttons: [
        { label: saying(words.drafts, { count: drafts }), press: { do: 'request.drafts', input: {} } },
      ],
    }),
  });
});

/** What starts what somebody speaks of: `我要请假`. */
export async function lineToStart(ctx: Context, typed: string): Promise<Saying | undefined> {
  const found = flowSpokenOf(await startable(ctx), typed);
  return found && saying(words.typedSo, { flow: found.definition.name.zh });
}

export const openNewRequest = useCase(
  z.object({ flow: z.string().max(LONGEST_TYPED) }),
  async (ctx, { flow }) => form(formToFill(await flowToStart(ctx, flow))),
);

const introFor = ({ unclear }: Typed): Saying => {
  const shown = unclear.slice(0, MOST_UNCLEAR).map((word) => word.slice(0, LONGEST_TYPED));
  return shown.length > 0 ? saying(words.unclear, { words: listed(shown) }) : saying(words.incomplete);
};

/** A new form, which holds what was typed and says what is to be done about it. */
const formToFill = ({ definition, version }: Flow, typed?: Typed): FormView =>
  newForm(definition, version, {
    ...opened(),
    ...(typed && { values: typed.values, intro: introFor(typed) }),
  });

/** What is merely missing is asked for without reproach. */
const wrongOnly = ({ definition }: Flow, errors: FieldErrors, values: Values): FieldErrors => {
  const isMissing = ({ key, required }: FormField) => required && !values[key]?.trim();
  const missing = formFields(definition).filter(isMissing);
  return Object.fromEntries(
    Object.entries(errors).filter(([key]) => !missing.some((field) => field.key === key)),
  );
};

interface Start {
  readonly flow: Flow;
  readonly typed: Typed;
  /** Was nothing but its name typed? */
  readonly isBare: boolean;
}

const startOf = (ctx: Context, { flow, values }: Meant): Start => ({
  flow,
  typed: readTyped(flow.definition, values, ctx),
  isBare: values.trim() === '',
});

const formTyped = ({ flow, typed }: Start, errors: FieldErrors) =>
  form(withErrors(formToFill(flow, typed), typed.values, wrongOnly(flow, errors, typed.values)));

const askFor = async (ctx: Context, start: Start): Promise<Answer> =>
  start.isBare
    ? form(formToFill(start.flow))
    : formTyped(start, (await readForm(ctx, start.flow.definition, start.typed.values)).errors);

export async function askIfNamed(ctx: Context, text: string): Promise<Answer | undefined> {
  const meant = meantByName(await startable(ctx), text);
  return meant && askFor(ctx, startOf(ctx, meant));
}

/** 明天下午请假: where nothing but words is understood, it may be about something else. */
async function askAsSpoken(ctx: Context, meant: Meant): Promise<Answer | undefined> {
  const start = startOf(ctx, meant);
  const fields = formFields(meant.flow.definition);
  const isUnderstood = fields.some((field) => !isProse(field) && start.typed.values[field.key]);
  return isUnderstood ? askFor(ctx, start) : undefined;
}

/** `报销 1200 打车` opens the form with all of it; nothing goes on its way unless somebody says that it shall. */
export async function askToStart(ctx: Context, typed: string): Promise<Answer | undefined> {
  const text = withAmountApart(typed);
  const flows = await startable(ctx);
  const meant = meantByName(flows, text) ?? meantByKind(flows, text);
  if (meant) return askFor(ctx, startOf(ctx, meant));
  const spoken = spokenStart(flows, text);
  return spoken && askAsSpoken(ctx, spoken);
}

/** `/approval new`, `/approval new expense`, `/approval new expense 1200 出租车` */
export const typeNewRequest = useCase(withText, async (ctx, { text }) => {
  const meant = await meantByLine(ctx, text);
  if (!meant) return listStartable.run(ctx, { page: 1 });
  const start = startOf(ctx, meant);
  const { flow, typed } = start;
  if (start.isBare) return form(formToFill(flow));

  const { content, errors } = await readForm(ctx, flow.definition, typed.values);
  const asksWhom = chosenNames(flow.definition).length > 0;
  const isWhole = Object.keys(errors).length === 0 && typed.unclear.length === 0 && !asksWhom;
  return isWhole ? submit(ctx, flow, content) : formTyped(start, errors);
});

/** `/approval drafts`, `/approval drafts expense 1200 出租车`: kept as it is typed, unless some of it is unclear. */
export const typeDraft = useCase(withText, async (ctx, { text }) => {
  const meant = await meantByLine(ctx, text);
  if (!meant) return listMyDrafts.run(ctx, { page: 1 });
  const { flow, typed } = startOf(ctx, meant);
  if (typed.unclear.length > 0) return form(formToFill(flow, typed));

  const id = await keep(ctx, flow, opened(), typed.values);
  return id === undefined ? form(formToFill(flow)) : say(words.draftKept, { flow: flow.definition.name });
});
