import { byKey } from './database/by-key.js';
import { all, any, type Condition, holds } from './database/condition.js';
import type { ByKey } from './database/driver.js';
import { countRows, type Listed, type ListOptions, listRows } from './database/list.js';
import type { Tx } from './database/tx.js';
import { eachOnce } from './each-once.js';

export interface Customer {
  readonly id: number;
  readonly name: string;
  readonly normalisedName: string;
  readonly category: string | null;
  readonly taxNumber: string | null;
  readonly address: string | null;
  readonly phone: string | null;
  readonly ownerId: number | null;
  readonly externalId: string | null;
  /** The customer of which this one has become a part: itself a part of none. */
  readonly mergedIntoId: number | null;
  /** With whom a contract names it, where that is not the contact that was entered first. */
  readonly mainContactId: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewCustomer = Omit<Customer, 'id' | 'mergedIntoId' | 'mainContactId'>;

export interface Contact {
  readonly id: number;
  readonly customerId: number;
  readonly name: string;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** A customer with whom a contract names: its main contact. */
export interface Party extends Customer {
  readonly contact: Pick<Contact, 'name' | 'phone'> | null;
}

const columns = `id, name, normalisedName, category, taxNumber, address, phone, ownerId, externalId, mergedIntoId,
  mainContactId, createdAt, updatedAt`;

const listed: Listed = { table: 'customers', columns: 'id, name, normalisedName, category, ownerId' };

interface PartyRow extends Customer {
  readonly contactName: string | null;
  readonly contactPhone: string | null;
}

const partySql = `SELECT ${columns
  .split(/,\s+/)
  .map((column) => `c.${column}`)
  .join(', ')}, k.name AS contactName, k.phone AS contactPhone
  FROM customers c
  LEFT JOIN contacts k ON k.id = COALESCE(c.mainContactId, (SELECT MIN(id) FROM contacts WHERE customerId = c.id))`;

const toParty = ({ contactName, contactPhone, ...customer }: PartyRow): Party => ({
  contact: contactName === null ? null : { name: contactName, phone: contactPhone },
  ...customer,
});

const MOST_CALLED_SO = 5;

const partyBy = (column: string) => byKey({ select: partySql, column, order: 'c.id', most: MOST_CALLED_SO });
const partyById = partyBy('c.id');
const partyByName = partyBy('c.normalisedName');

/** Each once, and instead of a part of another customer the other. Few are parts: a join would cost everybody a table. */
async function listParties(tx: Tx, by: ByKey, key: number | string): Promise<readonly Party[]> {
  const rows = await tx.lookUpBy<PartyRow>(by, key);
  const wholes = await Promise.all(
    rows.map((row) =>
      row.mergedIntoId === null ? [row] : tx.lookUpBy<PartyRow>(partyById, row.mergedIntoId),
    ),
  );
  return eachOnce(wholes.flat()).map(toParty);
}

/** With another number, where it has become a part of another customer. */
export const findCustomer = async (tx: Tx, id: number): Promise<Party | undefined> =>
  (await listParties(tx, partyById, id))[0];

/** The row itself, also of a part of another customer: held until the transaction ends. */
export const lockCustomer = (tx: Tx, id: number) =>
  tx.row<Customer>(`SELECT ${columns} FROM customers WHERE id = ?${tx.forUpdate}`, [id]);

/** Those that have or had exactly this normalised name, the oldest first; at most 5. */
export const listCustomersCalled = (tx: Tx, normalisedName: string) =>
  listParties(tx, partyByName, normalisedName);

export async function getCustomer(tx: Tx, id: number): Promise<Party> {
  const customer = await findCustomer(tx, id);
  if (!customer) throw new Error(`There is no customer ${id}.`);
  return customer;
}

export type CustomerListRow = Pick<Customer, 'id' | 'name' | 'normalisedName' | 'category' | 'ownerId'>;

/** In no list is a part of another customer. Not by the index of parts, which would find nearly all, one by one. */
const isWhole: Condition = { sql: 'COALESCE(mergedIntoId, 0) = 0', values: [] };
const whole = (where: Condition): Condition => all(where, isWhole);

/** Ids of those of which it is true, and instead of a part of another customer that of the other. */
export const listCustomerIds = (tx: Tx, { sql, values }: Condition) =>
  tx.column<number>(`SELECT DISTINCT COALESCE(mergedIntoId, id) FROM customers WHERE ${sql}`, values);

/** Ids of those with a contact of which it is true, and so on. */
export const listCustomerIdsByContact = (tx: Tx, { sql, values }: Condition) =>
  tx.column<number>(
    `SELECT DISTINCT COALESCE(c.mergedIntoId, c.id) FROM contacts k JOIN customers c ON c.id = k.customerId WHERE ${sql}`,
    values,
  );

export const listCustomers = (tx: Tx, { where, ...options }: ListOptions) =>
  listRows<CustomerListRow>(tx, listed, { ...options, where: whole(where) });

export const countCustomers = (tx: Tx, where: Condition) => countRows(tx, listed, whole(where));

const NEAR_LIMIT = 200;

/** Customers whose normalised name shares any of these pieces; at most 200, the shortest names first. */
export const listCustomersLike = (tx: Tx, pieces: readonly string[]) =>
  listRows<CustomerListRow>(
    tx,
    listed,
    { where: whole(any(...pieces.map((piece) => holds('normalisedName', piece)))), limit: NEAR_LIMIT },
    'LENGTH(normalisedName), id',
  );

/** The first in the order of a column by whose index they are found: quick, however many there are. */
export const listFirstCustomers = (
  tx: Tx,
  column: 'id' | 'normalisedName' | 'nameBehindPlace',
  where: Condition,
  limit: number,
) => listRows<CustomerListRow>(tx, listed, { where: whole(where), limit }, `${column}, id`);

const MOST_BEGINNING = 50;

/** Found by the index of names, which is quick among any number of customers; at most 50. */
export const listCustomersBeginning = (tx: Tx, where: Condition) =>
  listFirstCustomers(tx, 'normalisedName', where, MOST_BEGINNING);

export async function insertCustomer(tx: Tx, customer: NewCustomer): Promise<number> {
  const id = await tx.nextId('customer');
  tx.insert('customers', { id, ...customer });
  return id;
}

export const saveCustomer = (
  tx: Tx,
  { id, name, normalisedName, category, taxNumber, address, phone, ownerId, mainContactId }: Customer,
  now: Date,
) =>
  tx.update(
    'customers',
    { id },
    { name, normalisedName, category, taxNumber, address, phone, ownerId, mainContactId, updatedAt: now },
  );

const contactColumns = 'id, customerId, name, title, phone, email';

/** The main one first. */
export const listContacts = (tx: Tx, customerId: number) =>
  tx.rows<Contact>(
    `SELECT ${contactColumns} FROM contacts WHERE customerId = ?
     ORDER BY id = (SELECT mainContactId FROM customers WHERE id = ?) DESC, id`,
    [customerId, customerId],
  );

export async function insertContact(tx: Tx, contact: Omit<Contact, 'id'>): Promise<number> {
  const id = await tx.nextId('contact');
  tx.insert('contacts', { id, ...contact });
  return id;
}

export const saveContact = (tx: Tx, { id, name, title, phone, email }: Contact) =>
  tx.update('contacts', { id }, { name, title, phone, email });

export const deleteContact = (tx: Tx, id: number) => tx.later('DELETE FROM contacts WHERE id = ?', [id]);
