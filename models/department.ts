import type { Tx } from './database/tx.js';

export interface Department {
  readonly id: number;
  readonly name: string;
  /** No department is above itself: what platforms say of circles is cut where it comes in. */
  readonly parentId: number | null;
}

export const listDepartments = (tx: Tx) =>
  tx.rows<Department>('SELECT id, name, parentId FROM departments ORDER BY id');

export async function insertDepartment(tx: Tx, name: string, parentId: number | null): Promise<number> {
  const id = await tx.nextId('department');
  tx.insert('departments', { id, name, parentId });
  return id;
}

export const saveDepartmentHead = (tx: Tx, id: number, headId: number | null) =>
  tx.update('departments', { id }, { headId });

export interface DepartmentHead extends Department {
  readonly headId: number | null;
  readonly head: string | null;
}

export const listDepartmentHeads = (tx: Tx) =>
  tx.rows<DepartmentHead>(
    'SELECT d.id, d.name, d.parentId, d.headId, e.name AS head FROM departments d LEFT JOIN employees e ON e.id = d.headId ORDER BY d.id',
  );
