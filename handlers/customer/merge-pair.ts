import { type Contact, type Customer, listContacts } from '../../models/customer.js';
import { listNames } from '../../models/employee.js';
import { digest } from '../hash.js';
import { formatNumber } from '../input/id.js';
import { mayHandOverCustomer } from '../scope.js';
import { type Context, Refusal } from '../useCase.js';
import { customerToChange } from './find.js';
import { differing, type Mergeable, type Side } from './merge-rules.js';
import { words } from './words.js';

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

/** Its main contact as it is there among those of the other, where the same person is: that one stays. */
function besides(into: WithContacts, from: WithContacts): WithContacts {
  const same = into.contacts.find((one) => writtenContact(one) === from.shown.mainContactId);
  return same ? { ...from, customer: { ...from.customer, mainContactId: same.id } } : from;
}

export interface Pair {
  readonly from: WithContacts;
  readonly into: WithContacts;
  /** What has to be chosen. */
  readonly asked: readonly Mergeable[];
}

/** Both held until the transaction ends, the older first: so two merges wait for one another instead of each other. */
export async function readPair(ctx: Context, fromId: number, intoId: number): Promise<Pair> {
  if (fromId === intoId) throw new Refusal(words.sameOne, { number: formatNumber('customer', intoId) });
  const older = await customerToChange(ctx, Math.min(fromId, intoId));
  const younger = await customerToChange(ctx, Math.max(fromId, intoId));
  const [one, other] = fromId < intoId ? [older, younger] : [younger, older];
  const [part, into] = await Promise.all([sideOf(ctx, one), sideOf(ctx, other)]);
  const from = besides(into, part);
  const mayGive = await mayHandOverCustomer(ctx, other);
  return { from, into, asked: differing(into, from).filter((field) => mayGive || field !== 'ownerId') };
}

/** What somebody has chosen between is this and nothing newer. */
export const fingerprint = ({ from, into }: Pair): string =>
  digest(JSON.stringify([from.shown, into.shown])).slice(0, 16);

/** The same person is not there twice afterwards: that of the part stays where it is. */
export const contactsToMove = ({ from, into }: Pair): readonly number[] => {
  const there = new Set(into.contacts.map(writtenContact));
  return from.contacts.filter((one) => !there.has(writtenContact(one))).map(({ id }) => id);
};
