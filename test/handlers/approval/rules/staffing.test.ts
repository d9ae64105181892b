import { peopleNeeded } from '../../../../handlers/approval/rules/people-needed.js';
import { staff } from '../../../../handlers/approval/rules/staffing.js';
import { contractFlow } from '../../../../handlers/flow/shipped/contract.js';
import type { Assignee } from '../../../../models/approval-flow.js';
import type { People } from '../../../../models/approval-instance.js';
import type { StepMode } from '../../../../models/approval-view.js';
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
  role,
  step,
  wei,
  weiAsks,
  without,
} from '../firm.js';

const seats = (mode: StepMode, assignees: Assignee[], people: People = firm, initiatorId: number = wei) => {
  const one = step('sign', mode, assignees);
  const { seats } = staff(one, weiAsks(flow(one), {}, initiatorId), people);
  return seats.map((seat) => [...seat.people]);
};

describe('who may give each signature', () => {
  const cases: [string, number[][], number[][]][] = [
    ['any of legal, and finance', seats('ALL', [role('legal'), role('finance')]), [[jie, li], [min]]],
    [
      'each of legal, and finance',
      seats('ALL', [role('legal', 'all'), role('finance')]),
      [[jie], [li], [min]],
    ],
    ['any of them all', seats('ANY', [role('legal', 'all'), role('finance')]), [[jie, li, min]]],
    ['any, Min being named twice', seats('ANY', [role('finance'), person(min)]), [[min]]],
    ["Wei's manager, and hers", seats('SEQ', [manager(1), manager(2)]), [[na], [feng]]],
    ['a manager above the top', seats('SEQ', [manager(3)]), [[lin]]],
    ["Wei's manager, who has left", seats('ANY', [manager(1)], without(na)), [[lin]]],
    ["the manager's manager, when the manager has left", seats('ANY', [manager(2)], without(na)), [[feng]]],
    ['Min, who has left', seats('ALL', [person(min)], without(min)), [[lin]]],
    ['all of legal, when Jie has left', seats('ALL', [role('legal', 'all')], without(jie)), [[li]]],
    ['all of legal, when both have left', seats('ALL', [role('legal', 'all')], without(jie, li)), [[lin]]],
    ['each of legal, Li having submitted', seats('ALL', [role('legal', 'all')], firm, li), [[jie], [jie]]],
    ['any of legal, Li having submitted', seats('ALL', [role('legal')], firm, li), [[jie]]],
    [
      'any of legal, Jie having submitted and having no manager',
      seats('ALL', [role('legal')], { ...firm, managerOf: {} }, jie),
      [[li]],
    ],
    [
      'Wei, who by mistake is his own manager',
      seats('ANY', [manager(1)], { ...firm, managerOf: { [wei]: wei } }),
      [[lin]],
    ],
  ] as [string, number[][], number[][]][];

  test.each(cases)('%s', (_, found, expected) => {
    expect(found).toEqual(expected);
  });
});

describe('what must be loaded', () => {
  test('for the contract flow: its roles and the administrators, and one manager up', () => {
    expect(peopleNeeded(contractFlow)).toEqual({
      roles: ['admin', 'legal', 'finance', 'general-manager'],
      levels: 1,
      persons: [],
      personFields: [],
      departmentFields: [],
      ownHead: false,
    });
  });

  test('for a flow that names people and climbs three managers', () => {
    const definition = flow(
      step('a', 'ALL', [person(min), manager(3), role('legal')]),
      step('b', 'ALL', [person(min), manager(1), role('legal', 'all'), person(na)]),
    );
    expect(peopleNeeded(definition)).toMatchObject({
      roles: ['admin', 'legal'],
      levels: 3,
      persons: [min, na],
    });
  });

  test('one manager up in any case, who stands in when a request is one’s own', () => {
    expect(peopleNeeded(flow(step('a', 'ALL', [person(min)]))).levels).toBe(1);
  });
});
