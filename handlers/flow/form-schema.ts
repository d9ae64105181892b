import { z } from 'zod';
import { type FormDefinition, type FormField, HALVES } from '../../models/approval-flow.js';
import { isKeptCurrency } from '../input/amount.js';
import { name, record } from './schema-parts.js';
import { faults } from './schema-words.js';

/** Facts that every record has. */
const reserved: ReadonlySet<string> = new Set(['number', 'currency', 'initiator']);

const fieldKey = z
  .string(faults.formField.en)
  .regex(/^[a-z][A-Za-z0-9]{0,39}$/, faults.formField.en)
  .refine((key) => !reserved.has(key), faults.formField.en);

const types = [
  'text',
  'longText',
  'number',
  'money',
  'date',
  'choice',
  'person',
  'people',
  'department',
  'customer',
  'deal',
] as const;

const option = record({
  value: z.string(faults.formOptions.en).min(1, faults.formOptions.en).max(60),
  label: name,
  words: z
    .array(z.string(faults.formWords.en).min(1, faults.formWords.en).max(40), faults.formWords.en)
    .max(50)
    .optional(),
});
const limit = z.number(faults.formRange.en).min(-1e12, faults.formRange.en).max(1e12, faults.formRange.en);

const options = z
  .array(option, faults.formOptions.en)
  .min(1, faults.formOptions.en)
  .max(50, faults.formOptions.en)
  .refine((all) => new Set(all.map(({ value }) => value)).size === all.length, faults.formOptions.en);

const field: z.ZodType<FormField> = record({
  key: fieldKey,
  label: name,
  type: z.enum(types, faults.formType.en),
  required: z.boolean(faults.option.en).optional(),
  min: limit.optional(),
  max: limit.optional(),
  hint: name.optional(),
  options: options.optional(),
  currency: z
    .string(faults.formCurrency.en)
    .regex(/^[A-Z]{3}$/, { error: faults.formCurrency.en, abort: true })
    .refine(isKeptCurrency, faults.formHundredths.en)
    .optional(),
  notBefore: z.string(faults.formNotBefore.en).optional(),
  past: z.boolean(faults.option.en).optional(),
  halfOf: z.string(faults.formHalfOf.en).optional(),
  daysOf: record({ from: z.string(faults.formDaysOf.en), until: z.string(faults.formDaysOf.en) }).optional(),
})
  .refine(({ min, max }) => min === undefined || max === undefined || min <= max, faults.formRange.en)
  .refine(({ type, options: all }) => type !== 'choice' || all !== undefined, faults.formOptions.en);

const keysDiffer = (fields: readonly FormField[]) =>
  new Set(fields.map(({ key }) => key)).size === fields.length;

const isDate = (fields: readonly FormField[], wanted: string): boolean =>
  fields.some(({ key, type }) => key === wanted && type === 'date');

const halvesAreOfDays = (fields: readonly FormField[]) =>
  fields.every(
    ({ type, halfOf, options = [] }) =>
      halfOf === undefined ||
      (type === 'choice' &&
        isDate(fields, halfOf) &&
        fields.filter((other) => other.halfOf === halfOf).length === 1 &&
        String(options.map(({ value }) => value)) === String(HALVES)),
  );

const daysAreCounted = (fields: readonly FormField[]) =>
  fields.every(
    ({ type, daysOf }) =>
      daysOf === undefined ||
      (type === 'number' &&
        daysOf.from !== daysOf.until &&
        [daysOf.from, daysOf.until].every((key) => isDate(fields, key))),
  );

const daysFollowDays = (fields: readonly FormField[]) =>
  fields.every(
    ({ key, type, notBefore }) =>
      notBefore === undefined || (type === 'date' && notBefore !== key && isDate(fields, notBefore)),
  );

export const formDefinition: z.ZodType<FormDefinition> = record({
  fields: z
    .array(field, faults.formFields.en)
    .min(1, faults.formFields.en)
    .max(20, faults.formFields.en)
    .refine(keysDiffer, faults.formSameKey.en)
    .refine(daysFollowDays, faults.formNotBefore.en)
    .refine(halvesAreOfDays, faults.formHalfOf.en)
    .refine(daysAreCounted, faults.formDaysOf.en),
});
