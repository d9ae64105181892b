import { holds } from '../../../handlers/approval/conditions.js';
import type { Condition } from '../../../models/approval-flow.js';
import { refusal } from './firm.js';

const facts = { amountCents: 500, currency: 'CNY', closes: '2026-03-31', note: null };
type Op = Extract<Condition, { field: string }>['op'];
const is = (field: string, op: Op, value: string | number): Condition => ({ field, op, value });

const table: [Op, boolean, boolean, boolean][] = [
  ['eq', false, true, false],
  ['ne', true, false, true],
  ['gt', true, false, false],
  ['gte', true, true, false],
  ['lt', false, false, true],
  ['lte', false, true, true],
];

test.each(table)('500 %s 499, 500 and 501', (op, ...expected) => {
  expect([499, 500, 501].map((value) => holds(is('amountCents', op, value), facts))).toEqual(expected);
});

test.each(table)('the last of March %s the 30th, 31st and 1 April', (op, ...expected) => {
  const days = ['2026-03-30', '2026-03-31', '2026-04-01'];
  expect(days.map((value) => holds(is('closes', op, value), facts))).toEqual(expected);
});

test('any needs one, all needs each, and they nest', () => {
  const [yes, no] = [is('currency', 'eq', 'CNY'), is('amountCents', 'gt', 500)];
  expect(holds({ any: [no, yes] }, facts)).toBe(true);
  expect(holds({ any: [no, no] }, facts)).toBe(false);
  expect(holds({ all: [yes, no] }, facts)).toBe(false);
  expect(holds({ all: [yes, { any: [no, yes] }] }, facts)).toBe(true);
});

test.each(['note', 'missing', 'constructor', 'currency'])(
  'a flow that asks for the number “%s” is refused',
  (field) => {
    expect(refusal(() => holds(is(field, 'lt', 5), facts))).toContain(`The flow decides by “${field}”`);
  },
);
