/** People and their deals, made in one line each. */
import type { Database } from '../../models/database.js';
import { type Deal, insertDeal } from '../../models/deal.js';
import { type Employee, insertEmployee, type NewEmployee, nothingSet } from '../../models/employee.js';

const FOUNDED = new Date('2020-01-01T00:00:00.000Z');

/** Somebody of whom nothing is known yet. */
export const nobody: NewEmployee = {
  staffNumber: '',
  name: '',
  email: null,
  departmentId: null,
  position: null,
  managerId: null,
  locale: 'zh-CN',
  timeZone: 'Asia/Shanghai',
  active: true,
  roles: [],
};

export async function hire(
  database: Database,
  person: Partial<NewEmployee> & { readonly name: string },
): Promise<Employee> {
  const employee = { ...nobody, staffNumber: `S-${person.name}`, ...person };
  const id = await database.transaction((tx) => insertEmployee(tx, employee, FOUNDED));
  return { id, ...employee, ...nothingSet };
}

export type Sale = Partial<Deal> & { readonly ownerId: number };

/** A deal of nobody, with nothing on it. */
export const untouched = {
  title: 'Deal',
  customerId: null,
  stage: 'lead',
  amountCents: 100_00,
  currency: 'CNY',
  expectedClose: null,
  stageChangedAt: FOUNDED,
  closedAt: null,
  closedReason: null,
  externalId: null,
  createdAt: FOUNDED,
  updatedAt: FOUNDED,
};

/** @returns their numbers */
export const sell = (database: Database, sales: readonly Sale[]): Promise<number[]> =>
  database.transaction(async (tx) => {
    const ids: number[] = [];
    for (const { id: _, ...sale } of sales) ids.push(await insertDeal(tx, { ...untouched, ...sale }));
    return ids;
  });
