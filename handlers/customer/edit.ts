import { z } from 'zod';
import type { Answer } from '../../models/answer.js';
import {
  type Contact,
  type Customer,
  deleteContact,
  insertContact,
  listContacts,
  saveContact,
  saveCustomer,
} from '../../models/customer.js';
import { saying, type Text } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import {
  formValues,
  joined,
  listed,
  refuseErrors,
  remembering,
  repeated,
  tidy,
  touched,
  type Values,
  withErrors,
} from '../fields.js';
import { record } from '../history.js';
import { firstWord } from '../input/first-word.js';
import { formatNumber } from '../input/id.js';
import { readLine } from '../input/line.js';
import { normaliseName } from '../input/name.js';
import { type Context, form, words as say, useCase, withId, withText } from '../useCase.js';
import { readCustomerChange } from './change.js';
import { customerToChange, withCustomerTyped } from './find.js';
import { customerForm, errorsIn, fieldNames } from './forms.js';
import { customerNumber } from './named.js';
import { words } from './words.js';

const formFor = ({ id, name, taxNumber, category, address, phone }: Customer, contact: Contact | undefined) =>
  remembering(
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
    ),
  );

async function formToEdit(ctx: Context, id: number): Promise<FormView> {
  const customer = await customerToChange(ctx, id);
  const [contact] = await listContacts(ctx.tx, id);
  return formFor(customer, contact);
}

export const openEditCustomer = useCase(withId, async (ctx, { id }) => form(await formToEdit(ctx, id)));

const introFor = (stray: readonly string[]): Pick<FormView, 'intro'> =>
  stray.length > 0 ? { intro: saying(words.unclear, { words: listed(stray.map(repeated)) }) } : {};

const labels = {
  name: words.name,
  taxNumber: words.taxNumber,
  category: words.category,
  address: words.address,
  phone: words.phone,
} as const;
type Editable = keyof typeof labels;
const editable = Object.keys(labels) as Editable[];

const standing = ({ fields }: FormView): Values =>
  Object.fromEntries(fields.map(({ name, value = '' }) => [name, value]));

const typed = (values: Values, name: string): string | null => values[name]?.trim() || null;

/** The first contact as the form has it: changed, new, or taken away when all of it was emptied. */
async function saveFirstContact(
  { tx }: Context,
  customerId: number,
  before: Contact | undefined,
  values: Values,
): Promise<Text[]> {
  const name = typed(values, 'contactName');
  const after = { phone: typed(values, 'contactPhone'), email: typed(values, 'contactEmail') };
  if ((before?.name ?? null) === name && before?.phone === after.phone && before?.email === after.email)
    return [];
  if (!name && !before) return [];
  if (!name && before) deleteContact(tx, before.id);
  if (name && before) saveContact(tx, { ...before, name, ...after });
  if (name && !before) await insertContact(tx, { customerId, name, title: null, ...after });
  return [words.contact];
}

const afterEdit = (before: Customer, values: Values): Customer => ({
  ...before,
  ...Object.fromEntries(editable.map((name) => [name, typed(values, name)])),
  name: tidy(values.name ?? ''),
  normalisedName: normaliseName(values.name ?? ''),
});

const picked = (customer: Customer, names: readonly Editable[]) =>
  Object.fromEntries(names.map((name) => [name, customer[name]]));

export const submitEditCustomer = useCase(
  z.object({ id: z.int(), shown: formValues.default({}), values: formValues }),
  async (ctx, { id, shown, values: sent }) => {
    const before = await customerToChange(ctx, id);
    const [contact] = await listContacts(ctx.tx, id);
    const form = formFor(before, contact);
    const values = { ...standing(form), ...touched(sent, shown) };
    refuseErrors(() => form, values, errorsIn(values));

    const after = afterEdit(before, values);
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
      before: picked(before, changed),
      after: picked(after, changed),
    });
    return say(words.edited, { number, name: after.name, fields: joined(fields) });
  },
);

/** `C-88 电话改成021-5555`: done at once, but for a name alone: whose are the phone and the e-mail that stand beside it? */
export async function changeTyped(ctx: Context, text: string): Promise<Answer | undefined> {
  const { first, rest } = firstWord(text);
  const id = customerNumber(first);
  const change = id === undefined ? undefined : readCustomerChange(rest);
  if (id === undefined || change === undefined) return undefined;
  const values: Values = change;
  if (change.contactName) return form(withErrors(await formToEdit(ctx, id), values, {}));
  return submitEditCustomer.run(ctx, { id, shown: {}, values });
}

/** `/customer edit C-88 电话=021-5555`: opens the form, which holds what was typed. */
export const typeEditCustomer = useCase(withText, async (ctx, { text }) => {
  const changed = await changeTyped(ctx, text);
  if (changed) return changed;
  const { words: typed, named, unknown } = readLine(text, fieldNames);
  const [first = '', ...others] = typed;
  const line = { zh: '/客户 修改', en: '/customer edit' };
  return withCustomerTyped(ctx, typed.join(' '), line, async ({ id }, moved) => {
    const stray = customerNumber(first) === undefined ? unknown : [...unknown, ...others];
    const intro = moved ? { intro: moved } : introFor(stray);
    return form({ ...withErrors(await formToEdit(ctx, id), named, {}), ...intro });
  });
});
