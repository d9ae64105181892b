import type { FlowDefinition, FormField } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { listDepartments } from '../../models/department.js';
import { type Param, type Saying, saying, type Text } from '../../models/text.js';
import { readPeople } from '../approval/named-people.js';
import { centsKey, currencyKey, factKeys, formFields, nameKey } from '../approval/rules/form-facts.js';
import { customersNamed, severalCalled } from '../customer/named.js';
import { dealToSee } from '../deal/find.js';
import { departmentsNamed, writeDepartment } from '../department/named.js';
import { type FieldErrors, listed, required, tidy, tooLong, type Values } from '../fields.js';
import { readMoney } from '../input/amount.js';
import { readDateField } from '../input/date.js';
import { fold } from '../input/fold.js';
import { formatNumber, readNumber } from '../input/id.js';
import { unreadableAmount, unreadableDay } from '../unreadable.js';
import { type Context, Refusal } from '../useCase.js';
import { type CountedDays, countDays } from './days.js';
import { currencyOf, lengthOf } from './form.js';
import { words } from './words.js';

const MOST_PEOPLE = 200;

/** What a field was understood as, or why it was not. */
type Read = { readonly facts: Facts } | { readonly error: Saying };

type Reads = (field: FormField, text: string, ctx: Context) => Read | Promise<Read>;

const no = (text: Text, params?: Record<string, Param>): Read => ({ error: saying(text, params) });
const one = (field: FormField, value: string | number): Read => ({ facts: { [field.key]: value } });
const called = (field: FormField, value: string | number, name: string): Read => ({
  facts: { [field.key]: value, [nameKey(field)]: name },
});

const outside = ({ label, min, max }: FormField, value: number): Read | undefined => {
  if (min !== undefined && value < min) return no(words.tooSmall, { field: label, min });
  return max !== undefined && value > max ? no(words.tooLarge, { field: label, max }) : undefined;
};

const readText: Reads = (field, text) => {
  const value = field.type === 'text' ? tidy(text) : text.trim();
  const long = tooLong(field.label, lengthOf(field), value);
  if (long) return { error: long };
  const { label, min = 0 } = field;
  return value.length < min ? no(words.tooShort, { field: label, min }) : one(field, value);
};

const NUMBER = /^[+-]?\d{1,12}(?:\.\d{1,6})?$/;

export const readFigure = (text: string): number | undefined => {
  const plain = fold(text).replace(/,/g, '');
  return NUMBER.test(plain) ? Number(plain) : undefined;
};

const readNumberField: Reads = (field, text) => {
  const value = readFigure(text);
  if (value === undefined) return no(words.badNumber);
  return outside(field, value) ?? one(field, value);
};

const readAmount: Reads = (field, text) => {
  const money = readMoney(text);
  if (!money) return { error: unreadableAmount(text) };
  const wrong = outside(field, money.cents / 100);
  const currency = money.currency ?? currencyOf(field);
  return wrong ?? { facts: { [centsKey(field)]: money.cents, [currencyKey(field)]: currency } };
};

const readDay: Reads = (field, text, { now, actor }) => {
  const day = readDateField(text, now, actor.timeZone);
  return day ? one(field, day) : { error: unreadableDay(text) };
};

const isSaid = (words: readonly string[], text: string): boolean =>
  words.some((word) => fold(word) === fold(text));

export const optionCalled = ({ options = [] }: FormField, text: string) =>
  options.find(({ value, label }) => isSaid([value, label.zh, label.en], text));

/** By its name, or by a word that people use for it. */
export const optionNamed = (field: FormField, text: string) =>
  optionCalled(field, text) ?? field.options?.find(({ words: said = [] }) => isSaid(said, text));

const readChoice: Reads = (field, text) => {
  const option = optionNamed(field, text);
  if (option) return one(field, option.value);
  return no(words.badChoice, { options: listed((field.options ?? []).map(({ label }) => label)) });
};

const readPersons: Reads = async (field, text, { tx }) => {
  const isOne = field.type === 'person';
  const { ids, names, error } = await readPeople(tx, text, isOne ? 1 : MOST_PEOPLE);
  if (error) return { error };
  return called(field, isOne ? (ids[0] ?? 0) : ids.join(','), listed(names).zh);
};

const readDepartment: Reads = async (field, text, { tx }) => {
  const all = await listDepartments(tx);
  const named = departmentsNamed(all, text);
  if (named.length > 1) {
    const paths = listed(named.map((one) => writeDepartment(all, one)));
    return no(words.severalDepartments, { typed: text, paths });
  }
  const [found] = named;
  return found
    ? called(field, found.id, writeDepartment(all, found))
    : no(words.unknownDepartment, { typed: text });
};

const readCustomer: Reads = async (field, text, { tx }) => {
  const named = await customersNamed(tx, text);
  if (named.length > 1) return { error: severalCalled(text, named) };
  const [found] = named;
  return found ? called(field, found.id, found.name) : no(words.unknownCustomer, { typed: text });
};

const readDeal: Reads = async (field, text, ctx) => {
  const number = readNumber(text, 'deal');
  if (number?.kind !== 'deal') return no(words.unknownDeal, { typed: text });
  try {
    const { id, title } = await dealToSee(ctx, number.id);
    return called(field, id, `${formatNumber('deal', id)} ${title}`);
  } catch (error) {
    if (error instanceof Refusal) return no(words.unknownDeal, { typed: text });
    throw error;
  }
};

const reads: Record<FormField['type'], Reads> = {
  text: readText,
  longText: readText,
  number: readNumberField,
  money: readAmount,
  date: readDay,
  choice: readChoice,
  person: readPersons,
  people: readPersons,
  department: readDepartment,
  customer: readCustomer,
  deal: readDeal,
};

/** A field that is left empty still has its facts: a condition can tell that there is nothing. */
const empty = (field: FormField): Read =>
  field.required
    ? { error: required(field.label) }
    : { facts: Object.fromEntries(factKeys(field).map((key) => [key, null])) };

async function readField(field: FormField, values: Values, ctx: Context): Promise<Read> {
  const text = values[field.key]?.trim() ?? '';
  if (text === '') return empty(field);
  const long = tooLong(field.label, lengthOf(field), text);
  return long ? { error: long } : reads[field.type](field, text, ctx);
}

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

/** Said about the number, or about the dates where only they were changed. */
const daysErrorsIn = (counted: readonly CountedDays[], keys: ReadonlySet<string>): FieldErrors =>
  Object.fromEntries(
    counted.flatMap(({ field: { key, daysOf }, error }) => {
      const at = [key, daysOf?.until, daysOf?.from].find((one) => one !== undefined && keys.has(one));
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
    errors: { ...orderErrorsIn(fields, content, keys), ...daysErrorsIn(counted, keys), ...errors },
  };
}
