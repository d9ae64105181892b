import { seedFlows } from '../bot/first-flows.js';
import { hearNew } from '../handlers/customer/sounds.js';
import { normaliseName } from '../handlers/input/name.js';
import { insertContact, insertCustomer } from '../models/customer.js';
import type { Tx } from '../models/database/tx.js';
import type { Database } from '../models/database.js';
import { insertEmployee } from '../models/employee.js';
import { insertIdentity } from '../models/identity.js';
import { saveSetting } from '../models/setting.js';
import { nobody } from '../test/support/staff.js';

export const TEAM = 'T1';

/** Where everybody has an account. */
interface Workspace {
  readonly platform: string;
  readonly workspaceId: string;
}

const slackTeam: Workspace = { platform: 'slack', workspaceId: TEAM };

/** All invented: so many sellers with a customer each, under so many managers, and who else a contract needs. */
export interface FirmSize {
  readonly sellers: number;
  readonly managers: number;
}

/** Ids on the platform, which are staff numbers as well. */
interface People {
  readonly sellers: readonly string[];
  readonly managers: readonly string[];
  /** Who else is needed, as `staffRoles` says. */
  readonly staff: readonly string[];
}

export interface Firm {
  readonly sellers: readonly string[];
  /** Of each seller one. */
  readonly customers: readonly string[];
  readonly everybody: readonly string[];
}

const staffRoles = ['general-manager', 'legal', 'finance', 'admin'] as const;

const names = (letters: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `U${letters}${String(index + 1).padStart(5, '0')}`);

const peopleOf = (size: FirmSize): People => ({
  sellers: names('S', size.sellers),
  managers: names('M', size.managers),
  staff: staffRoles.map((_, index) => `UROLE${index + 1}`),
});

export const everybodyIn = (size: FirmSize): string[] => Object.values(peopleOf(size)).flat();

const SYLLABLES = [...'云帆青禾星桥远山海川明德新华东方长风金石天成博雅宏图瑞丰泰和'];

/** `上海云帆科技有限公司` and so on: 900 names of the same length. */
const customerName = (index: number): string => {
  const second = SYLLABLES[(index + 1 + Math.floor(index / SYLLABLES.length)) % SYLLABLES.length];
  return `上海${SYLLABLES[index % SYLLABLES.length]}${second}科技有限公司`;
};

async function hire(
  tx: Tx,
  { platform, workspaceId }: Workspace,
  userId: string,
  managerId: number | null,
  roles: readonly string[],
): Promise<number> {
  const now = new Date();
  const id = await insertEmployee(
    tx,
    {
      ...nobody,
      staffNumber: userId,
      name: `员工 ${userId}`,
      email: `${userId.toLowerCase()}@dealdesk.example`,
      managerId,
      roles,
    },
    now,
  );
  insertIdentity(tx, { platform, workspaceId, userId }, id, now);
  return id;
}

async function seedCustomer(tx: Tx, name: string) {
  const now = new Date();
  const customerId = await insertCustomer(tx, {
    name,
    normalisedName: normaliseName(name),
    category: '软件',
    taxNumber: '91310000DEMO00001X',
    address: '上海市浦东新区示例路 88 号',
    phone: null,
    ownerId: null,
    externalId: null,
    createdAt: now,
    updatedAt: now,
  });
  await insertContact(tx, { customerId, name: '林晓', title: null, phone: null, email: null });
}

export async function seedFirm(database: Database, size: FirmSize, workspace = slackTeam): Promise<Firm> {
  const { sellers, managers, staff } = peopleOf(size);
  const customers = sellers.map((_, index) => customerName(index));
  await seedFlows(database, new Date());
  return database.transaction(async (tx) => {
    const hireHere = hire.bind(undefined, tx, workspace);
    for (const [index, role] of staffRoles.entries()) await hireHere(staff[index] ?? '', null, [role]);
    const managerIds: number[] = [];
    for (const userId of managers) managerIds.push(await hireHere(userId, null, []));
    for (const [index, userId] of sellers.entries())
      await hireHere(userId, managerIds[index % managerIds.length] ?? null, []);
    for (const name of customers) await seedCustomer(tx, name);
    // Otherwise the service would work it out amid the measures.
    await hearNew(tx, customers.length);
    await saveSetting(tx, 'firm', { legalName: '示例软件（上海）有限公司', taxNumber: '91310000DEMO00000W' });
    return { sellers, customers, everybody: everybodyIn(size) };
  });
}
