import type { FlowDefinition, FormField } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { saying } from '../../models/text.js';
import { formFields, nameKey } from '../approval/rules/form-facts.js';
import type { FieldErrors, Values } from '../fields.js';
import type { Context } from '../useCase.js';
import { type CountedDays, countDays } from './days.js';
import { readField } from './read-field.js';
import { words } from './words.js';

/** `2026-12-01` is before `2026-12-03`, as days and as words. */
const isBefore = (facts: Facts, key: string, other: string): boolean =>
  Boolean(facts[key] && facts[other] && String(facts[key]) < String(facts[other]));

const orderErrors = (fields: readonly FormField[], facts: Facts): FieldErrors =>
  Object.fromEntries(
    fields.flatMap(({ key, notBefore }) => {
      const other = fields.find((one) => one.key === notBefore);
      return other && isBefore(facts, key, other.key)
        ? [[key, saying(words.beforeOther, { other: other.label })]]
        : [];
    }),
  );

export interface ReadForm {
  readonly content: Facts;
  readonly errors: FieldErrors;
}

async function readFields(ctx: Context, fields: readonly FormField[], values: Values): Promise<ReadForm> {
  const all = await Promise.all(fields.map((field) => readField(field, values, ctx)));
  const content: Facts = Object.assign({}, ...all.map((read) => ('facts' in read ? read.facts : {})));
  const errors = Object.fromEntries(
    fields.flatMap(({ key }, index) => {
      const read = all[index];
      return read && 'error' in read ? [[key, read.error]] : [];
    }),
  );
  return { content, errors };
}

const daysIn = (counted: readonly CountedDays[]): Facts =>
  Object.fromEntries(counted.map(({ field, value }) => [field.key, value]));

const daysErrors = (counted: readonly CountedDays[]): FieldErrors =>
  Object.fromEntries(counted.flatMap(({ field, error }) => (error ? [[field.key, error]] : [])));

/** Everything that was filled in, or follows from it, and everything that is wrong with it. */
export async function readForm(ctx: Context, definition: FlowDefinition, values: Values): Promise<ReadForm> {
  const fields = formFields(definition);
  const { content, errors } = await readFields(ctx, fields, values);
  const counted = await countDays(ctx.tx, fields, content, ctx.actor.timeZone);
  return {
    content: { ...content, ...daysIn(counted) },
    errors: { ...orderErrors(fields, content), ...daysErrors(counted), ...errors },
  };
}

/** Said about a field that the form in front of somebody has, whichever of the two days is the wrong one. */
const orderErrorsIn = (fields: readonly FormField[], facts: Facts, keys: ReadonlySet<string>): FieldErrors =>
  Object.fromEntries(
    Object.entries(orderErrors(fields, facts)).flatMap(([key, error]) => {
      const field = fields.find((one) => one.key === key);
      if (keys.has(key)) return [[key, error]];
      return field?.notBefore !== undefined && keys.has(field.notBefore)
        ? [[field.notBefore, saying(words.afterOther, { other: field.label })]]
        : [];
    }),
  );

/** Said about the number, or about the dates and their halves where only they were changed. */
const daysErrorsIn = (
  counted: readonly CountedDays[],
  fields: readonly FormField[],
  keys: ReadonlySet<string>,
): FieldErrors =>
  Object.fromEntries(
    counted.flatMap(({ field: { key, daysOf }, error }) => {
      const days = [daysOf?.until, daysOf?.from];
      const halves = fields.filter(({ halfOf }) => halfOf && days.includes(halfOf));
      const said = [key, ...days, ...halves.map((half) => half.key)];
      const at = said.find((one) => one !== undefined && keys.has(one));
      return at && error ? [[at, error]] : [];
    }),
  );

export interface Standing {
  readonly content: Facts;
  /** Where its owner is at home. */
  readonly timeZone: string;
}

/** Some fields filled in anew among others that stay as they stand. */
export async function readSome(
  ctx: Context,
  definition: FlowDefinition,
  keys: ReadonlySet<string>,
  values: Values,
  standing: Standing,
): Promise<ReadForm> {
  const fields = formFields(definition);
  const wanted = fields.filter(({ key }) => keys.has(key));
  const { content: read, errors } = await readFields(ctx, wanted, values);
  const replaced = new Set(wanted.map(nameKey));
  const kept = Object.fromEntries(Object.entries(standing.content).filter(([key]) => !replaced.has(key)));
  const content = { ...kept, ...read };
  const counted = await countDays(ctx.tx, fields, content, standing.timeZone);
  return {
    content: { ...content, ...daysIn(counted) },
    errors: { ...orderErrorsIn(fields, content, keys), ...daysErrorsIn(counted, fields, keys), ...errors },
  };
}
