import { insertProduct, listProducts, type Product } from '../../models/product.js';
import { USUAL_CURRENCY } from '../input/amount.js';
import { Cells } from './cells.js';
import { changesOf, type Draft, factsOf, toChange, toCreate, toFail } from './decide.js';
import { spelling } from './directory.js';
import { productFields } from './fields.js';
import { type Importer, inBatches, type Row, type Rules, type Values } from './row.js';
import { notes, problem, troubles } from './words.js';

const LONGEST_CODE = productFields.code.max;

type ProductCells = Cells<keyof typeof productFields>;

const TAX = /^(?<number>\d{1,2}(?:\.\d{1,4})?)\s*[%％]?$/;
const percents = (number: string) => Number(number) * 100;

/** Hundredths of a per cent: `13%`, `13` and `0.13` are all 1300, as nowhere is a tax below one per cent. */
export function readTaxBp(text: string): number | undefined {
  const number = TAX.exec(text)?.groups?.number;
  if (number === undefined) return undefined;
  const isFraction = Number(number) < 1 && !/[%％]/.test(text);
  return Math.round(isFraction ? percents(number) * 100 : percents(number));
}

interface Catalogue {
  readonly byCode: ReadonlyMap<string, Product>;
  readonly byName: ReadonlyMap<string, Product>;
}

const catalogueOf = (products: readonly Product[]): Catalogue => ({
  byCode: new Map(products.map((one) => [one.code, one])),
  byName: new Map(products.map((one) => [spelling(one.name), one])),
});

/** By its code; by its name only where the file has no code for it. */
const findIn = ({ byCode, byName }: Catalogue, code: string | null, name: string) =>
  code === null ? (byCode.get(name) ?? byName.get(spelling(name))) : byCode.get(code);

function read(cells: ProductCells) {
  const code = cells.text('code');
  const name = cells.raw('name');
  if (code === null && name.length > LONGEST_CODE) cells.fault(problem(troubles.longCode));
  return {
    code,
    name,
    category: cells.text('category'),
    price: cells.money('price', 'currency'),
    taxBp: cells.choice('tax', readTaxBp, (text) => problem(troubles.badTax, { text })),
  };
}

function decide(row: Row, catalogue: Catalogue, rules: Rules) {
  const cells = new Cells(row, productFields, rules);
  const { code, name, category, price, taxBp } = read(cells);
  const there = findIn(catalogue, code, name);
  const currency = price?.currency ?? there?.currency ?? USUAL_CURRENCY;
  if (!price?.currency && !there) cells.note(notes.defaultCurrency, { currency });

  const draft: Draft = {
    cells,
    rules,
    subject: 'product',
    facts: () =>
      factsOf([
        [productFields.name.label, name],
        [productFields.code.label, code],
        [productFields.category.label, category],
        [productFields.price.label, price && { cents: price.cents, currency }],
        [productFields.tax.label, taxBp === null ? null : `${taxBp / 100}%`],
      ]),
  };
  if (cells.problems.length > 0 || !price) return toFail(draft);

  const product = { name, category, unitPriceCents: price.cents, currency };
  if (!there) {
    const added = { ...product, code: code ?? name, taxBp: taxBp ?? 0, active: true };
    return toCreate(draft, (tx) => insertProduct(tx, added));
  }
  const wanted = { ...product, ...(taxBp !== null && { taxBp }) };
  return toChange(draft, { there, changes: () => changesOf<Product>(there, wanted), labels: {} });
}

export const products: Importer = {
  fields: productFields,
  keysOf: ({ code, name = '' }: Values) => (code ? [`#${code}`, spelling(name)] : [spelling(name)]),
  steps: async function* (rows, read, rules) {
    const catalogue = catalogueOf(await read(listProducts));
    for await (const batch of inBatches(rows))
      yield async () => batch.map((row) => decide(row, catalogue, rules));
  },
};
