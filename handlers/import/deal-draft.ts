import type { Tx } from '../../models/database/tx.js';
import type { Deal, DealLine } from '../../models/deal.js';
import type { Product } from '../../models/product.js';
import type { Fact } from '../../models/view-parts.js';
import { getPipeline, type Pipeline, type Stage } from '../deal/pipeline.js';
import { joined } from '../fields.js';
import { dayNumber, noonOf } from '../input/day.js';
import { Cells } from './cells.js';
import { CustomerBook, customerWords, type NamedCustomer } from './customer-book.js';
import { worthOf } from './deal-amount.js';
import { type Draft, factsOf } from './decide.js';
import { spelling } from './directory.js';
import { dealFields } from './fields.js';
import { findPerson, loadPeople, type PeopleDirectory, personWords } from './people-directory.js';
import { findProduct, loadProducts, type ProductDirectory, productWords } from './product-directory.js';
import type { Row, Rules } from './row.js';
import { importStage, type StageWords, stageWordsOf } from './stages.js';
import { notes, problem, troubles } from './words.js';

const ONE_MILLI = 1_000;

/** What the rows of deals refer to. */
export interface Surroundings {
  readonly people: PeopleDirectory;
  readonly products: ProductDirectory;
  readonly pipeline: Pipeline;
  readonly stageWords: StageWords;
  readonly customers: CustomerBook;
}

export async function loadSurroundings(tx: Tx): Promise<Surroundings> {
  const pipeline = await getPipeline(tx);
  return {
    people: await loadPeople(tx),
    products: await loadProducts(tx),
    pipeline,
    stageWords: stageWordsOf(pipeline),
    customers: new CustomerBook(),
  };
}

/** What the file says of a deal; null where it says nothing. */
export type Said = Pick<
  Deal,
  | 'title'
  | 'customerId'
  | 'ownerId'
  | 'stage'
  | 'amountCents'
  | 'currency'
  | 'expectedClose'
  | 'closedAt'
  | 'closedReason'
> & { readonly createdAt: Date | null; readonly stageChangedAt: Date | null };

export interface DealDraft extends Draft {
  readonly number: string;
  /** Nothing when the row has problems. */
  readonly said: Said | null;
  readonly line: DealLine | null;
}

type DealCells = Cells<keyof typeof dealFields>;

function readStage(cells: DealCells, { stageWords, pipeline }: Surroundings): Stage | null {
  const stages = joined(pipeline.stages.map(({ name }) => name));
  const stage = cells.choice(
    'stage',
    (text) => stageWords.get(spelling(text)),
    (text) => problem(troubles.noStage, { text, stages }),
  );
  if (!stage) return null;
  const to = importStage(pipeline, stage);
  if (to !== stage) cells.note(notes.gate, { from: stage.name, to: to.name });
  return to;
}

/** Noon in UTC is the same day nearly everywhere, from the Pacific coast of America to Sydney. */
const instantOf = (day: string | null): Date | null => (day ? noonOf(dayNumber(day)) : null);

function readDays(cells: DealCells, stage: Stage | null) {
  const created = cells.day('created');
  const closed = cells.day('closed');
  const expected = cells.day('expectedClose');
  const isOver = Boolean(stage?.outcome);
  if (isOver && cells.raw('closed') === '')
    cells.fault(problem(troubles.noCloseDay, { field: dealFields.closed.label }));
  return {
    createdAt: instantOf(created),
    closedAt: isOver ? instantOf(closed) : null,
    stageChangedAt: instantOf(isOver ? closed : created),
    // Other systems keep one date, which is expected while the deal is open.
    expectedClose: expected ?? (isOver ? null : closed),
  };
}

/** The price is what the deal is worth, whatever the list says, so that the lines add up to it. */
const lineOf = ({ id, name }: Product, amountCents: number): DealLine => ({
  position: 1,
  productId: id,
  name,
  quantityMilli: ONE_MILLI,
  unitPriceCents: amountCents,
  discountBp: 0,
  taxBp: 0,
  totalCents: amountCents,
});

function readWorth(cells: DealCells, product: Product | null, stage: Stage | null) {
  const typed = cells.money('amount', 'currency');
  const isUnread = cells.raw('amount') !== '' && !typed;
  if (!stage || isUnread) return null;
  const worth = worthOf(typed, cells.currency('currency'), product, stage);
  for (const { text, params } of worth.notes ?? []) cells.note(text, params);
  if (worth.problem) cells.fault(worth.problem);
  return worth;
}

const titleOf = (cells: DealCells, product: Product | null, customer: NamedCustomer | null) =>
  (cells.text('title') ?? product?.name ?? customer?.name ?? cells.raw('number')).slice(
    0,
    dealFields.title.max,
  );

/** What the cells of a row mean. */
function readCells(row: Row, around: Surroundings, rules: Rules) {
  const cells = new Cells(row, dealFields, rules);
  const owner = cells.reference('owner', (text) => findPerson(around.people, text), personWords);
  const product = cells.reference('product', (text) => findProduct(around.products, text), productWords);
  const customer = cells.reference('customer', (text) => around.customers.find(text), customerWords);
  const stage = readStage(cells, around);
  const days = readDays(cells, stage);
  const worth = readWorth(cells, product, stage);
  if (cells.raw('customer') === '') cells.note(notes.noCustomer);
  const title = titleOf(cells, product, customer);
  return { cells, number: cells.raw('number'), title, customer, owner, product, stage, worth, days };
}

type ReadCells = ReturnType<typeof readCells>;

const dayOf = (instant: Date | null) => instant && { day: instant.toISOString().slice(0, 10) };

const factsIn = ({ number, title, customer, owner, product, stage, worth, days }: ReadCells): Fact[] =>
  factsOf([
    [dealFields.number.label, number],
    [dealFields.title.label, title],
    [dealFields.customer.label, customer?.name],
    [dealFields.owner.label, owner?.name],
    [dealFields.product.label, product?.name],
    [dealFields.stage.label, stage?.name],
    [dealFields.amount.label, worth?.money],
    [dealFields.created.label, dayOf(days.createdAt)],
    [dealFields.closed.label, dayOf(days.closedAt)],
    [dealFields.expectedClose.label, days.expectedClose && { day: days.expectedClose }],
  ]);

/** @returns nothing when the row has problems */
function saidIn({ cells, title, customer, owner, stage, worth, days }: ReadCells): Said | null {
  if (cells.problems.length > 0 || !owner || !stage || !worth) return null;
  const { cents: amountCents, currency } = worth.money;
  return {
    ...{ title, customerId: customer?.id ?? null, ownerId: owner.id, stage: stage.key, ...days },
    ...{ amountCents, currency },
    closedReason: stage.outcome ? cells.text('reason') : null,
  };
}

export function readDeal(row: Row, around: Surroundings, rules: Rules): DealDraft {
  const read = readCells(row, around, rules);
  const { cells, number, product, worth } = read;
  const said = saidIn(read);
  return {
    ...{ cells, rules, subject: 'deal', number, mark: worth?.mark, said },
    facts: () => factsIn(read),
    line: said && product && lineOf(product, said.amountCents),
  };
}
