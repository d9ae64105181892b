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
