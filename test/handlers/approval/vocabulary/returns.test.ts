import type { Progress } from '../../../../handlers/approval/rules/engine.js';
import type { FlowDefinition, StepDefinition } from '../../../../models/approval-flow.js';
import type { StepMode } from '../../../../models/approval-view.js';
import { does, ruled, signedBy } from '../acts.js';
import {
  flow,
  jie,
  li,
  min,
  na,
  pressed,
  refusal,
  step,
  submitted,
  three,
  waitingFor,
  wei,
} from '../firm.js';

describe('a return', () => {
  const definition = (mode: StepMode) =>
    flow(signedBy('first', na), ruled(step('sign', mode, three), { need: 2 }), signedBy('last', li));
  const modes: StepMode[] = ['ALL', 'ANY', 'ANY_APPROVE', 'SEQ', 'VOTE'];

  test.each(modes)('out of %s is at once, and everybody there is asked again', (mode) => {
    const asked = pressed(submitted(definition(mode)), [na, '+']);
    const back = does(asked, 'return', { byId: jie, comment: 'Look again', to: 'first', way: 'RERUN' });
    expect(waitingFor(back)).toEqual([na]);
    expect(new Set(waitingFor(pressed(back, [na, '+'])))).toEqual(new Set(waitingFor(asked)));
  });

  test('straight back skips what lies between', () => {
    const three = flow(signedBy('a', na), signedBy('b', jie), signedBy('c', min));
    const asked = pressed(submitted(three), [na, '+'], [jie, '+']);
    const rerun = does(asked, 'return', { byId: min, comment: 'x', to: 'a', way: 'RERUN' });
    expect(waitingFor(pressed(rerun, [na, '+']))).toEqual([jie]);
    const jump = does(asked, 'return', { byId: min, comment: 'x', to: 'a', way: 'JUMP' });
    expect(waitingFor(pressed(jump, [na, '+']))).toEqual([min]);
  });

  describe('straight back, where a key field has changed', () => {
    const amount = (amountCents: number) => ({ title: 'Trip', amountCents, currency: 'CNY' });
    const edits = { fields: { amount: 'edit' } } as const;
    const [early, late] = [ruled(signedBy('a', na), edits), ruled(signedBy('c', min), edits)];
    const flowOf = (between: StepDefinition): FlowDefinition => ({
      ...flow(early, between, late),
      keyFields: ['amountCents'],
      form: { fields: [{ key: 'amount', type: 'money', label: { zh: '金额', en: 'Amount' } }] },
    });
    const between = signedBy('b', jie);
    const jump = { byId: min, comment: 'x', to: 'a', way: 'JUMP' } as const;
    const edited = (so: Progress, byId: number, amountCents: number) =>
      does(so, 'edit', { byId, facts: amount(amountCents) });

    test('by who is asked again: those between have not approved that, and are asked as well', () => {
      const asked = pressed(submitted(flowOf(between), amount(100)), [na, '+'], [jie, '+']);
      const back = does(asked, 'return', jump);
      expect(waitingFor(pressed(back, [na, '+']))).toEqual([min]);
      const changed = pressed(edited(back, na, 999), [na, '+']);
      expect(waitingFor(changed)).toEqual([jie]);
      expect(pressed(changed, [jie, '+'], [min, '+']).outcome).toBe('approved');
    });

    test('by who is asked again: a step between that was not needed is by now', () => {
      const large = ruled(between, { when: { field: 'amountCents', op: 'gt', value: 500 } });
      const asked = pressed(submitted(flowOf(large), amount(100)), [na, '+']);
      expect(waitingFor(asked)).toEqual([min]);
      const changed = edited(does(asked, 'return', jump), na, 999);
      expect(waitingFor(pressed(changed, [na, '+']))).toEqual([jie]);
    });

    test('by who sends it back: it cannot go straight back, only step by step', () => {
      const asked = pressed(submitted(flowOf(between), amount(100)), [na, '+'], [jie, '+']);
      const changed = edited(asked, min, 999);
      expect(refusal(() => does(changed, 'return', jump))).toContain('cannot go straight back');
      const back = does(changed, 'return', { ...jump, way: 'RERUN' });
      expect(waitingFor(pressed(back, [na, '+']))).toEqual([jie]);
    });
  });

  test('to the initiator, who submits again: everybody anew, or straight back if nothing that matters changed', () => {
    const two = { ...flow(signedBy('a', na), signedBy('b', min)), keyFields: ['amountCents'] };
    const asked = pressed(submitted(two, { amountCents: 5, note: 'x' }), [na, '+']);
    const back = does(asked, 'return', { byId: min, comment: 'Explain', to: 'initiator', way: 'RERUN' });
    expect([back.instance.state, waitingFor(back), back.told]).toEqual(['returned', [], [wei]]);
    expect(refusal(() => pressed(back, [min, '+']))).toBe(
      'This went back to Wei, who has not submitted it again yet.',
    );

    const jump = does(back, 'resubmit', { byId: wei, facts: { amountCents: 5, note: 'y' }, way: 'JUMP' });
    expect([waitingFor(jump), jump.instance.round]).toEqual([[min], 2]);
    const again = { amountCents: 6, note: 'x' };
    expect(refusal(() => does(back, 'resubmit', { byId: wei, facts: again, way: 'JUMP' }))).toContain(
      'cannot go straight back',
    );
    expect(waitingFor(does(back, 'resubmit', { byId: wei, facts: again, way: 'RERUN' }))).toEqual([na]);
  });

  test('is counted: after so many rounds only yes or no is left', () => {
    const once = { ...flow(signedBy('a', na)), maxRounds: 2 };
    const back = does(submitted(once), 'return', { byId: na, comment: 'x', to: 'initiator', way: 'RERUN' });
    const again = does(back, 'resubmit', { byId: wei, facts: {}, way: 'RERUN' });
    expect(
      refusal(() => does(again, 'return', { byId: na, comment: 'x', to: 'initiator', way: 'RERUN' })),
    ).toBe('It went to and fro 2 times: please approve or reject it now.');
  });

  test('may be what a rejection means', () => {
    const asked = pressed(submitted(flow(signedBy('a', na), ruled(signedBy('b', min), { rejectTo: 'a' }))), [
      na,
      '+',
    ]);
    const back = pressed(asked, [min, '-']);
    expect([waitingFor(back), back.outcome]).toEqual([[na], null]);
  });
});
