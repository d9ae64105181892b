/** What a customer does with us: its deals, added up, and their approvals. */
import type { ApprovalState } from './approval-view.js';
import { marks } from './database/marks.js';
import type { Tx } from './database/tx.js';
import { ownedWithin, type Scope } from './scope.js';

export interface CustomerBusiness {
  readonly openCents: number;
  readonly wonCents: number;
}

/**
 * A customer's other business with us, in one currency; of a part of another customer that of the other.
 * @param won the stages of deals that were won
 */
export async function readCustomerBusiness(
  tx: Tx,
  customerId: number,
  exceptDealId: number,
  currency: string,
  won: readonly string[],
): Promise<CustomerBusiness> {
  const row = await tx.row<{ openCents: number | null; wonCents: number | null }>(
    `SELECT CAST(SUM(CASE WHEN closedAt IS NULL THEN amountCents ELSE 0 END) AS SIGNED) AS openCents,
       CAST(SUM(CASE WHEN stage IN (${marks(won)}) THEN amountCents ELSE 0 END) AS SIGNED) AS wonCents
     FROM deals WHERE customerId IN (SELECT COALESCE(mergedIntoId, id) FROM customers WHERE id = ?) AND id <> ? AND currency = ?`,
    [...won, customerId, exceptDealId, currency],
  );
  return {
    openCents: Number(row?.openCents ?? 0),
    wonCents: Number(row?.wonCents ?? 0),
  };
}

export interface CustomerTotal {
  readonly currency: string;
  readonly isOpen: boolean;
  readonly cents: number;
}

/** Sums of open and of won deals by currency. @param won the stages of those that were won */
export async function listCustomerTotals(
  tx: Tx,
  customerId: number,
  scope: Scope,
  won: readonly string[],
): Promise<CustomerTotal[]> {
  const { sql, values } = ownedWithin(scope, 'd.ownerId');
  const rows = await tx.rows<Omit<CustomerTotal, 'isOpen'> & { readonly isOpen: number }>(
    `SELECT d.currency, CASE WHEN d.closedAt IS NULL THEN 1 ELSE 0 END AS isOpen, CAST(SUM(d.amountCents) AS SIGNED) AS cents
     FROM deals d WHERE d.customerId = ? AND (d.closedAt IS NULL OR d.stage IN (${marks(won)})) AND ${sql}
     GROUP BY d.currency, isOpen ORDER BY d.currency`,
    [customerId, ...won, ...values],
  );
  return rows.map(({ currency, isOpen, cents }) => ({
    currency,
    isOpen: Boolean(isOpen),
    cents: Number(cents),
  }));
}

interface CustomerApproval {
  readonly id: number;
  readonly state: ApprovalState;
  /** Of the deal. */
  readonly title: string;
}

/** Approvals of a customer's deals, the newest first. */
export const listCustomerApprovals = (tx: Tx, customerId: number, scope: Scope, limit: number) => {
  const { sql, values } = ownedWithin(scope, 'd.ownerId');
  return tx.rows<CustomerApproval>(
    `SELECT a.id, a.state, d.title FROM deals d JOIN approvals a ON a.subjectKind = 'deal' AND a.subjectId = d.id
     WHERE d.customerId = ? AND ${sql} ORDER BY a.id DESC LIMIT ?`,
    [customerId, ...values, limit],
  );
};
