import type { FlowDefinition, FormField } from '../../models/approval-flow.js';
import { formFields, isProse } from '../approval/rules/form-facts.js';
import type { Values } from '../fields.js';
import {
  isMoneyWord,
  isRareCurrency,
  isRareMoney,
  isTooMuch,
  readCurrency,
  readMoney,
} from '../input/amount.js';
import { isLikeDay, isLikeDottedDay, readDate } from '../input/date.js';
import { readNumber } from '../input/id.js';
import { type FieldNames, readLine } from '../input/line.js';
import { SEARCHED_WORDS } from '../input/search.js';
import { isVersion } from '../input/version.js';
import type { Context } from '../useCase.js';
import { areDays, isOneAmount, isOneDay, joinWords } from './joined.js';
import { dayIn, optionCalled, optionNamed } from './read-field.js';
import { readCount, withDaysApart } from './typed-days.js';

type Fits = (field: FormField, word: string, ctx: Context) => boolean;

const never: Fits = () => false;

/** Whether a word is, by its looks alone, what a field takes; it may be no such day, or too much. */
const fits: Record<FormField['type'], Fits> = {
  text: never,
  longText: never,
  number: (_, word) => readCount(word) !== undefined,
  money: (_, word) => readMoney(word) !== undefined || isTooMuch(word),
  date: (_, word, { now, actor }) =>
    readDate(word, now, actor.timeZone) !== undefined || isLikeDay(word) || isLikeDottedDay(word),
  choice: (field, word) => optionCalled(field, word) !== undefined,
  person: never,
  people: never,
  department: never,
  customer: (_, word) => readNumber(word)?.kind === 'customer',
  deal: (_, word) => readNumber(word)?.kind === 'deal',
};

const takesAnything: Record<FormField['type'], boolean> = {
  text: true,
  longText: true,
  number: false,
  money: false,
  date: false,
  choice: false,
  person: true,
  people: true,
  department: true,
  customer: true,
  deal: false,
};

export interface Typed {
  readonly values: Values;
  readonly unclear: readonly string[];
}

/**
 * Where a word belongs: in the first empty field that it fits, or else in the first required one that takes any word, or
 * behind what was written already. What is optional and takes any word is named: `customer=…`.
 */
const placeFor = (fields: readonly FormField[], values: Values, word: string, ctx: Context) => {
  const isEmpty = ({ key }: FormField) => values[key] === undefined;
  return (
    fields.find((field) => isEmpty(field) && fits[field.type](field, word, ctx)) ??
    fields.find((field) => isEmpty(field) && field.required && takesAnything[field.type]) ??
    fields.findLast((field) => isProse(field) && !isEmpty(field)) ??
    fields.find((field) => isEmpty(field) && isProse(field))
  );
};

const isMoney = ({ type }: FormField): boolean => type === 'money';

/** The amount that was typed before its currency: `amount=1200 USD`. */
const amountBefore = (fields: readonly FormField[], values: Values, word: string) =>
  isMoneyWord(word) && readCurrency(word)
    ? fields.find((field) => isMoney(field) && readMoney(`${values[field.key] ?? ''} ${word}`))
    : undefined;

const put = (fields: readonly FormField[], { values, unclear }: Typed, word: string, ctx: Context): Typed => {
  const amount = amountBefore(fields, values, word);
  if (amount) return { values: { ...values, [amount.key]: `${values[amount.key]} ${word}` }, unclear };
  const field = placeFor(fields, values, word, ctx);
  if (!field) return { values, unclear: [...unclear, word] };
  const before = values[field.key];
  return { values: { ...values, [field.key]: before ? `${before} ${word}` : word }, unclear };
};

const namesOf = (fields: readonly FormField[]): FieldNames =>
  Object.fromEntries(fields.map(({ key, label }) => [key, [label.zh, label.en]]));

type Held = (field: FormField, word: string, ctx: Context) => string | undefined;

/** What an input holds of a word that it would not know as it was typed. */
const held: Partial<Record<FormField['type'], Held>> = {
  number: (_, word) => readCount(word)?.toString(),
  choice: (field, word) => optionNamed(field, word)?.value,
  date: dayIn,
};

const asHeld = (fields: readonly FormField[], values: Values, ctx: Context): Values => {
  const ours = fields.flatMap((field) => {
    const value = held[field.type]?.(field, values[field.key] ?? '', ctx);
    return value === undefined ? [] : [[field.key, value] as const];
  });
  return { ...values, ...Object.fromEntries(ours) };
};

/** What of a line goes together, in a form that asks for such things. */
const joinedFor = (fields: readonly FormField[], words: readonly string[], ctx: Context) => {
  const dates = fields.filter(({ type }) => type === 'date').length;
  return joinWords(words, [
    ([name, number, ...others]) => isVersion(name, number) && others.length === 0,
    ...(fields.some(isMoney) ? [isOneAmount] : []),
    ...(dates > 0 ? [isOneDay(ctx)] : []),
    ...(dates > 1 ? [areDays(ctx)] : []),
  ]);
};

/** What may be a currency that we do not take is asked about, and not taken for words beside an amount. */
const isDoubtful = (fields: readonly FormField[], named: Values): ((word: string) => boolean) => {
  if (!fields.some(isMoney)) return () => false;
  return fields.some((field) => isMoney(field) && named[field.key]) ? isRareCurrency : isRareMoney;
};

/** 打车 says of which kind an expense is, and stays what it is for: it says more than 交通. */
function withKinds(
  fields: readonly FormField[],
  { values, unclear }: Typed,
  words: readonly string[],
): Typed {
  const kinds = fields.flatMap((field) => {
    const said = values[field.key] === undefined && words.find((word) => optionNamed(field, word));
    return said ? [[field.key, said] as const] : [];
  });
  const taken = kinds.map(([, said]) => said);
  return {
    values: { ...values, ...Object.fromEntries(kinds) },
    unclear: unclear.filter((word) => !taken.includes(word)),
  };
}

/** `1200 出租车 日期=昨天`: by name, or by what each word looks like, in the order of the form. */
export const readTyped = (definition: FlowDefinition, text: string, ctx: Context): Typed => {
  const fields = formFields(definition);
  const { words, named, unknown } = readLine(text, namesOf(fields));
  const looked = withDaysApart(fields, joinedFor(fields, words.slice(0, SEARCHED_WORDS), ctx), ctx);
  const joined = [...looked, words.slice(SEARCHED_WORDS).join(' ')].filter(Boolean);
  const isUnclear = isDoubtful(fields, named);
  const start: Typed = { values: named, unclear: [...unknown, ...joined.filter(isUnclear)] };
  const placed = joined
    .filter((word) => !isUnclear(word))
    .reduce((typed, word) => put(fields, typed, word, ctx), start);
  const { values, unclear } = withKinds(fields, placed, joined);
  return { values: asHeld(fields, values, ctx), unclear };
};
