import type { Customer } from '../../models/customer.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { choiceField, type FieldErrors, required, textError, tooLong, type Values } from '../fields.js';
import { formatNumber } from '../input/id.js';
import type { FieldNames } from '../input/line.js';
import { words as ofOwner, ownerFields } from '../owner.js';
import { words } from './words.js';

export const LONGEST_NAME = 500;

const field = (name: string, label: Text, maxLength: number, more: Partial<Field> = {}): Field => ({
  name,
  label,
  type: 'text',
  required: false,
  maxLength,
  ...more,
});

const fields: readonly Field[] = [
  field('name', words.name, LONGEST_NAME, { required: true, hint: words.nameHint }),
  field('taxNumber', words.taxNumber, 30, { hint: words.taxHint }),
  field('category', words.category, 60),
  field('address', words.address, 500),
  field('phone', words.phone, 60),
  field('contactName', words.contact, 120),
  field('contactPhone', words.contactPhone, 60),
  field('contactEmail', words.contactEmail, 190),
];

const called = ({ zh, en }: Text, ...others: readonly string[]) => [zh, en, ...others];

/** What people type for the fields. */
export const fieldNames = {
  name: called(words.name, '名称', '全称'),
  taxNumber: called(words.taxNumber, '统一社会信用代码', 'tax no', 'vat number'),
  category: called(words.category, '行业', 'industry'),
  address: called(words.address, '公司地址'),
  phone: called(words.phone, '电话号码', '联系电话', 'tel', 'phone number'),
  contactName: called(words.contact),
  contactPhone: called(words.contactPhone, '联系人手机', 'contact number'),
  contactEmail: called(words.contactEmail, '邮箱', 'email', 'e-mail', 'mail'),
} satisfies FieldNames;
export type CustomerField = keyof typeof fieldNames;

/** @param id set when an existing customer is changed */
export const customerForm = (values: Readonly<Record<string, string | null>>, id?: number): FormView => ({
  kind: 'form',
  form: id === undefined ? 'customer.new' : 'customer.edit',
  title: id === undefined ? words.newTitle : words.editTitle,
  fields: fields.map((one) => {
    const value = values[one.name];
    return value ? { ...one, value } : one;
  }),
  submit: id === undefined ? words.create : words.save,
  context: id === undefined ? {} : { id },
});

/** The deals go along. */
export const ALONG = 'along';

const dealsField = choiceField('deals', words.deals, { stay: words.dealsStay, [ALONG]: words.dealsAlong });

/** @param openDeals how many its owner has with it */
export const ownerForm = ({ id, name, ownerId }: Customer, openDeals: number): FormView => ({
  kind: 'form',
  form: 'customer.owner',
  title: words.ownerTitle,
  about: saying(words.ownerAbout, { number: formatNumber('customer', id), name }),
  ...(openDeals > 0 && { intro: saying(words.openDeals, { count: openDeals }) }),
  fields: ownerFields(...(openDeals > 0 ? [dealsField] : [])),
  submit: ofOwner.handOver,
  context: { id, from: ownerId },
});

const TAX_NUMBER = /^[0-9A-Za-z-]{6,30}$/;
const EMAIL = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

const unless = (isFine: boolean, text: Text): Saying | undefined => (isFine ? undefined : saying(text));

export const isEmail = (text: string) => text === '' || EMAIL.test(text);
export const isTaxNumber = (text: string) => text === '' || TAX_NUMBER.test(text);

export function errorsIn(values: Values): FieldErrors {
  const typed = (name: string) => values[name]?.trim() ?? '';
  const lengths: FieldErrors = Object.fromEntries(
    fields.map(({ name, label, maxLength = LONGEST_NAME }) => [name, tooLong(label, maxLength, typed(name))]),
  );
  const hasContact = typed('contactPhone') !== '' || typed('contactEmail') !== '';
  const needsContact = hasContact && typed('contactName') === '';
  return {
    ...lengths,
    name: textError(words.name, LONGEST_NAME, typed('name')),
    contactName: needsContact ? required(words.contact) : lengths.contactName,
    taxNumber: unless(isTaxNumber(typed('taxNumber')), words.badTaxNumber),
    contactEmail: lengths.contactEmail ?? unless(isEmail(typed('contactEmail')), words.badEmail),
  };
}
