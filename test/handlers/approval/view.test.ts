import { canDo } from '../../../handlers/approval/can.js';
import { advance } from '../../../handlers/approval/rules/engine.js';
import { stepsView } from '../../../handlers/approval/view.js';
import { contractFlow } from '../../../handlers/flow/shipped/contract.js';
import { branch, fork } from './acts.js';
import {
  clock,
  feng,
  firm,
  flow,
  jie,
  li,
  min,
  na,
  person,
  pressed,
  step,
  submitted,
  tao,
  wei,
} from './firm.js';

const large = { amountCents: 600_000_00, currency: 'CNY' };
const asked = submitted(contractFlow, large);

describe('the steps that Wei sees', () => {
  test('while legal and finance have it: who approved, who is asked, and that the general manager comes later', () => {
    const { instance } = pressed(asked, [na, '+'], [jie, '+']);
    const plain = { origin: 'step', byRule: false, question: null, onBehalfOf: null, comment: null };
    const open = { ...plain, openedAt: '2026-03-02T09:01:00.000Z', decidedAt: null };
    const none = { need: 0, size: 0, approved: 0, rule: null };
    expect(stepsView(instance, firm)).toEqual([
      {
        ...none,
        need: 1,
        size: 1,
        approved: 1,
        name: { zh: '销售主管', en: 'Sales manager' },
        mode: 'ANY',
        state: 'passed',
        tasks: [
          {
            ...plain,
            who: 'Na',
            state: 'approved',
            openedAt: '2026-03-02T09:00:00.000Z',
            decidedAt: '2026-03-02T09:01:00.000Z',
          },
        ],
      },
      {
        ...none,
        need: 2,
        size: 3,
        approved: 1,
        name: { zh: '法务与财务会签', en: 'Legal and finance' },
        mode: 'ALL',
        state: 'active',
        tasks: [
          { ...open, who: 'Jie', state: 'approved', decidedAt: '2026-03-02T09:02:00.000Z' },
          { ...open, who: 'Li', state: 'closed' },
          { ...open, who: 'Min', state: 'open' },
        ],
      },
      { ...none, name: { zh: '总经理', en: 'General manager' }, mode: 'ANY', state: 'waiting', tasks: [] },
    ]);
  });

  test('when Min decided for Jie: both are named', () => {
    const { instance } = pressed(submitted(flow(step('sign', 'ANY', [person(jie)]))), [jie, '+']);
    const proxied = { ...instance, tasks: instance.tasks.map((task) => ({ ...task, decidedById: min })) };
    expect(stepsView(proxied, firm)[0]?.tasks[0]).toMatchObject({ who: 'Min', onBehalfOf: 'Jie' });
  });

  test('without branches that will not be taken, whose steps may ask for what is not there', () => {
    const long = { field: 'days', op: 'gt', value: 3 } as const;
    const definition = flow(
      step('first', 'ANY', [person(na)]),
      fork(
        'f',
        'FIRST',
        branch('leave', [step('boss', 'ANY', [person(feng)], long)], {
          field: 'kind',
          op: 'eq',
          value: 'leave',
        }),
        branch('usual', [step('lead', 'ANY', [person(jie)])]),
      ),
    );
    const shown = stepsView(submitted(definition, { kind: 'other' }).instance, firm);
    expect(shown.map(({ name }) => name.en)).toEqual(['first', 'lead']);
  });

  test('with all that may come where it was resubmitted without what a branch asks for, as older versions let it be', () => {
    const large = { field: 'amountCents', op: 'gte', value: 5 } as const;
    const definition = flow(
      step('first', 'ANY', [person(na)]),
      fork(
        'f',
        'FIRST',
        branch('large', [step('boss', 'ANY', [person(feng)])], large),
        branch('usual', [step('lead', 'ANY', [person(jie)], large)]),
      ),
    );
    const { instance } = submitted(definition, { amountCents: 1 });
    const shown = stepsView({ ...instance, facts: {} }, firm);
    expect(shown.map(({ name, state }) => `${name.en} ${state}`)).toEqual([
      'first active',
      'boss waiting',
      'lead waiting',
    ]);
  });

  test('a person whom the directory no longer names is shown by number', () => {
    expect(stepsView(asked.instance, { ...firm, names: {} })[0]?.tasks[0]?.who).toBe('#2');
  });
});

describe('the buttons', () => {
  const gone = advance(asked.instance, { type: 'withdraw', byId: wei }, clock(1), firm);
  const cases: [string, number, typeof asked, string[]][] = [
    ['Na is asked', na, asked, ['approval.approve', 'approval.reject', 'approval.comment', 'approval.more']],
    [
      'Na has approved, and may take it back',
      na,
      pressed(asked, [na, '+']),
      ['approval.comment', 'approval.more'],
    ],
    ['Wei waits', wei, asked, ['approval.comment', 'approval.withdraw', 'approval.more']],
    ['Wei has withdrawn', wei, gone, ['approval.comment']],
    ['Na is asked no longer', na, gone, ['approval.comment']],
    ['Jie signed for Li', li, pressed(asked, [na, '+'], [jie, '+']), ['approval.comment']],
    ['Tao looks on', tao, asked, ['approval.comment']],
  ];

  test.each(cases)('%s', (_, viewer, { instance }, expected) => {
    expect(canDo(instance, viewer, clock(9), firm)).toEqual(expected);
  });
});
