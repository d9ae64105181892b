import type { Tx } from '../../models/database/tx.js';
import { listProducts, type Product } from '../../models/product.js';
import { listed } from '../fields.js';
import type { ReferenceWords } from './cells.js';
import { Directory, type Match } from './directory.js';
import { problem, troubles } from './words.js';

export type ProductDirectory = Directory<Product>;

export async function loadProducts(tx: Tx): Promise<ProductDirectory> {
  const directory: ProductDirectory = new Directory();
  for (const one of await listProducts(tx)) directory.add(one, one.name, [one.code]);
  return directory;
}

const nameOf = ({ name }: Product) => name;

export const findProduct = (products: ProductDirectory, text: string): Match<Product> =>
  products.findOrNear(text, nameOf);

export const productWords: ReferenceWords<Product> = {
  nameOf,
  fault: (text, { several }) =>
    several.length === 0
      ? problem(troubles.noProduct, { text })
      : problem(troubles.severalProducts, { text, names: listed(several.map(nameOf)) }),
};
