import { z } from 'zod';
import type { Answer } from '../../models/answer.js';
import type { FormField } from '../../models/approval-flow.js';
import { type Flow, listLatestFlows } from '../../models/flow.js';
import { insertRequest, type Request } from '../../models/request.js';
import { countDrafts, deleteDraft } from '../../models/request-draft.js';
import { show } from '../../models/shown-card.js';
import { type Saying, saying } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import { formFields, isProse } from '../approval/rules/form-facts.js';
import { routeBy, startApproval } from '../approval/start.js';
import { type FieldErrors, listed, type Values, withErrors } from '../fields.js';
import { firstWord } from '../input/first-word.js';
import { fold } from '../input/fold.js';
import { formatNumber } from '../input/id.js';
import { anyPage, pageOf } from '../page.js';
import { BadForm, type Context, card, form, Refusal, words as say, useCase, withText } from '../useCase.js';
import { listMyDrafts } from './draft-list.js';
import { draftOf, flowOfForm, keep, openedForm } from './drafts.js';
import { requestFacts, titleOf } from './facts.js';
import { newForm, type Opened, opened } from './form.js';
import { recordOnAll } from './linked.js';
import { readForm } from './read.js';
import { optionNamed } from './read-field.js';
import { spokenStart, withAmountApart } from './spoken.js';
import { readTyped, type Typed } from './typed.js';
import { words } from './words.js';

const LONGEST_TYPED = 40;
const MOST_UNCLEAR = 5;

const startable = async ({ tx }: Context): Promise<readonly Flow[]> =>
  (await listLatestFlows(tx)).filter(({ definition }) => definition.form);

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

/** The only one of which a word is an option: 打车 is a kind of expense. */
function flowOfKind(flows: readonly Flow[], word: string): Flow | undefined {
  const [found, ...others] = flows.filter(({ definition }) =>
    formFields(definition).some((field) => optionNamed(field, word)),
  );
  return others.length === 0 ? found : undefined;
}

const isNamed = ({ definition: { key, name } }: Flow, word: string): boolean =>
  [name.zh, key, name.en].some((known) => fold(known) === fold(word));

const HAN_WORD = /^\p{Script=Han}{2,}$/u;

/** 采购 for 采购申请, as long as no other begins so. */
function flowBegunBy(flows: readonly Flow[], word: string): Flow | undefined {
  if (!HAN_WORD.test(word)) return undefined;
  const [found, ...others] = flows.filter(({ definition }) => definition.name.zh.startsWith(word));
  return others.length === 0 ? found : undefined;
}

function flowCalled(flows: readonly Flow[], typed: string): Flow | undefined {
  const wanted = fold(typed);
  return (
    flows.find(({ definition }) => definition.key === wanted) ??
    flows.find((flow) => isNamed(flow, typed)) ??
    flows.find(
      ({ definition: { name } }) => fold(name.zh).startsWith(wanted) || fold(name.en).startsWith(wanted),
    )
  );
}

/** @throws Refusal when nothing is called so, or it starts in another way */
function startedByForm(found: Flow | undefined, typed: string): Flow {
  if (!found) throw new Refusal(words.unknownFlow, { typed: typed.slice(0, LONGEST_TYPED) });
  if (!found.definition.form) throw new Refusal(words.notByForm, { flow: found.definition.name });
  return found;
}

const flowToStart = async ({ tx }: Context, typed: string): Promise<Flow> =>
  startedByForm(flowCalled(await listLatestFlows(tx), typed), typed);

/** What starts what somebody speaks of: `我要请假`. */
export async function lineToStart(ctx: Context, typed: string): Promise<Saying | undefined> {
  const found = (await startable(ctx)).find(({ definition: { name } }) => typed.includes(name.zh));
  return found && saying(words.typedSo, { flow: found.definition.name.zh });
}

export const openNewRequest = useCase(
  z.object({ flow: z.string().max(LONGEST_TYPED) }),
  async (ctx, { flow }) => form(formToFill(await flowToStart(ctx, flow))),
);

/** Keeps what was filled in and sends it on its way. */
async function submit(ctx: Context, flow: Flow, content: Request['content']) {
  const { tx, actor, now } = ctx;
  const { id: flowId, definition } = flow;
  const route = await routeBy(ctx, flow, actor.id);
  const draft = { flowId, ownerId: actor.id, title: titleOf(definition, content, actor), content };
  const id = await insertRequest(tx, { ...draft, createdAt: now, updatedAt: now });
  const request: Request = { id, ...draft, createdAt: now, updatedAt: now };

  await recordOnAll(ctx, definition, request, 'request.created');
  const facts = await requestFacts(tx, definition, request, actor);
  const started = await startApproval(ctx, route, { kind: 'request', id }, facts);

  show(tx, actor.id, 'approval', started.id);
  const params = { flow: definition.name, request: formatNumber('request', id), number: started.number };
  return started.waitingFor.length > 0
    ? say(words.submitted, { ...params, people: listed(started.waitingFor) })
    : say(words.passedAtOnce, params);
}

/** The form again, with what is wrong with it. Whoever leaves it now finds it among their drafts. */
async function askAgain(
  ctx: Context,
  flow: Flow,
  form: Opened,
  { values, errors = {}, intro }: { values: Values; errors?: FieldErrors; intro?: Saying },
): Promise<Answer> {
  const isKept = (await keep(ctx, flow, form, values)) !== undefined;
  const { definition, version } = flow;
  const shown = newForm(definition, version, { ...form, isKept, ...(intro && { intro }) });
  return { type: 'errors', form: withErrors(shown, values, errors) };
}

/** Whatever else stands against it is said in the form, which holds what was typed. */
const refuseInForm = (error: unknown, { definition, version }: Flow, form: Opened, values: Values): never => {
  if (!(error instanceof Refusal)) throw error;
  throw new BadForm(newForm(definition, version, { ...form, values, intro: error.words }));
};

export const submitNewRequest = useCase(
  openedForm,
  async (ctx, { flow: key, version, draft, kept, values }) => {
    const flow = await flowOfForm(ctx, key);
    const form = { draft, isKept: kept };
    // A form that was opened before its flow was changed may ask something else now.
    if (version !== flow.version) {
      const intro = saying(words.changedForm, { flow: flow.definition.name });
      return askAgain(ctx, flow, form, { values, intro });
    }
    const { content, errors } = await readForm(ctx, flow.definition, values);
    if (Object.values(errors).some(Boolean)) return askAgain(ctx, flow, form, { values, errors });

    const saved = await draftOf(ctx, form);
    const answer = await submit(ctx, flow, content).catch((error) => refuseInForm(error, flow, form, values));
    if (saved) deleteDraft(ctx.tx, saved.id);
    return answer;
  },
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

const startOf = (ctx: Context, flow: Flow, values: string): Start => ({
  flow,
  typed: readTyped(flow.definition, values, ctx),
  isBare: values.trim() === '',
});

/** What a line starts: the flow that it names first, and what each word after it is for. */
async function readStart(ctx: Context, text: string): Promise<Start | undefined> {
  const { first, rest } = firstWord(text);
  if (first === '') return undefined;
  const called = flowCalled(await listLatestFlows(ctx.tx), first);
  const ofKind = called ? undefined : flowOfKind(await startable(ctx), first);
  return ofKind ? startOf(ctx, ofKind, text) : startOf(ctx, startedByForm(called, first), rest);
}

const formTyped = ({ flow, typed }: Start, errors: FieldErrors) =>
  form(withErrors(formToFill(flow, typed), typed.values, wrongOnly(flow, errors, typed.values)));

/** `/approval new`, `/approval new expense`, `/approval new expense 1200 出租车` */
export const typeNewRequest = useCase(withText, async (ctx, { text }) => {
  const start = await readStart(ctx, text);
  if (!start) return listStartable.run(ctx, { page: 1 });
  const { flow, typed } = start;
  if (start.isBare) return form(formToFill(flow));

  const { content, errors } = await readForm(ctx, flow.definition, typed.values);
  const isWhole = Object.keys(errors).length === 0 && typed.unclear.length === 0;
  return isWhole ? submit(ctx, flow, content) : formTyped(start, errors);
});

const askFor = async (ctx: Context, start: Start): Promise<Answer> =>
  start.isBare
    ? form(formToFill(start.flow))
    : formTyped(start, (await readForm(ctx, start.flow.definition, start.typed.values)).errors);

const flowNamedFirst = (flows: readonly Flow[], first: string): Flow | undefined =>
  flows.find((flow) => isNamed(flow, first)) ?? flowBegunBy(flows, first);

/** 折扣审批 D-1001 15: what is named first is meant, whatever stands behind it. */
export async function askIfNamed(ctx: Context, text: string): Promise<Answer | undefined> {
  const { first, rest } = firstWord(text);
  const flow = flowNamedFirst(await startable(ctx), first);
  return flow && askFor(ctx, startOf(ctx, flow, rest));
}

/** 明天下午请假: where nothing but words is understood, it may be about something else. */
async function askAsSpoken(ctx: Context, flows: readonly Flow[], text: string): Promise<Answer | undefined> {
  const said = spokenStart(flows, text);
  if (!said) return undefined;
  const start = startOf(ctx, said.flow, said.values);
  const fields = formFields(said.flow.definition);
  const isUnderstood = fields.some((field) => !isProse(field) && start.typed.values[field.key]);
  return isUnderstood ? askFor(ctx, start) : undefined;
}

/** `报销 1200 打车` opens the form with all of it; nothing goes on its way unless somebody says that it shall. */
export async function askToStart(ctx: Context, typed: string): Promise<Answer | undefined> {
  const text = withAmountApart(typed);
  const named = await askIfNamed(ctx, text);
  if (named) return named;
  const flows = await startable(ctx);
  const flow = flowOfKind(flows, firstWord(text).first);
  return flow ? askFor(ctx, startOf(ctx, flow, text)) : askAsSpoken(ctx, flows, text);
}

/** `/approval drafts`, `/approval drafts expense 1200 出租车`: kept as it is typed, unless some of it is unclear. */
export const typeDraft = useCase(withText, async (ctx, { text }) => {
  const start = await readStart(ctx, text);
  if (!start) return listMyDrafts.run(ctx, { page: 1 });
  const { flow, typed } = start;
  if (typed.unclear.length > 0) return form(formToFill(flow, typed));

  const id = await keep(ctx, flow, opened(), typed.values);
  return id === undefined ? form(formToFill(flow)) : say(words.draftKept, { flow: flow.definition.name });
});
