import { type Customer, listContacts, lockCustomer, saveCustomer } from '../../models/customer.js';
import { lockLinked, type Moved, moveLinked, setMergedInto } from '../../models/customer-merge.js';
import { findLastChange, type HistoryDetail, listChangesSince } from '../../models/history.js';
import { saying } from '../../models/text.js';
import { formatNumber, readNumber } from '../input/id.js';
import { type Context, Refusal, useCase, withId, withText } from '../useCase.js';
import { customerToChange, ofThisPerson, withNumber } from './find.js';
import { undone } from './merge-rules.js';
import { called, giveAlong, recordOnAll, showOnAll } from './merge-told.js';
import { customerCard } from './view.js';
import { words } from './words.js';

interface Undoing {
  readonly part: Customer;
  readonly whole: Customer;
  readonly change: HistoryDetail;
}

/** Both held until the transaction ends. @throws Refusal */
async function readUndoing(ctx: Context, id: number): Promise<Undoing> {
  const part = withNumber(ctx, id, await lockCustomer(ctx.tx, id));
  const number = formatNumber('customer', id);
  if (part.mergedIntoId === null) throw new Refusal(words.notMerged, { number });
  await ofThisPerson(ctx, part);
  const whole = await customerToChange(ctx, part.mergedIntoId);
  const change = (await findLastChange(ctx.tx, 'customer', id, 'customer.merged')) ?? {};
  const byWayOf = Number(change.after?.mergedIntoId);
  if (byWayOf === whole.id) return { part, whole, change };
  throw new Refusal(words.undoOtherFirst, {
    ...{ number, into: formatNumber('customer', whole.id), other: formatNumber('customer', byWayOf) },
  });
}

/** Without a main contact that has gone back to what it came from. */
async function withOwnContact(
  { tx }: Context,
  customer: Customer,
  gone: readonly number[],
): Promise<Customer> {
  const stays = (await listContacts(tx, customer.id)).some(
    ({ id }) => id === customer.mainContactId && !gone.includes(id),
  );
  return stays ? customer : { ...customer, mainContactId: null };
}

/** What came along with it, be it a moment later. */
async function cameAlong({ tx }: Context, id: number, { moved }: HistoryDetail): Promise<Moved> {
  const late = await listChangesSince(tx, 'customer', id, {
    since: 'customer.merged',
    action: 'customer.followed',
  });
  const { deals = [], contacts = [], customers = [] } = moved ?? {};
  return { deals: [...deals, ...late.flatMap((one) => one.moved?.deals ?? [])], contacts, customers };
}

async function undo(ctx: Context, id: number) {
  const { tx, now } = ctx;
  const { part, whole: held, change } = await readUndoing(ctx, id);
  const { before = {}, after = {} } = change;
  const moved = await cameAlong(ctx, id, change);
  const whole = await withOwnContact(ctx, undone(held, before, after), moved.contacts);

  moveLinked(tx, moved, whole.id, part.id);
  const { deals } = await lockLinked(tx, part.id);
  setMergedInto(tx, part.id, null, now);
  saveCustomer(tx, whole, now);
  recordOnAll(ctx, 'customer.unmerged', { part, whole, deals });

  await giveAlong(ctx, held, whole);
  await showOnAll(ctx, { part, whole, deals });
  const elsewhere = moved.deals.length - deals.length;
  const intro = saying(words.unmerged, {
    ...{ from: called(part), into: called(whole), deals: deals.length },
    elsewhere: elsewhere > 0 ? saying(words.dealsElsewhere, { count: elsewhere }) : '',
  });
  return customerCard(ctx, { ...part, mergedIntoId: null }, intro);
}

export const unmerge = useCase(withId, (ctx, { id }) => undo(ctx, id));

/** `/customer unmerge C-88` */
export const typeUnmerge = useCase(withText, (ctx, { text }) => {
  const number = readNumber(text, 'customer');
  if (number?.kind !== 'customer') throw new Refusal(words.unmergeWhich);
  return undo(ctx, number.id);
});
