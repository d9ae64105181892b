import { advance } from '../../../../handlers/approval/rules/engine.js';
import type { People } from '../../../../models/approval-instance.js';
import type { StepMode } from '../../../../models/approval-view.js';
import { does, ruled, signedBy } from '../acts.js';
import {
  clock,
  feng,
  firm,
  flow,
  jie,
  lin,
  min,
  na,
  person,
  pressed,
  presses,
  refusal,
  step,
  submitted,
  tao,
  waitingFor,
  wei,
} from '../firm.js';

describe('taken back', () => {
  test('a task that had been closed is with who acts for its assignee by now, and so is one’s own', () => {
    const asked = submitted(flow(step('sign', 'ANY', [person(jie), person(min)]), signedBy('last', feng)));
    const approved = does(asked, 'approve', { byId: min });
    const away: People = { ...firm, proxyOf: { [jie]: tao, [min]: na } };
    const back = does(does(approved, 'absence', {}, 35, away), 'takeBack', { byId: min }, 40, away);
    expect(back.instance.tasks.map(({ state, proxyId }) => [state, proxyId])).toEqual([
      ['open', tao],
      ['open', na],
      ['closed', null],
    ]);
    expect(back.opened).toHaveLength(2);
  });

  test.each(['ALL', 'ANY', 'SEQ', 'VOTE'] as StepMode[])(
    'from %s: whoever was asked by it is asked no more',
    (mode) => {
      const asked = submitted(
        flow(
          ruled(step('sign', mode, [person(jie), person(min)]), { need: 1, veto: true }),
          signedBy('last', feng),
        ),
      );
      const back = does(pressed(asked, [jie, '+']), 'takeBack', { byId: jie });
      expect(waitingFor(back)).toEqual(waitingFor(asked));
      expect(back.instance.tasks[0]).toMatchObject({ state: 'open', decidedById: null });
      expect(pressed(back, [jie, '-']).outcome).toBe('rejected');
    },
  );

  test('not by another, and not once somebody has acted', () => {
    const asked = pressed(submitted(flow(signedBy('a', na), signedBy('b', jie, min))), [na, '+']);
    const text = 'Only the last to approve can take it back, and only before anybody else acts.';
    expect(refusal(() => does(asked, 'takeBack', { byId: jie }))).toBe(text);
    expect(refusal(() => does(pressed(asked, [jie, '+']), 'takeBack', { byId: na }))).toBe(text);
  });
});

describe('ended otherwise', () => {
  const definition = flow(signedBy('sign', na, jie));
  const running = submitted(definition);
  const approved = pressed(running, [na, '+'], [jie, '+']);

  test.each([
    ['APPROVED', 'na+', true],
    ['FIRST_DECISION', '', true],
    ['FIRST_DECISION', 'na+', false],
    ['NEVER', '', false],
  ] as const)('withdrawn where the flow says %s, after “%s”: %s', (withdraw, said, may) => {
    const asked = pressed(submitted({ ...definition, withdraw }), ...presses(said));
    const attempt = () => does(asked, 'withdraw', { byId: wei });
    if (may) expect(attempt().outcome).toBe('withdrawn');
    else expect(refusal(attempt)).toMatch(/withdrawn/);
  });

  test('withdrawn until the first decision: who hands it on or gives an opinion decides nothing, a time-out does', () => {
    const late = ruled(signedBy('one', na), { timeout: [{ after: { hours: 1 }, action: 'approve' }] });
    const asked = submitted({ ...flow(late, signedBy('two', jie)), withdraw: 'FIRST_DECISION' });
    const handedOn = does(asked, 'transfer', { byId: na, to: min });
    const helped = does(handedOn, 'delegate', { byId: min, to: tao });
    const advised = does(helped, 'advise', { byId: tao, comment: 'Fine' });
    expect(does(advised, 'withdraw', { byId: wei }).outcome).toBe('withdrawn');

    const tick = { type: 'tick', seq: 1, action: 'approve' } as const;
    const decided = advance(asked.instance, tick, clock(60), firm);
    expect(refusal(() => does(decided, 'withdraw', { byId: wei }, 70))).toContain('decided already');
  });

  test('terminated by an administrator with a reason', () => {
    expect(refusal(() => does(running, 'terminate', { byId: na, comment: 'x' }))).toBe(
      'Only an administrator can do this.',
    );
    const ended = does(running, 'terminate', { byId: lin, comment: 'Customer is gone' });
    expect([ended.outcome, waitingFor(ended)]).toEqual(['terminated', []]);
    expect(refusal(() => pressed(ended, [jie, '+']))).toBe('Lin ended this on 09:30.');
  });

  test('void only when approved', () => {
    expect(does(approved, 'void', { byId: lin, comment: 'Wrong party' }).outcome).toBe('voided');
    expect(refusal(() => does(running, 'void', { byId: lin, comment: 'x' }))).toContain('already submitted');
    const revoking = { instance: { ...approved.instance, reversesId: 30 } };
    expect(refusal(() => does(revoking, 'void', { byId: lin, comment: 'x' }))).toContain('it has passed');
  });

  test('revoked by way of a second approval, or not', () => {
    const revoking = does(approved, 'revoke', { byId: wei, comment: 'Cancelled' });
    expect([revoking.instance.state, revoking.outcome]).toEqual(['revoking', null]);
    expect(does(revoking, 'revoked', {}).outcome).toBe('revoked');
    const kept = does(revoking, 'revokeRefused', {});
    expect([kept.instance.state, kept.outcome]).toEqual(['approved', null]);
    expect(refusal(() => pressed(kept, [na, '+']))).toContain('Jie approved this');
    const byAdmin = does(approved, 'revoke', { byId: lin, comment: 'Cancelled' });
    expect(refusal(() => pressed(byAdmin, [jie, '+']))).toContain('Lin has asked for that');
    const month = 31 * 24 * 60;
    expect(refusal(() => does(approved, 'revoke', { byId: wei, comment: 'x' }, month))).toContain(
      'more than 30 days',
    );
    expect(refusal(() => does(approved, 'revoke', { byId: jie, comment: 'x' }))).toContain('Only Wei');
  });
});
