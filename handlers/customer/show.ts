import { type Customer, listContacts } from '../../models/customer.js';
import {
  type CustomerTotal,
  listCustomerApprovals,
  listCustomerTotals,
} from '../../models/customer-business.js';
import { listMergedInto, type MergedPart } from '../../models/customer-merge.js';
import { all, is, isOneOf } from '../../models/database/condition.js';
import { countDeals, listDeals } from '../../models/deal.js';
import { findEmployee } from '../../models/employee.js';
import { listCustomerHistory } from '../../models/history.js';
import type { Money, Saying } from '../../models/text.js';
import type { CustomerView } from '../../models/views.js';
import { getPipeline, stageOf, stageView, wonStages } from '../deal/pipeline.js';
import { DAY_MS } from '../duration.js';
import { customerEntry, timelineLength } from '../history.js';
import { formatNumber } from '../input/id.js';
import { mayChangeCustomer, mayHandOverCustomer, scopeOf } from '../scope.js';
import { type Context, card, useCase, withId, withText } from '../useCase.js';
import { changeTyped } from './edit.js';
import { customerWithId, isNow, listFound, withCustomersSought, withCustomerTyped } from './find.js';
import { youngerIntoOlder } from './merge-rules.js';
import { perhapsSame } from './near.js';

const DEALS_SHOWN = 5;
const APPROVALS_SHOWN = 3;

const moneyIn = (totals: readonly CustomerTotal[]): Money[] =>
  totals.map(({ cents, currency }) => ({ cents, currency }));

const numbered = ({ id, name }: Pick<Customer, 'id' | 'name'>) => ({
  id,
  number: formatNumber('customer', id),
  name,
});

/** So long its card offers to undo a merge; who types it may later as well. */
const DAYS_OFFERED = 7;

const mayUndo = async (ctx: Context, part: MergedPart): Promise<boolean> =>
  ctx.now.getTime() - part.updatedAt.getTime() < DAYS_OFFERED * DAY_MS && mayChangeCustomer(ctx, part);

/** @param last that was merged into it @param twin that is perhaps the same */
async function actionsOn(
  ctx: Context,
  customer: Customer,
  last: MergedPart | undefined,
  twin: Pick<Customer, 'ownerId'> | undefined,
): Promise<readonly string[]> {
  const mayChange = await mayChangeCustomer(ctx, customer);
  return [
    ...(mayChange ? ['customer.edit', 'customer.mergeWith'] : []),
    ...((await mayHandOverCustomer(ctx, customer)) ? ['customer.owner'] : []),
    ...(mayChange && twin && (await mayChangeCustomer(ctx, twin)) ? ['customer.merge'] : []),
    ...(mayChange && last && (await mayUndo(ctx, last)) ? ['customer.unmerge'] : []),
  ];
}

export async function customerView(ctx: Context, customer: Customer): Promise<CustomerView> {
  const { tx } = ctx;
  const scope = await scopeOf(ctx);
  const pipeline = await getPipeline(tx);
  const where = all(is('customerId', customer.id), ...(scope === 'all' ? [] : [isOneOf('ownerId', scope)]));
  const deals = await listDeals(tx, { where, limit: DEALS_SHOWN });
  const owner = customer.ownerId === null ? undefined : await findEmployee(tx, customer.ownerId);
  const [contacts, parts, twin] = await Promise.all([
    listContacts(tx, customer.id),
    listMergedInto(tx, customer.id),
    perhapsSame(tx, customer),
  ]);
  const totals = await listCustomerTotals(tx, customer.id, scope, wonStages(pipeline));
  const approvals = await listCustomerApprovals(tx, customer.id, scope, APPROVALS_SHOWN);
  const history = await listCustomerHistory(tx, customer.id, scope, timelineLength(ctx));

  return {
    kind: 'customer',
    id: customer.id,
    number: formatNumber('customer', customer.id),
    name: customer.name,
    category: customer.category,
    taxNumber: customer.taxNumber,
    phone: customer.phone,
    address: customer.address,
    owner: owner ? { id: owner.id, name: owner.name } : null,
    contacts: contacts.map(({ name, title, phone, email }) => ({ name, title, phone, email })),
    deals: deals.map(({ id, title, stage, amountCents, currency }) => ({
      id,
      number: formatNumber('deal', id),
      title,
      stage: stageView(stageOf(pipeline, stage)),
      amount: { cents: Number(amountCents), currency },
    })),
    dealCount: await countDeals(tx, where),
    openTotals: moneyIn(totals.filter(({ isOpen }) => isOpen)),
    wonTotals: moneyIn(totals.filter(({ isOpen }) => !isOpen)),
    approvals: approvals.map(({ id, state, title }) => ({
      id,
      number: formatNumber('approval', id),
      title,
      state,
    })),
    lastActivityAt: history[0]?.happenedAt.toISOString() ?? null,
    timeline: history.map(customerEntry),
    parts: parts.map(numbered),
    perhapsSame: twin ? { ...numbered(twin), merge: youngerIntoOlder(customer.id, twin.id) } : null,
    can: await actionsOn(ctx, customer, parts[0], twin),
  };
}

export const showCustomer = useCase(withId, async (ctx, { id }) => {
  const customer = await customerWithId(ctx, id);
  const view = await customerView(ctx, customer);
  return card(customer.id === id ? view : { ...view, intro: isNow(formatNumber('customer', id), customer) });
});

const showing = (ctx: Context) => async (customer: Customer, intro?: Saying) =>
  card({ ...(await customerView(ctx, customer)), ...(intro && { intro }) });

/** `/customer show C-88`, `/customer show 上海云帆`, `C-88 电话改成021-5555` */
export const typeShowCustomer = useCase(
  withText,
  async (ctx, { text }) =>
    (await changeTyped(ctx, text)) ??
    withCustomerTyped(ctx, text, { zh: '/客户 查看', en: '/customer show' }, showing(ctx)),
);

/** `/customer find 云帆`, `/customer find 138 0000` */
export const typeFindCustomer = useCase(withText, async (ctx, { text }) => {
  const search = text.trim();
  if (search === '') return listFound.run(ctx, { search, page: 1 });
  return withCustomersSought(ctx, search, showing(ctx));
});
