import type { FlowDefinition, FormField } from '../../../models/approval-flow.js';
import type { Facts } from '../../../models/approval-instance.js';
import type { Money, Param } from '../../../models/text.js';

/** The field that says what it is all about costs: its facts are those that every list knows. */
export const MAIN_AMOUNT = 'amount';

export const centsKey = ({ key }: Pick<FormField, 'key'>): string => `${key}Cents`;
export const currencyKey = ({ key }: Pick<FormField, 'key'>): string =>
  key === MAIN_AMOUNT ? 'currency' : `${key}Currency`;
/** What somebody or something in a field was called then. It comes along and is no fact to compare. */
export const nameKey = ({ key }: Pick<FormField, 'key'>): string => `${key}.name`;

/** The facts that a field becomes, without the names that come along. */
export const factKeys = (field: FormField): readonly string[] =>
  field.type === 'money' ? [centsKey(field), currencyKey(field)] : [field.key];

const amountIn = (field: Pick<FormField, 'key'>, facts: Facts): Money | null => {
  const cents = facts[centsKey(field)];
  const currency = facts[currencyKey(field)];
  return typeof cents === 'number' && typeof currency === 'string' ? { cents, currency } : null;
};

/** What it is all about costs, of a deal as of a form. */
export const mainAmount = (facts: Facts): Money | null => amountIn({ key: MAIN_AMOUNT }, facts);

const nameIn = (field: FormField, facts: Facts): Param | null => facts[nameKey(field)] ?? null;
const plain = ({ key }: FormField, facts: Facts): Param | null => facts[key] ?? null;

const shown: Record<FormField['type'], (field: FormField, facts: Facts) => Param | null> = {
  text: plain,
  longText: plain,
  number: plain,
  money: amountIn,
  date: ({ key }, facts) => (facts[key] ? { day: String(facts[key]) } : null),
  choice: ({ key, options = [] }, facts) =>
    options.find(({ value }) => value === facts[key])?.label ?? facts[key] ?? null,
  person: nameIn,
  people: nameIn,
  department: nameIn,
  customer: nameIn,
  deal: nameIn,
};

/** What a field holds, as people read it; nothing where it is empty. */
export const shownFact = (field: FormField, facts: Facts): Param | null => shown[field.type](field, facts);

export const formFields = ({ form }: FlowDefinition): readonly FormField[] => form?.fields ?? [];

/** Whatever somebody writes, in words. */
export const isProse = ({ type }: FormField): boolean => type === 'text' || type === 'longText';
