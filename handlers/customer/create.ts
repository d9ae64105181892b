import { z } from 'zod';
import { type Customer, insertContact, insertCustomer } from '../../models/customer.js';
import type { Tx } from '../../models/database/tx.js';
import { saying } from '../../models/text.js';
import { formValues, refuseErrors, tidy, type Values } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { readLine } from '../input/line.js';
import { normaliseName } from '../input/name.js';
import { ask, type Context, form, useCase, withText } from '../useCase.js';
import { readCustomerChange } from './change.js';
import { customerForm, errorsIn, fieldNames, LONGEST_NAME } from './forms.js';
import { customerNumber, customersNamed, isSameName, numbersOf } from './named.js';
import { nearCustomers } from './near.js';
import { keepSounds } from './sounds.js';
import { customerCard } from './view.js';
import { words } from './words.js';

type New = Pick<Customer, 'name' | 'ownerId'> &
  Partial<Pick<Customer, 'category' | 'taxNumber' | 'address' | 'phone'>>;

export async function createCustomer(ctx: Context, input: New): Promise<Customer> {
  const { tx, now } = ctx;
  const row = {
    category: null,
    taxNumber: null,
    address: null,
    phone: null,
    externalId: null,
    ...input,
    name: tidy(input.name),
    normalisedName: normaliseName(input.name),
    createdAt: now,
    updatedAt: now,
  };
  const id = await insertCustomer(tx, row);
  keepSounds(tx, { id, name: row.normalisedName });
  record(ctx, { kind: 'customer', id }, 'customer.created');
  return { id, ...row, mergedIntoId: null, mainContactId: null };
}

const newCustomerInput = z.object({
  name: z.string().trim().min(1).max(LONGEST_NAME),
  category: z.string().max(60).optional(),
  taxNumber: z.string().max(30).optional(),
  address: z.string().max(500).optional(),
  phone: z.string().max(60).optional(),
  contactName: z.string().max(120).optional(),
  contactPhone: z.string().max(60).optional(),
  contactEmail: z.string().max(190).optional(),
  /** There are some with a name like it, and the person has seen them. */
  anyway: z.boolean().optional(),
});
type NewCustomer = z.infer<typeof newCustomerInput>;

const asJson = (input: NewCustomer): Record<string, string | boolean> =>
  Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));

async function askIfSame(input: NewCustomer, near: readonly Pick<Customer, 'id' | 'name'>[]) {
  const same = near.filter(({ name }) => isSameName(name, input.name));
  const params = { name: input.name, numbers: numbersOf(same) };
  return ask({
    kind: 'notice',
    title: saying(same.length > 0 ? words.sameTitle : words.existsTitle),
    body: [saying(same.length > 0 ? words.sameBody : words.existsBody, params)],
    buttons: [
      ...near.map(({ id, name }) => ({
        label: saying(words.open, { number: formatNumber('customer', id), name }),
        press: { do: 'customer.show', input: { id } },
      })),
      {
        label: saying(words.createAnyway),
        press: { do: 'customer.new', input: { ...asJson(input), anyway: true } },
      },
    ],
  });
}

/** Those that may be meant by a name, or that have it as their number, or had it before they were merged. */
async function customersMeant(tx: Tx, name: string): Promise<readonly Pick<Customer, 'id' | 'name'>[]> {
  const near = customerNumber(name) === undefined ? await nearCustomers(tx, name) : [];
  return near.length > 0 ? near : customersNamed(tx, name);
}

export const newCustomer = useCase(newCustomerInput, async (ctx, input) => {
  const near = input.anyway ? [] : await customersMeant(ctx.tx, input.name);
  if (near.length > 0) return askIfSame(input, near);

  const { name, category, taxNumber, address, phone } = input;
  const customer = await createCustomer(ctx, {
    name,
    ownerId: ctx.actor.id,
    category: category ?? null,
    taxNumber: taxNumber ?? null,
    address: address ?? null,
    phone: phone ?? null,
  });
  if (input.contactName) {
    await insertContact(ctx.tx, {
      customerId: customer.id,
      name: input.contactName,
      title: null,
      phone: input.contactPhone ?? null,
      email: input.contactEmail ?? null,
    });
  }
  const intro = saying(words.created, { number: formatNumber('customer', customer.id), name });
  return customerCard(ctx, customer, intro);
});

/** Quotes around the whole name are no part of it; those within are. */
const unquoted = (text: string) =>
  /^["“„「『](?<name>[^"“”„「」『』]*)["“”」』]$/.exec(text.trim())?.groups?.name?.trim() ?? text.trim();

export const openNewCustomer = useCase(z.object({}), async () => form(customerForm({})));

const PARTS = /(?<=\S)[\s，,]+(?=\S)|(?<=公司|集团)(?=\p{Script=Han})/gu;

/** More than a name, an address and the rest take. Each part is looked at again for each that stands behind it. */
const LONGEST_LINE = 1_500;

/** 北京示例有限公司 电话 010-12345678: what says behind a name what else is known. */
function splitAtChange(text: string): { readonly name: string; readonly change: Values } {
  if (text.length > LONGEST_LINE) return { name: text, change: {} };
  for (const { 0: gap, index } of text.matchAll(PARTS)) {
    const change = readCustomerChange(text.slice(index + gap.length));
    if (!change) continue;
    const before = splitAtChange(text.slice(0, index));
    return { name: before.name, change: { ...change, ...before.change } };
  }
  return { name: text, change: {} };
}

/** All of it is the name, unless other fields are named. */
function valuesTyped(line: string): Values {
  const { name, change } = splitAtChange(line);
  return { ...valuesNamed(name), ...change };
}

function valuesNamed(text: string): Values {
  const { words: typed, named } = readLine(text, fieldNames);
  return Object.keys(named).length > 0
    ? { ...named, name: [named.name ?? [], typed].flat().join(' ') }
    : { name: unquoted(text) };
}

/** `/customer new 上海云帆科技有限公司`, `/customer new 上海云帆 电话=021-5555`; without a name the form opens. */
export const typeNewCustomer = useCase(withText, async (ctx, { text }) => {
  const values = valuesTyped(text);
  if (values.name === '') return form(customerForm(values));
  const clipped = { ...values, name: values.name?.slice(0, LONGEST_NAME) ?? '' };
  refuseErrors(() => customerForm(clipped), {}, errorsIn(values));
  return newCustomer.run(ctx, newCustomerInput.parse(filled(values)));
});

const filled = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value.trim() ? [[key, value.trim()]] : [])),
  );

export const submitNewCustomer = useCase(z.object({ values: formValues }), (ctx, { values }) => {
  refuseErrors(() => customerForm({}), values, errorsIn(values));
  return newCustomer.run(ctx, newCustomerInput.parse(filled(values)));
});
