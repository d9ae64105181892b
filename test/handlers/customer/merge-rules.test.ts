import { changesIn, differing, merged, type Side, undone } from '../../../handlers/customer/merge-rules.js';
import type { Customer } from '../../../models/customer.js';

const at = new Date('2026-11-27T00:00:00Z');
const customer = (of: Partial<Customer>): Customer => ({
  ...{ id: 1, name: 'Acme', normalisedName: 'acme', category: null, taxNumber: null, address: null },
  ...{ phone: null, ownerId: null, externalId: null, mergedIntoId: null, mainContactId: null },
  ...{ createdAt: at, updatedAt: at },
  ...of,
});

const side = (of: Partial<Customer>): Side => {
  const one = customer(of);
  const { name, category, taxNumber, address, phone, ownerId, mainContactId } = one;
  const read = (value: string | number | null) => (value === null ? '' : String(value));
  return {
    customer: one,
    shown: {
      ...{ name, category: read(category), taxNumber: read(taxNumber), address: read(address) },
      ...{ phone: read(phone), ownerId: read(ownerId), mainContactId: read(mainContactId) },
    },
  };
};

const into = side({ id: 12, name: 'Acme Ltd', phone: '1', ownerId: 3 });
const from = side({ id: 88, name: 'Acme Corporation', phone: '2', ownerId: 3, address: '1 Sample Street' });

test('only what both say, and say differently, is asked', () => {
  expect(differing(into, from)).toEqual(['name', 'phone']);
});

test('what was chosen is taken, and what only the other has', () => {
  expect(merged(into, from, new Set(['name']))).toMatchObject({
    ...{ id: 12, name: 'Acme Corporation', normalisedName: 'acme', phone: '1', address: '1 Sample Street' },
  });
});

test('undone, each field is as it was, unless somebody has changed it since', () => {
  const after = merged(into, from, new Set(['name', 'phone']));
  const changes = changesIn(into.customer, after);
  expect(changes.before).toEqual({ name: 'Acme Ltd', phone: '1', address: null });
  expect(undone({ ...after, phone: '3' }, changes.before, changes.after)).toMatchObject({
    ...{ name: 'Acme Ltd', normalisedName: 'acme', phone: '3', address: null },
  });
});
