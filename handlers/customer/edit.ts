import { z } from 'zod';
import {
  type Contact,
  type Customer,
  findCustomer,
  insertContact,
  listContacts,
  saveContact,
  saveCustomer,
} from '../../models/customer.js';
import type { Text } from '../../models/text.js';
import { joined, refuseErrors, type Values } from '../fields.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { normaliseName } from '../input/name.js';
import { type Context, form, Refusal, words as say, useCase } from '../useCase.js';
import { customerTyped } from './find.js';
import { customerForm, errorsIn } from './forms.js';
import { words } from './words.js';

const formFor = ({ id, name, taxNumber, category, address, phone }: Customer, contact: Contact | undefined) =>
  customerForm(
    {
      name,
      taxNumber,
      category,
      address,
      phone,
      contactName: contact?.name ?? null,
      contactPhone: contact?.phone ?? null,
      contactEmail: contact?.email ?? null,
    },
    id,
  );

async function open(ctx: Context, customer: Customer) {
  const [contact] = await listContacts(ctx.tx, customer.id);
  return form(formFor(customer, contact));
}

async function customerWith(ctx: Context, id: number): Promise<Customer> {
  const customer = await findCustomer(ctx.tx, id);
  if (!customer) throw new Refusal(words.notFound, { typed: formatNumber('customer', id) });
  return customer;
}

export const openEditCustomer = useCase(z.object({ id: z.int() }), async (ctx, { id }) =>
  open(ctx, await customerWith(ctx, id)),
);

/** `/customer edit C-88` */
export const typeEditCustomer = useCase(z.object({ text: z.string() }), async (ctx, { text }) =>
  open(ctx, await customerTyped(ctx, text.trim(), 'edit')),
);

const labels = {
  name: words.name,
  taxNumber: words.taxNumber,
  category: words.category,
  address: words.address,
  phone: words.phone,
} as const;
type Editable = keyof typeof labels;
const editable = Object.keys(labels) as Editable[];

const typed = (values: Values, name: string): string | null => values[name]?.trim() || null;

async function saveFirstContact(
  ctx: Context,
  customerId: number,
  before: Contact | undefined,
  values: Values,
): Promise<Text[]> {
  const name = typed(values, 'contactName');
  const after = {
    name: name ?? '',
    phone: typed(values, 'contactPhone'),
    email: typed(values, 'contactEmail'),
  };
  const isSame = before?.name === name && before?.phone === after.phone && before?.email === after.email;
  if (!name || isSame) return [];
  if (before) saveContact(ctx.tx, { ...before, ...after });
  if (!before) await insertContact(ctx.tx, { customerId, title: null, ...after });
  return [words.contact];
}

export const submitEditCustomer = useCase(
  z.object({ id: z.int(), values: z.record(z.string(), z.string()) }),
  async (ctx, { id, values }) => {
    const before = await customerWith(ctx, id);
    const [contact] = await listContacts(ctx.tx, id);
    refuseErrors(formFor(before, contact), values, errorsIn(values));

    const after: Customer = {
      ...before,
      ...Object.fromEntries(editable.map((name) => [name, typed(values, name)])),
      name: typed(values, 'name') ?? before.name,
      normalisedName: normaliseName(typed(values, 'name') ?? before.name),
    };
    const changed = editable.filter((name) => before[name] !== after[name]);
    const fields = [
      ...changed.map((name) => labels[name]),
      ...(await saveFirstContact(ctx, id, contact, values)),
    ];
    const number = formatNumber('customer', id);
    if (fields.length === 0) return say(words.nothingChanged, { number });

    saveCustomer(ctx.tx, after, ctx.now);
    record(ctx, { kind: 'customer', id }, 'customer.edited', {
      params: { fields: joined(fields) },
      before: Object.fromEntries(changed.map((name) => [name, before[name]])),
      after: Object.fromEntries(changed.map((name) => [name, after[name]])),
    });
    return say(words.edited, { number, name: after.name, fields: joined(fields) });
  },
);
