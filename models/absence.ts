import { marks } from './database/marks.js';
import { mastersChange, remembered } from './database/masters.js';
import type { Tx } from './database/tx.js';
import type { Money } from './text.js';

export interface Absence {
  readonly id: number;
  readonly employeeId: number;
  readonly proxyId: number;
  /** Only approvals of this flow; all, without it. */
  readonly flowKey: string | null;
  /** Only approvals of less than this, in its currency; of whatever amount, or of none, without it. */
  readonly below: Money | null;
  readonly startsAt: Date;
  /** From then on its person is back. */
  readonly endsAt: Date;
  readonly setById: number;
  /** The approved request that says so, if it was not said in the chat. */
  readonly requestId: number | null;
  /** When it begins or ends next; nothing when it is over. */
  readonly nextAt: Date | null;
}

/** With the people as the directory has them. */
export interface KnownAbsence extends Absence {
  readonly employeeName: string;
  /** Where whoever is away is at home. */
  readonly timeZone: string;
  readonly proxyName: string;
  readonly proxyActive: boolean;
}

type Row = Omit<KnownAbsence, 'proxyActive' | 'below'> & {
  readonly proxyActive: number;
  readonly belowCents: number | string | null;
  readonly currency: string | null;
};

const toAbsence = ({ belowCents, currency, proxyActive, ...row }: Row): KnownAbsence => ({
  ...row,
  below: belowCents === null || currency === null ? null : { cents: Number(belowCents), currency },
  proxyActive: Boolean(proxyActive),
});

const columns = `a.id, a.employeeId, a.proxyId, a.flowKey, a.belowCents, a.currency, a.startsAt, a.endsAt, a.setById, a.requestId, a.nextAt,
  e.name AS employeeName, e.timeZone, p.name AS proxyName, p.active AS proxyActive`;
const people = 'JOIN employees e ON e.id = a.employeeId JOIN employees p ON p.id = a.proxyId';

const read = async (tx: Tx, condition: string, values: readonly (number | Date)[] = []) => {
  const rows = await tx.rows<Row>(
    `SELECT ${columns} FROM absences a ${people} WHERE ${condition} ORDER BY a.startsAt, a.id`,
    values,
  );
  return rows.map(toAbsence);
};

/** All that are not over, those to come too; at most two seconds old. */
export const listAbsences = (tx: Tx): Promise<readonly KnownAbsence[]> =>
  remembered(tx, 'absences', () => read(tx, 'a.nextAt IS NOT NULL'));

export const findAbsence = async (tx: Tx, id: number): Promise<KnownAbsence | undefined> =>
  (await read(tx, 'a.id = ?', [id]))[0];

/** The one that an approved request has made. */
export const findAbsenceOf = async (tx: Tx, requestId: number): Promise<KnownAbsence | undefined> =>
  (await read(tx, 'a.requestId = ?', [requestId]))[0];

/** Those of a person that are not over. */
export const listAbsencesOf = (tx: Tx, employeeId: number) =>
  read(tx, 'a.employeeId = ? AND a.nextAt IS NOT NULL', [employeeId]);

/** Those that have begun or ended since somebody looked. */
export const listAbsencesDue = (tx: Tx, now: Date) => read(tx, 'a.nextAt <= ?', [now]);

export async function insertAbsence(
  tx: Tx,
  { below, ...absence }: Omit<Absence, 'id' | 'nextAt'>,
  now: Date,
) {
  const id = await tx.nextId('absence');
  const limit = { belowCents: below?.cents ?? null, currency: below?.currency ?? null };
  tx.insert('absences', { id, ...absence, ...limit, setAt: now, nextAt: absence.startsAt });
  mastersChange(tx);
  return id;
}

/** It is over now, or will not begin. */
export function endAbsence(tx: Tx, { id, startsAt }: Absence, now: Date) {
  tx.later('UPDATE absences SET endsAt = ?, nextAt = ? WHERE id = ? AND endsAt > ?', [
    startsAt < now ? now : startsAt,
    now,
    id,
    now,
  ]);
  mastersChange(tx);
}

/** What has to be done at its beginning, or at its end, is done. */
export function saveAbsenceMoved(tx: Tx, { id, endsAt, nextAt }: Absence, now: Date) {
  tx.later('UPDATE absences SET nextAt = ? WHERE id = ? AND nextAt = ?', [
    endsAt > now ? endsAt : null,
    id,
    nextAt,
  ]);
  mastersChange(tx);
}

/** Running approvals in which some people are asked, or will be, in order of their numbers. */
export const listApprovalsAsking = (tx: Tx, assigneeIds: readonly number[]) =>
  tx.column<number>(
    `SELECT DISTINCT approvalId FROM approval_tasks
     WHERE assigneeId IN (${marks(assigneeIds)}) AND state IN ('open', 'queued', 'held', 'helping', 'decided_waiting')
     ORDER BY approvalId`,
    assigneeIds,
  );
