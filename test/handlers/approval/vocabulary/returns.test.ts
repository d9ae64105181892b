import { advance, type Progress } from '../../../../handlers/approval/rules/engine.js';
import type { FlowDefinition, StepDefinition } from '../../../../models/approval-flow.js';
import type { StepMode } from '../../../../models/approval-view.js';
import { does, ruled, signedBy } from '../acts.js';
import {
  clock,
  firm,
  flow,
  jie,
  li,
  lin,
  min,
  na,
  pressed,
  presses,
  refusal,
  step,
  submitted,
  three,
  waitingFor,
  wei,
  without,
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

  test('goes to a step that the clock has approved as well: it is asked now', () => {
    const late = ruled(signedBy('a', na), { timeout: [{ after: { hours: 1 }, action: 'approve' }] });
    const { instance } = submitted(flow(late, signedBy('b', min)));
    const asked = advance(instance, { type: 'tick', seq: 1, action: 'approve' }, clock(60), firm);
    expect(waitingFor(asked)).toEqual([min]);
    const back = does(asked, 'return', { byId: min, comment: 'Seen?', to: 'a', way: 'RERUN' }, 70);
    expect(waitingFor(back)).toEqual([na]);
  });

  test('may be what a rejection means', () => {
    const asked = pressed(submitted(flow(signedBy('a', na), ruled(signedBy('b', min), { rejectTo: 'a' }))), [
      na,
      '+',
    ]);
    const back = pressed(asked, [min, '-']);
    expect([waitingFor(back), back.outcome]).toEqual([[na], null]);
  });

  describe('that a rejection means', () => {
    const rejecting = ruled(signedBy('c', min), { rejectTo: 'b' });

    test('is not undone by a rule: who is never asked twice is asked again', () => {
      const definition = flow(signedBy('a', na), signedBy('b', na), rejecting);
      const asked = pressed(submitted({ ...definition, dedupe: 'ONCE' }), [na, '+']);
      expect(waitingFor(asked)).toEqual([min]);
      const back = pressed(asked, [min, '-']);
      expect([waitingFor(back), back.outcome]).toEqual([[na], null]);
    });

    test.each([
      ['was not needed', ruled(signedBy('b', jie), { when: { field: 'amountCents', op: 'gt', value: 100 } })],
      ['asked nobody', ruled(signedBy('b', wei), { own: 'SKIP' })],
    ] as const)('ends it where the step %s, instead of asking who has rejected once more', (_, skipped) => {
      const asked = pressed(submitted(flow(signedBy('a', na), skipped, rejecting), { amountCents: 5 }), [
        na,
        '+',
      ]);
      expect(pressed(asked, [min, '-']).outcome).toBe('rejected');
    });

    test('is counted as well: after so many the rejection stands', () => {
      const start = submitted({ ...flow(signedBy('b', jie), rejecting), maxRounds: 2 });
      const twice = pressed(start, ...presses('jie+ min- jie+ min- jie+'));
      expect(waitingFor(twice)).toEqual([min]);
      expect(pressed(twice, [min, '-']).outcome).toBe('rejected');
    });

    test('is counted once where several reject a vote together', () => {
      const vote = ruled(step('c', 'VOTE', three), { need: 2, rejectTo: 'b' });
      const start = submitted({ ...flow(signedBy('b', li), vote), maxRounds: 2 });
      const twice = pressed(start, ...presses('li+ min- jie- li+ min- jie- li+'));
      expect(pressed(twice, ...presses('min- jie-')).outcome).toBe('rejected');
    });
  });

  test('to the initiator, and what is submitted again could not go on: it is refused now, not later', () => {
    const large = ruled(signedBy('b', min), { when: { field: 'amountCents', op: 'gt', value: 100 } });
    const asked = submitted(flow(signedBy('a', na), large), { amountCents: 5 });
    const back = does(asked, 'return', { byId: na, comment: 'Why?', to: 'initiator', way: 'RERUN' });
    const again = (amountCents: number | null, people = firm) =>
      does(back, 'resubmit', { byId: wei, facts: { amountCents }, way: 'RERUN' }, 40, people);
    expect(refusal(() => again(null))).toContain('The flow decides by “amountCents”');
    expect(refusal(() => again(500, without(min, lin)))).toContain('Nobody can decide “b”');
    expect(waitingFor(again(500))).toEqual([na]);
  });
});
