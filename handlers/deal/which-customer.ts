import type { Party } from '../../models/customer.js';
import { type Saying, saying } from '../../models/text.js';
import type { Button, Json } from '../../models/view-parts.js';
import { createCustomer } from '../customer/create.js';
import { customerWithId } from '../customer/find.js';
import { customerNumber, customersNamed } from '../customer/named.js';
import { customersPerhapsMeant } from '../customer/near.js';
import { formatNumber } from '../input/id.js';
import { ask, type Context } from '../useCase.js';
import { words } from './words.js';

/** What a new deal is asked for with, as far as its customer goes. */
interface AskedCustomer {
  readonly customer?: string | undefined;
  readonly customerId?: number | undefined;
  /** Make the customer as well, though there may be some with a name like it. */
  readonly createCustomer?: boolean | undefined;
}

/** The customer meant, made if that is wanted; nothing when it is not clear which one. */
export async function customerMeant(ctx: Context, asked: AskedCustomer): Promise<Party | undefined> {
  const name = asked.customer ?? '';
  // A number is nobody's name.
  const id = asked.customerId ?? customerNumber(name);
  if (id !== undefined) return customerWithId(ctx, id);
  const [known, ...others] = await customersNamed(ctx.tx, name);
  if (known) return others.length === 0 ? known : undefined;
  if (!asked.createCustomer) return undefined;
  return { ...(await createCustomer(ctx, { name, ownerId: ctx.actor.id })), contact: null };
}

/** A press carries plain JSON: what was not said is left out. */
const asJson = (asked: object): { [key: string]: Json } => JSON.parse(JSON.stringify(asked));

const isOneOf = (
  customers: readonly Pick<Party, 'id' | 'name'>[],
  { customer: _, ...rest }: AskedCustomer,
): readonly Button[] =>
  customers.map(({ id, name }) => ({
    label: saying(words.useThis, { number: formatNumber('customer', id), name }),
    press: { do: 'deal.new', input: { ...asJson(rest), customerId: id } },
  }));

/** Is it one of those who are all called so? */
const askWhichOfThese = (sameName: readonly Party[], asked: AskedCustomer, understood: readonly Saying[]) =>
  ask({
    kind: 'notice',
    title: saying(words.severalTitle, { name: asked.customer ?? '' }),
    body: [...understood, saying(words.severalBody)],
    buttons: isOneOf(sameName, asked),
  });

/**
 * It is not clear which: is it one of those with the name or one like it, or a new one?
 * @param understood what else was typed, to be looked at before anything is made of it
 */
export async function askWhichCustomer(ctx: Context, asked: AskedCustomer, understood: readonly Saying[]) {
  const { customer: name = '' } = asked;
  const sameName = await customersNamed(ctx.tx, name);
  if (sameName.length > 0) return askWhichOfThese(sameName, asked, understood);
  const near = await customersPerhapsMeant(ctx.tx, name);
  const isNew: Button = {
    label: saying(words.createBoth),
    press: { do: 'deal.new', input: { ...asJson(asked), createCustomer: true } },
    ...(near.length === 0 && { style: 'primary' }),
  };
  return ask({
    kind: 'notice',
    title: saying(words.noCustomerTitle, { name }),
    body: [...understood, saying(near.length > 0 ? words.similarBody : words.noCustomerBody)],
    buttons: [...isOneOf(near, asked), isNew],
  });
}
