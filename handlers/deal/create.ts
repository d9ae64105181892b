import { z } from 'zod';
import type { Customer } from '../../models/customer.js';
import { findCustomerByName, getCustomer } from '../../models/customer.js';
import { type Deal, insertDeal } from '../../models/deal.js';
import { show } from '../../models/shown-card.js';
import { type Saying, saying } from '../../models/text.js';
import type { Json } from '../../models/views.js';
import { createCustomer } from '../customer/create.js';
import { nearCustomers } from '../customer/near.js';
import { type FieldErrors, listed, refuseErrors, textError, tidy, tooLong, type Values } from '../fields.js';
import { record } from '../history.js';
import { readMoney } from '../input/amount.js';
import { readDate } from '../input/date.js';
import { readDealLine } from '../input/deal-line.js';
import { formatNumber } from '../input/id.js';
import { normaliseName } from '../input/name.js';
import { type Context, card, form, Refusal, words as say, useCase } from '../useCase.js';
import { openGate } from './enter.js';
import { LONGEST_NAME, LONGEST_TITLE, newDealForm, type TypedDeal } from './forms.js';
import {
  firstStage,
  getPipeline,
  openStages,
  type Pipeline,
  type Stage,
  stageNames,
  stageOf,
} from './pipeline.js';
import { missingFor } from './rules.js';
import { fieldNames, words } from './words.js';

const DEFAULT_CURRENCY = 'CNY';

const newDealInput = z.object({
  customer: z.string().min(1).max(LONGEST_NAME).optional(),
  customerId: z.int().positive().optional(),
  /** Make the customer as well, though there may be some with a name like it. */
  createCustomer: z.boolean().optional(),
  amountCents: z.int().nonnegative(),
  currency: z.string().length(3).optional(),
  title: z.string().max(LONGEST_TITLE).optional(),
  expectedClose: z.string().length(10).optional(),
  stage: z.string().max(40).optional(),
});
type NewDeal = z.infer<typeof newDealInput>;

async function findTheCustomer(ctx: Context, input: NewDeal): Promise<Customer | undefined> {
  if (input.customerId !== undefined) return getCustomer(ctx.tx, input.customerId);
  const name = input.customer ?? '';
  const known = await findCustomerByName(ctx.tx, normaliseName(name));
  if (known || !input.createCustomer) return known;
  return createCustomer(ctx, { name, ownerId: ctx.actor.id });
}

const asJson = (input: NewDeal): { [key: string]: Json } =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as {
    [key: string]: Json;
  };

/** There is no such customer: is it one of those with a name like it, or a new one? */
async function askWhichCustomer(ctx: Context, input: NewDeal) {
  const name = input.customer ?? '';
  const near = await nearCustomers(ctx.tx, name);
  const { customer: _, ...rest } = asJson(input);
  return card({
    kind: 'notice',
    title: saying(words.noCustomerTitle, { name }),
    body: [saying(near.length > 0 ? words.similarBody : words.noCustomerBody)],
    buttons: [
      ...near.map((one) => ({
        label: saying(words.useThis, { number: formatNumber('customer', one.id), name: one.name }),
        press: { do: 'deal.new', input: { ...rest, customerId: one.id } },
      })),
      {
        label: saying(words.createBoth),
        press: { do: 'deal.new', input: { ...asJson(input), createCustomer: true } },
        style: near.length > 0 ? undefined : ('primary' as const),
      },
    ].map(
      ({
        style,
        ...button
      }: {
        label: Saying;
        press: { do: string; input: { [key: string]: Json } };
        style?: 'primary' | undefined;
      }) => (style ? { ...button, style } : button),
    ),
  });
}

/** Words about what was made. */
const made = (
  deal: Deal,
  id: number,
  stageName: Saying['text'],
  gate: Awaited<ReturnType<typeof openGate>>,
) => {
  const params = {
    number: formatNumber('deal', id),
    title: deal.title,
    amount: { cents: deal.amountCents, currency: deal.currency },
  };
  if (!gate) return say(words.created, { ...params, stage: stageName });
  return say(words.createdForApproval, { ...params, approval: gate.number, people: listed(gate.waitingFor) });
};

export const newDeal = useCase(newDealInput, async (ctx, input) => {
  const { tx, actor, now } = ctx;
  const pipeline = await getPipeline(tx);
  const customer = await findTheCustomer(ctx, input);
  if (!customer) return askWhichCustomer(ctx, input);

  const stage = input.stage === undefined ? firstStage(pipeline) : stageOf(pipeline, input.stage);
  if (stage.outcome) throw cannotBegin(pipeline, stage);
  const draft = {
    title: tidy(input.title ?? '') || titleFor(customer),
    customerId: customer.id,
    ownerId: actor.id,
    stage: stage.key,
    amountCents: input.amountCents,
    currency: input.currency ?? DEFAULT_CURRENCY,
    expectedClose: input.expectedClose ?? null,
    stageChangedAt: now,
    closedAt: null,
    closedReason: null,
    externalId: null,
    createdAt: now,
    updatedAt: now,
  };
  const typed = { ...draft, customer: customer.name, expectedClose: input.expectedClose };
  refuseErrors(newDealForm(typed, pipeline, undefined), {}, missingIn(stage, draft));

  const id = await insertDeal(tx, draft);
  const deal = { id, ...draft };
  record(ctx, { kind: 'deal', id }, 'deal.created', {
    params: { amount: { cents: deal.amountCents, currency: deal.currency } },
  });
  const gate = await openGate(ctx, deal, stage);

  show(tx, actor.id, 'deal', id, now);
  return made(deal, id, stage.name, gate);
});

const titleFor = ({ name }: Customer) => name.slice(0, LONGEST_TITLE);

const missingIn = (stage: Stage, draft: Parameters<typeof missingFor>[1]): FieldErrors =>
  Object.fromEntries(
    missingFor(stage, draft).map((field) => [
      field,
      saying(words.neededFor, { stage: stage.name, field: fieldNames[field] }),
    ]),
  );

const cannotBegin = (pipeline: Pipeline, { name }: Stage) => {
  const stages = openStages(pipeline).map((stage) => stage.name);
  return new Refusal(words.cannotBegin, {
    stage: name,
    stages: { zh: stages.map(({ zh }) => zh).join('、'), en: stages.map(({ en }) => en).join(', ') },
  });
};

/** A title that is the name of an end stage was meant as the stage. */
const endStageNamed = (pipeline: Pipeline, title: string | undefined): Stage | undefined =>
  pipeline.stages.find(
    ({ key, name, outcome }) =>
      outcome && [key, name.zh, name.en].some((word) => word.toLowerCase() === title?.toLowerCase()),
  );

const MOST_UNCLEAR = 5;
const LONGEST_UNCLEAR = 40;

/** Says what is not clear yet, or nothing. */
function introFor({ unclear }: { unclear: readonly string[] }, isEmpty: boolean): Saying | undefined {
  const shown = unclear.slice(0, MOST_UNCLEAR).map((word) => word.slice(0, LONGEST_UNCLEAR));
  if (shown.length > 0) return saying(words.unclear, { words: listed(shown) });
  return isEmpty ? undefined : saying(words.incomplete);
}

const lengthErrors = ({ customer = '', title = '' }: Pick<TypedDeal, 'customer' | 'title'>): FieldErrors => ({
  customer: tooLong(words.customer, LONGEST_NAME, customer),
  title: tooLong(words.title, LONGEST_TITLE, title),
});

/** `/deal new 上海云帆 2万 ERP升级 月底`: makes the deal, or opens a form that holds what was understood. */
export const typeNewDeal = useCase(z.object({ text: z.string() }), async (ctx, { text }) => {
  const pipeline = await getPipeline(ctx.tx);
  const typed = readDealLine(text, ctx.now, ctx.actor.timeZone, stageNames({ stages: openStages(pipeline) }));
  const { unclear, amountCents, ...rest } = typed;
  const customer = tidy(typed.customer ?? '');
  const end = endStageNamed(pipeline, rest.title);
  if (end) throw cannotBegin(pipeline, end);

  const filled = clipped({ ...typed, customer });
  refuseErrors(newDealForm(filled, pipeline, undefined), {}, lengthErrors({ customer, title: rest.title }));
  if (!customer || amountCents === undefined || unclear.length > 0)
    return form(newDealForm(filled, pipeline, introFor(typed, text.trim() === '')));
  return newDeal.run(ctx, { ...rest, customer, amountCents });
});

const clipped = (typed: TypedDeal): TypedDeal => ({
  ...typed,
  customer: typed.customer?.slice(0, LONGEST_NAME),
  title: typed.title?.slice(0, LONGEST_TITLE),
});

export const openNewDeal = useCase(z.object({}), async (ctx) =>
  form(newDealForm({}, await getPipeline(ctx.tx), undefined)),
);

function errorsIn(
  values: Values,
  amount: ReturnType<typeof readMoney>,
  day: string | undefined,
): FieldErrors {
  const customer = tidy(values.customer ?? '');
  return {
    ...lengthErrors({ title: values.title }),
    customer: textError(words.customer, LONGEST_NAME, customer),
    amount: amount ? undefined : saying(words.badAmount),
    expectedClose: values.expectedClose && !day ? saying(words.badDate) : undefined,
  };
}

export const submitNewDeal = useCase(
  z.object({ values: z.record(z.string(), z.string()) }),
  async (ctx, { values }) => {
    const pipeline = await getPipeline(ctx.tx);
    const money = readMoney(values.amount ?? '');
    const day = readDate(values.expectedClose ?? '', ctx.now, ctx.actor.timeZone);
    refuseErrors(newDealForm({}, pipeline, undefined), values, errorsIn(values, money, day));

    const isStage = openStages(pipeline).some(({ key }) => key === values.stage);
    return newDeal.run(ctx, {
      customer: tidy(values.customer ?? ''),
      amountCents: money?.cents ?? 0,
      ...(money?.currency && { currency: money.currency }),
      ...(values.title && { title: values.title }),
      ...(day && { expectedClose: day }),
      ...(isStage && values.stage && { stage: values.stage }),
    });
  },
);
