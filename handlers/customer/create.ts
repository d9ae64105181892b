import { z } from 'zod';
import { type Customer, insertContact, insertCustomer } from '../../models/customer.js';
import { saying } from '../../models/text.js';
import { formValues, refuseErrors, tidy } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { normaliseName } from '../input/name.js';
import { ask, type Context, form, words as say, useCase, withText } from '../useCase.js';
import { customerForm, errorsIn, LONGEST_NAME } from './forms.js';
import { isSameName, numbersOf } from './named.js';
import { nearCustomers } from './near.js';
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
  record(ctx, { kind: 'customer', id }, 'customer.created');
  return { id, ...row };
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

async function askIfSame(input: NewCustomer, near: Awaited<ReturnType<typeof nearCustomers>>) {
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

export const newCustomer = useCase(newCustomerInput, async (ctx, input) => {
  const near = input.anyway ? [] : await nearCustomers(ctx.tx, input.name);
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
  return say(words.created, { number: formatNumber('customer', customer.id), name });
});

/** Quotes around the whole name are no part of it; those within are. */
const unquoted = (text: string) =>
  /^["“„「『](?<name>[^"“”„「」『』]*)["“”」』]$/.exec(text.trim())?.groups?.name?.trim() ?? text.trim();

export const openNewCustomer = useCase(z.object({}), async () => form(customerForm({})));

/** `/customer new 上海云帆科技有限公司`; without a name the form opens. */
export const typeNewCustomer = useCase(withText, async (ctx, { text }) => {
  const name = unquoted(text);
  if (name === '') return openNewCustomer.run(ctx, {});
  refuseErrors(() => customerForm({ name: name.slice(0, LONGEST_NAME) }), {}, errorsIn({ name }));
  return newCustomer.run(ctx, { name });
});

const filled = (values: Readonly<Record<string, string>>) =>
  Object.fromEntries(
    Object.entries(values).flatMap(([key, value]) => (value.trim() ? [[key, value.trim()]] : [])),
  );

export const submitNewCustomer = useCase(z.object({ values: formValues }), (ctx, { values }) => {
  refuseErrors(() => customerForm({}), values, errorsIn(values));
  return newCustomer.run(ctx, newCustomerInput.parse(filled(values)));
});
