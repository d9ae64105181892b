import type { Answer } from '../../models/answer.js';
import { type Customer, listContacts } from '../../models/customer.js';
import {
  type CustomerTotal,
  listCustomerApprovals,
  listCustomerTotals,
} from '../../models/customer-business.js';
import { listMergedInto, type MergedPart } from '../../models/customer-merge.js';
import { all, is } from '../../models/database/condition.js';
import type { Tx } from '../../models/database/tx.js';
import { countDeals, type DealListRow, listDeals } from '../../models/deal.js';
import { findEmployee } from '../../models/employee.js';
import { listCustomerHistory } from '../../models/history.js';
import { ownedWithin, type Scope } from '../../models/scope.js';
import type { Money, Saying } from '../../models/text.js';
import type { CustomerView } from '../../models/views.js';
import { getPipeline, type Pipeline, stageOf, stageView, wonStages } from '../deal/pipeline.js';
import { DAY_MS } from '../duration.js';
import { customerEntry, timelineLength } from '../history.js';
import { formatNumber } from '../input/id.js';
import { mayChangeCustomer, mayHandOverCustomer, scopeOf } from '../scope.js';
import { type Context, card } from '../useCase.js';
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

const dealIn =
  (pipeline: Pipeline) =>
  ({ id, title, stage, amountCents, currency }: DealListRow): CustomerView['deals'][number] => ({
    id,
    number: formatNumber('deal', id),
    title,
    stage: stageView(stageOf(pipeline, stage)),
    amount: { cents: Number(amountCents), currency },
  });

type Business = Pick<CustomerView, 'deals' | 'dealCount' | 'openTotals' | 'wonTotals' | 'approvals'>;

/** What it does with us, as far as its reader sees that. */
async function businessOf(tx: Tx, customerId: number, scope: Scope): Promise<Business> {
  const pipeline = await getPipeline(tx);
  const where = all(is('customerId', customerId), ownedWithin(scope));
  const [deals, dealCount, totals, approvals] = await Promise.all([
    listDeals(tx, { where, limit: DEALS_SHOWN }),
    countDeals(tx, where),
    listCustomerTotals(tx, customerId, scope, wonStages(pipeline)),
    listCustomerApprovals(tx, customerId, scope, APPROVALS_SHOWN),
  ]);
  return {
    deals: deals.map(dealIn(pipeline)),
    dealCount,
    openTotals: moneyIn(totals.filter(({ isOpen }) => isOpen)),
    wonTotals: moneyIn(totals.filter(({ isOpen }) => !isOpen)),
    approvals: approvals.map(({ id, state, title }) => ({
      id,
      number: formatNumber('approval', id),
      title,
      state,
    })),
  };
}

async function customerView(ctx: Context, customer: Customer): Promise<CustomerView> {
  const { tx } = ctx;
  const { id, category, taxNumber, phone, address, ownerId } = customer;
  const scope = await scopeOf(ctx);
  const [owner, business, contacts, parts, twin, history] = await Promise.all([
    ownerId === null ? undefined : findEmployee(tx, ownerId),
    businessOf(tx, id, scope),
    listContacts(tx, id),
    listMergedInto(tx, id),
    perhapsSame(tx, customer),
    listCustomerHistory(tx, id, scope, timelineLength(ctx)),
  ]);
  return {
    kind: 'customer',
    ...numbered(customer),
    ...{ category, taxNumber, phone, address },
    owner: owner ? { id: owner.id, name: owner.name } : null,
    contacts: contacts.map(({ name, title, phone, email }) => ({ name, title, phone, email })),
    ...business,
    lastActivityAt: history[0]?.happenedAt.toISOString() ?? null,
    timeline: history.map(customerEntry),
    parts: parts.map(numbered),
    perhapsSame: twin ? { ...numbered(twin), merge: youngerIntoOlder(id, twin.id) } : null,
    can: await actionsOn(ctx, customer, parts[0], twin),
  };
}

/** @param intro what was done with it just now, or why it is shown */
export const customerCard = async (ctx: Context, customer: Customer, intro?: Saying): Promise<Answer> =>
  card({ ...(await customerView(ctx, customer)), ...(intro && { intro }) });
