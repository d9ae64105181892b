import { z } from 'zod';
import { type Contact, type Customer, listContacts, saveCustomer } from '../../models/customer.js';
import {
  countLinked,
  lockLinked,
  type Moved,
  moveLinked,
  setMergedInto,
} from '../../models/customer-merge.js';
import { listNames } from '../../models/employee.js';
import { show, showWherever } from '../../models/shown-card.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { formValues, type Values } from '../fields.js';
import { digest } from '../hash.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { mayHandOverCustomer } from '../scope.js';
import { type Context, card, form, Refusal, useCase, withText } from '../useCase.js';
import { customerToChange, withCustomerTyped } from './find.js';
import { changesIn, differing, type Mergeable, merged, type Side } from './merge-rules.js';
import { customerView } from './show.js';
import { words } from './words.js';

/** `C-88 云帆科技` */
export const called = ({ id, name }: Pick<Customer, 'id' | 'name'>) =>
  `${formatNumber('customer', id)} ${name}`;

const labels: Record<Mergeable, Text> = {
  name: words.name,
  category: words.category,
  taxNumber: words.taxNumber,
  address: words.address,
  phone: words.phone,
  ownerId: words.owner,
  mainContactId: words.contact,
};

const writtenContact = (contact: Contact | undefined): string =>
  contact ? [contact.name, contact.phone, contact.email].filter(Boolean).join(' ') : '';

interface WithContacts extends Side {
  readonly contacts: readonly Contact[];
}

async function sideOf({ tx }: Context, customer: Customer): Promise<WithContacts> {
  const [contacts, [owner = '']] = await Promise.all([
    listContacts(tx, customer.id),
    listNames(tx, [customer.ownerId ?? 0]),
  ]);
  const [main] = contacts;
  const { name, category, taxNumber, address, phone } = customer;
  return {
    customer: { ...customer, mainContactId: main?.id ?? null },
    contacts,
    shown: {
      ...{ name, category: category ?? '', taxNumber: taxNumber ?? '', address: address ?? '' },
      ...{ phone: phone ?? '', ownerId: owner, mainContactId: writtenContact(main) },
    },
  };
}

interface Pair {
  readonly from: WithContacts;
  readonly into: WithContacts;
  /** What has to be chosen. */
  readonly asked: readonly Mergeable[];
}

/** Both held until the transaction ends, the older first: so two merges wait for one another instead of each other. */
async function readPair(ctx: Context, fromId: number, intoId: number): Promise<Pair> {
  if (fromId === intoId) throw new Refusal(words.sameOne, { number: formatNumber('customer', intoId) });
  const older = await customerToChange(ctx, Math.min(fromId, intoId));
  const younger = await customerToChange(ctx, Math.max(fromId, intoId));
  const [one, other] = fromId < intoId ? [older, younger] : [younger, older];
  const [from, into] = await Promise.all([sideOf(ctx, one), sideOf(ctx, other)]);
  const mayGive = await mayHandOverCustomer(ctx, other);
  return { from, into, asked: differing(into, from).filter((field) => mayGive || field !== 'ownerId') };
}

const FROM = 'from';
const INTO = 'into';

const saysOf = ({ customer, shown }: Side, field: Mergeable) =>
  `${formatNumber('customer', customer.id)} · ${shown[field]}`;

/** What the other says stands beneath, so that both are seen without opening anything. */
function choiceOf({ from, into }: Pair, field: Mergeable): Field {
  const other = saysOf(from, field);
  return {
    ...{ name: field, label: labels[field], type: 'choice', required: true, value: INTO },
    options: [
      { value: INTO, label: saysOf(into, field) },
      { value: FROM, label: other },
    ],
    hint: { zh: other, en: other },
  };
}

/** What somebody has chosen between is this and nothing newer. */
const fingerprint = ({ from, into }: Pair): string =>
  digest(JSON.stringify([from.shown, into.shown])).slice(0, 16);

/** The same person is not there twice afterwards: that of the part stays where it is. */
const contactsToMove = ({ from, into }: Pair): readonly number[] => {
  const there = new Set(into.contacts.map(writtenContact));
  return from.contacts.filter((one) => !there.has(writtenContact(one))).map(({ id }) => id);
};

async function movesOf({ tx }: Context, pair: Pair): Promise<Saying> {
  const { deals, contracts, approvals } = await countLinked(tx, pair.from.customer.id);
  const contacts = contactsToMove(pair).length;
  const some = (count: number, text: Text) => (count > 0 ? saying(text, { count }) : '');
  return saying(words.mergeIntro, {
    into: formatNumber('customer', pair.into.customer.id),
    deals: saying(words.mergeDeals, { deals, contacts }),
    approvals: some(approvals, words.mergeApprovals),
    contracts: some(contracts, words.mergeContracts),
    number: formatNumber('customer', pair.from.customer.id),
  });
}

const mergeForm = (pair: Pair, intro: Saying): FormView => ({
  kind: 'form',
  form: 'customer.merge',
  title: words.mergeTitle,
  about: saying(words.mergeAbout, { from: called(pair.from.customer), into: called(pair.into.customer) }),
  intro,
  fields: pair.asked.map((field) => choiceOf(pair, field)),
  submit: words.mergeSubmit,
  context: { id: pair.from.customer.id, into: pair.into.customer.id, seen: fingerprint(pair) },
});

const twoIds = z.object({ id: z.int(), into: z.int() });

export const openMerge = useCase(twoIds, async (ctx, { id, into }) => {
  const pair = await readPair(ctx, id, into);
  return form(mergeForm(pair, await movesOf(ctx, pair)));
});

/** Two names, two numbers without a space, and two with nothing but a space between them. */
const pairs = [
  /^(?<from>.+?)\s+(?:into|->|→|到|并入)\s+(?<into>.+)$/i,
  /^(?<from>C?-?\d+)\s*(?:->|→|到|并入)\s*(?<into>.+)$/i,
  /^(?<from>C-?\d+)\s+(?<into>.+)$/i,
];

/** @throws Refusal when only one is named */
function readTwo(text: string): { from: string; into: string } {
  const groups = pairs.map((pair) => pair.exec(text.trim())?.groups).find(Boolean);
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

const takenIn = (values: Values, asked: readonly Mergeable[]): ReadonlySet<Mergeable> =>
  new Set(asked.filter((field) => values[field] === FROM));

/** On both, and on each deal that goes along. */
export function recordOnAll(
  ctx: Context,
  action: 'customer.merged' | 'customer.unmerged',
  {
    part,
    whole,
    deals,
  }: { readonly part: Customer; readonly whole: Customer; readonly deals: readonly number[] },
  detail: Omit<Parameters<typeof record>[3] & object, 'params'> = {},
) {
  const params = { from: called(part), into: called(whole) };
  record(ctx, { kind: 'customer', id: part.id }, action, { ...detail, params });
  record(ctx, { kind: 'customer', id: whole.id }, action, { params });
  for (const id of deals) record(ctx, { kind: 'deal', id }, action, { params });
}

/** Whoever looks at one of the two or at one of the deals sees it; whose customer it was is told. */
export async function showOnAll(
  { tx, actor }: Context,
  {
    part,
    whole,
    deals,
  }: { readonly part: Customer; readonly whole: Customer; readonly deals: readonly number[] },
) {
  await showWherever(tx, 'customer', [part.id, whole.id]);
  await showWherever(tx, 'deal', deals);
  const { ownerId } = part;
  if (ownerId !== null && ownerId !== actor.id) show(tx, ownerId, 'customer', part.id, { fresh: true });
}

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

  await showOnAll(ctx, { part, whole, deals: moved.deals });
  return after;
}

export const submitMerge = useCase(
  twoIds.extend({ seen: z.string(), values: formValues.default({}) }),
  async (ctx, { id, into, seen, values }) => {
    const pair = await readPair(ctx, id, into);
    const params = { from: called(pair.from.customer), into: called(pair.into.customer) };
    if (seen !== fingerprint(pair)) throw new Refusal(words.mergeMeanwhile, params);
    const customer = await merge(ctx, pair, takenIn(values, pair.asked));
    return card({ ...(await customerView(ctx, customer)), intro: saying(words.merged, params) });
  },
);
