import type { Tx } from './database/tx.js';

export interface Product {
  readonly id: number;
  readonly code: string;
  readonly name: string;
  readonly category: string | null;
  readonly unitPriceCents: number;
  readonly currency: string;
  readonly taxBp: number;
  readonly active: boolean;
}

const columns = 'id, code, name, category, unitPriceCents, currency, taxBp, active';

export async function listProducts(tx: Tx): Promise<Product[]> {
  const rows = await tx.rows<Omit<Product, 'active'> & { active: number }>(
    `SELECT ${columns} FROM products ORDER BY code`,
  );
  return rows.map((row) => ({ ...row, active: Boolean(row.active) }));
}

export async function insertProduct(tx: Tx, product: Omit<Product, 'id'>): Promise<number> {
  const id = await tx.nextId('product');
  tx.insert('products', { id, ...product });
  return id;
}
