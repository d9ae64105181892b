import type { Tx } from './tx.js';

export interface Department {
  readonly id: number;
  readonly name: string;
  readonly parentId: number | null;
}

export const findDepartmentByName = (tx: Tx, name: string) =>
  tx.row<Department>('SELECT id, name, parentId FROM departments WHERE name = ? ORDER BY id', [name]);

export async function insertDepartment(tx: Tx, name: string, parentId: number | null): Promise<number> {
  const id = await tx.nextId('department');
  tx.insert('departments', { id, name, parentId });
  return id;
}
