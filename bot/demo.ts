import { randomBytes } from 'node:crypto';
import { lineTotal } from '../handlers/deal/totals.js';
import { shippedFlows } from '../handlers/flow/shipped.js';
import { normaliseName } from '../handlers/input/name.js';
import { insertContact, insertCustomer } from '../models/customer.js';
import type { Tx } from '../models/database/tx.js';
import type { Database } from '../models/database.js';
import { insertDeal, insertDealLine } from '../models/deal.js';
import { insertDepartment, saveDepartmentHead } from '../models/department.js';
import { insertEmployee, listNamesByEmail, type NewEmployee } from '../models/employee.js';
import { listFlowKeys, publishFlow } from '../models/flow.js';
import { insertHistory } from '../models/history.js';
import { insertIdentity } from '../models/identity.js';
import { insertProduct } from '../models/product.js';
import { findSetting, saveSetting } from '../models/setting.js';

const DAY_MS = 86_400_000;

async function missingFlows(tx: Tx) {
  const there = new Set(await listFlowKeys(tx));
  return shippedFlows.filter(({ key }) => !there.has(key));
}

export const hasFlows = async (database: Database): Promise<boolean> =>
  (await database.read(missingFlows)).length === 0;

/** What every firm starts with: the shipped flows. One that is there already, changed or not, stays as it is. */
export const seedFlows = (database: Database, now: Date): Promise<void> =>
  database.transaction(async (tx) => {
    for (const flow of await missingFlows(tx)) await publishFlow(tx, flow, now);
  });

/** The demo has no secret in its environment, so it keeps one of its own. */
export const demoSecret = (database: Database): Promise<string> =>
  database.transaction(async (tx) => {
    const known = await findSetting<{ secret: string }>(tx, 'demo-secret');
    if (known) return known.secret;
    const secret = randomBytes(32).toString('hex');
    await saveSetting(tx, 'demo-secret', { secret });
    return secret;
  });

interface DemoPerson {
  readonly staffNumber: string;
  readonly name: string;
  readonly position: string;
  readonly department: string;
  readonly manager?: string;
  readonly locale?: 'en';
  readonly roles?: readonly string[];
  readonly isHead?: boolean;
}

/** All invented. */
const people: readonly DemoPerson[] = [
  {
    staffNumber: 'E001',
    name: '王建国',
    position: '总经理',
    department: '总经办',
    isHead: true,
    roles: ['general-manager'],
  },
  {
    staffNumber: 'E002',
    name: '李娜',
    position: '销售总监',
    department: '销售部',
    manager: 'E001',
    isHead: true,
    roles: ['sales-manager'],
  },
  { staffNumber: 'E003', name: '张伟', position: '客户经理', department: '销售部', manager: 'E002' },
  {
    staffNumber: 'E004',
    name: 'Emma Clarke',
    position: 'Account manager',
    department: '销售部',
    manager: 'E002',
    locale: 'en',
  },
  {
    staffNumber: 'E005',
    name: '陈静',
    position: '法务',
    department: '法务部',
    manager: 'E001',
    isHead: true,
    roles: ['legal'],
  },
  {
    staffNumber: 'E006',
    name: '刘洋',
    position: '财务经理',
    department: '财务部',
    manager: 'E001',
    isHead: true,
    roles: ['finance'],
  },
  {
    staffNumber: 'E007',
    name: '周宁',
    position: '系统管理员',
    department: '信息部',
    manager: 'E001',
    isHead: true,
    roles: ['admin'],
  },
];

const customers = [
  {
    name: '上海云帆科技有限公司',
    category: '软件',
    taxNumber: '91310000DEMO00001X',
    address: '上海市浦东新区示例路 88 号',
    phone: '021-0000 0100',
    contact: { name: '林晓', title: '采购经理', phone: '000-0000-0001', email: 'lin.xiao@yunfan.example' },
    owner: 'E003',
  },
  {
    name: '杭州青禾食品股份有限公司',
    category: '食品',
    taxNumber: '91330000DEMO00002Y',
    address: '杭州市余杭区示例街 6 号',
    phone: '0571-0000 0200',
    contact: { name: '何敏', title: '信息部主任', phone: '000-0000-0002', email: 'he.min@qinghe.example' },
    owner: 'E003',
  },
  {
    name: '深圳星桥物流有限公司',
    category: '物流',
    taxNumber: '91440300DEMO00003Z',
    address: '深圳市南山区示例大道 12 号',
    phone: '0755-0000 0300',
    contact: { name: '郑凯', title: '运营总监', phone: '000-0000-0003', email: 'zheng.kai@xingqiao.example' },
    owner: 'E003',
  },
  {
    name: 'Northwind Example GmbH',
    category: 'Retail',
    taxNumber: 'DE000000000',
    address: '1 Sample Street, Hamburg',
    phone: '+49 40 0000 0400',
    contact: {
      name: 'Jonas Weber',
      title: 'Head of IT',
      phone: '000-0000-0004',
      email: 'jonas.weber@northwind.example',
    },
    owner: 'E004',
  },
] as const;

const products = [
  { code: 'ENT', name: '协同平台 企业版', unitPriceCents: 3600_00, taxBp: 600 },
  { code: 'STD', name: '协同平台 标准版', unitPriceCents: 1200_00, taxBp: 600 },
  { code: 'IMPL', name: '实施服务（人天）', unitPriceCents: 2500_00, taxBp: 600 },
] as const;

interface DemoDeal {
  readonly title: string;
  readonly customer: number;
  readonly owner: string;
  readonly stage: string;
  readonly product: (typeof products)[number]['code'];
  readonly quantity: number;
  readonly closeInDays: number;
  readonly movedDaysAgo: number;
}

const deals: readonly DemoDeal[] = [
  {
    title: '云帆协同平台续约',
    customer: 0,
    owner: 'E003',
    stage: 'negotiation',
    product: 'ENT',
    quantity: 50,
    closeInDays: 9,
    movedDaysAgo: 3,
  },
  {
    title: '青禾门店系统',
    customer: 1,
    owner: 'E003',
    stage: 'proposal',
    product: 'STD',
    quantity: 120,
    closeInDays: 30,
    movedDaysAgo: 21,
  },
  {
    title: '星桥调度实施',
    customer: 2,
    owner: 'E003',
    stage: 'lead',
    product: 'IMPL',
    quantity: 40,
    closeInDays: 60,
    movedDaysAgo: 5,
  },
  {
    title: 'Northwind rollout',
    customer: 3,
    owner: 'E004',
    stage: 'negotiation',
    product: 'ENT',
    quantity: 200,
    closeInDays: -4,
    movedDaysAgo: 16,
  },
];

const day = (now: Date, days: number) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);

/** By which the invented people are known from those of a real firm. */
const emailOf = ({ staffNumber }: DemoPerson) => `${staffNumber.toLowerCase()}@dealdesk.example`;

async function seedPeople(tx: Tx, now: Date): Promise<Map<string, number>> {
  const departments = new Map<string, number>();
  for (const name of new Set(people.map(({ department }) => department))) {
    departments.set(name, await insertDepartment(tx, name, null));
  }
  const ids = new Map<string, number>();
  for (const person of people) {
    const employee: NewEmployee = {
      staffNumber: person.staffNumber,
      name: person.name,
      email: emailOf(person),
      departmentId: departments.get(person.department) ?? null,
      position: person.position,
      managerId: person.manager ? (ids.get(person.manager) ?? null) : null,
      locale: person.locale ?? 'zh-CN',
      timeZone: 'Asia/Shanghai',
      active: true,
      roles: person.roles ?? [],
    };
    const id = await insertEmployee(tx, employee, now);
    insertIdentity(tx, { platform: 'console', workspaceId: '', userId: person.staffNumber }, id, now);
    if (person.isHead && employee.departmentId !== null) saveDepartmentHead(tx, employee.departmentId, id);
    ids.set(person.staffNumber, id);
  }
  return ids;
}

async function seedCustomers(tx: Tx, owners: ReadonlyMap<string, number>, now: Date): Promise<number[]> {
  const ids: number[] = [];
  for (const { contact, owner, ...customer } of customers) {
    const row = {
      ...customer,
      normalisedName: normaliseName(customer.name),
      ownerId: owners.get(owner) ?? null,
      externalId: null,
    };
    const id = await insertCustomer(tx, { ...row, createdAt: now, updatedAt: now });
    await insertContact(tx, { customerId: id, ...contact });
    ids.push(id);
  }
  return ids;
}

async function seedDeals(
  tx: Tx,
  owners: ReadonlyMap<string, number>,
  customerIds: readonly number[],
  now: Date,
) {
  const productIds = new Map<string, number>();
  for (const product of products) {
    productIds.set(
      product.code,
      await insertProduct(tx, { ...product, category: null, currency: 'CNY', active: true }),
    );
  }
  for (const deal of deals) {
    const product = products.find(({ code }) => code === deal.product);
    const ownerId = owners.get(deal.owner);
    if (!product || ownerId === undefined) continue;
    const line = {
      name: product.name,
      quantityMilli: deal.quantity * 1000,
      unitPriceCents: product.unitPriceCents,
      discountBp: 0,
      taxBp: product.taxBp,
    };
    const { totalCents } = lineTotal(line);
    const movedAt = new Date(now.getTime() - deal.movedDaysAgo * DAY_MS);
    const id = await insertDeal(tx, {
      title: deal.title,
      customerId: customerIds[deal.customer] ?? null,
      ownerId,
      stage: deal.stage,
      amountCents: totalCents,
      currency: 'CNY',
      expectedClose: day(now, deal.closeInDays),
      stageChangedAt: movedAt,
      closedAt: null,
      closedReason: null,
      externalId: null,
      createdAt: movedAt,
      updatedAt: movedAt,
    });
    insertDealLine(tx, id, {
      position: 1,
      productId: productIds.get(product.code) ?? null,
      ...line,
      totalCents,
    });
    insertHistory(tx, {
      subjectKind: 'deal',
      subjectId: id,
      happenedAt: movedAt,
      actorId: ownerId,
      onBehalfOfId: null,
      surface: 'console',
      action: 'deal.created',
      detail: { params: { amount: { cents: totalCents, currency: 'CNY' } } },
    });
  }
}

const firm = {
  legalName: '示例软件（上海）有限公司',
  taxNumber: '91310000DEMO00000W',
  address: '上海市徐汇区示例路 1 号',
  phone: '021-0000 0000',
  bank: '示例银行上海分行',
  bankAccount: '0000 0000 0000 0000',
};

/** A small invented firm, so that one can try everything at once. Does nothing where there are people already. */
export async function seedDemo(database: Database, now: Date): Promise<void> {
  await database.transaction(async (tx) => {
    if (await tx.row('SELECT 1 FROM employees LIMIT 1')) return;
    const ids = await seedPeople(tx, now);
    const customerIds = await seedCustomers(tx, ids, now);
    await seedDeals(tx, ids, customerIds, now);
    await saveSetting(tx, 'firm', firm);
  });
}

/** The names of the invented people who are still asked what a firm decides. */
export const listDemoPeople = (database: Database): Promise<readonly string[]> =>
  database.read((tx) => listNamesByEmail(tx, people.map(emailOf)));
