import fc from 'fast-check';
import { humanSteps } from '../../../handlers/approval/rules/nodes.js';
import { flowDefinition } from '../../../handlers/flow/schema.js';
import { contractFlow as shipped } from '../../../handlers/flow/shipped/contract.js';
import { firstFault } from './first-fault.js';

const [first, second, third] = humanSteps(shipped.steps);
const withFirst = (change: object) => ({ ...shipped, steps: [{ ...first, ...change }, second, third] });
const asking = (assignee: object) => withFirst({ assignees: [assignee] });
const when = (condition: object) => ({ ...shipped, steps: [first, second, { ...third, when: condition }] });

const moneyIn = (currency: string) => {
  const amount = { key: 'amount', label: { zh: '金额', en: 'Amount' }, type: 'money', currency };
  return { ...shipped, form: { fields: [amount] } };
};

const oneCondition =
  'A condition compares a field with a value by eq, ne, gt, gte, lt or lte, or joins conditions by any or all.';

const faulty: [string, unknown, string][] = [
  ['has no steps', { ...shipped, steps: [] }, 'steps: A flow needs at least one step.'],
  ['has steps left out', { ...shipped, steps: undefined }, 'steps: A flow needs at least one step.'],
  [
    'has a key with blanks',
    withFirst({ key: 'the boss' }),
    'steps › 0 › key: A key has 1 to 40 small letters, digits or hyphens.',
  ],
  [
    'has a name in one language',
    withFirst({ name: { en: 'Boss' } }),
    'steps › 0 › name › zh: A name is needed in Chinese and in English.',
  ],
  [
    'has an unknown mode',
    withFirst({ mode: 'SOME' }),
    'steps › 0 › mode: A step is signed by ALL, by ANY, by ANY_APPROVE, in turn (SEQ), by VOTE, by EACH_GROUP, or by one at RANDOM.',
  ],
  ['asks nobody', withFirst({ assignees: [] }), 'steps › 0 › assignees: A step needs at least one approver.'],
  [
    'asks an unknown kind of approver',
    asking({ type: 'robot' }),
    'steps › 0 › assignees › 0 › type: An approver is a role, a manager or a chain of managers of whoever submits, the head of a department, somebody in a field, somebody chosen, or a person.',
  ],
  [
    'does not say how many of a role sign',
    asking({ type: 'role', role: 'legal' }),
    'steps › 0 › assignees › 0 › members: Say of a role whether any member signs for it, or all must.',
  ],
  [
    'asks the manager at level 0, who is the initiator',
    asking({ type: 'manager', level: 0 }),
    'steps › 0 › assignees › 0 › level: The level of a manager is a number from 1 to 20.',
  ],
  [
    'names a person by name',
    asking({ type: 'person', employeeId: 'Feng' }),
    'steps › 0 › assignees › 0 › employeeId: A person is named by the number of an employee.',
  ],
  [
    'compares by an unknown word',
    when({ field: 'amountCents', op: 'above', value: 1 }),
    `steps › 2 › when: ${oneCondition}`,
  ],
  ['joins no conditions', when({ all: [] }), `steps › 2 › when › all: ${oneCondition}`],
  [
    'has a misspelt word',
    withFirst({ wen: third?.when }),
    'steps › 0: There is something here that means nothing to a flow: wen.',
  ],
  [
    'has an amount in something that is no code',
    moneyIn('yen'),
    'form › fields › 0 › currency: A currency is three capital letters, e.g. USD.',
  ],
  ...['JPY', 'KRW', 'KWD'].map((currency): [string, unknown, string] => [
    `has an amount in ${currency}, which has no hundredths`,
    moneyIn(currency),
    'form › fields › 0 › currency: Amounts are kept in hundredths, so a currency must have two decimals, e.g. CNY, USD or EUR; JPY, KRW or KWD cannot be used.',
  ]),
  ['is no flow at all', 'contract', '/: Something is missing here, or written in another way than expected.'],
];

test.each(faulty)('a flow that %s is refused with the place and the reason', (_, data, expected) => {
  expect(firstFault(data)).toBe(expected);
});

test.each(['CNY', 'USD', 'THB'])('an amount in %s may be asked for', (currency) => {
  expect(flowDefinition.safeParse(moneyIn(currency)).success).toBe(true);
});

test.each(faulty)('a flow that %s is refused in Chinese too', (_, data) => {
  expect(firstFault(data, 'zh-CN')).toMatch(/^.+: .*\p{Script=Han}.*。$/u);
});

/** Every place in a flow, as paths from its root. */
const places = (data: unknown): (string | number)[][] =>
  typeof data === 'object' && data !== null
    ? [[], ...Object.entries(data).flatMap(([key, part]) => places(part).map((path) => [key, ...path]))]
    : [[]];

const replaced = (data: unknown, [key, ...path]: (string | number)[], junk: unknown): unknown => {
  if (key === undefined) return junk;
  const copy = Array.isArray(data) ? [...data] : { ...(data as object) };
  return Object.assign(copy, { [key]: replaced((data as Record<string, unknown>)[key], path, junk) });
};

test('whatever somebody writes in whichever place, the flow is read or refused in both languages', () => {
  fc.assert(
    fc.property(fc.constantFrom(...places(shipped)), fc.jsonValue(), (place, junk) => {
      const data = replaced(shipped, place, junk);
      if (flowDefinition.safeParse(data).success) return;
      expect(firstFault(data, 'zh-CN')).toMatch(/^.+: .*\p{Script=Han}.*。$/u);
    }),
    { numRuns: 2_000 },
  );
});

test('the shipped contract flow is right, and stays itself through JSON', () => {
  expect(flowDefinition.parse(JSON.parse(JSON.stringify(shipped)))).toEqual(shipped);
});
