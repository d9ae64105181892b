import { asksAboutCustomer, holds } from '../../../../handlers/approval/rules/conditions.js';
import { contractFlow } from '../../../../handlers/flow/shipped/contract.js';
import type { Condition } from '../../../../models/approval-flow.js';
import { refusal } from '../firm.js';

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

describe('how the customer stands is only looked up for a flow that asks', () => {
  const flow = contractFlow;
  const [first] = flow.steps;
  const asking = (when: Condition) => ({ ...flow, steps: [{ ...first, when }] }) as typeof flow;

  test.each<[string, Condition]>([
    ['by a field', is('customer.openCents', 'gt', 5)],
    ['by an expression', { cel: 'record.amountCents > 5 && customer.openCents == 0' }],
    ['deep inside', { all: [is('currency', 'eq', 'CNY'), { any: [is('customer.wonCents', 'eq', 0)] }] }],
  ])('%s', (_, when) => {
    expect(asksAboutCustomer(asking(when))).toBe(true);
    const branch = { key: 'b', name: first?.name, when, steps: [] };
    const fork = { kind: 'fork', key: 'f', takes: 'FIRST', branches: [branch] };
    expect(asksAboutCustomer({ ...flow, steps: [fork] } as unknown as typeof flow)).toBe(true);
  });

  test('the shipped one does not, nor one that asks for the number of the customer', () => {
    expect(asksAboutCustomer(flow)).toBe(false);
    expect(asksAboutCustomer(asking({ cel: 'record.customerId == 5' }))).toBe(false);
  });
});
