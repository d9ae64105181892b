import type { FlowNode, StepDefinition } from '../../../../models/approval-flow.js';
import type { People } from '../../../../models/approval-instance.js';
import { does, ruled, signedBy } from '../acts.js';
import {
  feng,
  firm,
  flow,
  jie,
  li,
  lin,
  manager,
  min,
  na,
  person,
  pressed,
  presses,
  refusal,
  role,
  step,
  submitted,
  tao,
  waitingFor,
  wei,
} from '../firm.js';

describe('who is asked', () => {
  const larger: People = {
    ...firm,
    titleOf: { [na]: 'Lead', [feng]: 'Director' },
    departmentOf: { [wei]: 1 },
    headOf: { 1: feng, 2: min },
  };
  const rules: [string, StepDefinition, number[][]][] = [
    ['a chain up to level 2', step('s', 'SEQ', [{ type: 'chain', upTo: { level: 2 } }]), [[na], [feng]]],
    ['a chain up to the lead', step('s', 'SEQ', [{ type: 'chain', upTo: { title: 'Lead' } }]), [[na]]],
    [
      'a chain with a gap, which goes to the administrator',
      step('s', 'SEQ', [{ type: 'chain', upTo: { level: 3 } }]),
      [[na], [feng], [lin]],
    ],
    ['the head of his department', step('s', 'ANY', [{ type: 'head' }]), [[feng]]],
    ['the head of the department on the form', step('s', 'ANY', [{ type: 'head', field: 'unit' }]), [[min]]],
    ['whoever the form names', step('s', 'ANY', [{ type: 'field', field: 'buyer' }]), [[tao]]],
    ['nobody, which the administrator settles', step('s', 'ANY', [role('nobody')]), [[lin]]],
    ['nobody, up one level', ruled(step('s', 'ANY', [role('nobody')]), { empty: 'UP_ONE_LEVEL' }), [[na]]],
    [
      'a missing manager, up one level',
      ruled(step('s', 'ANY', [manager(1)]), { empty: 'UP_ONE_LEVEL' }),
      [[na]],
    ],
    [
      'nobody, a person instead',
      ruled(step('s', 'ANY', [role('nobody')]), { empty: { toPerson: tao } }),
      [[tao]],
    ],
  ];

  test.each(rules)('%s', (_, definition, expected) => {
    const { instance } = submitted(flow(definition), { unit: 2, buyer: tao }, larger);
    expect(instance.steps[0]?.seats.map((seat) => seat.people)).toEqual(expected);
  });

  test('nobody, and the flow lets it pass: it says so', () => {
    const definition = flow(
      ruled(step('s', 'ANY', [role('nobody')]), { empty: 'PASS' }),
      signedBy('last', feng),
    );
    const asked = submitted(definition);
    expect(asked.instance.steps[0]).toMatchObject({ state: 'passed', rule: 'nobody' });
    expect(waitingFor(asked)).toEqual([feng]);
  });

  test('nobody, and the flow rejects', () => {
    const definition = flow(ruled(step('s', 'ANY', [role('nobody')]), { empty: 'REJECT' }));
    expect(submitted(definition).outcome).toBe('rejected');
  });

  test('Wei himself is left out, and the others decide', () => {
    const definition = flow(ruled(step('s', 'ALL', [person(wei), person(feng)]), { own: 'SKIP' }));
    expect(waitingFor(submitted(definition))).toEqual([feng]);
  });

  test.each([
    ['VOTE', 'SKIP', [na, feng], 2],
    ['VOTE', 'TO_LEADER', [na, feng], 2],
    ['EACH_GROUP', 'SKIP', [na, feng], 2],
  ] as const)('of a %s by share, %s: it is a share of those who do sign', (mode, own, people, need) => {
    const role = { type: 'role', role: 'board', members: 'all' } as const;
    const vote = ruled(step('s', mode, [role]), { own, needPercent: 67 });
    const board: People = { ...firm, roles: { ...firm.roles, board: [wei, na, feng] } };
    const { instance } = submitted(flow(vote), {}, board);
    expect(instance.steps[0]?.seats).toEqual([{ people, need }]);
  });

  test('Wei himself, whom the flow lets approve his own', () => {
    const definition = flow(ruled(signedBy('s', wei), { own: 'SELF_OK' }));
    expect(pressed(submitted(definition), [wei, '+']).outcome).toBe('approved');
  });

  test('Wei himself, which the flow forbids: he is told who can submit it', () => {
    const definition = flow(ruled(signedBy('Check', wei), { own: 'FORBID' }));
    expect(refusal(() => submitted(definition))).toBe(
      'You would decide “Check” yourself, so this cannot come from you: ask a colleague to submit it.',
    );
  });

  test('whom Na chooses for the next step, which she must', () => {
    const chosen = step('next', 'ALL', [{ type: 'chosen', by: 'previous', from: 'legal', most: 1 }]);
    const asked = submitted(flow(signedBy('first', na), chosen));
    expect(refusal(() => does(asked, 'approve', { byId: na }))).toBe(
      'Please choose who decides the next step, “next”.',
    );
    expect(refusal(() => does(asked, 'approve', { byId: na, next: [feng] }))).toContain('not among those');
    expect(refusal(() => does(asked, 'approve', { byId: na, next: [li, jie] }))).toContain('At most 1');
    expect(waitingFor(does(asked, 'approve', { byId: na, next: [li] }))).toEqual([li]);
  });
});

describe('whoever has approved already', () => {
  const twice = (dedupe: 'NONE' | 'ONCE' | 'CONSECUTIVE', ...steps: FlowNode[]) => ({
    ...flow(...steps),
    dedupe,
  });
  const inARow = [signedBy('a', na), signedBy('b', na), signedBy('c', feng)];
  const apart = [signedBy('a', na), signedBy('b', jie), signedBy('c', na)];

  test.each([
    ['NONE', inARow, 'na+', [na]],
    ['CONSECUTIVE', inARow, 'na+', [feng]],
    ['CONSECUTIVE', apart, 'na+ jie+', [na]],
    ['ONCE', inARow, 'na+', [feng]],
  ] as const)('%s: %#', (dedupe, steps, said, open) => {
    expect(waitingFor(pressed(submitted(twice(dedupe, ...steps)), ...presses(said)))).toEqual(open);
  });

  test('ONCE: is not asked again, and the record says that a rule did it', () => {
    const passed = pressed(submitted(twice('ONCE', ...apart)), ...presses('na+ jie+'));
    expect(passed.outcome).toBe('approved');
    expect(passed.instance.tasks.at(-1)).toMatchObject({
      assigneeId: na,
      state: 'approved',
      decidedById: null,
    });
  });

  test('is asked again after a return', () => {
    const asked = pressed(submitted(twice('ONCE', ...apart)), ...presses('na+'));
    const back = does(asked, 'return', { byId: jie, comment: 'Look', to: 'a', way: 'RERUN' });
    expect(waitingFor(pressed(back, ...presses('na+ jie+')))).toEqual([na]);
  });
});
