import { z } from 'zod';
import type { Answer } from '../../models/answer.js';
import {
  alsoMerged,
  type Customer,
  countCustomers,
  findCustomer,
  listCustomers,
  listCustomersCalled,
  lockCustomer,
  type Party,
} from '../../models/customer.js';
import { all, any, type Condition, everything, holds, is } from '../../models/database/condition.js';
import { listNames } from '../../models/employee.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import { readPeople } from '../approval/named-people.js';
import { formatNumber, readNumber } from '../input/id.js';
import { normaliseName } from '../input/name.js';
import { whereNumbered } from '../numbered.js';
import { anyPage, pageOf } from '../page.js';
import { mayChangeCustomer, mayHandOverCustomer } from '../scope.js';
import { type Context, card, Refusal, useCase, whereTyped, withText } from '../useCase.js';
import { customerNumber } from './named.js';
import { words } from './words.js';

/** `C-88 is now C-12`, where what was typed was the number or the name of a part of it. */
function movedFrom(typed: string, found: Customer): Saying | undefined {
  const number = readNumber(typed, 'customer');
  const isItself = number ? number.id === found.id : normaliseName(typed) === found.normalisedName;
  return isItself ? undefined : isNow(number ? formatNumber('customer', number.id) : typed, found);
}

/**
 * By number, whatever stands behind it, or by name; and where no name is quite that, those that have it as a part. Every
 * employee may know who our customers are; their deals are another matter.
 */
export async function withCustomerTyped(
  ctx: Context,
  text: string,
  line: Text,
  run: (customer: Customer, moved?: Saying) => Promise<Answer>,
): Promise<Answer> {
  const typed = text.trim();
  if (typed === '') throw new Refusal(words.which, { line });
  const number = readNumber(typed, 'customer');
  const byNumber = number?.kind === 'customer' ? await findCustomer(ctx.tx, number.id) : undefined;
  const called = byNumber ? [byNumber] : await listCustomersCalled(ctx.tx, normaliseName(typed));
  const [found, ...others] = called;
  if (found && others.length === 0) return run(found, movedFrom(typed, found));
  const [first = ''] = typed.split(/\s+/);
  if (!found && first !== typed && customerNumber(first)) return withCustomerTyped(ctx, first, line, run);
  const where = whereFound(typed.slice(0, LONGEST_SEARCH));
  if (number || (await countCustomers(ctx.tx, where)) === 0)
    throw new Refusal(words.notFound, { typed: typed.slice(0, 100) });
  return typeFind.run(ctx, { text });
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

/** By a part of the name, or by number: those that it had as well. */
const whereFound = (search: string): Condition =>
  search === ''
    ? everything
    : alsoMerged(
        any(
          holds('name', search),
          holds('normalisedName', normaliseName(search)),
          ...whereNumbered('customer', search),
        ),
      );

async function titleOf({ tx, actor }: Context, search: string, ownerId: number | undefined): Promise<Saying> {
  if (ownerId === actor.id) return saying(words.mineTitle);
  if (ownerId !== undefined)
    return saying(words.ofTitle, { name: (await listNames(tx, [ownerId]))[0] ?? '' });
  return search === '' ? saying(words.listTitle) : saying(words.findTitle, { typed: search });
}

export const listFound = useCase(
  z.object({
    search: z.string().max(LONGEST_SEARCH).default(''),
    /** Only those of this employee. */
    ownerId: z.int().optional(),
    page: anyPage,
  }),
  async (ctx, { search, ownerId, page }) => {
    const where =
      ownerId === undefined ? whereFound(search) : all(whereFound(search), is('ownerId', ownerId));
    const { limit, offset, shown } = pageOf(page, await countCustomers(ctx.tx, where));
    const rows = await listCustomers(ctx.tx, { where, limit, offset });
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
  },
);

/** `/customer find 云帆` */
export const typeFind = useCase(withText, (ctx, { text }) =>
  listFound.run(ctx, { search: text.trim().slice(0, LONGEST_SEARCH), page: 1 }),
);

/** `/customer mine`, `/customer of 张伟`. @throws Refusal when it is not clear whose */
export const typeOf = useCase(withText, async (ctx, { text }) => {
  const { ids, error } = text.trim() === '' ? { ids: [ctx.actor.id] } : await readPeople(ctx.tx, text, 1);
  if (error) throw new Refusal(error.text, error.params);
  return listFound.run(ctx, { search: '', ownerId: ids[0], page: 1 });
});
