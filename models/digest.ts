import type { Statement } from './database/driver.js';
import { parseJson } from './database/json.js';
import type { Tx } from './database/tx.js';
import { type Employee, employeeColumns, toEmployee } from './employee.js';
import { ownedWithin, type Scope } from './scope.js';

/** What divides the deals that a digest speaks of from the others. */
export interface DigestBounds {
  /** An open deal whose stage has not changed since is stuck. */
  readonly unmovedSince: Date;
  /** `YYYY-MM-DD`: an open deal that was to be closed before is slipping. */
  readonly closeBefore: string;
  /** Deals that ended since are told. */
  readonly closedSince: Date;
}

/** The deals of one stage in one currency: those that are open, or those that ended lately. */
export interface DigestRow {
  readonly isClosed: 0 | 1;
  readonly stage: string;
  readonly currency: string;
  readonly count: number;
  readonly cents: number;
  readonly stuckCount: number;
  readonly stuckCents: number;
  readonly slippingCount: number;
  readonly slippingCents: number;
}

const figures = ['count', 'cents', 'stuckCount', 'stuckCents', 'slippingCount', 'slippingCents'];

/** MySQL adds integers up as decimals, which arrive as text; SQLite keeps them as they are. */
const summed = figures.map((name) => `CAST(COALESCE(SUM(f.${name}), 0) AS SIGNED) AS ${name}`).join(', ');

/**
 * Everything that a digest says about deals, read from the index `deals_digest` alone. The open ones are grouped by
 * owner first, although nobody asks for that: it is the order of the index, so a million deals are added up as they
 * pass by, and only the sums go through a temporary table. That is twice as fast.
 */
export function digestStatement(
  scope: Scope,
  { unmovedSince, closeBefore, closedSince }: DigestBounds,
): Statement {
  const { sql: owned, values: owners } = ownedWithin(scope);
  return {
    sql: `SELECT f.isClosed, f.stage, f.currency, ${summed} FROM (
        SELECT 0 AS isClosed, ownerId, stage, currency, COUNT(*) AS count, SUM(amountCents) AS cents,
          COUNT(CASE WHEN stageChangedAt <= ? THEN 1 END) AS stuckCount,
          SUM(CASE WHEN stageChangedAt <= ? THEN amountCents END) AS stuckCents,
          COUNT(CASE WHEN expectedClose < ? THEN 1 END) AS slippingCount,
          SUM(CASE WHEN expectedClose < ? THEN amountCents END) AS slippingCents
        FROM deals WHERE closedAt IS NULL AND ${owned} GROUP BY ownerId, stage, currency
        UNION ALL
        SELECT 1, ownerId, stage, currency, COUNT(*), SUM(amountCents), 0, 0, 0, 0
        FROM deals WHERE closedAt >= ? AND ${owned} GROUP BY ownerId, stage, currency
      ) f GROUP BY f.isClosed, f.stage, f.currency`,
    values: [unmovedSince, unmovedSince, closeBefore, closeBefore, ...owners, closedSince, ...owners],
  };
}

export function listDigestRows(tx: Tx, scope: Scope, bounds: DigestBounds): Promise<DigestRow[]> {
  const { sql, values } = digestStatement(scope, bounds);
  return tx.rows<DigestRow>(sql, values);
}

/** By what the digest of a day is known: `2026-11-22` is 20261122. */
export const digestIdOf = (day: string): number => Number(day.replaceAll('-', ''));

export const dayOfDigest = (id: number): string => String(id).replace(/^(\d{4})(\d{2})(\d{2})$/, '$1-$2-$3');

export interface OpenTask<T> {
  readonly flowId: number;
  readonly stepKey: string;
  readonly facts: T;
  /** Whose it is, if the person acts for somebody who is away. */
  readonly forName: string | null;
}

/** What the open tasks of a person are about, and of those for whom this person acts. */
export async function listOpenTaskFacts<T>(tx: Tx, personId: number): Promise<OpenTask<T>[]> {
  const rows = await tx.rows<OpenTask<unknown>>(
    `SELECT a.flowId, t.stepKey, a.facts, CASE WHEN t.assigneeId <> ? THEN w.name END AS forName
     FROM approval_tasks t JOIN approvals a ON a.id = t.approvalId JOIN employees w ON w.id = t.assigneeId
     WHERE (t.assigneeId = ? OR t.proxyId = ?) AND t.state = 'open'`,
    [personId, personId, personId],
  );
  return rows.map(({ facts, ...row }) => ({ ...row, facts: parseJson<T>(facts) }));
}

/** At what time, `HH:mm` by the clocks of a zone, people there want their digest; of those who chose none, at none. */
interface DigestTime {
  readonly timeZone: string;
  readonly at: string | null;
}

/** Where people are, and when they want it there. */
export const listDigestTimes = (tx: Tx) =>
  tx.rows<DigestTime>(
    `SELECT DISTINCT timeZone, digestTime AS at FROM employees WHERE active = 1 AND COALESCE(digestTime, '') <> 'off'
     ORDER BY timeZone, at`,
  );

type EmployeeRow = Parameters<typeof toEmployee>[0];

/**
 * The next people of a zone who want it at this time, in order of id, and have not got the digest of this day.
 * @param usualAt when those want it who chose no time
 */
export async function listDigestReaders(
  tx: Tx,
  { timeZone, at, usualAt }: { readonly timeZone: string; readonly at: string; readonly usualAt: string },
  digestId: number,
  afterId: number,
  limit: number,
): Promise<Employee[]> {
  const rows = await tx.rows<EmployeeRow>(
    `SELECT ${employeeColumns} FROM employees e WHERE e.active = 1 AND e.timeZone = ? AND COALESCE(e.digestTime, ?) = ? AND e.id > ?
       AND NOT EXISTS (SELECT 1 FROM shown_cards s WHERE s.employeeId = e.id AND s.subject = 'digest' AND s.subjectId = ?)
     ORDER BY e.id LIMIT ?`,
    [timeZone, usualAt, at, afterId, digestId, limit],
  );
  return rows.map(toEmployee);
}

/** Digests of earlier days that never got through: today's says what is true now. */
export const dropUnseenDigests = (tx: Tx, employeeId: number, beforeId: number) =>
  tx.later(
    `DELETE FROM shown_cards WHERE employeeId = ? AND subject = 'digest' AND subjectId < ? AND state <> 'shown'`,
    [employeeId, beforeId],
  );
