import { z } from 'zod';
import type { ApprovalState } from '../../models/approval-view.js';
import { type Customer, listContacts } from '../../models/customer.js';
import { all, is, isOneOf } from '../../models/database/condition.js';
import { countDeals, listDeals } from '../../models/deal.js';
import { findEmployee } from '../../models/employee.js';
import { listCustomerHistory } from '../../models/history.js';
import type { Money } from '../../models/text.js';
import type { CustomerView } from '../../models/views.js';
import { getPipeline, stageOf, stageView } from '../deal/pipeline.js';
import { timelineEntry } from '../history.js';
import { formatNumber } from '../input/id.js';
import { scopeOf } from '../scope.js';
import { type Context, card, useCase } from '../useCase.js';
import { customerWithId, withCustomerTyped } from './find.js';

const DEALS_SHOWN = 5;
const TIMELINE_LENGTH = 5;
const APPROVALS_SHOWN = 3;

interface Total {
  readonly currency: string;
  readonly isOpen: number;
  readonly cents: number;
}

const scopeSql = (scope: Awaited<ReturnType<typeof scopeOf>>) =>
  scope === 'all'
    ? { sql: '', values: [] }
    : { sql: ` AND d.ownerId IN (${scope.map(() => '?').join(', ')})`, values: [...scope] };

/** Sums of open and of won deals by currency, as far as the reader may see them. */
async function readTotals(ctx: Context, id: number, scope: Awaited<ReturnType<typeof scopeOf>>) {
  const { sql, values } = scopeSql(scope);
  const pipeline = await getPipeline(ctx.tx);
  const won = pipeline.stages.filter(({ outcome }) => outcome === 'won').map(({ key }) => key);
  const rows = await ctx.tx.rows<Total>(
    `SELECT d.currency, CASE WHEN d.closedAt IS NULL THEN 1 ELSE 0 END AS isOpen, CAST(SUM(d.amountCents) AS SIGNED) AS cents
     FROM deals d WHERE d.customerId = ? AND (d.closedAt IS NULL OR d.stage IN (${won.map(() => '?').join(', ')}))${sql}
     GROUP BY d.currency, isOpen ORDER BY d.currency`,
    [id, ...won, ...values],
  );
  const pick = (isOpen: number): Money[] =>
    rows
      .filter((row) => row.isOpen === isOpen)
      .map(({ cents, currency }) => ({ cents: Number(cents), currency }));
  return { openTotals: pick(1), wonTotals: pick(0) };
}

interface ApprovalRow {
  readonly id: number;
  readonly state: ApprovalState;
  readonly title: string;
}

const readApprovals = (ctx: Context, id: number, scope: Awaited<ReturnType<typeof scopeOf>>) => {
  const { sql, values } = scopeSql(scope);
  return ctx.tx.rows<ApprovalRow>(
    `SELECT a.id, a.state, d.title FROM deals d JOIN approvals a ON a.subjectKind = 'deal' AND a.subjectId = d.id
     WHERE d.customerId = ?${sql} ORDER BY a.id DESC LIMIT ${APPROVALS_SHOWN}`,
    [id, ...values],
  );
};

export async function customerView(ctx: Context, customer: Customer): Promise<CustomerView> {
  const { tx } = ctx;
  const scope = await scopeOf(ctx);
  const pipeline = await getPipeline(tx);
  const where = all(is('customerId', customer.id), ...(scope === 'all' ? [] : [isOneOf('ownerId', scope)]));
  const deals = await listDeals(tx, { where, limit: DEALS_SHOWN });
  const owner = customer.ownerId === null ? undefined : await findEmployee(tx, customer.ownerId);
  const contacts = await listContacts(tx, customer.id);
  const approvals = await readApprovals(ctx, customer.id, scope);
  const history = await listCustomerHistory(tx, customer.id, scope, TIMELINE_LENGTH);

  return {
    kind: 'customer',
    id: customer.id,
    number: formatNumber('customer', customer.id),
    name: customer.name,
    category: customer.category,
    taxNumber: customer.taxNumber,
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
    ...(await readTotals(ctx, customer.id, scope)),
    approvals: approvals.map(({ id, state, title }) => ({
      id,
      number: formatNumber('approval', id),
      title,
      state,
    })),
    lastActivityAt: history[0]?.happenedAt.toISOString() ?? null,
    timeline: history.map(timelineEntry),
    can: ['customer.edit', 'deal.new'],
  };
}

export const showCustomer = useCase(z.object({ id: z.int() }), async (ctx, { id }) => {
  return card(await customerView(ctx, await customerWithId(ctx, id)));
});

/** `/customer show C-88`, `/customer show 上海云帆` */
export const typeShowCustomer = useCase(z.object({ text: z.string() }), (ctx, { text }) =>
  withCustomerTyped(ctx, text, 'show', async (customer) => card(await customerView(ctx, customer))),
);
