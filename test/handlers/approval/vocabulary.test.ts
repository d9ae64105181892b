import type { FlowNode, People, StepDefinition } from '../../../models/approval-flow.js';
import type { StepMode } from '../../../models/views.js';
import { automatic, branch, does, fork, ruled, signedBy, stateOf } from './acts.js';
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
  refusal,
  role,
  step,
  submitted,
  tao,
  waitingFor,
  wei,
  without,
} from './firm.js';

type Presses = Parameters<typeof pressed>[1][];

/** `jie+ min-` as people say it. */
const people = { na, jie, li, min, feng, lin, tao };
const presses = (said: string): Presses =>
  said
    .split(' ')
    .filter(Boolean)
    .map((one) => [people[one.slice(0, -1) as keyof typeof people], one.endsWith('+') ? '+' : '-']);

const three = [person(jie), person(min), person(feng)];

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

  test('a return cannot go to a step beside, or to one that is still ahead', () => {
    const asked = pressed(submitted(parallel), [na, '+'], [min, '+']);
    for (const to of ['r', 'last', 'l1'])
      expect(refusal(() => does(asked, 'return', { byId: jie, comment: 'x', to, way: 'RERUN' }))).toContain(
        'a step that was passed on its way',
      );
  });
});

describe('signers that are added', () => {
  const both = flow(signedBy('sign', jie), signedBy('last', feng));
  type Where = 'before' | 'after' | 'beside';
  const add = (where: Where, mode: 'ALL' | 'ANY' | 'SEQ' = 'ALL', who: number[] = [min, tao]) =>
    does(submitted(both), 'addSigner', { byId: jie, where, mode, who });

  const cases: [Where, 'ALL' | 'ANY' | 'SEQ', string, number[], string][] = [
    ['before', 'ALL', '', [min, tao], 'running'],
    ['before', 'ALL', 'min+', [tao], 'running'],
    ['before', 'ALL', 'min+ tao+', [jie], 'running'],
    ['before', 'ALL', 'min-', [], 'rejected'],
    ['before', 'ANY', 'tao+', [jie], 'running'],
    ['before', 'SEQ', '', [min], 'running'],
    ['before', 'SEQ', 'min+', [tao], 'running'],
    ['before', 'SEQ', 'min+ tao+ jie+', [feng], 'running'],
    ['after', 'ALL', '', [min, tao], 'running'],
    ['after', 'ALL', 'tao+ min+', [feng], 'running'],
    ['after', 'ALL', 'tao-', [], 'rejected'],
    ['after', 'ANY', 'min+', [feng], 'running'],
    ['after', 'SEQ', 'min+', [tao], 'running'],
    ['beside', 'ALL', '', [jie, min, tao], 'running'],
    ['beside', 'ALL', 'tao+ min+', [jie], 'running'],
    ['beside', 'ALL', 'tao+ min+ jie+', [feng], 'running'],
    ['beside', 'ALL', 'jie+ tao-', [], 'rejected'],
  ];
  test.each(cases)('%s, %s: %s', (where, mode, said, open, state) => {
    const now = pressed(add(where, mode), ...presses(said));
    expect([waitingFor(now), now.instance.state]).toEqual([open, state]);
  });

  test('beside one of a vote by share are counted in', () => {
    const vote = flow(ruled(step('sign', 'VOTE', [person(jie), person(min)]), { needPercent: 60 }));
    const asked = does(submitted(vote), 'addSigner', {
      byId: jie,
      where: 'beside',
      mode: 'ALL',
      who: [tao, feng],
    });
    expect(asked.instance.steps[0]?.seats).toEqual([{ people: [jie, min, tao, feng], need: 3 }]);
  });

  test('can be removed by whoever added them until they act, and then it goes back', () => {
    const asked = add('before', 'ALL', [min]);
    const seq = asked.instance.tasks.find(({ assigneeId }) => assigneeId === min)?.seq ?? 0;
    expect(refusal(() => does(asked, 'removeSigner', { byId: feng, seq }))).toContain(
      'whom you added yourself',
    );
    const back = does(asked, 'removeSigner', { byId: jie, seq });
    expect(waitingFor(back)).toEqual([jie]);
    expect(back.instance.tasks[0]?.state).toBe('open');
    expect(refusal(() => does(pressed(asked, [min, '+']), 'removeSigner', { byId: jie, seq }))).toBe(
      'Min has acted already and cannot be removed.',
    );
  });

  test('not both before and after, not the initiator, not twice, not somebody who has left', () => {
    const asked = pressed(add('before', 'ALL', [min]), [min, '+']);
    expect(
      refusal(() => does(asked, 'addSigner', { byId: jie, where: 'after', mode: 'ALL', who: [tao] })),
    ).toContain('both before and after');
    const start = submitted(both);
    const adding = (who: number[], now = firm) =>
      refusal(() => does(start, 'addSigner', { byId: jie, where: 'before', mode: 'ALL', who }, 30, now));
    expect(adding([wei])).toContain('nobody decides on their own request');
    expect(adding([jie])).toBe('Jie is already asked in this step.');
    expect(adding([tao], without(tao))).toContain('has left the firm');
    expect(adding([])).toBe('Say whom to add.');
  });
});

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

describe('handed to somebody else', () => {
  const definition = flow(signedBy('sign', jie, min));

  test('for good: the new one decides, the old one has no more say, and both stand in the record', () => {
    const given = does(submitted(definition), 'transfer', { byId: jie, to: tao, comment: 'On it' });
    expect(new Set(waitingFor(given))).toEqual(new Set([tao, min]));
    expect(refusal(() => pressed(given, [jie, '+']))).toBe(
      'Jie handed this on at 09:30; it waits for Min, Tao now.',
    );
    expect(pressed(given, [tao, '+'], [min, '+']).outcome).toBe('approved');
    expect(given.instance.tasks.map(({ state }) => state)).toEqual(['transferred', 'open', 'open']);
  });

  test('for an opinion: it comes back, and the owner decides', () => {
    const asked = does(submitted(definition), 'delegate', { byId: jie, to: tao });
    expect(refusal(() => pressed(asked, [tao, '+']))).toContain('asked for an opinion only');
    expect(refusal(() => pressed(asked, [jie, '+']))).toContain('comes back to you');
    const advised = does(asked, 'advise', { byId: tao, comment: 'Fine with me' });
    expect(new Set(waitingFor(advised))).toEqual(new Set([jie, min]));
    expect(advised.instance.tasks.at(-1)).toMatchObject({ state: 'advised', comment: 'Fine with me' });
  });

  test('in absence: the proxy decides for the one who is away, who may still do so first', () => {
    const away: People = { ...firm, proxyOf: { [jie]: tao } };
    const asked = submitted(definition, {}, away);
    const done = does(asked, 'approve', { byId: tao });
    expect(done.instance.tasks[0]).toMatchObject({ assigneeId: jie, decidedById: tao });
    expect(asked.show).toContain(tao);
    expect(refusal(() => pressed(done, [jie, '+']))).toBe('Tao has already approved this on 09:30.');
    expect(pressed(asked, [jie, '+']).instance.tasks[0]?.decidedById).toBe(jie);
  });
});

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
  });

  test('revoked by way of a second approval, or not', () => {
    const revoking = does(approved, 'revoke', { byId: wei, comment: 'Cancelled' });
    expect([revoking.instance.state, revoking.outcome]).toEqual(['revoking', null]);
    expect(does(revoking, 'revoked', {}).outcome).toBe('revoked');
    const kept = does(revoking, 'revokeRefused', {});
    expect([kept.instance.state, kept.outcome]).toEqual(['approved', null]);
    const month = 31 * 24 * 60;
    expect(refusal(() => does(approved, 'revoke', { byId: wei, comment: 'x' }, month))).toContain(
      'more than 30 days',
    );
    expect(refusal(() => does(approved, 'revoke', { byId: jie, comment: 'x' }))).toContain('Only Wei');
  });
});

describe('asked, urged and told', () => {
  const asked = submitted(flow(signedBy('sign', na, jie)));

  test('a question goes to Wei and the task stays open; his answer goes to who asked', () => {
    const question = does(asked, 'ask', { byId: na, comment: 'Which term?' });
    expect([question.told, waitingFor(question)]).toEqual([[wei], [na, jie]]);
    const answer = does(question, 'answer', { byId: wei, comment: '30 days' });
    expect([answer.instance.tasks[0]?.question, answer.told]).toEqual([null, [na]]);
    expect(refusal(() => does(asked, 'answer', { byId: wei, comment: 'x' }))).toBe(
      'Nobody waits for an answer of yours.',
    );
  });

  test('urging reminds all who hold it, once in four hours, and nobody at night', () => {
    const urged = does(asked, 'urge', { byId: wei }, 0);
    expect(urged.told).toEqual([na, jie]);
    expect(refusal(() => does(urged, 'urge', { byId: wei }, 239))).toBe(
      'They were urged already; you can do it again after 13:00.',
    );
    expect(does(urged, 'urge', { byId: wei }, 240).told).toEqual([na, jie]);
    const night = { ...firm, quiet: new Set([jie]) };
    expect(does(asked, 'urge', { byId: wei }, 0, night).told).toEqual([na]);
    const rest = { ...firm, quiet: new Set([na, jie]) };
    expect(refusal(() => does(asked, 'urge', { byId: wei }, 0, rest))).toContain(
      'night or a day off for Na, Jie',
    );
  });

  test.each([
    ['submit', [min], []],
    ['end', [], [min]],
    ['both', [min], [min]],
  ] as const)('a copy at %s', (at, first, last) => {
    const definition = {
      ...flow(signedBy('sign', na)),
      copies: [{ at, to: [role('finance'), person(min)] }],
    };
    const start = submitted(definition);
    expect(start.told).toEqual(first);
    const end = pressed(start, [na, '+']);
    expect(end.told).toEqual(last);
    expect(end.instance.copied).toEqual([min]);
    expect(end.instance.tasks.map(({ assigneeId }) => assigneeId)).toEqual([na]);
  });
});
