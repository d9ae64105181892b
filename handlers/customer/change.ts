/** A change of a customer as one says it: 电话改成13800000000, `phone 555-0100`. */
import { changeReader } from '../input/change.js';
import { type CustomerField, fieldNames, isEmail, isTaxNumber } from './forms.js';

const read = changeReader<CustomerField>(fieldNames, 'address');

const PHONE = /^\+?[\d(（][\d\s()（）-]{4,}(?:(?:转|ext\.?|x)\s*\d+)?$/i;

const STREET = /[路街道巷弄].*\d|\d.*\b(?:road|rd|street|st|avenue|ave|lane|drive|way)\b/i;

const looks: Partial<Record<CustomerField, (value: string) => boolean>> = {
  address: (value) => STREET.test(value),
  phone: (value) => PHONE.test(value),
  contactPhone: (value) => PHONE.test(value),
  contactEmail: isEmail,
  taxNumber: (value) => isTaxNumber(value) && /\d/.test(value),
};

/** What changes, by field, if all of a text says so. */
export const readCustomerChange = (text: string) =>
  read(text, { fits: (field, value) => looks[field]?.(value) ?? false });
