import { z } from 'zod';
import type { Customer } from '../../models/customer.js';
import { type Deal, insertDeal } from '../../models/deal.js';
import { show } from '../../models/shown-card.js';
import { type Param, type Saying, saying, type Text } from '../../models/text.js';
import { LONGEST_NAME } from '../customer/forms.js';
import { type FieldErrors, listed, refuseErrors, tidy } from '../fields.js';
import { record } from '../history.js';
import { isKeptCurrency, MOST_CENTS, USUAL_CURRENCY } from '../input/amount.js';
import { formatNumber } from '../input/id.js';
import { type Context, Refusal, words as say, useCase } from '../useCase.js';
import { findGate, type Opened, openGate } from './enter.js';
import { stageTyped } from './find.js';
import { LONGEST_TITLE, newDealForm } from './forms.js';
import { firstStage, getPipeline, openStages, type Pipeline, type Stage, stageList } from './pipeline.js';
import { missingFor } from './rules.js';
import { askWhichCustomer, customerMeant } from './which-customer.js';
import { fieldNames, words } from './words.js';

const newDealInput = z.object({
  customer: z.string().min(1).max(LONGEST_NAME).optional(),
  customerId: z.int().positive().optional(),
  createCustomer: z.boolean().optional(),
  amountCents: z.int().nonnegative().max(MOST_CENTS),
  currency: z.string().refine(isKeptCurrency).optional(),
  title: z.string().max(LONGEST_TITLE).optional(),
  expectedClose: z.iso.date().optional(),
  stage: z.string().max(40).optional(),
});

/** What a deal would be made with, for whoever is asked about its customer first. */
function understood(
  { amountCents, currency = USUAL_CURRENCY, title, expectedClose, stage }: z.infer<typeof newDealInput>,
  { stages }: Pipeline,
): readonly Saying[] {
  const values: readonly (readonly [Text, Param | undefined])[] = [
    [words.title, title],
    [words.amount, { cents: amountCents, currency }],
    [words.expectedClose, expectedClose && { day: expectedClose }],
    [words.stage, stages.find(({ key }) => key === stage)?.name],
  ];
  return values.flatMap(([field, value]) => (value ? [saying(words.asField, { field, value })] : []));
}

/** Words about what was made. */
const made = (deal: Deal, id: number, stageName: Saying['text'], opened: Opened | undefined) => {
  const params = {
    number: formatNumber('deal', id),
    title: deal.title,
    amount: { cents: deal.amountCents, currency: deal.currency },
  };
  if (!opened) return say(words.created, { stage: stageName, ...params });
  const { number: approval, waitingFor } = opened;
  return say(words.createdForApproval, { approval, people: listed(waitingFor), ...params });
};

const titleFor = ({ name }: Customer) => name.slice(0, LONGEST_TITLE);

const draftOf = (
  { actor, now }: Context,
  input: z.infer<typeof newDealInput>,
  customer: Customer,
  stage: Stage,
): Omit<Deal, 'id'> => ({
  title: tidy(input.title ?? '') || titleFor(customer),
  customerId: customer.id,
  ownerId: actor.id,
  stage: stage.key,
  amountCents: input.amountCents,
  currency: input.currency ?? USUAL_CURRENCY,
  expectedClose: input.expectedClose ?? null,
  stageChangedAt: now,
  createdAt: now,
  updatedAt: now,
  closedAt: null,
  closedReason: null,
  externalId: null,
});

export const newDeal = useCase(newDealInput, async (ctx, input) => {
  const { tx, actor } = ctx;
  const pipeline = await getPipeline(tx);
  const customer = await customerMeant(ctx, input);
  if (!customer) return askWhichCustomer(ctx, input, understood(input, pipeline));

  const stage = input.stage === undefined ? firstStage(pipeline) : stageTyped(pipeline, input.stage);
  if (stage.outcome) throw cannotBegin(pipeline, stage);
  const draft = draftOf(ctx, input, customer, stage);
  const typed = () => ({ ...input, title: draft.title, stage: draft.stage, customer: customer.name });
  refuseErrors(() => newDealForm(typed(), pipeline), {}, missingIn(stage, draft));
  const gate = await findGate(ctx, draft, stage, customer);

  const id = await insertDeal(tx, draft);
  const deal = { id, ...draft };
  record(ctx, { kind: 'deal', id }, 'deal.created', {
    params: { amount: { cents: deal.amountCents, currency: deal.currency } },
  });
  const opened = gate && (await openGate(ctx, deal, gate));

  show(tx, actor.id, 'deal', id);
  return made(deal, id, stage.name, opened);
});

const missingIn = (stage: Stage, draft: Parameters<typeof missingFor>[1]): FieldErrors =>
  Object.fromEntries(
    missingFor(stage, draft).map((field) => [
      field,
      saying(words.neededFor, { stage: stage.name, field: fieldNames[field] }),
    ]),
  );

export const cannotBegin = (pipeline: Pipeline, { name }: Stage) =>
  new Refusal(words.cannotBegin, { stage: name, stages: stageList(openStages(pipeline)) });
