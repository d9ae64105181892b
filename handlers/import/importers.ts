import { customers } from './customers.js';
import { deals } from './deals.js';
import { people } from './people.js';
import { products } from './products.js';
import type { Importer, Kind } from './row.js';

export const importers: Record<Kind, Importer> = { people, customers, products, deals };
