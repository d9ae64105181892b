import type { StepDefinition } from '../../../../models/approval-flow.js';
import { automatic, ruled, signedBy } from '../acts.js';
import {
  feng,
  firm,
  flow,
  jie,
  li,
  lin,
  min,
  pressed,
  presses,
  role,
  step,
  submitted,
  three,
  waitingFor,
  without,
} from '../firm.js';

describe('what decisions come to', () => {
  const vote = (rules: Partial<StepDefinition>) => ruled(step('sign', 'VOTE', three), rules);
  const groups = (rules: Partial<StepDefinition> = {}) =>
    ruled(step('sign', 'EACH_GROUP', [role('legal'), role('finance')]), rules);
  const anyApproves = step('sign', 'ANY_APPROVE', three);

  const cases: [string, StepDefinition, string, string][] = [
    ['ANY_APPROVE', anyApproves, '', 'running'],
    ['ANY_APPROVE', anyApproves, 'jie-', 'running'],
    ['ANY_APPROVE', anyApproves, 'jie- min+', 'approved'],
    ['ANY_APPROVE', anyApproves, 'jie- min- feng-', 'rejected'],
    ['VOTE 2', vote({ need: 2 }), 'jie+', 'running'],
    ['VOTE 2', vote({ need: 2 }), 'feng+ jie+', 'approved'],
    ['VOTE 2', vote({ need: 2 }), 'jie+ min-', 'running'],
    ['VOTE 2', vote({ need: 2 }), 'jie+ min- feng+', 'approved'],
    ['VOTE 2', vote({ need: 2 }), 'jie- min-', 'rejected'],
    ['VOTE 2', vote({ need: 2 }), 'jie+ min- feng-', 'rejected'],
    ['VOTE 2 with veto', vote({ need: 2, veto: true }), 'jie+ min-', 'rejected'],
    ['VOTE 50 %, which is 2 of 3', vote({ needPercent: 50 }), 'jie+', 'running'],
    ['VOTE 50 %, which is 2 of 3', vote({ needPercent: 50 }), 'jie+ feng+', 'approved'],
    ['VOTE 100 %', vote({ needPercent: 100 }), 'jie+ feng+ min-', 'rejected'],
    ['EACH_GROUP', groups(), 'jie+', 'running'],
    ['EACH_GROUP', groups(), 'jie+ min+', 'approved'],
    ['EACH_GROUP', groups(), 'jie- min+', 'running'],
    ['EACH_GROUP', groups(), 'jie- min+ li+', 'approved'],
    ['EACH_GROUP', groups(), 'jie- li-', 'rejected'],
    ['EACH_GROUP', groups(), 'min-', 'rejected'],
    ['EACH_GROUP with veto', groups({ veto: true }), 'jie-', 'rejected'],
  ];

  test.each(cases.map(([name, definition, said, state]) => [name, said, state, definition] as const))(
    '%s: “%s” makes it %s',
    (_, said, state, definition) => {
      expect(pressed(submitted(flow(definition)), ...presses(said)).instance.state).toBe(state);
    },
  );

  test('a vote of two in a firm where only one is left is joined by the administrator', () => {
    const asked = submitted(
      flow(ruled(step('sign', 'VOTE', [role('legal')]), { need: 2 })),
      {},
      without(jie),
    );
    expect(waitingFor(asked)).toEqual([li, lin]);
  });

  test.each([
    [0, jie],
    [0.5, min],
    [0.99, feng],
  ])('one at random, by the number %d, which is kept with those among whom it was drawn', (draw, drawn) => {
    const asked = submitted(flow(step('sign', 'RANDOM', three)), {}, { ...firm, draw });
    expect(waitingFor(asked)).toEqual([drawn]);
    expect(asked.instance.steps[0]?.drawn).toEqual({ number: draw, among: [jie, min, feng] });
  });

  test('an automatic step is the doing of the system', () => {
    const asked = submitted(flow(automatic('small', 'approve'), signedBy('sign', feng)));
    expect(asked.instance.steps[0]).toMatchObject({ state: 'passed', rule: 'automatic' });
    expect(waitingFor(asked)).toEqual([feng]);
    expect(submitted(flow(signedBy('sign', feng), automatic('no', 'reject'))).outcome).toBeNull();
    expect(submitted(flow(automatic('no', 'reject'), signedBy('sign', feng))).outcome).toBe('rejected');
  });
});
