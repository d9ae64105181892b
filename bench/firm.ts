import { seedFlows } from '../bot/demo.js';
import { normaliseName } from '../handlers/input/name.js';
import { insertContact, insertCustomer } from '../models/customer.js';
import type { Database } from '../models/database.js';
import { insertEmployee } from '../models/employee.js';
import { insertIdentity } from '../models/identity.js';
import { saveSetting } from '../models/setting.js';
import type { Tx } from '../models/tx.js';

export const TEAM = 'T1';

/** All invented: so many sellers with a customer each, under so many managers, and who else a contract needs. */
export interface FirmSize {
  readonly sellers: number;
  readonly managers: number;
}

/** Slack ids. */
export interface Firm {
  readonly sellers: readonly string[];
  /** Of each seller one. */
  readonly customers: readonly string[];
  readonly everybody: readonly string[];
}

const staffRoles = ['general-manager', 'legal', 'finance', 'admin'] as const;

const names = (letters: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `U${letters}${String(index + 1).padStart(5, '0')}`);

const SYLLABLES = [...'云帆青禾星桥远山海川明德新华东方长风金石天成博雅宏图瑞丰泰和'];

/** `上海云帆科技有限公司` and so on: 900 names of the same length. */
const customerName = (index: number): string => {
  const second = SYLLABLES[(index + 1 + Math.floor(index / SYLLABLES.length)) % SYLLABLES.length];
  return `上海${SYLLABLES[index % SYLLABLES.length]}${second}科技有限公司`;
};

async function hire(
  tx: Tx,
  userId: string,
  managerId: number | null,
  roles: readonly string[],
): Promise<number> {
  const now = new Date();
  const id = await insertEmployee(
    tx,
    {
      staffNumber: userId,
      name: `员工 ${userId}`,
      email: `${userId.toLowerCase()}@dealdesk.example`,
      departmentId: null,
      position: null,
      managerId,
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      active: true,
      roles,
    },
    now,
  );
  insertIdentity(tx, { platform: 'slack', workspaceId: TEAM, userId }, id, now);
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

export async function seedFirm(database: Database, size: FirmSize): Promise<Firm> {
  const sellers = names('S', size.sellers);
  const customers = sellers.map((_, index) => customerName(index));
  const managers = names('M', size.managers);
  const staff = staffRoles.map((_, index) => `UROLE${index + 1}`);
  await seedFlows(database, new Date());
  return database.transaction(async (tx) => {
    for (const [index, role] of staffRoles.entries()) await hire(tx, staff[index] ?? '', null, [role]);
    const managerIds: number[] = [];
    for (const userId of managers) managerIds.push(await hire(tx, userId, null, []));
    for (const [index, userId] of sellers.entries())
      await hire(tx, userId, managerIds[index % managerIds.length] ?? null, []);
    for (const name of customers) await seedCustomer(tx, name);
    await saveSetting(tx, 'firm', { legalName: '示例软件（上海）有限公司', taxNumber: '91310000DEMO00000W' });
    return { sellers, customers, everybody: [...sellers, ...managers, ...staff] };
  });
}
