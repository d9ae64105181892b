import { insertCustomer, type NewCustomer } from '../../../models/customer.js';
import {
  all,
  any,
  type Condition,
  everything,
  holds,
  is,
  isAtLeast,
  isAtMost,
  isBefore,
  isEmpty,
  isFilled,
  isOneOf,
} from '../../../models/database/condition.js';
import type { Database } from '../../../models/database.js';
import { describeOnEachDatabase } from '../../support/databases.js';

const noon = new Date('2026-03-02T12:00:00.250Z');
const later = new Date('2026-03-02T12:00:00.251Z');

const customers: readonly Partial<NewCustomer>[] = [
  { name: "O'Neill 100%", category: null, createdAt: noon },
  { name: 'Under_score 云帆', category: 'Food', createdAt: noon },
  { name: 'Acme \\ ? Sons', category: 'Food', createdAt: later },
];

describeOnEachDatabase('a condition', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await database.transaction(async (tx) => {
      for (const { name = '', category = null, createdAt = noon } of customers) {
        const rest = { taxNumber: null, address: null, phone: null, ownerId: null, externalId: null };
        const row = { name, normalisedName: name, category, createdAt, updatedAt: createdAt, ...rest };
        await insertCustomer(tx, row);
      }
    });
  });

  const found = async ({ sql, values }: Condition) => {
    const rows = await database.read((tx) =>
      tx.rows<{ name: string }>(`SELECT name FROM customers WHERE ${sql} ORDER BY id`, values),
    );
    return rows.map(({ name }) => name.split(' ')[0]);
  };

  test.each<[string, Condition, readonly string[]]>([
    ['everything', everything, ["O'Neill", 'Under_score', 'Acme']],
    ['a value', is('category', 'Food'), ['Under_score', 'Acme']],
    ['nothing in a column', isEmpty('category'), ["O'Neill"]],
    ['something in a column', isFilled('category'), ['Under_score', 'Acme']],
    ['one of several values', isOneOf('name', ["O'Neill 100%", 'Acme \\ ? Sons']), ["O'Neill", 'Acme']],
    ['one of no values', isOneOf('name', []), []],
    ['a time to the millisecond', isAtMost('createdAt', noon), ["O'Neill", 'Under_score']],
    ['a time and what is later', isAtLeast('createdAt', later), ['Acme']],
    ['before a time', isBefore('createdAt', later), ["O'Neill", 'Under_score']],
    ['a piece in other capitals', holds('name', 'ACME'), ['Acme']],
    ['a piece in Chinese', holds('name', '云'), ['Under_score']],
    ['a quotation mark', holds('name', "'"), ["O'Neill"]],
    ['a per cent sign', holds('name', '%'), ["O'Neill"]],
    ['an underscore', holds('name', '_'), ['Under_score']],
    ['a backslash and a question mark', holds('name', '\\ ?'), ['Acme']],
    ['all of two', all(is('category', 'Food'), holds('name', 'acme')), ['Acme']],
    ['any of two', any(isEmpty('category'), holds('name', 'acme')), ["O'Neill", 'Acme']],
    [
      'any of two within all',
      all(isFilled('category'), any(isEmpty('category'), holds('name', 'a'))),
      ['Acme'],
    ],
  ])('on %s finds the rows that are meant', async (_what, condition, names) => {
    expect(await found(condition)).toEqual(names);
  });
});
