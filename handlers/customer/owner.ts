import { type Customer, saveCustomer } from '../../models/customer.js';
import { all, is, isEmpty } from '../../models/database/condition.js';
import { countDeals, type Deal, lockOpenDeals } from '../../models/deal.js';
import { giveDeal } from '../deal/give.js';
import { type Values, withErrors } from '../fields.js';
import { handOver, heirTyped, ownerInput, readHeir } from '../owner.js';
import { type Context, form, useCase, withId, withText } from '../useCase.js';
import { customerToHandOver, withCustomerTyped } from './find.js';
import { ALONG, ownerForm } from './forms.js';
import { customersNamed } from './named.js';

const countOpenDeals = async ({ tx }: Context, { id, ownerId }: Customer): Promise<number> =>
  ownerId === null
    ? 0
    : countDeals(tx, all(is('customerId', id), is('ownerId', ownerId), isEmpty('closedAt')));

/** With the deals that whoever had the customer has with it, if that is wanted. */
async function give(
  ctx: Context,
  customer: Customer,
  heirId: number,
  { deals: which }: Values,
): Promise<readonly Deal[]> {
  saveCustomer(ctx.tx, { ...customer, ownerId: heirId }, ctx.now);
  if (which !== ALONG || customer.ownerId === null) return [];
  const deals = await lockOpenDeals(ctx.tx, customer.id, customer.ownerId);
  for (const deal of deals) await giveDeal(ctx, deal, heirId);
  return deals;
}

async function hand(ctx: Context, id: number, values: Values, from?: number | null) {
  const customer = await customerToHandOver(ctx, id);
  const openDeals = await countOpenDeals(ctx, customer);
  const heir = await readHeir(ctx.tx, values, () => ownerForm(customer, openDeals));
  return handOver(
    ctx,
    { ...customer, kind: 'customer' },
    { heir, from, values, give: () => give(ctx, customer, heir.id, values) },
  );
}

/** At once where there is nothing else to ask: whether open deals go along is decided in the form. */
async function handOrAsk(ctx: Context, id: number, values: Values) {
  const customer = await customerToHandOver(ctx, id);
  const openDeals = await countOpenDeals(ctx, customer);
  const asking = ownerForm(customer, openDeals);
  if (!values.owner) return form(asking);
  const heir = await readHeir(ctx.tx, values, () => asking);
  return openDeals > 0 && heir.id !== customer.ownerId
    ? form(withErrors(asking, values, {}))
    : hand(ctx, id, values);
}

/** `/customer owner C-88 王芳`, `/customer owner 上海云帆 王芳`: without a name it asks for one. */
export const typeOwner = useCase(withText, async (ctx, { text }) => {
  const [first = '', ...others] = text.trim().split(/\s+/);
  const isWhole = (await customersNamed(ctx.tx, text.trim())).length > 0;
  const [customer, owner] = isWhole ? [text, ''] : [first, heirTyped(others.join(' '))];
  return withCustomerTyped(ctx, customer, { zh: '/客户 转交', en: '/customer owner' }, ({ id }) =>
    handOrAsk(ctx, id, { owner }),
  );
});

export const openOwner = useCase(withId, (ctx, { id }) => handOrAsk(ctx, id, {}));

export const submitOwner = useCase(ownerInput, (ctx, { id, from, values }) => hand(ctx, id, values, from));
