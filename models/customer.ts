import type { Condition } from './database/condition.js';
import { countRows, type Listed, type ListOptions, listRows } from './database/list.js';
import type { Tx } from './database/tx.js';

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
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

export type NewCustomer = Omit<Customer, 'id'>;

export interface Contact {
  readonly id: number;
  readonly customerId: number;
  readonly name: string;
  readonly title: string | null;
  readonly phone: string | null;
  readonly email: string | null;
}

/** A customer with whom a contract names: the contact that was entered first. */
export interface Party extends Customer {
  readonly contact: Pick<Contact, 'name' | 'phone'> | null;
}

const columns =
  'id, name, normalisedName, category, taxNumber, address, phone, ownerId, externalId, createdAt, updatedAt';

const listed: Listed = { table: 'customers', columns: 'id, name, normalisedName, category, ownerId' };

interface PartyRow extends Customer {
  readonly contactName: string | null;
  readonly contactPhone: string | null;
}

const partySql = `SELECT ${columns
  .split(', ')
  .map((column) => `c.${column}`)
  .join(', ')}, k.name AS contactName, k.phone AS contactPhone FROM customers c
  LEFT JOIN contacts k ON k.id = (SELECT MIN(id) FROM contacts WHERE customerId = c.id)`;

const toParty = ({ contactName, contactPhone, ...customer }: PartyRow): Party => ({
  ...customer,
  contact: contactName === null ? null : { name: contactName, phone: contactPhone },
});

const listParties = async (tx: Tx, where: string, value: number | string): Promise<readonly Party[]> =>
  (await tx.lookUp<PartyRow>(`${partySql} WHERE ${where}`, [value])).map(toParty);

export const findCustomer = async (tx: Tx, id: number): Promise<Party | undefined> =>
  (await listParties(tx, 'c.id = ?', id))[0];

/** Held until the transaction ends. */
export const lockCustomer = (tx: Tx, id: number) =>
  tx.row<Customer>(`SELECT ${columns} FROM customers WHERE id = ?${tx.forUpdate}`, [id]);

const MOST_CALLED_SO = 5;

/** Those with exactly this normalised name, the oldest first; at most 5. */
export const listCustomersCalled = (tx: Tx, normalisedName: string) =>
  listParties(tx, `c.normalisedName = ? ORDER BY c.id LIMIT ${MOST_CALLED_SO}`, normalisedName);

export async function getCustomer(tx: Tx, id: number): Promise<Party> {
  const customer = await findCustomer(tx, id);
  if (!customer) throw new Error(`There is no customer ${id}.`);
  return customer;
}

export type CustomerListRow = Pick<Customer, 'id' | 'name' | 'normalisedName' | 'category' | 'ownerId'>;

export const listCustomers = (tx: Tx, options: ListOptions) => listRows<CustomerListRow>(tx, listed, options);

export const countCustomers = (tx: Tx, where: Condition) => countRows(tx, listed, where);

const NEAR_LIMIT = 200;

/** Customers whose normalised name shares any of these pieces; at most 200, the shortest names first. */
export const listCustomersLike = (tx: Tx, pieces: readonly string[]) =>
  tx.rows<CustomerListRow>(
    `SELECT ${listed.columns} FROM customers
     WHERE ${pieces.map(() => "normalisedName LIKE ? ESCAPE '!'").join(' OR ') || 'FALSE'}
     ORDER BY LENGTH(normalisedName), id LIMIT ${NEAR_LIMIT}`,
    pieces.map((piece) => `%${piece.replace(/[!%_]/g, '!$&')}%`),
  );

export async function insertCustomer(tx: Tx, customer: NewCustomer): Promise<number> {
  const id = await tx.nextId('customer');
  tx.insert('customers', { id, ...customer });
  return id;
}

export const saveCustomer = (
  tx: Tx,
  { id, name, normalisedName, category, taxNumber, address, phone, ownerId }: Customer,
  now: Date,
) =>
  tx.update(
    'customers',
    { id },
    { name, normalisedName, category, taxNumber, address, phone, ownerId, updatedAt: now },
  );

const contactColumns = 'id, customerId, name, title, phone, email';

export const listContacts = (tx: Tx, customerId: number) =>
  tx.rows<Contact>(`SELECT ${contactColumns} FROM contacts WHERE customerId = ? ORDER BY id`, [customerId]);

export async function insertContact(tx: Tx, contact: Omit<Contact, 'id'>): Promise<number> {
  const id = await tx.nextId('contact');
  tx.insert('contacts', { id, ...contact });
  return id;
}

export const saveContact = (tx: Tx, { id, name, title, phone, email }: Contact) =>
  tx.update('contacts', { id }, { name, title, phone, email });

export const deleteContact = (tx: Tx, id: number) => tx.later('DELETE FROM contacts WHERE id = ?', [id]);
