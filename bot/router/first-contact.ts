import { Refusal } from '../../handlers/useCase.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import { type Employee, findEmployeeByEmail, findEmployeeByStaffNumber } from '../../models/employee.js';
import { hasOtherAccount, insertIdentity } from '../../models/identity.js';
import { reviveUnreachable } from '../../models/shown-card.js';
import type { Platform, PlatformUser, Profile } from '../platforms/platform.js';
import { words } from '../words.js';

interface Needs {
  readonly database: Database;
  readonly platforms: ReadonlyMap<string, Platform>;
  readonly now: () => Date;
}

const findEmployeeOf = async (tx: Tx, { staffNumber, email }: Profile): Promise<Employee | undefined> =>
  (staffNumber && (await findEmployeeByStaffNumber(tx, staffNumber))) ||
  (email ? findEmployeeByEmail(tx, email) : undefined);

/** @returns whether an employee is this person @throws Refusal if another account there is that employee's already */
async function linkIn(tx: Tx, who: PlatformUser, profile: Profile, now: Date): Promise<boolean> {
  const employee = await findEmployeeOf(tx, profile);
  if (!employee) return false;
  // Some platforms let people write their e-mail themselves.
  if (await hasOtherAccount(tx, employee.id, who)) throw new Refusal(words.taken);
  insertIdentity(tx, who, employee.id, now);
  reviveUnreachable(tx, employee.id);
  return true;
}

/**
 * First contact: the platform says who this is; a staff number or a verified e-mail says which employee.
 * @throws Refusal for whoever is none
 */
export async function linkStranger(
  who: PlatformUser,
  { database, platforms, now }: Needs,
  deadline: number,
): Promise<void> {
  const profile = await platforms.get(who.platform)?.profile(who);
  const isLinked = await database
    .transaction(async (tx) => profile !== undefined && linkIn(tx, who, profile, now()), deadline)
    .catch((error) => {
      // Somebody who writes twice at once is linked by whichever comes first.
      if (database.isDuplicate(error)) return true;
      throw error;
    });
  if (!isLinked && profile?.email) throw new Refusal(words.stranger, { email: profile.email });
  if (!isLinked) throw new Refusal(words.strangerWithoutEmail);
}
