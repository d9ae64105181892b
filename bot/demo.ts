import { randomBytes } from 'node:crypto';
import { lineTotal } from '../handlers/deal/totals.js';
import { normaliseName } from '../handlers/input/name.js';
import { insertContact, insertCustomer } from '../models/customer.js';
import type { Tx } from '../models/database/tx.js';
import type { Database } from '../models/database.js';
import { insertDeal, insertDealLine } from '../models/deal.js';
import { insertDepartment, saveDepartmentHead } from '../models/department.js';
import { insertEmployee, listNamesByEmail, type NewEmployee } from '../models/employee.js';
import { insertHistory } from '../models/history.js';
import { insertIdentity } from '../models/identity.js';
import { insertProduct } from '../models/product.js';
import { findSetting, saveSetting } from '../models/setting.js';
import { customers, deals, emailOf, firm, people, products } from './demo/firm.js';

const DAY_MS = 86_400_000;

/** The demo has no secret in its environment, so it keeps one of its own. */
export const demoSecret = (database: Database): Promise<string> =>
  database.transaction(async (tx) => {
    const known = await findSetting<{ secret: string }>(tx, 'demo-secret');
    if (known) return known.secret;
    const secret = randomBytes(32).toString('hex');
    await saveSetting(tx, 'demo-secret', { secret });
    return secret;
  });

const day = (now: Date, days: number) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10);

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
