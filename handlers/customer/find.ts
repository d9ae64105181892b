import { z } from 'zod';
import type { Answer } from '../../models/answer.js';
import {
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

/**
 * By number, whatever stands behind it, or by name; and where no name is quite that, those that have it as a part. Every
 * employee may know who our customers are; their deals are another matter.
 */
export async function withCustomerTyped(
  ctx: Context,
  text: string,
  line: Text,
  run: (customer: Customer) => Promise<Answer>,
): Promise<Answer> {
  const typed = text.trim();
  if (typed === '') throw new Refusal(words.which, { line });
  const number = readNumber(typed, 'customer');
  const byNumber = number?.kind === 'customer' ? await findCustomer(ctx.tx, number.id) : undefined;
  const called = byNumber ? [byNumber] : await listCustomersCalled(ctx.tx, normaliseName(typed));
  const [found, ...others] = called;
  if (found && others.length === 0) return run(found);
  const [first = ''] = typed.split(/\s+/);
  if (!found && first !== typed && customerNumber(first)) return withCustomerTyped(ctx, first, line, run);
  const where = whereFound(typed.slice(0, LONGEST_SEARCH));
  if (number || (await countCustomers(ctx.tx, where)) === 0)
    throw new Refusal(words.notFound, { typed: typed.slice(0, 100) });
  return typeFind.run(ctx, { text });
}

const notThere = (ctx: Context, id: number) =>
  new Refusal(whereTyped(ctx, words.notFound, words.notFoundOnPage), { typed: formatNumber('customer', id) });

/** @throws Refusal when there is none with this id */
export async function customerWithId(ctx: Context, id: number): Promise<Party> {
  const customer = await findCustomer(ctx.tx, id);
  if (!customer) throw notThere(ctx, id);
  return customer;
}

/** For whoever may do that: held until the transaction ends. @throws Refusal */
const heldFor =
  (may: typeof mayChangeCustomer, no: Text) =>
  async (ctx: Context, id: number): Promise<Customer> => {
    const customer = await lockCustomer(ctx.tx, id);
    if (!customer) throw notThere(ctx, id);
    if (await may(ctx, customer)) return customer;
    const [owner = ''] = await listNames(ctx.tx, [customer.ownerId ?? 0]);
    throw new Refusal(no, { number: formatNumber('customer', id), owner });
  };

export const customerToChange = heldFor(mayChangeCustomer, words.notYours);
export const customerToHandOver = heldFor(mayHandOverCustomer, words.notYoursToHandOver);

const LONGEST_SEARCH = 200;

/** By a part of the name, or by number. */
const whereFound = (search: string): Condition =>
  search === ''
    ? everything
    : any(
        holds('name', search),
        holds('normalisedName', normaliseName(search)),
        ...whereNumbered('customer', search),
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
