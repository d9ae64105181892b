/** What a directory sync asks of the tables: everybody at once, with what chat platforms know them as. */
import type { Value } from './database/driver.js';
import { mastersChange } from './database/masters.js';
import type { Tx } from './database/tx.js';
import { deleteIdentity, type Identity } from './identity.js';

/** A department as a platform keeps it; `headIds` are the platform's user ids. */
export interface PlatformDepartment {
  readonly id: string;
  readonly parentId?: string;
  readonly name: string;
  readonly headIds: readonly string[];
}

/** A member as a platform keeps it. What the platform does not tell (new WeCom apps: mobile and e-mail) is absent, never empty. */
export interface PlatformMember {
  readonly userId: string;
  readonly workspaceId: string;
  readonly name?: string;
  readonly staffNumber?: string;
  readonly mobile?: string;
  readonly email?: string;
  readonly position?: string;
  readonly departmentIds: readonly string[];
  readonly managerUserId?: string;
  readonly active: boolean;
}

export interface DirectoryReading {
  readonly departments: readonly PlatformDepartment[];
  readonly members: readonly PlatformMember[];
}

/** An employee as far as a directory has to do with them. */
export interface StaffRow {
  readonly id: number;
  readonly staffNumber: string;
  readonly name: string;
  readonly email: string | null;
  readonly mobile: string | null;
  readonly departmentId: number | null;
  readonly position: string | null;
  readonly managerId: number | null;
  readonly active: boolean;
}

export interface DepartmentRow {
  readonly id: number;
  readonly name: string;
  readonly parentId: number | null;
  readonly headId: number | null;
  /** `dingtalk:10` */
  readonly externalId: string | null;
}

export type IdentityRow = Identity & { readonly employeeId: number };

export async function listStaff(tx: Tx): Promise<StaffRow[]> {
  const rows = await tx.rows<Omit<StaffRow, 'active'> & { readonly active: number }>(
    'SELECT id, staffNumber, name, email, mobile, departmentId, position, managerId, active FROM employees ORDER BY id',
  );
  return rows.map((row) => ({ ...row, active: Boolean(row.active) }));
}

export const listDepartmentRows = (tx: Tx) =>
  tx.rows<DepartmentRow>('SELECT id, name, parentId, headId, externalId FROM departments ORDER BY id');

export const listIdentities = (tx: Tx) =>
  tx.rows<IdentityRow>('SELECT platform, workspaceId, userId, employeeId FROM identities');

/** Writes some columns of an employee. */
export function changeStaff(tx: Tx, id: number, columns: Partial<Omit<StaffRow, 'id'>>) {
  changeColumns(tx, 'employees', id, columns);
}

export function changeDepartment(tx: Tx, id: number, columns: Partial<Omit<DepartmentRow, 'id'>>) {
  changeColumns(tx, 'departments', id, columns);
}

function changeColumns(tx: Tx, table: string, id: number, columns: Readonly<Record<string, Value>>) {
  if (Object.keys(columns).length === 0) return;
  tx.update(table, { id }, columns);
  mastersChange(tx);
}

/** A department that the platform has no more; not while somebody who works here is in it, or another is below it. */
export async function removeDepartment(tx: Tx, id: number): Promise<boolean> {
  const used = await tx.row(
    `SELECT 1 FROM employees WHERE departmentId = ? AND active = 1
     UNION SELECT 1 FROM departments WHERE parentId = ?`,
    [id, id],
  );
  if (used) return false;
  tx.later('UPDATE employees SET departmentId = NULL WHERE departmentId = ?', [id]);
  tx.later('DELETE FROM departments WHERE id = ?', [id]);
  mastersChange(tx);
  return true;
}

/** An account is gone: what was shown there is nowhere now, and comes where the person is with the next change. */
export function removeIdentity(tx: Tx, identity: Identity, employeeId: number) {
  deleteIdentity(tx, identity);
  tx.update('shown_cards', { employeeId, platform: identity.platform }, { ref: null, platform: null });
}

export const findIdentityOwner = (tx: Tx, { platform, workspaceId, userId }: Identity) =>
  tx.row<{ readonly employeeId: number }>(
    'SELECT employeeId FROM identities WHERE platform = ? AND workspaceId = ? AND userId = ?',
    [platform, workspaceId, userId],
  );
