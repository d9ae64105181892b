import { advance } from '../../../../handlers/approval/rules/engine.js';
import { contractFlow } from '../../../../handlers/flow/shipped/contract.js';
import type { FlowNode } from '../../../../models/approval-flow.js';
import type { ApprovalEvent } from '../../../../models/approval-instance.js';
import type { StepMode } from '../../../../models/approval-view.js';
import { automatic, branch, does, fork, ruled } from '../acts.js';
import {
  clock,
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
  pressing,
  refusal,
  role,
  step,
  submitted,
  tao,
  three,
  waitingFor,
  wei,
  weiAsks,
  without,
} from '../firm.js';

const large = { amountCents: 600_000_00, currency: 'CNY' };
const small = { amountCents: 500_000_00, currency: 'CNY' };

describe('Wei submits a contract', () => {
  test('of 600,000: Na, then legal and finance together, then Feng are asked, and it passes', () => {
    const asked = submitted(contractFlow, large);
    expect(waitingFor(asked)).toEqual([na]);
    expect(asked.opened.map((task) => task.assigneeId)).toEqual([na]);
    expect(asked.show).toEqual([wei, na]);
    expect(asked.outcome).toBeNull();

    const naApproved = pressed(asked, [na, '+']);
    expect(waitingFor(naApproved)).toEqual([jie, li, min]);
    expect(naApproved.opened.map((task) => task.assigneeId)).toEqual([jie, li, min]);
    expect(naApproved.show).toEqual([wei, na, jie, li, min]);

    const jieSigned = pressed(naApproved, [jie, '+']);
    expect(waitingFor(jieSigned)).toEqual([min]);
    expect(jieSigned.opened).toEqual([]);

    const minSigned = pressed(jieSigned, [min, '+']);
    expect(waitingFor(minSigned)).toEqual([feng]);
    expect(minSigned.outcome).toBeNull();

    const passed = pressed(minSigned, [feng, '+']);
    expect(passed.outcome).toBe('approved');
    expect(passed.instance.state).toBe('approved');
    expect(passed.instance.endedAt).toEqual(clock(1));
    expect(passed.show).toEqual([wei, na, jie, li, min, feng]);
  });

  test('of exactly 500,000: Feng is not asked', () => {
    const passed = pressed(submitted(contractFlow, small), [na, '+'], [li, '+'], [min, '+']);
    expect(passed.outcome).toBe('approved');
    expect(passed.instance.steps.map((one) => one.state)).toEqual(['passed', 'passed', 'skipped']);
  });

  test('of 100 US dollars: Feng is asked, as dollars cannot be compared with the threshold', () => {
    const dollars = submitted(contractFlow, { amountCents: 100_00, currency: 'USD' });
    expect(waitingFor(pressed(dollars, [na, '+'], [li, '+'], [min, '+']))).toEqual([feng]);
  });

  test('of an unknown amount: he is told to fill it in', () => {
    expect(refusal(() => submitted(contractFlow, { amountCents: null, currency: 'CNY' }))).toBe(
      'The flow decides by “amountCents”, which this record does not have in a usable form. ' +
        'Fill it in, or ask an administrator to check the flow.',
    );
  });

  test('that Min of finance rejects: Jie of legal is no longer asked and Feng never is', () => {
    const rejected = pressed(submitted(contractFlow, large), [na, '+'], [min, '-']);
    expect(rejected.outcome).toBe('rejected');
    expect(waitingFor(rejected)).toEqual([]);
    expect(rejected.instance.steps.map((one) => one.state)).toEqual(['passed', 'rejected', 'cancelled']);
    expect(rejected.show).toEqual([wei, na, jie, li, min]);
    expect(rejected.instance.tasks.find((task) => task.assigneeId === min)).toMatchObject({
      state: 'rejected',
      comment: 'Too cheap',
      decidedById: min,
      decidedAt: clock(2),
    });
  });

  test('and withdraws it: nobody is asked any more', () => {
    const asked = pressed(submitted(contractFlow, large), [na, '+']);
    const gone = advance(asked.instance, { type: 'withdraw', byId: wei }, clock(9), firm);
    expect(gone.outcome).toBe('withdrawn');
    expect(waitingFor(gone)).toEqual([]);
    expect(gone.instance.steps.map((one) => one.state)).toEqual(['passed', 'cancelled', 'cancelled']);
    expect(gone.show).toEqual([wei, na, jie, li, min]);
  });

  test('twice: he is told that it was submitted and who has it', () => {
    const { instance } = submitted(contractFlow, large);
    expect(refusal(() => advance(instance, { type: 'submit' }, clock(5), firm))).toBe(
      'This was already submitted on 09:00 and waits for Na.',
    );
  });
});

describe('Jie, Min and Feng are asked together or in turn', () => {
  type Presses = Parameters<typeof pressed>[1][];
  const cases: [StepMode, string, Presses, string, number[]][] = [
    ['ALL', 'nobody has decided', [], 'running', [jie, min, feng]],
    ['ALL', 'Jie approves', [[jie, '+']], 'running', [min, feng]],
    [
      'ALL',
      'Feng and Jie approve',
      [
        [feng, '+'],
        [jie, '+'],
      ],
      'running',
      [min],
    ],
    [
      'ALL',
      'Min, Feng and Jie approve',
      [
        [min, '+'],
        [feng, '+'],
        [jie, '+'],
      ],
      'approved',
      [],
    ],
    ['ALL', 'Min rejects', [[min, '-']], 'rejected', []],
    [
      'ALL',
      'Jie and Min approve, Feng rejects',
      [
        [jie, '+'],
        [min, '+'],
        [feng, '-'],
      ],
      'rejected',
      [],
    ],
    ['ANY', 'nobody has decided', [], 'running', [jie, min, feng]],
    ['ANY', 'Feng approves', [[feng, '+']], 'approved', []],
    ['ANY', 'Min rejects', [[min, '-']], 'rejected', []],
    ['SEQ', 'nobody has decided', [], 'running', [jie]],
    ['SEQ', 'Jie approves', [[jie, '+']], 'running', [min]],
    [
      'SEQ',
      'Jie and Min approve',
      [
        [jie, '+'],
        [min, '+'],
      ],
      'running',
      [feng],
    ],
    [
      'SEQ',
      'Jie, Min and Feng approve',
      [
        [jie, '+'],
        [min, '+'],
        [feng, '+'],
      ],
      'approved',
      [],
    ],
    ['SEQ', 'Jie rejects', [[jie, '-']], 'rejected', []],
    [
      'SEQ',
      'Jie approves, Min rejects',
      [
        [jie, '+'],
        [min, '-'],
      ],
      'rejected',
      [],
    ],
    [
      'SEQ',
      'Jie and Min approve, Feng rejects',
      [
        [jie, '+'],
        [min, '+'],
        [feng, '-'],
      ],
      'rejected',
      [],
    ],
  ];

  test.each(cases)('%s: when %s', (mode, _, presses, state, open) => {
    const asked = submitted(flow(step('sign', mode, [person(jie), person(min), person(feng)])));
    const now = pressed(asked, ...presses);
    expect(now.instance.state).toBe(state);
    expect(now.outcome).toBe(state === 'running' ? null : state);
    expect(waitingFor(now)).toEqual(open);
  });

  test('of whom Feng, who waits for his turn, has no card and hears nothing when Jie rejects', () => {
    const asked = submitted(flow(step('sign', 'SEQ', [person(jie), person(feng)])));
    expect(asked.show).toEqual([wei, jie]);
    expect(pressed(asked, [jie, '-']).show).toEqual([wei, jie]);
  });
});

describe('one signature for a department, or one from each member', () => {
  test('when any member signs for legal, Li is no longer asked after Jie has signed', () => {
    const asked = submitted(flow(step('sign', 'ALL', [role('legal'), role('finance')])));
    expect(waitingFor(pressed(asked, [jie, '+']))).toEqual([min]);
    expect(pressed(asked, [min, '+'], [li, '+']).outcome).toBe('approved');
  });

  test('when all of legal must sign, Li is asked until she has signed too', () => {
    const asked = submitted(flow(step('sign', 'ALL', [role('legal', 'all'), role('finance')])));
    const now = pressed(asked, [jie, '+'], [min, '+']);
    expect(waitingFor(now)).toEqual([li]);
    expect(pressed(now, [li, '+']).outcome).toBe('approved');
  });

  test('when legal signs in turn, each gets the card after the one before', () => {
    const asked = submitted(flow(step('sign', 'SEQ', [role('legal', 'all'), role('finance')])));
    expect(waitingFor(asked)).toEqual([jie]);
    expect(waitingFor(pressed(asked, [jie, '+']))).toEqual([li]);
    expect(waitingFor(pressed(asked, [jie, '+'], [li, '+']))).toEqual([min]);
  });

  test('Min, who is in finance and named besides, has one task, and signs once for both', () => {
    const asked = submitted(flow(step('sign', 'ALL', [role('finance'), person(min), person(jie)])));
    expect(asked.instance.tasks.map((task) => task.assigneeId)).toEqual([min, jie]);
    expect(pressed(asked, [min, '+'], [jie, '+']).outcome).toBe('approved');
  });

  test('Jie, who may sign first and must sign third, waits for the second once Li has signed first', () => {
    const asked = submitted(flow(step('sign', 'SEQ', [role('legal'), person(min), person(jie)])));
    const liSigned = pressed(asked, [li, '+']);
    expect(waitingFor(liSigned)).toEqual([min]);
    const minSigned = pressed(liSigned, [min, '+']);
    expect(waitingFor(minSigned)).toEqual([jie]);
    expect(minSigned.opened.map((task) => task.assigneeId)).toEqual([jie]);
    expect(pressed(minSigned, [jie, '+']).outcome).toBe('approved');
  });
});

describe('nobody approves their own request', () => {
  test('Jie of legal submits: her manager Feng is asked in her place, beside Li', () => {
    expect(waitingFor(submitted(flow(step('sign', 'ALL', [role('legal')])), {}, firm, jie))).toEqual([
      feng,
      li,
    ]);
  });

  test('Feng, who has no manager, submits: Lin the administrator is asked', () => {
    expect(
      waitingFor(submitted(flow(step('sign', 'ANY', [role('general-manager')])), {}, firm, feng)),
    ).toEqual([lin]);
  });

  test('Min, whose manager has left, submits: Lin the administrator is asked', () => {
    const asked = submitted(flow(step('sign', 'ANY', [role('finance')])), {}, without(feng), min);
    expect(waitingFor(asked)).toEqual([lin]);
  });

  test('Lin, the only administrator, has no manager to ask: she is told whom to turn to', () => {
    const alone = { ...firm, managerOf: { ...firm.managerOf, [lin]: null } };
    const attempt = () => submitted(flow(step('Check', 'ANY', [role('admin')])), {}, alone, lin);
    expect(refusal(attempt)).toBe(
      'Nobody can decide “Check”, and there is no administrator besides Lin to stand in. ' +
        'Ask whoever looks after this system in your firm to name an approver or an administrator, then try again.',
    );
  });

  test('Wei presses Approve on his own request', () => {
    const asked = submitted(contractFlow, large);
    expect(refusal(() => pressed(asked, [wei, '+']))).toBe(
      'Nobody decides on their own request; yours waits for Na.',
    );
  });
});

describe('a step that has nobody', () => {
  test('goes to Lin the administrator, never past', () => {
    expect(waitingFor(submitted(flow(step('sign', 'ALL', [role('nobody'), role('finance')]))))).toEqual([
      lin,
      min,
    ]);
    expect(waitingFor(submitted(flow(step('sign', 'ALL', [role('nobody', 'all')]))))).toEqual([lin]);
    expect(waitingFor(submitted(flow(step('sign', 'ANY', [manager(9)]))))).toEqual([lin]);
  });

  test('does not trouble Lin when somebody else may sign in any case', () => {
    expect(waitingFor(submitted(flow(step('sign', 'ANY', [role('nobody'), role('finance')]))))).toEqual([
      min,
    ]);
  });

  test('Jie has left: Li alone signs for legal', () => {
    const asked = submitted(flow(step('sign', 'ALL', [role('legal', 'all')])), {}, without(jie));
    expect(waitingFor(asked)).toEqual([li]);
  });

  test('is refused at submit, even when it is the last step', () => {
    const definition = flow(step('first', 'ANY', [manager(1)]), step('Last', 'ANY', [role('nobody')]));
    expect(refusal(() => submitted(definition, {}, without(lin)), 'zh-CN')).toBe(
      '“Last”没有可以审批的人，也没有 Wei 以外的管理员代为处理。请联系公司里负责本系统的同事，指定审批人或管理员后再试。',
    );
  });

  test('is refused to whoever would lead into it when all have left meanwhile, and that one may press again', () => {
    const { instance } = submitted(
      flow(step('first', 'ANY', [manager(1)]), step('Last', 'ANY', [role('finance')])),
    );
    const press = pressing(instance, [na, '+']);
    expect(refusal(() => advance(instance, press, clock(1), without(min, lin)))).toMatch(
      /^Nobody can decide “Last”/,
    );
    expect(waitingFor(advance(instance, press, clock(2), without(min)))).toEqual([lin]);
  });
});

describe('whoever presses too late, too early or in the wrong place reads the truth', () => {
  const naAndFeng = flow(
    step('sign', 'ALL', [person(na), person(feng)]),
    step('last', 'ANY', [role('legal')]),
  );

  test('Na approves twice', () => {
    const once = pressed(submitted(naAndFeng), [na, '+']);
    expect(refusal(() => pressed(once, [na, '+']))).toBe('Na has already approved this on 09:01.');
    expect(refusal(() => pressed(once, [na, '-']), 'zh-CN')).toBe('Na 已于 09:01 同意过了。');
  });

  test('Li presses after Jie signed for legal', () => {
    const signed = pressed(submitted(flow(step('sign', 'ALL', [role('legal'), person(feng)]))), [jie, '+']);
    expect(refusal(() => pressed(signed, [li, '-']))).toBe('Jie has already approved this on 09:01.');
  });

  test('Li presses after Jie signed for legal and Feng, later, for himself', () => {
    const definition = flow(
      step('sign', 'ALL', [role('legal'), person(feng)]),
      step('last', 'ANY', [person(min)]),
    );
    const signed = pressed(submitted(definition), [jie, '+'], [feng, '+']);
    expect(refusal(() => pressed(signed, [li, '+']))).toBe('Jie has already approved this on 09:01.');
  });

  test('Li presses before it is her turn', () => {
    const asked = submitted(flow(step('sign', 'SEQ', [person(feng), person(li)])));
    expect(refusal(() => pressed(asked, [li, '+']))).toBe(
      'It is not your turn yet: this waits for Feng now.',
    );
  });

  test('Jie, who may sign first and must sign third, presses while it is the turn of Min', () => {
    const asked = submitted(flow(step('sign', 'SEQ', [role('legal'), person(min), person(jie)])));
    expect(refusal(() => pressed(asked, [li, '+'], [jie, '+']))).toBe(
      'It is not your turn yet: this waits for Min now.',
    );
  });

  describe('Na, who is asked in two steps,', () => {
    const twice = flow(step('one', 'ANY', [person(na)]), step('two', 'ANY', [person(na)]));
    const onTask = (now: ReturnType<typeof submitted>, taskSeq: number) =>
      advance(
        now.instance,
        { ...pressing(now.instance, [na, '+']), taskSeq } as ApprovalEvent,
        clock(2),
        firm,
      );

    test('presses twice on the card of the first: the second press decides nothing', () => {
      const once = onTask(submitted(twice), 1);
      expect(refusal(() => onTask(once, 1))).toBe(
        'What the card showed is dealt with. You are asked about “two” now: please look again.',
      );
      expect(onTask(once, 2).outcome).toBe('approved');
    });

    test('at once decides the one that she was shown, and is told the truth about it afterwards', () => {
      const both = flow(
        fork(
          'f',
          'ALL',
          branch('l', [step('left', 'ANY', [person(na)])]),
          branch('r', [step('right', 'ANY', [person(na)])]),
        ),
      );
      const right = onTask(submitted(both), 2);
      expect(right.instance.tasks.map(({ state }) => state)).toEqual(['open', 'approved']);
      expect(refusal(() => onTask(right, 2))).toContain('“left”');
      expect(refusal(() => onTask(onTask(right, 1), 1))).toContain('Na approved this');
    });
  });

  test('Jie, who was asked until Min sent it back, presses', () => {
    const definition = flow(
      step('first', 'ANY', [person(na)]),
      step('sign', 'ALL', [person(jie), person(min)]),
    );
    const asked = pressed(submitted(definition), [na, '+']);
    const back = does(asked, 'return', { byId: min, comment: 'Why?', to: 'first', way: 'RERUN' });
    expect(refusal(() => pressed(back, [jie, '+']))).toBe(
      'You are not needed for this any more; it waits for Na now.',
    );
  });

  describe('after a rule has decided: nobody is said to have done it', () => {
    const late = (action: 'approve' | 'reject') =>
      ruled(step('late', 'ANY', [person(li)]), { timeout: [{ after: { hours: 1 }, action }] });
    const decided = (action: 'approve' | 'reject', ...more: readonly FlowNode[]) =>
      advance(
        submitted(flow(late(action), ...more)).instance,
        { type: 'tick', seq: 1, action },
        clock(60),
        firm,
      );

    test('Li, who was late, while it goes on', () => {
      const asked = decided('approve', step('next', 'ANY', [person(min)]));
      expect(refusal(() => pressed(asked, [li, '+']))).toBe(
        'A rule of the flow decided this for you on 10:00; it waits for Min now.',
      );
    });

    test.each([
      ['approve', 'This passed by a rule of its flow on 10:00.'],
      ['reject', 'This was rejected by a rule of its flow on 10:00.'],
    ] as const)('Li, who was late, when it is over: %s', (action, text) => {
      expect(refusal(() => pressed(decided(action), [li, '+']))).toBe(text);
    });

    test('Na, whose approval led to a step that always says no', () => {
      const ended = pressed(submitted(flow(step('a', 'ANY', [person(na)]), automatic('no', 'reject'))), [
        na,
        '+',
      ]);
      expect(refusal(() => pressed(ended, [na, '+']))).toBe(
        'This was rejected by a rule of its flow on 09:01.',
      );
    });
  });

  test('Jie, who was outvoted before a step that always says no', () => {
    const vote = ruled(step('vote', 'VOTE', three), { need: 2 });
    const ended = pressed(
      submitted(flow(vote, automatic('no', 'reject'))),
      [jie, '-'],
      [min, '+'],
      [feng, '+'],
    );
    expect(ended.outcome).toBe('rejected');
    expect(refusal(() => pressed(ended, [jie, '-']))).toContain('was rejected by a rule of its flow');
  });

  test('Min would give an opinion that nobody has asked of her', () => {
    const asked = submitted(flow(step('sign', 'ANY', [person(min)])));
    expect(refusal(() => does(asked, 'advise', { byId: min, comment: 'Fine' }))).toBe(
      'Nobody waits for an opinion of yours.',
    );
  });

  test('Tao, who was never asked, presses', () => {
    const asked = submitted(naAndFeng);
    expect(refusal(() => pressed(asked, [tao, '+']))).toBe(
      'You are not an approver of this; it waits for Na, Feng.',
    );
    expect(refusal(() => pressed(asked, [tao, '+']), 'zh-CN')).toBe(
      '你不是这项审批的审批人，现在等 Na、Feng 处理。',
    );
  });

  test('Feng presses after Na has rejected', () => {
    const ended = pressed(submitted(naAndFeng), [na, '-']);
    expect(refusal(() => pressed(ended, [feng, '+']))).toBe('Na rejected this on 09:01.');
  });

  test('Feng approved and Na rejected in the same millisecond: Na is named', () => {
    const { instance } = submitted(flow(step('sign', 'ALL', [person(na), person(feng)])));
    const fengApproved = advance(instance, pressing(instance, [feng, '+']), clock(1), firm).instance;
    const ended = advance(fengApproved, pressing(instance, [na, '-']), clock(1), firm).instance;
    expect(refusal(() => advance(ended, pressing(instance, [feng, '+']), clock(2), firm))).toBe(
      'Na rejected this on 09:01.',
    );
  });

  test('Li presses after Jie gave the last approval', () => {
    const ended = pressed(submitted(naAndFeng), [na, '+'], [feng, '+'], [jie, '+']);
    expect(refusal(() => pressed(ended, [li, '-']))).toBe(
      'Jie approved this on 09:03, and with that it has passed.',
    );
  });

  test('Na presses after Wei has withdrawn', () => {
    const { instance } = submitted(naAndFeng);
    const gone = advance(instance, { type: 'withdraw', byId: wei }, clock(7), firm);
    expect(refusal(() => pressed(gone, [na, '+']))).toBe('Wei withdrew this on 09:07.');
    expect(refusal(() => advance(gone.instance, { type: 'withdraw', byId: wei }, clock(8), firm))).toBe(
      'Wei withdrew this on 09:07.',
    );
  });

  test('Na would decide on what Wei has not submitted', () => {
    const waiting = weiAsks(naAndFeng);
    expect(refusal(() => advance(waiting, pressing(waiting, [na, '+']), clock(1), firm))).toBe(
      'Wei has not submitted this yet.',
    );
  });

  test('Na would withdraw the request of Wei', () => {
    const { instance } = submitted(naAndFeng);
    expect(refusal(() => advance(instance, { type: 'withdraw', byId: na }, clock(1), firm))).toBe(
      'Only Wei can withdraw this.',
    );
    expect(refusal(() => advance(instance, { type: 'urge', byId: na }, clock(1), firm))).toBe(
      'Only Wei can do this.',
    );
  });

  test('Na presses on a card that shows other content', () => {
    const { instance } = submitted(naAndFeng);
    const stale = { type: 'approve', byId: na, hash: 'another' } as const;
    expect(refusal(() => advance(instance, stale, clock(1), firm))).toBe(
      'The content has changed since this card was shown; the card has been redrawn. Please look again.',
    );
  });

  test.each(['', ' \n\t '])('Na rejects with %j for a reason', (comment) => {
    const { instance } = submitted(naAndFeng);
    const press = { type: 'reject', byId: na, hash: instance.contentHash, comment } as const;
    expect(refusal(() => advance(instance, press, clock(1), firm))).toBe(
      'Please give a reason for rejecting, so that Wei knows what to change.',
    );
  });

  test('a comment with an approval is kept without the blanks around it', () => {
    const { instance } = submitted(naAndFeng);
    const press = { type: 'approve', byId: na, hash: instance.contentHash, comment: ' Fine. ' } as const;
    const [task] = advance(instance, press, clock(1), firm).instance.tasks;
    expect(task).toMatchObject({
      state: 'approved',
      comment: 'Fine.',
      openedAt: clock(0),
      decidedAt: clock(1),
    });
  });
});
