import { marks } from './database/marks.js';
import { mastersChange, remembered } from './database/masters.js';
import type { Tx } from './database/tx.js';
import { type Employee, employeeColumns, toEmployee } from './employee.js';

/** A person as a platform knows them. */
export interface Identity {
  readonly platform: string;
  readonly workspaceId: string;
  readonly userId: string;
}

interface KnownPerson {
  readonly employee: Employee;
  readonly lastUsedAt: Date;
}

export const findPerson = (tx: Tx, who: Identity): Promise<KnownPerson | undefined> =>
  remembered(tx, `person:${who.platform}:${who.workspaceId}:${who.userId}`, () => readPerson(tx, who));

async function readPerson(
  tx: Tx,
  { platform, workspaceId, userId }: Identity,
): Promise<KnownPerson | undefined> {
  const [row] = await tx.lookUp<Parameters<typeof toEmployee>[0] & { lastUsedAt: Date }>(
    `SELECT ${employeeColumns}, i.lastUsedAt FROM identities i JOIN employees e ON e.id = i.employeeId
     WHERE i.platform = ? AND i.workspaceId = ? AND i.userId = ?`,
    [platform, workspaceId, userId],
  );
  if (!row) return undefined;
  const { lastUsedAt, ...employee } = row;
  return { employee: toEmployee(employee), lastUsedAt };
}

/** Where to reach an employee on one of these platforms: where they want it, or else the identity used last. */
export const findAddress = (tx: Tx, employeeId: number, platforms: readonly string[]) =>
  remembered(tx, `address:${employeeId}:${platforms}`, () => readAddress(tx, employeeId, platforms));

async function readAddress(
  tx: Tx,
  employeeId: number,
  platforms: readonly string[],
): Promise<Identity | undefined> {
  const [address] = await tx.lookUp<Identity>(
    `SELECT platform, workspaceId, userId FROM identities
     WHERE employeeId = ? AND platform IN (${marks(platforms)})
     ORDER BY preferred DESC, lastUsedAt DESC LIMIT 1`,
    [employeeId, ...platforms],
  );
  return address;
}

export const insertIdentity = (
  tx: Tx,
  { platform, workspaceId, userId }: Identity,
  employeeId: number,
  now: Date,
) => {
  tx.insert('identities', { platform, workspaceId, userId, employeeId, lastUsedAt: now });
  mastersChange(tx);
};

/** Is this employee known by another account of the same workspace? */
export const hasOtherAccount = async (
  tx: Tx,
  employeeId: number,
  { platform, workspaceId, userId }: Identity,
): Promise<boolean> =>
  (await tx.number(
    'SELECT COUNT(*) FROM identities WHERE employeeId = ? AND platform = ? AND workspaceId = ? AND userId <> ?',
    [employeeId, platform, workspaceId, userId],
  )) > 0;

/** Where somebody wants their cards; without a platform, wherever they were last. */
export const savePreferred = (tx: Tx, employeeId: number, platform: string | null) => {
  tx.later(
    'UPDATE identities SET preferred = CASE WHEN platform = ? THEN 1 ELSE 0 END WHERE employeeId = ?',
    [platform ?? '', employeeId],
  );
  mastersChange(tx);
};

export const touchIdentity = (tx: Tx, { platform, workspaceId, userId }: Identity, now: Date) =>
  tx.update('identities', { platform, workspaceId, userId }, { lastUsedAt: now });

/** The platform gave the person another id. Where somebody has that id already, nothing is changed. */
export async function renameIdentity(tx: Tx, { platform, workspaceId, userId }: Identity, to: string) {
  if (await readPerson(tx, { platform, workspaceId, userId: to })) return;
  tx.update('identities', { platform, workspaceId, userId }, { userId: to });
  mastersChange(tx);
}

/** The person is no longer on the platform. */
export const deleteIdentity = (tx: Tx, { platform, workspaceId, userId }: Identity) => {
  tx.later('DELETE FROM identities WHERE platform = ? AND workspaceId = ? AND userId = ?', [
    platform,
    workspaceId,
    userId,
  ]);
  mastersChange(tx);
};

/** Users of a platform who have this role in the firm. */
export const listUsersWithRole = (tx: Tx, platform: string, role: string) =>
  tx.column<string>(
    `SELECT i.userId FROM identities i JOIN employees e ON e.id = i.employeeId AND e.active = 1
     JOIN employee_roles r ON r.employeeId = e.id AND r.role = ? WHERE i.platform = ? ORDER BY i.userId`,
    [role, platform],
  );
