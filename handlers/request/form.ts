import { randomUUID } from 'node:crypto';
import type { FlowDefinition, FormField } from '../../models/approval-flow.js';
import type { Saying, Text } from '../../models/text.js';
import type { Field, FormView, OtherDeed, Suggests } from '../../models/views.js';
import { formFields } from '../approval/rules/form-facts.js';
import { filled, type Values } from '../fields.js';
import { USUAL_CURRENCY } from '../input/amount.js';
import { chosenInputs } from './chosen.js';
import { words } from './words.js';

const LONGEST_TEXT = 200;
const LONGEST_LONG_TEXT = 2_000;
const LONGEST_NAMES = 2_000;

type Type = FormField['type'];

export const currencyOf = ({ currency = USUAL_CURRENCY }: FormField): string => currency;

/** How many characters may be typed. */
export const lengthOf = ({ type, max }: FormField): number => {
  if (type === 'longText') return max ?? LONGEST_LONG_TEXT;
  if (type === 'text') return max ?? LONGEST_TEXT;
  return type === 'people' ? LONGEST_NAMES : LONGEST_TEXT;
};

/** People, departments and records are typed: no platform's list takes them all. */
const inputs: Record<Type, Field['type']> = {
  text: 'text',
  longText: 'longText',
  number: 'number',
  money: 'money',
  date: 'date',
  choice: 'choice',
  person: 'text',
  people: 'text',
  department: 'text',
  customer: 'text',
  deal: 'text',
};

const hints: Partial<Record<Type, Text>> = {
  person: words.personHint,
  people: words.peopleHint,
  department: words.departmentHint,
  customer: words.customerHint,
  deal: words.dealHint,
};

const suggests: Partial<Record<Type, Suggests>> = {
  person: 'colleague',
  people: 'colleague',
  customer: 'customer',
};

const amountHint = (field: FormField): Text => filled(words.amountHint, { currency: currencyOf(field) });

const hintOf = (field: FormField): Text | undefined =>
  field.hint ?? (field.type === 'money' ? amountHint(field) : hints[field.type]);

const inputOf = (field: FormField, value: string | undefined): Field => {
  const hint = hintOf(field);
  const type = inputs[field.type];
  const whom = suggests[field.type];
  return {
    name: field.key,
    label: field.label,
    type,
    required: field.required ?? false,
    ...(value && { value }),
    ...(hint && { hint }),
    ...(field.options && { options: field.options }),
    ...(whom && { suggests: whom }),
    ...((type === 'text' || type === 'longText') && { maxLength: lengthOf(field) }),
  };
};

/** The inputs of a form, with what is in them already. */
export const inputsOf = (definition: FlowDefinition, values: Values): readonly Field[] =>
  formFields(definition).map((field) => inputOf(field, values[field.key]));

/** A form that somebody has open, and whether what they typed is kept as a draft. */
export interface Opened {
  /** Saved from the same form it is the same draft. */
  readonly draft: string;
  readonly isKept: boolean;
}

export const opened = (): Opened => ({ draft: randomUUID(), isKept: false });

interface Filled extends Opened {
  readonly values?: Values;
  readonly intro?: Saying;
}

const saveAsDraft: OtherDeed = { form: 'request.draft', label: words.saveDraft };
const discard: OtherDeed = { form: 'request.discard', label: words.discardDraft, style: 'danger' };

/** @param version of the flow whose form this is: it may be another by the time it comes back */
export const newForm = (
  definition: FlowDefinition,
  version: number,
  { draft, isKept, values = {}, intro }: Filled,
): FormView => ({
  kind: 'form',
  form: 'request.new',
  title: definition.name,
  ...(intro && { intro }),
  fields: [...inputsOf(definition, values), ...chosenInputs(definition, values)],
  submit: words.submit,
  others: isKept ? [saveAsDraft, discard] : [saveAsDraft],
  context: { flow: definition.key, version, draft, kept: isKept },
});
