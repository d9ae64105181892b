import { rehearse } from '../../../../handlers/approval/rules/rehearse.js';
import type { Facts } from '../../../../models/approval-instance.js';
import { branch, does, fork, ruled, signedBy, stateOf } from '../acts.js';
import { feng, firm, flow, jie, li, min, na, pressed, refusal, submitted, waitingFor } from '../firm.js';

describe('branches', () => {
  const big = { field: 'amountCents', op: 'gt', value: 100 } as const;
  const foreign = { cel: 'record.currency != "CNY"' } as const;
  const forked = (takes: 'FIRST' | 'MATCHING') =>
    flow(
      fork(
        'f',
        takes,
        branch('big', [signedBy('boss', feng)], big),
        branch('foreign', [signedBy('treasury', min)], foreign),
        branch('usual', [signedBy('lead', na)]),
      ),
      signedBy('last', jie),
    );

  const cases: ['FIRST' | 'MATCHING', number, string, number[]][] = [
    ['FIRST', 200, 'USD', [feng]],
    ['FIRST', 50, 'USD', [min]],
    ['FIRST', 50, 'CNY', [na]],
    ['MATCHING', 200, 'USD', [feng, min]],
    ['MATCHING', 200, 'CNY', [feng]],
    ['MATCHING', 50, 'CNY', [na]],
  ];
  test.each(cases)('%s of %d %s', (takes, amountCents, currency, open) => {
    expect(waitingFor(submitted(forked(takes), { amountCents, currency }))).toEqual(open);
  });

  test('join when all that were started are through', () => {
    const asked = submitted(forked('MATCHING'), { amountCents: 200, currency: 'USD' });
    expect(waitingFor(pressed(asked, [min, '+']))).toEqual([feng]);
    expect(waitingFor(pressed(asked, [min, '+'], [feng, '+']))).toEqual([jie]);
    expect(stateOf(asked, 'lead')).toBe('skipped');
  });

  const parallel = flow(
    signedBy('first', na),
    fork(
      'f',
      'ALL',
      branch('left', [signedBy('l1', jie), signedBy('l2', li)]),
      branch('right', [signedBy('r', min)]),
    ),
    signedBy('last', feng),
  );

  test('in parallel wait for each other, and lie within each other', () => {
    const asked = pressed(submitted(parallel), [na, '+']);
    expect(waitingFor(asked)).toEqual([jie, min]);
    expect(waitingFor(pressed(asked, [jie, '+'], [min, '+']))).toEqual([li]);
    expect(waitingFor(pressed(asked, [jie, '+'], [min, '+'], [li, '+']))).toEqual([feng]);
    const nested = flow(
      fork(
        'f',
        'ALL',
        branch('a', [fork('g', 'ALL', branch('x', [signedBy('s', jie)]), branch('y', []))]),
        branch('b', []),
      ),
    );
    expect(pressed(submitted(nested), [jie, '+']).outcome).toBe('approved');
  });

  test('a rejection in one ends all', () => {
    const ended = pressed(submitted(parallel), [na, '+'], [min, '-']);
    expect(ended.outcome).toBe('rejected');
    expect(waitingFor(ended)).toEqual([]);
  });

  test('a return to before the fork closes all of them; a return within one leaves the other', () => {
    const asked = pressed(submitted(parallel), [na, '+'], [jie, '+']);
    const far = does(asked, 'return', { byId: min, comment: 'Price?', to: 'first', way: 'RERUN' });
    expect(waitingFor(far)).toEqual([na]);
    expect(waitingFor(pressed(far, [na, '+']))).toEqual([jie, min]);
    const near = does(asked, 'return', { byId: li, comment: 'Clause?', to: 'l1', way: 'RERUN' });
    expect(new Set(waitingFor(near))).toEqual(new Set([jie, min]));
  });

  test('that were taken stay so: what is changed on the way must let them go on', () => {
    const fields = { fields: { kind: 'edit', days: 'edit' } } as const;
    const long = { field: 'days', op: 'gt', value: 3 } as const;
    const label = { zh: '项', en: 'Item' };
    const leave = flow(
      fork(
        'f',
        'FIRST',
        branch('leave', [ruled(signedBy('a', jie), fields), ruled(signedBy('b', feng), { when: long })], {
          field: 'kind',
          op: 'eq',
          value: 'leave',
        }),
        branch('usual', [signedBy('c', na)]),
      ),
    );
    const form = {
      fields: [
        { key: 'kind', type: 'text', label },
        { key: 'days', type: 'number', label },
      ],
    } as const;
    const asked = submitted({ ...leave, form }, { kind: 'leave', days: 5 });
    const changed = (facts: Facts) => does(asked, 'edit', { byId: jie, facts }).instance;
    expect(refusal(() => rehearse(changed({ kind: 'other', days: null }), firm))).toContain('“days”');
    expect(() => rehearse(changed({ kind: 'other', days: 2 }), firm)).not.toThrow();
  });

  test('a return cannot go to a step beside, or to one that is still ahead', () => {
    const asked = pressed(submitted(parallel), [na, '+'], [min, '+']);
    for (const to of ['r', 'last', 'l1'])
      expect(refusal(() => does(asked, 'return', { byId: jie, comment: 'x', to, way: 'RERUN' }))).toContain(
        'a step that was passed on its way',
      );
  });
});
