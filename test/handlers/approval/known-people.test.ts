import { KnownPeople } from '../../../handlers/approval/known-people.js';
import { peopleWith } from '../../../handlers/approval/rules/instance.js';
import { usualWorkingTime } from '../../../handlers/working-time.js';

const li = {
  ...{ id: 7, name: '李娜', managerId: null, active: true, position: '销售总监' },
  ...{ departmentId: 2, timeZone: 'Asia/Shanghai', role: 'legal', heads: 2 },
};

const known = new KnownPeople({
  rows: [li],
  roles: ['legal'],
  absences: [],
  acting: { proxyOf: {}, keeperOf: {} },
  workingTime: usualWorkingTime,
  now: new Date('2026-03-02T18:00:00Z'),
});

describe('The people of a flow', () => {
  test('are known by their names, their roles and whom they work for', () => {
    expect(known).toMatchObject({ names: { 7: '李娜' }, roles: { legal: [7] }, managerOf: { 7: null } });
  });

  test('are still looked up by title, department and zone when one thing about them is another', () => {
    const withoutHer = peopleWith(known, { active: new Set() });
    expect([...withoutHer.active]).toEqual([]);
    expect(withoutHer.names).toEqual({ 7: '李娜' });
    expect(withoutHer.titleOf).toEqual({ 7: '销售总监' });
    expect(withoutHer.departmentOf).toEqual({ 7: 2 });
    expect(withoutHer.headOf).toEqual({ 2: 7 });
    expect(withoutHer.timeZoneOf).toEqual({ 7: 'Asia/Shanghai' });
    expect(withoutHer.quiet).toEqual(new Set([7]));
    expect([...known.active]).toEqual([7]);
  });
});
