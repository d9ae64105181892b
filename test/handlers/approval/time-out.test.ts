/** What each time-out does in each kind of step, without a database. */
import { advance, type Progress } from '../../../handlers/approval/rules/engine.js';
import type { FlowDefinition, FlowNode, StepDefinition, Timeout } from '../../../models/approval-flow.js';
import type { People } from '../../../models/approval-instance.js';
import type { StepMode } from '../../../models/approval-view.js';
import { firstFault } from '../flow/first-fault.js';
import { does, ruled, signedBy } from './acts.js';
import {
  clock,
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
  step,
  submitted,
  tao,
  waitingFor,
  wei,
} from './firm.js';

const hour = (action: Timeout['action'], more: Partial<Timeout> = {}): Timeout => ({
  after: { hours: 1 },
  action,
  ...more,
});

const timed = (definition: StepDefinition, ...timeout: readonly Timeout[]) => ruled(definition, { timeout });
const late = (progress: Progress, seq: number, action: Timeout['action'], minute = 60) =>
  advance(progress.instance, { type: 'tick', seq, action }, clock(minute), firm);
const stateOf = ({ instance }: Progress, seq: number) => instance.tasks[seq - 1]?.state;

test('nothing happens before its time, nor twice, nor something else than what was said', () => {
  const asked = submitted(flow(timed(signedBy('one', na), hour('remind'))));
  expect(refusal(() => late(asked, 1, 'remind', 59))).toBe('No time-out is due here now.');
  expect(refusal(() => late(asked, 1, 'approve'))).toBe('No time-out is due here now.');
  const once = late(asked, 1, 'remind');
  expect([once.told, waitingFor(once)]).toEqual([[na], [na]]);
  expect(refusal(() => late(once, 1, 'remind', 600), 'zh-CN')).toBe('现在没有到期的超时处理。');
});

describe('a reminder that would come at night', () => {
  const night = timed(signedBy('one', na), hour('remind', { after: { hours: 12 } }));
  const dueIn = (people: Partial<People>) =>
    submitted(flow(night), {}, { ...firm, ...people }).instance.tasks[0]?.dueAt?.toISOString();

  test('comes in the morning of whoever has it', () => {
    expect(dueIn({})).toBe('2026-03-03T08:00:00.000Z');
    expect(dueIn({ timeZoneOf: { [na]: 'Asia/Shanghai' } })).toBe('2026-03-03T00:00:00.000Z');
    expect(dueIn({ timeZoneOf: { [na]: 'America/New_York' } })).toBe('2026-03-02T21:00:00.000Z');
  });

  test('comes by the clock of who acts for somebody away', () => {
    const timeZoneOf = { [na]: 'UTC', [tao]: 'America/New_York' };
    expect(dueIn({ timeZoneOf, proxyOf: { [na]: tao } })).toBe('2026-03-02T21:00:00.000Z');
  });

  test('comes at its time where the firm works then', () => {
    const workingTime = { periods: [{ from: '13:00', to: '21:00' }], daysOff: [], daysWorked: [] };
    expect(dueIn({ workingTime })).toBe('2026-03-02T21:00:00.000Z');
    const day = { ...workingTime, periods: [{ from: '09:00', to: '17:00' }] };
    expect(dueIn({ workingTime: day })).toBe('2026-03-03T08:00:00.000Z');
  });
});

const modes: readonly StepMode[] = ['ALL', 'ANY', 'ANY_APPROVE', 'SEQ', 'EACH_GROUP'];

test.each(modes)('in %s, whom it was escalated to decides as well as who was late', (mode) => {
  const definition = timed(step('one', mode, [person(min), person(li)]), hour('escalate', { to: lin }));
  const asked = late(submitted(flow(definition)), 1, 'escalate');
  expect(waitingFor(asked)).toContain(lin);
  const bySuperior = pressed(asked, [lin, '+']);
  expect(bySuperior.instance.tasks[0]?.state).toBe('closed');
  const both = bySuperior.outcome ? bySuperior : pressed(bySuperior, [li, '+']);
  expect(both.outcome).toBe('approved');
});

test('it goes up the line, past who asks and who signs already, and to an administrator at the end', () => {
  const asked = (who: number, initiatorId: number = wei) =>
    submitted(flow(timed(signedBy('one', who, jie), hour('reassign'))), {}, firm, initiatorId);
  expect(waitingFor(late(asked(li), 1, 'reassign'))).toEqual([jie, feng]);
  expect(waitingFor(late(asked(na, feng), 1, 'reassign'))).toEqual([jie, lin]);
  expect(stateOf(late(asked(li), 1, 'reassign'), 1)).toBe('expired');
});

test('whoever gets it does not begin the whole ladder anew', () => {
  const definition = timed(signedBy('one', li), hour('reassign'), hour('close', { recoverDays: 0 }));
  const moved = late(submitted(flow(definition)), 1, 'reassign');
  const closed = late(moved, 2, 'close', 120);
  expect([closed.outcome, closed.instance.endedById, stateOf(closed, 2)]).toEqual([
    'terminated',
    null,
    'expired',
  ]);
  expect(refusal(() => does(closed, 'approve', { byId: jie }), 'zh-CN')).toBe(
    '这项审批没有在规定时间内处理，已于 11:00 自动终止。',
  );
});

const DAYS = 24 * 60;

describe('what a time-out has closed', () => {
  const closing = (more: Partial<Timeout> = {}) => timed(signedBy('two', jie, li), hour('close', more));
  const closed = (more: Partial<Timeout> = {}, rules: Partial<FlowDefinition> = {}) => {
    const asked = pressed(
      submitted({ ...flow(signedBy('one', na), closing(more)), ...rules }),
      [na, '+'],
      [jie, '+'],
    );
    return late(asked, 3, 'close', 70);
  };
  const again = (progress: Progress, byId: number, way: 'RERUN' | 'JUMP') =>
    does(progress, 'resubmit', { byId, way, facts: progress.instance.facts }, 80);

  test('is with who submitted it, who hears of it, and nobody else is asked', () => {
    const { instance, told, outcome } = closed();
    expect([instance.state, told, outcome, waitingFor({ instance })]).toEqual(['returned', [wei], null, []]);
    expect(instance.tasks.filter(({ dueAt }) => dueAt).map(({ state, dueAt }) => [state, dueAt])).toEqual([
      ['expired', clock(70 + 7 * DAYS)],
    ]);
  });

  test('goes straight on where it was, or begins anew, in the next round and with a new clock', () => {
    const straight = again(closed(), wei, 'JUMP');
    expect([straight.instance.round, waitingFor(straight)]).toEqual([2, [jie, li]]);
    expect(straight.instance.tasks.at(-1)).toMatchObject({ fired: 0, dueAt: clock(140) });
    expect(straight.instance.tasks.filter(({ state, dueAt }) => state === 'expired' && dueAt)).toEqual([]);
    expect(waitingFor(again(closed(), wei, 'RERUN'))).toEqual([na]);
  });

  test('is taken up again by an administrator, and by no other', () => {
    expect(waitingFor(again(closed(), lin, 'JUMP'))).toEqual([jie, li]);
    expect(refusal(() => again(closed(), na, 'JUMP'))).toContain('Wei');
    const sentBack = does(pressed(submitted(flow(signedBy('one', na)))), 'return', {
      byId: na,
      comment: 'Why?',
      to: 'initiator',
      way: 'RERUN',
    });
    expect(refusal(() => again(sentBack, lin, 'JUMP'))).toContain('Wei');
  });

  test('is over after its days, and does not come back', () => {
    expect(refusal(() => late(closed(), 3, 'close', 69 + 7 * DAYS))).toBe('No time-out is due here now.');
    const over = late(closed(), 3, 'close', 70 + 7 * DAYS);
    expect([over.outcome, over.instance.endedById]).toEqual(['terminated', null]);
    expect(over.instance.tasks.filter(({ dueAt }) => dueAt)).toEqual([]);
    expect(refusal(() => again(over, wei, 'JUMP'))).toContain('was ended by itself');
    expect(refusal(() => late(over, 3, 'close', 80 + 7 * DAYS))).toBe('No time-out is due here now.');
  });

  test('may be withdrawn, and is then not ended once more', () => {
    const gone = does(closed(), 'withdraw', { byId: wei }, 80);
    expect(gone.instance.state).toBe('withdrawn');
    expect(refusal(() => late(gone, 3, 'close', 80 + 7 * DAYS))).toBe('No time-out is due here now.');
  });

  test('is over at once where the flow says so, or no round is left', () => {
    expect(closed({ recoverDays: 0 }).outcome).toBe('terminated');
    expect(closed({}, { maxRounds: 1 }).outcome).toBe('terminated');
  });
});

test('what a rule has approved counts for the step and not for what its assignee thinks', () => {
  const steps: readonly FlowNode[] = [timed(signedBy('one', li), hour('approve')), signedBy('two', li)];
  const after = late(submitted({ ...flow(...steps), dedupe: 'ONCE' }), 1, 'approve');
  expect(after.instance.tasks.map(({ state, decidedById }) => [state, decidedById])).toEqual([
    ['approved', null],
    ['open', null],
  ]);
});

test('what a rule has rejected goes where a rejection goes', () => {
  const back = timed(ruled(signedBy('one', li), { rejectTo: 'initiator' }), hour('reject'));
  expect(late(submitted(flow(back)), 1, 'reject').instance.state).toBe('returned');
});

test('an opinion that nobody gave in time is done without', () => {
  const asked = submitted(flow(timed(signedBy('one', li), hour('approve'))));
  const helped = does(asked, 'delegate', { byId: li, to: min }, 0);
  const back = late(helped, 2, 'approve');
  expect([stateOf(back, 2), waitingFor(back)]).toEqual(['expired', [li]]);
});

test('where the next step needs somebody to choose, a rule does not approve: it reminds', () => {
  const chosen = step('two', 'ANY', [{ type: 'chosen', by: 'previous', most: 1 }]);
  const asked = submitted(flow(timed(signedBy('one', li), hour('approve')), chosen));
  const after = late(asked, 1, 'approve');
  expect([waitingFor(after), after.told]).toEqual([[li], [li]]);
});

test('what is taken back has the clock that it had, with what had happened and what had passed', () => {
  const one = ruled(timed(signedBy('one', li), hour('remind'), hour('escalate')), { pausesForInfo: true });
  const reminded = late(submitted(flow(one, signedBy('two', jie))), 1, 'remind', 60);
  const asked = does(reminded, 'ask', { byId: li, comment: 'Why?' }, 80);
  const answered = does(asked, 'answer', { byId: wei, comment: 'As agreed' }, 200);
  const due = answered.instance.tasks[0]?.dueAt;
  expect(due).toEqual(clock(240));
  const approved = does(answered, 'approve', { byId: li }, 210);
  expect(approved.instance.tasks[0]?.dueAt).toBeNull();
  expect(does(approved, 'takeBack', { byId: li }, 220).instance.tasks[0]).toMatchObject({
    dueAt: due,
    fired: 1,
  });
});

describe('a pause outlives an approval that is taken back', () => {
  const two = ruled(timed(step('one', 'ANY', [person(li), person(min)]), hour('escalate')), {
    pausesForInfo: true,
  });
  const asks = () =>
    does(submitted(flow(two, signedBy('two', jie))), 'ask', { byId: li, comment: 'Why?' }, 20);
  const hasAsked = { question: 'Why?', pausedAt: clock(20), passedMs: 20 * 60_000, dueAt: null };

  test.each([
    ['a colleague’s, which made the question needless', min],
    ['one’s own, given without waiting for the answer', li],
  ])('%s', (_, byId) => {
    expect(asks().instance.tasks[0]).toMatchObject(hasAsked);
    const approved = does(asks(), 'approve', { byId }, 40);
    expect(approved.instance.tasks[0]).toMatchObject({ pausedAt: null, dueAt: null });

    const back = does(approved, 'takeBack', { byId }, 50);
    expect(back.instance.tasks[0]).toMatchObject({ state: 'open', ...hasAsked });
    expect(refusal(() => late(back, 1, 'escalate', 600))).toBe('No time-out is due here now.');
    const answered = does(back, 'answer', { byId: wei, comment: 'As agreed' }, 100);
    expect(answered.instance.tasks[0]).toMatchObject({ question: null, pausedAt: null, dueAt: clock(140) });
  });

  test('but not its answer, after which there is nothing to take back', () => {
    const approved = does(asks(), 'approve', { byId: min }, 40);
    const answered = does(approved, 'answer', { byId: wei, comment: 'As agreed' }, 45);
    expect(refusal(() => does(answered, 'takeBack', { byId: min }, 50))).toContain(
      'Only the last to approve',
    );
  });
});

test('reminding leaves what can be taken back, deciding does not', () => {
  const two = timed(signedBy('two', jie), hour('remind'), hour('approve'));
  const approved = pressed(submitted(flow(signedBy('one', li), two, signedBy('three', min))), [li, '+']);
  const reminded = late(approved, 2, 'remind', 61);
  expect(waitingFor(does(reminded, 'takeBack', { byId: li }, 62))).toEqual([li]);
  const decided = late(reminded, 2, 'approve', 121);
  expect(refusal(() => does(decided, 'takeBack', { byId: li }, 122))).toContain('Only the last to approve');
});

test.each([
  [[{ after: { hours: 0 }, action: 'remind' }], 'timeout › 0 › after'],
  [[{ after: { days: 3 }, action: 'remind' }], 'timeout › 0 › after'],
  [[{ after: { hours: 1 }, action: 'explode' }], 'timeout › 0 › action'],
  [[{ after: { hours: 1 }, action: 'remind', to: 3 }], 'timeout › 0'],
  [[hour('close'), hour('remind')], 'timeout'],
  [[hour('remind', { recoverDays: 3 })], 'timeout › 0'],
  [[hour('close', { recoverDays: 400 })], 'timeout › 0 › recoverDays'],
  [Array.from({ length: 11 }, () => hour('remind')), 'timeout'],
])('a flow with %j is told where it is wrong', (timeout, place) => {
  const definition = { ...flow(signedBy('one', li)), steps: [{ ...signedBy('one', li), timeout }] };
  expect(firstFault(definition)).toContain(place);
});
