import type { FlowDefinition, FormField, FormOption } from '../../models/approval-flow.js';
import type { Text } from '../../models/text.js';
import { centsKey, currencyKey, formFields } from '../approval/rules/form-facts.js';
import { words as ofApproval } from '../approval/words.js';
import { words } from './words.js';

type Kind = 'text' | 'number' | 'cents' | 'day' | 'person' | 'people' | 'department' | 'record';

/** What a flow may ask about what it is started with. */
export interface KnownFact {
  readonly label: Text;
  readonly kind: Kind;
  /** Of a choice. */
  readonly options?: readonly FormOption[];
  /** May be left empty. */
  readonly optional?: boolean;
}

export type KnownFacts = Readonly<Record<string, KnownFact>>;

const ofInitiator: KnownFacts = {
  'initiator.departmentId': { label: words.initiatorDepartment, kind: 'department', optional: true },
  'initiator.position': { label: words.initiatorPosition, kind: 'text', optional: true },
};

const ofCustomer: KnownFacts = {
  'customer.category': { label: words.customerCategory, kind: 'text', optional: true },
  'customer.openCents': { label: words.customerOpen, kind: 'cents' },
  'customer.wonCents': { label: words.customerWon, kind: 'cents' },
};

/** Of a deal with its contract. */
const ofDeal: KnownFacts = {
  number: { label: words.number, kind: 'text' },
  title: { label: ofApproval.factTitle, kind: 'text' },
  customerId: { label: ofApproval.customer, kind: 'record' },
  amountCents: { label: ofApproval.amount, kind: 'cents' },
  currency: { label: ofApproval.currency, kind: 'text' },
  expectedClose: { label: ofApproval.expectedClose, kind: 'day', optional: true },
  contractVersion: { label: ofApproval.contractVersion, kind: 'number' },
  contract: { label: ofApproval.contractDocument, kind: 'text' },
  ...ofInitiator,
  ...ofCustomer,
};

const kinds: Record<FormField['type'], Kind> = {
  text: 'text',
  longText: 'text',
  number: 'number',
  money: 'cents',
  date: 'day',
  choice: 'text',
  person: 'person',
  people: 'people',
  department: 'department',
  customer: 'record',
  deal: 'record',
};

const currencyLabel = ({ label }: FormField): Text => ({
  zh: `${label.zh}的币种`,
  en: `currency of ${label.en}`,
});

/** A number of days is known as soon as both of its dates are. */
const isFilled = ({ required, daysOf }: FormField, fields: readonly FormField[]): boolean => {
  if (required || !daysOf) return required ?? false;
  return [daysOf.from, daysOf.until].every((key) => fields.some((one) => one.key === key && one.required));
};

const factsOfField = (
  field: FormField,
  fields: readonly FormField[],
): readonly (readonly [string, KnownFact])[] => {
  const { key, type, label, options } = field;
  const fact: KnownFact = {
    label,
    kind: kinds[type],
    ...(options && { options }),
    ...(!isFilled(field, fields) && { optional: true }),
  };
  if (type !== 'money') return [[key, fact]];
  const currency: KnownFact = { ...fact, label: currencyLabel(field), kind: 'text' };
  return [
    [centsKey(field), fact],
    [currencyKey(field), currency],
  ];
};

const namesCustomer = ({ type }: FormField): boolean => type === 'customer' || type === 'deal';

/** The facts of everything that this flow is started with. */
export const knownFacts = (definition: FlowDefinition): KnownFacts => {
  if (!definition.form) return ofDeal;
  const fields = formFields(definition);
  return {
    number: { label: words.number, kind: 'text' },
    title: { label: ofApproval.factTitle, kind: 'text' },
    ...Object.fromEntries(fields.flatMap((field) => factsOfField(field, fields))),
    ...ofInitiator,
    ...(fields.some(namesCustomer) && asFar(fields)),
  };
};

/** Where the customer may be left out, what is known of customers is missing as well. */
const asFar = (fields: readonly FormField[]): KnownFacts => {
  if (fields.some((field) => namesCustomer(field) && field.required)) return ofCustomer;
  return Object.fromEntries(
    Object.entries(ofCustomer).map(([name, fact]) => [name, { ...fact, optional: true }]),
  );
};

/** What compares with a number; the others compare with words. */
export const isNumeric = ({ kind }: KnownFact): boolean =>
  kind === 'number' || kind === 'cents' || kind === 'person' || kind === 'department' || kind === 'record';
