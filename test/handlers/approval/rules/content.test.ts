import { contentHash } from '../../../../handlers/approval/rules/content.js';
import type { Facts } from '../../../../models/approval-instance.js';

test('the order in which facts were written down does not change the hash', () => {
  expect(contentHash({ b: 1, a: null, 10: 'x', 9: 'y' })).toBe(
    contentHash({ 9: 'y', 10: 'x', a: null, b: 1 }),
  );
});

test('it is SHA-256 over the facts as JSON in the order of their names', () => {
  // printf '{"amountCents":100,"currency":"CNY"}' | sha256sum
  expect(contentHash({ currency: 'CNY', amountCents: 100 })).toBe(
    '1686b18bdec6b25ad57cc6d613703c7f8a3211f4be08ce376552c9889d54b636',
  );
});

const others: Facts[] = [{ a: 2 }, { a: '1' }, { a: null }, { b: 1 }, { a: 1, b: null }, {}];

test.each(others)('%j is other content than {"a":1}', (facts) => {
  expect(contentHash(facts)).not.toBe(contentHash({ a: 1 }));
});
