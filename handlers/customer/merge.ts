import { z } from 'zod';
import { type Customer, listCustomers, saveCustomer } from '../../models/customer.js';
import { lockLinked, type Moved, moveLinked, setMergedInto } from '../../models/customer-merge.js';
import { isOneOf } from '../../models/database/condition.js';
import { saying } from '../../models/text.js';
import { formValues, refuseErrors, required, tidy } from '../fields.js';
import { ask, type Context, form, Refusal, useCase, withId, withText } from '../useCase.js';
import { customerToChange, withCustomerTyped } from './find.js';
import { mergeForm, mergeWithForm, takenIn } from './merge-form.js';
import { contactsToMove, fingerprint, type Pair, readPair } from './merge-pair.js';
import { changesIn, type Mergeable, merged, youngerIntoOlder } from './merge-rules.js';
import { called, giveAlong, recordOnAll, showOnAll } from './merge-told.js';
import { customersNamed } from './named.js';
import { customersSought } from './sought.js';
import { customerCard } from './view.js';
import { words } from './words.js';

const twoIds = z.object({ id: z.int(), into: z.int() });

export const openMerge = useCase(twoIds, async (ctx, { id, into }) => {
  const pair = await readPair(ctx, id, into);
  return form(await mergeForm(ctx, pair));
});

/** Two names, two numbers without a space, and two with nothing but a space between them. */
const pairs = [
  /^(?<from>.+?)\s+(?:into|and|->|→|到|并入|[和与跟])\s+(?<into>.+)$/i,
  /^(?<from>C?-?\d+)\s*(?:->|→|到|并入|[和与跟])\s*(?<into>.+)$/i,
  /^(?<from>C-?\d+)\s+(?<into>.+)$/i,
];

/** @throws Refusal when only one is named */
function readTwo(text: string): { from: string; into: string } {
  const groups = pairs.map((pair) => pair.exec(tidy(text))?.groups).find(Boolean);
  const { from = '', into = '' } = groups ?? {};
  if (from === '') throw new Refusal(words.mergeWhich);
  return { from, into };
}

/** `/customer merge C-88 into C-12`, `/客户 合并 云帆科技 到 上海云帆科技有限公司` */
export const typeMerge = useCase(withText, (ctx, { text }) => {
  const line = { zh: '/客户 合并', en: '/customer merge' };
  const { from, into } = readTwo(text);
  return withCustomerTyped(ctx, from, line, (one) =>
    withCustomerTyped(ctx, into, line, (other) => openMerge.run(ctx, { id: one.id, into: other.id })),
  );
});

export const openMergeWith = useCase(withId, async (ctx, { id }) =>
  form(mergeWithForm(await customerToChange(ctx, id))),
);

const MOST_ASKED = 5;

/** Whoever is quite called so, or has this number; or else whom a search finds. */
async function othersCalled({ tx }: Context, typed: string, id: number): Promise<readonly number[]> {
  const isOther = (one: number) => one !== id;
  const named = (await customersNamed(tx, typed)).map((one) => one.id).filter(isOther);
  return named.length > 0 ? named : (await customersSought(tx, typed)).filter(isOther);
}

/** Of those that are found, which one it is: the rest is asked by the form that merges two. */
export const submitMergeWith = useCase(
  z.object({ id: z.int(), values: formValues }),
  async (ctx, { id, values }) => {
    const customer = await customerToChange(ctx, id);
    const typed = tidy(values.other ?? '');
    const ids = typed === '' ? [] : (await othersCalled(ctx, typed, id)).slice(0, MOST_ASKED);
    const none = typed === '' ? required(words.other) : saying(words.noOther, { typed });
    refuseErrors(() => mergeWithForm(customer), values, { other: ids.length === 0 ? none : undefined });
    const others = await listCustomers(ctx.tx, { where: isOneOf('id', ids) });
    return ask({
      kind: 'notice',
      title: saying(words.mergeTitle),
      body: [saying(words.mergeWithAbout, { customer: called(customer) }), saying(words.mergeWithBody)],
      buttons: others.map((other) => ({
        label: saying(words.withThis, { customer: called(other) }),
        press: { do: 'customer.mergeForm', input: youngerIntoOlder(id, other.id) },
      })),
    });
  },
);

async function merge(ctx: Context, pair: Pair, taken: ReadonlySet<Mergeable>): Promise<Customer> {
  const { tx, now } = ctx;
  const { from, into } = pair;
  const [part, whole] = [from.customer, into.customer];
  const after = merged(into, from, taken);
  const moved: Moved = { ...(await lockLinked(tx, part.id)), contacts: contactsToMove(pair) };

  moveLinked(tx, moved, part.id, whole.id);
  setMergedInto(tx, part.id, whole.id, now);
  saveCustomer(tx, after, now);
  const changes = changesIn(whole, after);
  recordOnAll(
    ctx,
    'customer.merged',
    { part, whole, deals: moved.deals },
    { ...changes, after: { ...changes.after, mergedIntoId: whole.id }, moved },
  );

  await giveAlong(ctx, whole, after);
  await showOnAll(ctx, { part, whole, deals: moved.deals });
  return after;
}

export const submitMerge = useCase(
  twoIds.extend({ seen: z.string(), values: formValues.default({}) }),
  async (ctx, { id, into, seen, values }) => {
    const pair = await readPair(ctx, id, into);
    const params = { from: called(pair.from.customer), into: called(pair.into.customer) };
    if (seen !== fingerprint(pair)) throw new Refusal(words.mergeMeanwhile, params);
    const customer = await merge(ctx, pair, takenIn(values, pair));
    return customerCard(ctx, customer, saying(words.merged, params));
  },
);
