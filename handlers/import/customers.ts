import {
  type Contact,
  type Customer,
  insertContact,
  insertCustomer,
  type NewCustomer,
} from '../../models/customer.js';
import type { Tx } from '../../models/database/tx.js';
import { groupedBy } from '../../models/grouped-by.js';
import { listContactsOf, listCustomersKnownAs, listTouchedIds } from '../../models/import.js';
import { formatNumber } from '../input/id.js';
import { normaliseName } from '../input/name.js';
import { Cells } from './cells.js';
import { changesOf, type Draft, factsOf, type Part, toChange, toCreate, toFail, toKeep } from './decide.js';
import { customerFields } from './fields.js';
import { findPerson, loadPeople, type PeopleDirectory, personWords } from './people-directory.js';
import { type Decision, type Importer, inBatches, type Row, type Rules, type Values } from './row.js';

type Wanted = Omit<NewCustomer, 'createdAt' | 'updatedAt'>;
type NewContact = Omit<Contact, 'id' | 'customerId'>;

interface CustomerDraft extends Draft {
  readonly wanted: Wanted;
  readonly contact: NewContact | null;
}

function readContact(cells: Cells<keyof typeof customerFields>): NewContact | null {
  const name = cells.text('contact');
  return name === null
    ? null
    : {
        name,
        title: cells.text('contactTitle'),
        phone: cells.text('contactPhone'),
        email: cells.text('contactEmail'),
      };
}

function read(row: Row, people: PeopleDirectory, rules: Rules): CustomerDraft {
  const cells = new Cells(row, customerFields, rules);
  const owner = cells.reference('owner', (text) => findPerson(people, text), personWords);
  const contact = readContact(cells);
  const wanted = {
    name: cells.raw('name'),
    normalisedName: normaliseName(cells.raw('name')),
    externalId: cells.text('number'),
    category: cells.text('category'),
    taxNumber: cells.text('taxNumber'),
    address: cells.text('address'),
    phone: cells.text('phone'),
    ownerId: owner?.id ?? null,
  };
  const facts = () =>
    factsOf([
      [customerFields.name.label, wanted.name],
      [customerFields.number.label, wanted.externalId],
      [customerFields.category.label, wanted.category],
      [customerFields.taxNumber.label, wanted.taxNumber],
      [customerFields.address.label, wanted.address],
      [customerFields.phone.label, wanted.phone],
      [customerFields.owner.label, owner?.name],
      [customerFields.contact.label, contact?.name],
    ]);
  return { cells, rules, subject: 'customer', facts, wanted, contact };
}

/** What is in the database about the customers of some rows. One that has several numbers has each as its own. */
interface Known {
  readonly byNumber: ReadonlyMap<string, Customer>;
  readonly byName: ReadonlyMap<string, readonly Customer[]>;
  readonly contacts: ReadonlyMap<number, readonly Contact[]>;
}

const present = (values: readonly (string | null)[]) => values.filter((value) => value !== null);

async function load(tx: Tx, drafts: readonly CustomerDraft[]): Promise<Known> {
  const names = drafts.map(({ wanted }) => wanted.normalisedName);
  const numbers = present(drafts.map(({ wanted }) => wanted.externalId));
  const customers = await listCustomersKnownAs(tx, names, numbers);
  const withContacts = drafts.some(({ contact }) => contact) ? customers.map(({ id }) => id) : [];
  const contacts = await listContactsOf(tx, withContacts);
  return {
    byNumber: new Map(
      customers.flatMap((one) =>
        one.knownNumber ? [[one.knownNumber, { ...one, externalId: one.knownNumber }]] : [],
      ),
    ),
    byName: groupedBy(customers, ({ knownName }) => knownName),
    contacts: groupedBy(contacts, ({ customerId }) => customerId),
  };
}

/** By the number; else the oldest of that name, unless both have numbers, as these are two. */
function findIn({ byNumber, byName }: Known, { externalId, normalisedName }: Wanted): Customer | undefined {
  const numbered = externalId === null ? undefined : byNumber.get(externalId);
  const named = byName.get(normalisedName) ?? [];
  return numbered ?? named.find((one) => externalId === null || one.externalId === null);
}

const labels = {
  name: customerFields.name.label,
  externalId: customerFields.number.label,
  category: customerFields.category.label,
  taxNumber: customerFields.taxNumber.label,
  address: customerFields.address.label,
  phone: customerFields.phone.label,
  ownerId: customerFields.owner.label,
};

const isNew = (contact: NewContact, there: readonly Contact[]) =>
  !there.some(({ name }) => name === contact.name);

/** A contact that is missing is added; one that is there is left as it is. */
const contactParts = (customerId: number, contact: NewContact | null, there: readonly Contact[]): Part[] =>
  contact && isNew(contact, there)
    ? [{ label: customerFields.contact.label, write: (tx) => insertContact(tx, { customerId, ...contact }) }]
    : [];

async function insert(tx: Tx, { wanted, contact, rules }: CustomerDraft): Promise<number> {
  const customerId = await insertCustomer(tx, { ...wanted, createdAt: rules.now, updatedAt: rules.now });
  if (contact) await insertContact(tx, { customerId, ...contact });
  return customerId;
}

/** Only what is still empty. */
const fillingIn = (there: Customer, changes: Partial<Customer>): Partial<Customer> =>
  Object.fromEntries(
    Object.entries(changes).filter(([column]) => there[column as keyof Customer] === null),
  ) as Partial<Customer>;

function change(draft: CustomerDraft, there: Customer, known: Known, touched: ReadonlySet<number>): Decision {
  const isTouched = touched.has(there.id);
  const all = changesOf<Customer>(there, draft.wanted);
  const changes = isTouched ? fillingIn(there, all) : all;
  const contacts = known.contacts.get(there.id) ?? [];
  const parts = isTouched && contacts.length > 0 ? [] : contactParts(there.id, draft.contact, contacts);
  const keepsAll = Object.keys(changes).length + parts.length === 0;
  if (keepsAll && Object.keys(all).length > 0) return toKeep(draft, formatNumber('customer', there.id));
  return toChange(draft, {
    there,
    changes: () => changes,
    parts,
    labels,
    stamp: { updatedAt: draft.rules.now },
  });
}

/** A customer without a number gets the first of several numbers that the file has for its name. */
function pair(drafts: readonly CustomerDraft[], known: Known): Map<CustomerDraft, Customer | undefined> {
  const numbered = new Set<number>();
  const pairs = new Map<CustomerDraft, Customer | undefined>();
  for (const draft of drafts) {
    const there = findIn(known, draft.wanted);
    const isNumbering = there?.externalId === null && draft.wanted.externalId !== null;
    const isTaken = isNumbering && numbered.has(there.id);
    if (isNumbering) numbered.add(there.id);
    pairs.set(draft, isTaken ? undefined : there);
  }
  return pairs;
}

async function decide(tx: Tx, rows: readonly Row[], people: PeopleDirectory, rules: Rules) {
  const drafts = rows.map((row) => read(row, people, rules));
  const good = drafts.filter(({ cells }) => cells.problems.length === 0);
  const known = await load(tx, good);
  const thereOf = pair(good, known);
  const differing = [...thereOf].flatMap(([draft, there]) =>
    there && Object.keys(changesOf<Customer>(there, draft.wanted)).length > 0 ? [there.id] : [],
  );
  const touched = await listTouchedIds(tx, 'customer', differing);

  return drafts.map((draft) => {
    const there = thereOf.get(draft);
    if (draft.cells.problems.length > 0) return toFail(draft);
    return there ? change(draft, there, known, touched) : toCreate(draft, (tx) => insert(tx, draft));
  });
}

export const customers: Importer = {
  fields: customerFields,
  keysOf: ({ number, name = '' }: Values) => {
    const byName = name && `=${normaliseName(name)}`;
    return number ? [`#${number}`, byName] : [byName];
  },
  steps: async function* (rows, read, rules) {
    const people = await read(loadPeople);
    for await (const batch of inBatches(rows)) yield (tx) => decide(tx, batch, people, rules);
  },
};
