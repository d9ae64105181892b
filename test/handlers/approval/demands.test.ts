/** What users of comparable systems complained about, each by the name of its complaint. */

import { contentHash } from '../../../handlers/approval/rules/content.js';
import { flowDefinition } from '../../../handlers/flow/schema.js';
import { contractFlow } from '../../../handlers/flow/shipped/contract.js';
import type { People } from '../../../models/approval-instance.js';
import { firstFault } from '../flow/first-fault.js';
import { branch, does, fork, ruled, signedBy } from './acts.js';
import {
  feng,
  firm,
  flow,
  jie,
  li,
  lin,
  min,
  na,
  person,
  pressed,
  refusal,
  role,
  step,
  submitted,
  tao,
  waitingFor,
  wei,
  without,
} from './firm.js';

const large = { amountCents: 600_000_00, currency: 'CNY' };

test('4: the delegate is configured, and the request does not go to the absent person alone', () => {
  const away: People = { ...firm, proxyOf: { [na]: tao } };
  const { show, opened } = submitted(contractFlow, large, away);
  expect(opened.map(({ assigneeId, proxyId }) => [assigneeId, proxyId])).toEqual([[na, tao]]);
  expect(show).toContain(tao);
});

test('2 and 6: both are named where a substitute has decided', () => {
  const away: People = { ...firm, proxyOf: { [na]: tao } };
  const done = does(submitted(contractFlow, large, away), 'approve', { byId: tao });
  expect(done.instance.tasks[0]).toMatchObject({ assigneeId: na, decidedById: tao, state: 'approved' });
});

test('7: an approver who is gone for good does not change what was decided', () => {
  const asked = pressed(submitted(contractFlow, large), [na, '+']);
  const later = does(asked, 'approve', { byId: jie }, 40, without(na));
  expect(later.instance.tasks[0]).toEqual(asked.instance.tasks[0]);
});

test('8: changing the flow while an approval runs leaves it on the flow it began with', () => {
  const asked = submitted(flow(signedBy('old', na), signedBy('gone-in-the-new-one', feng)));
  expect(waitingFor(pressed(asked, [na, '+']))).toEqual([feng]);
  expect(pressed(asked, [na, '+']).instance.definition).toBe(asked.instance.definition);
});

test('10: it can go back to the step before, and on from the step that returned it', () => {
  const asked = pressed(
    submitted(flow(signedBy('a', na), signedBy('b', jie), signedBy('c', feng))),
    [na, '+'],
    [jie, '+'],
  );
  const back = does(asked, 'return', { byId: feng, comment: 'Why?', to: 'a', way: 'JUMP' });
  expect(waitingFor(pressed(back, [na, '+']))).toEqual([feng]);
});

test('11: a return inside a parallel branch is allowed', () => {
  const parallel = flow(
    fork(
      'f',
      'ALL',
      branch('l', [signedBy('l1', jie), signedBy('l2', li)]),
      branch('r', [signedBy('r1', min)]),
    ),
  );
  const asked = pressed(submitted(parallel), [jie, '+']);
  const back = does(asked, 'return', { byId: li, comment: 'Once more', to: 'l1', way: 'RERUN' });
  expect(new Set(waitingFor(back))).toEqual(new Set([jie, min]));
  expect(pressed(back, [jie, '+'], [li, '+'], [min, '+']).outcome).toBe('approved');
});

test('12: returning to an all-sign step asks all of them again', () => {
  const asked = pressed(
    submitted(flow(signedBy('all', jie, li, min), signedBy('last', feng))),
    [jie, '+'],
    [li, '+'],
    [min, '+'],
  );
  const back = does(asked, 'return', { byId: feng, comment: 'Once more', to: 'all', way: 'RERUN' });
  expect(waitingFor(back)).toEqual([jie, li, min]);
});

test('13: a return by one member of an all-sign step goes back, never on', () => {
  const asked = pressed(
    submitted(flow(signedBy('first', na), signedBy('all', jie, min), signedBy('last', feng))),
    [na, '+'],
    [jie, '+'],
  );
  const back = does(asked, 'return', { byId: min, comment: 'No basis', to: 'first', way: 'RERUN' });
  expect(waitingFor(back)).toEqual([na]);
});

test('14: an approval in an all-sign step can be taken back', () => {
  const asked = pressed(submitted(flow(signedBy('all', jie, min))), [jie, '+']);
  expect(waitingFor(does(asked, 'takeBack', { byId: jie }))).toEqual([jie, min]);
});

test('15: a rejection does not touch those who were sent a copy', () => {
  const copied = { ...contractFlow, copies: [{ at: 'submit' as const, to: [person(tao)] }] };
  const rejected = pressed(submitted(copied, large), [na, '-']);
  expect(rejected.instance.copied).toEqual([tao]);
  expect(rejected.show).toContain(tao);
});

test.each([
  ['approved', '+'],
  ['rejected', '-'],
] as const)('16: the initiator is told when it is %s', (outcome, sign) => {
  const ended = pressed(submitted(flow(signedBy('only', na))), [na, sign]);
  expect([ended.outcome, ended.show.includes(wei)]).toEqual([outcome, true]);
});

test('19 and 20: whoever is too late is told who decided and when', () => {
  const done = pressed(submitted(flow(step('any', 'ANY', [role('legal')]), signedBy('last', feng))), [
    jie,
    '+',
  ]);
  expect(refusal(() => pressed(done, [li, '+']))).toBe('Jie has already approved this on 09:01.');
});

test('21: whoever saw the message and is not asked cannot approve, and nobody approves their own', () => {
  const asked = submitted(contractFlow, large);
  expect(refusal(() => pressed(asked, [tao, '+']))).toContain('You are not an approver');
  expect(refusal(() => pressed(asked, [wei, '+']))).toContain('Nobody decides on their own request');
  expect(refusal(() => pressed(asked, [lin, '+']))).toContain('You are not an approver');
});

test('22: more than one approver is needed, and it is known how many have', () => {
  const vote = flow(ruled(step('vote', 'VOTE', [person(jie), person(min), person(feng)]), { need: 2 }));
  const one = pressed(submitted(vote), [jie, '+']);
  expect([one.outcome, one.instance.steps[0]?.seats[0]?.need]).toEqual([null, 2]);
  expect(pressed(one, [feng, '+']).outcome).toBe('approved');
});

test('23: an approval in the middle has no effect: only the last one ends it', () => {
  const all = [na, jie, min, feng].map((who) => [who, '+'] as const);
  const start = submitted(contractFlow, large);
  const stages = [start, ...all.map((_, index) => pressed(start, ...all.slice(0, index + 1)))];
  expect(stages.map(({ outcome }) => outcome)).toEqual([null, null, null, null, 'approved']);
});

describe('the order in which people decide does not change what it comes to', () => {
  const orders = <T>(list: readonly T[]): T[][] =>
    list.length < 2
      ? [[...list]]
      : list.flatMap((one, at) =>
          orders([...list.slice(0, at), ...list.slice(at + 1)]).map((rest) => [one, ...rest]),
        );
  type Vote = readonly [number, '+' | '-'];
  const signs = ['+', '-'] as const;
  const everyVote = signs.flatMap((a) =>
    signs.flatMap((b) =>
      signs.map((c): Vote[] => [
        [jie, a],
        [min, b],
        [feng, c],
      ]),
    ),
  );

  const until = (definition: ReturnType<typeof flow>, votes: readonly Vote[]): string =>
    votes.reduce((so, vote) => (so.outcome ? so : pressed(so, vote)), submitted(definition)).instance.state;

  test.each([1, 2, 3])('in a vote of %d of three', (need) => {
    const vote = flow(ruled(step('v', 'VOTE', [person(jie), person(min), person(feng)]), { need }));
    for (const votes of everyVote) {
      const yes = votes.filter(([, sign]) => sign === '+').length;
      for (const order of orders(votes))
        expect(until(vote, order)).toBe(yes >= need ? 'approved' : 'rejected');
    }
  });

  test('where any one may approve, and where all must', () => {
    const three = [person(jie), person(min), person(feng)];
    for (const votes of everyVote) {
      const yes = votes.filter(([, sign]) => sign === '+').length;
      for (const order of orders(votes)) {
        expect(until(flow(step('v', 'ANY_APPROVE', three)), order)).toBe(yes > 0 ? 'approved' : 'rejected');
        expect(until(flow(step('v', 'ALL', three)), order)).toBe(yes === 3 ? 'approved' : 'rejected');
      }
    }
  });
});

test('content that was decided on stays named with the decision', () => {
  const done = pressed(submitted(contractFlow, large), [na, '+']);
  expect(done.instance.tasks[0]?.contentHash).toBe(contentHash(large));
});

describe('a flow is refused before anybody can start it', () => {
  const two = (takes: string, first: object, last: object) => ({
    ...contractFlow,
    steps: [
      signedBy('first', na),
      { kind: 'fork', key: 'f', name: { zh: '岔', en: 'Fork' }, takes, branches: [first, last] },
    ],
  });
  const when = { field: 'amountCents', op: 'gt', value: 5 } as const;

  test.each([
    ['without a default', two('FIRST', branch('a', [], when), branch('b', [], when)), 'the default'],
    ['with two defaults', two('MATCHING', branch('a', []), branch('b', [])), 'the default'],
    [
      'with conditions on parallel branches',
      two('ALL', branch('a', [], when), branch('b', [])),
      'no conditions',
    ],
    ['with an unknown way to branch', two('SOME', branch('a', [], when), branch('b', [])), 'A fork takes'],
    [
      'that could pass unseen, as one branch has nobody',
      {
        ...contractFlow,
        steps: [fork('f', 'FIRST', branch('a', [], when), branch('b', [signedBy('s', na)]))],
      },
      'nobody having looked',
    ],
    [
      'that returns forwards, without end',
      { ...contractFlow, steps: [ruled(signedBy('a', na), { rejectTo: 'b' }), signedBy('b', feng)] },
      'it would go round without end',
    ],
    [
      'with a vote of unknown size',
      { ...contractFlow, steps: [step('v', 'VOTE', [person(na)])] },
      'by need or by needPercent',
    ],
    [
      'with an expression that asks for what there is not',
      {
        ...contractFlow,
        steps: [signedBy('a', na), step('b', 'ANY', [person(na)], { cel: 'owner.amount > 5' })],
      },
      'This expression cannot be used',
    ],
    [
      'with an expression that could run for ever',
      {
        ...contractFlow,
        steps: [signedBy('a', na), step('b', 'ANY', [person(na)], { cel: 'record.title.matches("(a+)+$")' })],
      },
      'This expression cannot be used',
    ],
    [
      'with a choice that nobody makes',
      { ...contractFlow, steps: [step('a', 'ANY', [{ type: 'chosen', by: 'previous', most: 1 }])] },
      'no step that people always decide comes right before it',
    ],
  ])('%s', (_, definition, why) => {
    expect(firstFault(definition)).toContain(why);
  });

  test('and one with everything in it is read as it was written', () => {
    const rich = {
      ...contractFlow,
      steps: [
        ruled(step('a', 'VOTE', [{ type: 'chain', upTo: { title: 'Director' } }, { type: 'head' }]), {
          needPercent: 60,
          veto: true,
          empty: { toPerson: 7 },
          own: 'SKIP',
          opinion: true,
        }),
        fork(
          'f',
          'MATCHING',
          branch('x', [signedBy('b', min)], { cel: 'customer.openCents > 5' }),
          branch('y', []),
        ),
        { kind: 'automatic', key: 'auto', name: { zh: '自动', en: 'Auto' }, verdict: 'approve' },
      ],
      copies: [{ at: 'end', to: [role('finance')] }],
      dedupe: 'ONCE',
      withdraw: 'FIRST_DECISION',
      maxRounds: 3,
    };
    expect(flowDefinition.parse(JSON.parse(JSON.stringify(rich)))).toEqual(rich);
  });
});
