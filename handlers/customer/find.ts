import { z } from 'zod';
import type { Answer } from '../../models/answer.js';
import {
  type Customer,
  type CustomerListRow,
  countCustomers,
  findCustomer,
  listCustomers,
  listCustomersCalled,
  lockCustomer,
  type Party,
} from '../../models/customer.js';
import { everything, is, isOneOf } from '../../models/database/condition.js';
import { listNames } from '../../models/employee.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { ListView } from '../../models/views.js';
import { readPeople } from '../approval/named-people.js';
import { firstWord } from '../input/first-word.js';
import { formatNumber, readNumber } from '../input/id.js';
import { normaliseName } from '../input/name.js';
import { anyPage, pageOf } from '../page.js';
import { mayChangeCustomer, mayHandOverCustomer } from '../scope.js';
import { type Context, card, Refusal, useCase, whereTyped, withText } from '../useCase.js';
import { customerNumber } from './named.js';
import { customersSought } from './sought.js';
import { words } from './words.js';

type Run = (customer: Customer, said?: Saying) => Promise<Answer>;

/** `C-88 is now C-12`, where what was typed was the number or the name of a part of it. */
function movedFrom(typed: string, found: Customer): Saying | undefined {
  const number = readNumber(typed, 'customer');
  const isItself = number ? number.id === found.id : normaliseName(typed) === found.normalisedName;
  return isItself ? undefined : isNow(number ? formatNumber('customer', number.id) : typed, found);
}

const notFound = (typed: string) => new Refusal(words.notFound, { typed: typed.slice(0, 100) });

/**
 * By number, whatever stands behind it, or by name; and where no name is quite that, what a search for it finds. Every
 * employee may know who our customers are; their deals are another matter.
 */
export async function withCustomerTyped(ctx: Context, text: string, line: Text, run: Run): Promise<Answer> {
  const typed = text.trim();
  if (typed === '') throw new Refusal(words.which, { line });
  const number = readNumber(typed, 'customer');
  const byNumber = number?.kind === 'customer' ? await findCustomer(ctx.tx, number.id) : undefined;
  const called = byNumber ? [byNumber] : await listCustomersCalled(ctx.tx, normaliseName(typed));
  const [found, ...others] = called;
  if (found && others.length === 0) return run(found, movedFrom(typed, found));
  const { first } = firstWord(typed);
  if (!found && first !== typed && customerNumber(first)) return withCustomerTyped(ctx, first, line, run);
  if (number) throw notFound(typed);
  return withCustomersSought(ctx, typed, run, () => notFound(typed));
}

const notThere = (ctx: Context, id: number) =>
  new Refusal(whereTyped(ctx, words.notFound, words.notFoundOnPage), { typed: formatNumber('customer', id) });

/** @throws Refusal when there is none with this number */
export function withNumber<Found>(ctx: Context, id: number, found: Found | undefined): Found {
  if (!found) throw notThere(ctx, id);
  return found;
}

/** Another one, where it has become a part of that. @throws Refusal when there is none with this id */
export async function customerWithId(ctx: Context, id: number): Promise<Party> {
  return withNumber(ctx, id, await findCustomer(ctx.tx, id));
}

/** `C-88 is now C-12`, unless it is what was asked for. */
export const isNow = (was: string, { id, name }: Pick<Customer, 'id' | 'name'>): Saying =>
  saying(words.isNow, { was, number: formatNumber('customer', id), name });

/** @throws Refusal unless this person may do that with it */
const allowed =
  (may: typeof mayChangeCustomer, no: Text) =>
  async (ctx: Context, customer: Customer): Promise<Customer> => {
    if (await may(ctx, customer)) return customer;
    const [owner = ''] = await listNames(ctx.tx, [customer.ownerId ?? 0]);
    throw new Refusal(no, { number: formatNumber('customer', customer.id), owner });
  };

/** For whoever may do that: held until the transaction ends. @throws Refusal, also of a part of another customer */
const heldFor = (check: ReturnType<typeof allowed>) => async (ctx: Context, id: number) => {
  const customer = withNumber(ctx, id, await lockCustomer(ctx.tx, id));
  if (customer.mergedIntoId === null) return check(ctx, customer);
  const { text, params } = isNow(
    formatNumber('customer', id),
    await customerWithId(ctx, customer.mergedIntoId),
  );
  throw new Refusal(text, params);
};

export const ofThisPerson = allowed(mayChangeCustomer, words.notYours);
export const customerToChange = heldFor(ofThisPerson);
export const customerToHandOver = heldFor(allowed(mayHandOverCustomer, words.notYoursToHandOver));

const LONGEST_SEARCH = 200;

async function titleOf({ tx, actor }: Context, search: string, ownerId: number | undefined): Promise<Saying> {
  if (search !== '') return saying(words.findTitle, { typed: search });
  if (ownerId === actor.id) return saying(words.mineTitle);
  if (ownerId === undefined) return saying(words.listTitle);
  return saying(words.ofTitle, { name: (await listNames(tx, [ownerId]))[0] ?? '' });
}

interface Listed {
  readonly rows: readonly CustomerListRow[];
  readonly shown: Pick<ListView, 'page' | 'pages' | 'total'>;
}

async function pageOfSought({ tx }: Context, ids: readonly number[], page: number): Promise<Listed> {
  const { limit, offset, shown } = pageOf(page, ids.length);
  const wanted = ids.slice(offset, offset + limit);
  const rows = await listCustomers(tx, { where: isOneOf('id', wanted) });
  return { rows: rows.sort((one, other) => wanted.indexOf(one.id) - wanted.indexOf(other.id)), shown };
}

async function pageOfAll({ tx }: Context, ownerId: number | undefined, page: number): Promise<Listed> {
  const where = ownerId === undefined ? everything : is('ownerId', ownerId);
  const { limit, offset, shown } = pageOf(page, await countCustomers(tx, where));
  return { rows: await listCustomers(tx, { where, limit, offset }), shown };
}

const filter = z.object({
  search: z.string().max(LONGEST_SEARCH).default(''),
  /** Only those of this employee, where nothing is looked for. */
  ownerId: z.int().optional(),
  page: anyPage,
});

async function list(ctx: Context, { search, ownerId }: z.infer<typeof filter>, { rows, shown }: Listed) {
  return card({
    kind: 'list',
    title: await titleOf(ctx, search, ownerId),
    rows: rows.map(({ id, name, category }) => ({
      title: `${formatNumber('customer', id)} ${name}`,
      details: category ? [category] : [],
      press: { do: 'customer.show', input: { id } },
    })),
    empty: saying(whereTyped(ctx, words.findEmpty, words.findEmptyOnPage)),
    ...shown,
    turn: { do: 'customer.list', input: { search, ...(ownerId !== undefined && { ownerId }) } },
  });
}

export const listFound = useCase(filter, async (ctx, asked) => {
  const { search, ownerId, page } = asked;
  if (search === '') return list(ctx, asked, await pageOfAll(ctx, ownerId, page));
  return list(ctx, asked, await pageOfSought(ctx, await customersSought(ctx.tx, search), page));
});

/** Those that a search finds, as a list; where it finds one only, nobody has to choose it. @param none refuses where it finds nothing */
export async function withCustomersSought(ctx: Context, typed: string, run: Run, none?: () => Refusal) {
  const search = typed.slice(0, LONGEST_SEARCH);
  const ids = await customersSought(ctx.tx, search);
  const [id, ...others] = ids;
  if (id === undefined && none) throw none();
  if (id !== undefined && others.length === 0)
    return run(await customerWithId(ctx, id), saying(words.onlyFound, { typed: search }));
  return list(ctx, { search, page: 1 }, await pageOfSought(ctx, ids, 1));
}

/** `/customer mine`, `/customer of 张伟`. @throws Refusal when it is not clear whose */
export const typeOf = useCase(withText, async (ctx, { text }) => {
  const { ids, error } = text.trim() === '' ? { ids: [ctx.actor.id] } : await readPeople(ctx.tx, text, 1);
  if (error) throw new Refusal(error.text, error.params);
  return listFound.run(ctx, { search: '', ownerId: ids[0], page: 1 });
});
