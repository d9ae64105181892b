import type { FormField } from '../../models/approval-flow.js';
import type { Facts } from '../../models/approval-instance.js';
import { listDepartments } from '../../models/department.js';
import { type Param, type Saying, saying, type Text } from '../../models/text.js';
import { readPeople } from '../approval/named-people.js';
import { centsKey, currencyKey, factKeys, nameKey } from '../approval/rules/form-facts.js';
import { customersNamed, severalCalled } from '../customer/named.js';
import { dealToSee } from '../deal/find.js';
import { departmentsNamed, writeDepartment } from '../department/named.js';
import { listed, required, tidy, tooLong, type Values } from '../fields.js';
import { readMoney } from '../input/amount.js';
import { readDateField, readPastDate } from '../input/date.js';
import { fold } from '../input/fold.js';
import { formatNumber, readNumber } from '../input/id.js';
import { unreadableAmount, unreadableDay } from '../unreadable.js';
import { type Context, Refusal } from '../useCase.js';
import { currencyOf, lengthOf } from './form.js';
import { words } from './words.js';

const MOST_PEOPLE = 200;
/** No name of an option is: each is compared, and a line may be one word of thousands of letters. */
const LONGEST_OPTION = 200;

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

export const dayIn = ({ past }: FormField, text: string, { now, actor }: Context): string | undefined =>
  (past ? readPastDate : readDateField)(text, now, actor.timeZone);

const readDay: Reads = (field, text, ctx) => {
  const day = dayIn(field, text, ctx);
  return day ? one(field, day) : { error: unreadableDay(text) };
};

/** 打车费 is 打车. */
const isSaid = (words: readonly string[], text: string): boolean => {
  if (text.length > LONGEST_OPTION) return false;
  const ways = [text, text.replace(/费用?$/u, '')].map(fold);
  return words.some((word) => ways.includes(fold(word)));
};

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

export async function readField(field: FormField, values: Values, ctx: Context): Promise<Read> {
  const text = values[field.key]?.trim() ?? '';
  if (text === '') return empty(field);
  const long = tooLong(field.label, lengthOf(field), text);
  return long ? { error: long } : reads[field.type](field, text, ctx);
}
