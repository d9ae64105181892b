import type { Deal, DealLine } from '../../models/deal.js';
import { type Saying, saying } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { LONGEST_NAME } from '../customer/forms.js';
import { writeMoney } from '../input/amount.js';
import { formatNumber } from '../input/id.js';
import { words as ofOwner, ownerFields } from '../owner.js';
import { writeLines } from './lines.js';
import { openStages, type Pipeline, stageAfter } from './pipeline.js';
import { words } from './words.js';

export const LONGEST_TITLE = 200;
export const LONGEST_NOTE = 1000;
export const LONGEST_REASON = 500;

const fields = {
  customer: {
    name: 'customer',
    label: words.customer,
    type: 'text',
    required: true,
    maxLength: LONGEST_NAME,
    suggests: 'customer',
  },
  amount: {
    name: 'amount',
    label: words.amount,
    type: 'money',
    required: true,
    hint: words.amountHint,
    maxLength: 40,
  },
  title: { name: 'title', label: words.title, type: 'text', required: false, maxLength: LONGEST_TITLE },
  expectedClose: { name: 'expectedClose', label: words.expectedClose, type: 'date', required: false },
  lines: {
    name: 'lines',
    label: words.lines,
    type: 'longText',
    required: false,
    hint: words.linesHint,
    maxLength: 3000,
  },
  note: { name: 'note', label: words.note, type: 'longText', required: true, maxLength: LONGEST_NOTE },
  reason: {
    name: 'reason',
    label: words.reason,
    type: 'longText',
    required: true,
    maxLength: LONGEST_REASON,
  },
} satisfies Record<string, Field>;

const valued = (field: Field, value: string | null | undefined): Field =>
  value ? { ...field, value } : field;

const stageField = ({ stages }: Pipeline, value?: string): Field =>
  valued(
    {
      name: 'stage',
      label: words.stage,
      type: 'choice',
      required: true,
      options: stages.map(({ key, name }) => ({ value: key, label: name })),
    },
    value,
  );

export interface TypedDeal {
  readonly customer?: string | undefined;
  readonly amountCents?: number | undefined;
  readonly currency?: string | undefined;
  readonly title?: string | undefined;
  readonly expectedClose?: string | undefined;
  readonly stage?: string | undefined;
}

/** A currency without its amount stands there for the amount to be written behind it. */
const amountTyped = ({ amountCents: cents, currency }: TypedDeal): string | undefined =>
  cents === undefined ? currency : writeMoney({ cents, ...(currency && { currency }) });

export const newDealForm = (typed: TypedDeal, pipeline: Pipeline, intro?: Saying): FormView => ({
  kind: 'form',
  form: 'deal.new',
  title: words.newTitle,
  ...(intro && { intro }),
  fields: [
    valued(fields.customer, typed.customer),
    valued(fields.amount, amountTyped(typed)),
    valued(fields.title, typed.title),
    valued(fields.expectedClose, typed.expectedClose),
    stageField({ stages: openStages(pipeline) }, typed.stage ?? pipeline.stages[0]?.key),
  ],
  submit: words.create,
  context: {},
});

const about = ({ id, title }: Deal): Saying =>
  saying(words.formAbout, { number: formatNumber('deal', id), title });

/** What a deal has already it keeps: it can be changed and not be wiped out. */
export const editDealForm = (
  deal: Deal,
  customerName: string | null,
  lines: readonly DealLine[],
): FormView => ({
  kind: 'form',
  form: 'deal.edit',
  title: words.editTitle,
  about: about(deal),
  fields: [
    valued({ ...fields.customer, required: deal.customerId !== null }, customerName),
    valued(
      {
        ...fields.amount,
        required: deal.amountCents > 0 && lines.length === 0,
        hint: words.amountOfLinesHint,
      },
      deal.amountCents > 0 ? writeMoney({ cents: deal.amountCents, currency: deal.currency }) : null,
    ),
    valued({ ...fields.title, required: true }, deal.title),
    valued(fields.expectedClose, deal.expectedClose),
    valued(fields.lines, writeLines(lines)),
  ],
  submit: words.save,
  context: { id: deal.id },
});

/** @param chosen where it goes unless another is chosen */
export const stageForm = (
  deal: Deal,
  pipeline: Pipeline,
  chosen = stageAfter(pipeline, deal.stage),
): FormView => ({
  kind: 'form',
  form: 'deal.stage',
  title: words.stageTitle,
  about: about(deal),
  fields: [stageField({ stages: openStages(pipeline) }, chosen)],
  submit: words.move,
  context: { id: deal.id },
});

/** @param stage the one that it begins with again, unless another is chosen */
export const reopenForm = (deal: Deal, pipeline: Pipeline, stage: string): FormView => ({
  kind: 'form',
  form: 'deal.reopen',
  title: words.reopenTitle,
  about: about(deal),
  fields: [stageField({ stages: openStages(pipeline) }, stage)],
  submit: words.reopen,
  context: { id: deal.id },
});

export const noteForm = (deal: Deal): FormView => ({
  kind: 'form',
  form: 'deal.note',
  title: words.noteTitle,
  about: about(deal),
  fields: [fields.note],
  submit: words.save,
  context: { id: deal.id },
});

/** For a message that is not about a known deal yet: which deal it belongs to is chosen in the form. */
export const noteFromMessageForm = (
  note: string,
  deals: readonly { id: number; label: string }[],
): FormView => ({
  kind: 'form',
  form: 'deal.noteFromMessage',
  title: words.noteTitle,
  fields: [
    {
      name: 'deal',
      label: words.deal,
      type: 'choice',
      required: true,
      options: deals.map(({ id, label }) => ({ value: String(id), label })),
    },
    valued(fields.note, note),
  ],
  submit: words.save,
  context: {},
});

export const lostForm = (deal: Deal): FormView => ({
  kind: 'form',
  form: 'deal.lost',
  title: words.lostTitle,
  about: about(deal),
  fields: [fields.reason],
  submit: words.save,
  context: { id: deal.id },
});

export const ownerForm = (deal: Deal): FormView => ({
  kind: 'form',
  form: 'deal.owner',
  title: words.ownerTitle,
  about: about(deal),
  fields: ownerFields(),
  submit: ofOwner.handOver,
  context: { id: deal.id, from: deal.ownerId },
});
