import { canDo, canMore } from '../../../handlers/approval/can.js';
import { reverseOf } from '../../../handlers/approval/revoke.js';
import { advance } from '../../../handlers/approval/rules/engine.js';
import { stepsView } from '../../../handlers/approval/view.js';
import type { StepDefinition } from '../../../models/approval-flow.js';
import {
  clock,
  feng,
  firm,
  flow,
  jie,
  li,
  manager,
  na,
  pressed,
  refusal,
  step,
  submitted,
  wei,
} from './firm.js';

const readers: StepDefinition = {
  ...step('readers', 'ALL', [{ type: 'field', field: 'readers' }]),
  reading: true,
  own: 'SKIP',
  empty: 'PASS',
};
const circulation = flow(step('manager', 'ANY', [manager(1)]), readers);
const sent = submitted(circulation, { readers: `${jie},${li},${wei}` });
const circulated = pressed(sent, [na, '+']);

test('everybody in the field is asked to read it, except whoever sent it', () => {
  expect(circulated.opened.map(({ assigneeId }) => assigneeId)).toEqual([jie, li]);
  expect(canDo(circulated.instance, jie, clock(2), firm)).toEqual([
    'approval.read',
    'approval.comment',
    'approval.more',
  ]);
});

test('it ends when all have read it', () => {
  const once = pressed(circulated, [jie, '+']);
  expect(once.outcome).toBeNull();
  expect(stepsView(once.instance, firm)[1]).toMatchObject({ reading: true, approved: 1, need: 2 });
  expect(pressed(circulated, [jie, '+'], [li, '+']).outcome).toBe('approved');
});

test('a reader can hand it on, and can neither reject it nor send it back', () => {
  const { instance } = circulated;
  expect(canMore(instance, jie, clock(2), firm)).toEqual(['approval.transfer']);
  const by = { byId: jie, hash: instance.contentHash, comment: 'No' };
  const readOnly =
    'This step is for reading: press "I have read it", or comment if you have something to say.';
  expect(refusal(() => advance(instance, { type: 'reject', ...by }, clock(2), firm))).toBe(readOnly);
  const back = { type: 'return', ...by, to: 'manager', way: 'RERUN' } as const;
  expect(refusal(() => advance(instance, back, clock(2), firm))).toBe(readOnly);
});

test('nobody is asked to take back what they have only read', () => {
  const { instance } = pressed(circulated, [jie, '+'], [li, '+']);
  expect(reverseOf(instance).steps).toMatchObject([
    { key: 'manager', assignees: [{ type: 'person', employeeId: na }] },
  ]);
});

test('with nobody to read it, it is over when the manager has signed', () => {
  const alone = pressed(submitted(circulation, { readers: String(wei) }), [na, '+']);
  expect(alone.outcome).toBe('approved');
  expect(submitted(flow(readers), { readers: String(feng) }).opened).toHaveLength(1);
});
