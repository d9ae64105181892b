import { type Plan, planSync } from '../../../handlers/directory/plan.js';
import type { PlatformMember } from '../../../models/directory.js';
import { account, asked, department, member, staff, there } from './firm.js';

const nameOf = ({ person }: Plan['changes'][number]) => person.there?.name ?? person.accounts[0]?.member.name;
const ledBy = (plan: Plan) =>
  Object.fromEntries(
    [...plan.newcomers, ...plan.changes]
      .filter(({ manager }) => manager !== undefined)
      .map((one) => [
        nameOf(one),
        one.manager ? (one.manager.there?.name ?? one.manager.accounts[0]?.member.name) : null,
      ]),
  );
const doubts = (plan: Plan) =>
  plan.proposals.map(({ userId, doubt, candidates }) => [userId, doubt, candidates]);

describe('whose an account is', () => {
  const zhang = staff(3, '张伟', { email: 'zhang@example.com', mobile: '138-0000-0003' });

  test.each([
    ['staff number', { staffNumber: 'E003' }],
    ['e-mail, however it is written', { email: 'ZHANG@example.com' }],
    ['mobile, with or without the country', { mobile: '+86 13800000003' }],
  ])('is known by %s', (_by, told) => {
    const plan = planSync(there({ staff: [zhang] }), asked({ members: [member('u3', '小张', told)] }));
    expect(plan.changes.map(({ person, links }) => [person.id, links.length])).toEqual([[3, 1]]);
    expect(plan.newcomers).toEqual([]);
  });

  test('is never guessed from a name: that is proposed', () => {
    const plan = planSync(there({ staff: [zhang] }), asked({ members: [member('u3', '张伟')] }));
    expect(doubts(plan)).toEqual([['u3', 'name', [3]]]);
    expect([plan.changes, plan.newcomers]).toEqual([[], []]);
  });

  test('is proposed when its number is of one person and its e-mail of another', () => {
    const li = staff(2, '李娜');
    const told = member('u3', '张', { staffNumber: 'E002', email: 'zhang@example.com' });
    const plan = planSync(there({ staff: [li, zhang] }), asked({ members: [told] }));
    expect(doubts(plan)).toEqual([['u3', 'several', [2, 3]]]);
  });

  test('is proposed when two accounts have the same e-mail', () => {
    const both = ['u3', 'u4'].map((id) => member(id, '小张', { email: 'zhang@example.com' }));
    const plan = planSync(there({ staff: [zhang] }), asked({ members: both }));
    expect(doubts(plan)).toEqual([
      ['u3', 'several', [3]],
      ['u4', 'several', [3]],
    ]);
  });

  test('is proposed when that person has an account there already', () => {
    const second = member('u9', '小张', { email: 'zhang@example.com' });
    const plan = planSync(
      there({ staff: [zhang], identities: [account(3, 'u3')] }),
      asked({ members: [member('u3', '张伟'), second] }),
    );
    expect(doubts(plan)).toEqual([['u9', 'taken', [3]]]);
  });

  test('passes on when the platform gave somebody a new id', () => {
    const renamed = member('zhangwei', '张伟', { email: 'zhang@example.com' });
    const plan = planSync(
      there({ staff: [zhang], identities: [account(3, 'u3')] }),
      asked({ members: [renamed] }),
    );
    expect(plan.changes[0]?.links[0]?.member.userId).toBe('zhangwei');
    expect(plan.unlinks.map(({ userId }) => userId)).toEqual(['u3']);
    expect(plan.leavers).toEqual([]);
  });

  test('on a second platform makes nobody new: whoever is not known there is proposed', () => {
    const onBoth = member('u3', '张伟', { email: 'zhang@example.com' });
    const plan = planSync(
      there(),
      asked(
        { members: [onBoth] },
        { members: [member('U3', 'Wei', { email: 'zhang@example.com' }), member('U4', 'Bob')] },
      ),
    );
    expect(plan.newcomers.map(({ person }) => person.accounts.map(({ platform }) => platform))).toEqual([
      ['dingtalk', 'slack'],
    ]);
    expect(doubts(plan)).toEqual([['U4', 'unknown', []]]);
  });

  test('of somebody who left is only known by the staff number: a mailbox goes to the next one', () => {
    const left = { ...zhang, active: false };
    const byMail = asked({ members: [member('u9', '新人', { email: 'zhang@example.com' })] });
    expect(doubts(planSync(there({ staff: [left] }), byMail))).toEqual([['u9', 'several', [3]]]);
    const byNumber = asked({ members: [member('u9', '张伟', { staffNumber: 'E003' })] });
    expect(planSync(there({ staff: [left] }), byNumber).changes).toMatchObject([{ returns: true }]);
  });
});

describe('what a platform does not tell', () => {
  test('stays as it was', () => {
    const zhang = staff(3, '张伟', { email: 'z@example.com', mobile: '1', position: '经理', managerId: 2 });
    const plan = planSync(
      there({ staff: [staff(2, '李娜'), zhang], identities: [account(3, 'u3')] }),
      asked({ members: [{ userId: 'u3', workspaceId: 'corp', departmentIds: [], active: true }] }),
    );
    expect([plan.changes, plan.unchanged]).toEqual([[], 1]);
  });

  test('is filled in by the next one', () => {
    const plan = planSync(
      there({ staff: [staff(3, '张伟')], identities: [account(3, 'u3'), account(3, 'U3', 'slack')] }),
      asked(
        { members: [member('u3', '张伟')] },
        { members: [member('U3', 'Wei', { email: 'z@example.com' })] },
      ),
    );
    expect(plan.changes.map(({ columns }) => columns)).toEqual([{ email: 'z@example.com' }]);
  });

  test('a mailbox that another person has is left with that one, and said', () => {
    const plan = planSync(
      there({
        staff: [staff(2, '李娜', { email: 'x@example.com' }), staff(3, '张伟')],
        identities: [account(3, 'u3')],
      }),
      asked({ members: [member('u3', '张伟', { email: 'X@example.com' })] }),
    );
    expect(plan.changes).toEqual([]);
    expect(plan.clashes).toEqual([
      { field: 'email', value: 'X@example.com', person: '张伟', holder: '李娜' },
    ]);
  });
});

describe('departments and who leads', () => {
  const tree = [
    { id: '1', name: '示例公司', headIds: ['boss'] },
    { id: '10', name: '销售部', parentId: '1', headIds: ['li'] },
    { id: '11', name: '华东区', parentId: '10', headIds: [] },
  ];
  const people = (more: Partial<PlatformMember> = {}) => [
    member('boss', '王建国', { departmentIds: ['1'] }),
    member('li', '李娜', { departmentIds: ['10'] }),
    member('zhang', '张伟', { departmentIds: ['11'], ...more }),
  ];

  test('are the platform’s: whoever has no manager of their own is led by the head of their department, or above', () => {
    const plan = planSync(there(), asked({ departments: tree, members: people() }));
    expect(ledBy(plan)).toEqual({ 李娜: '王建国', 张伟: '李娜' });
    expect(plan.heads.map(({ place, head }) => [place.name, head?.accounts[0]?.member.name])).toEqual([
      ['示例公司', '王建国'],
      ['销售部', '李娜'],
    ]);
  });

  test('a manager that the platform names comes before the head', () => {
    const plan = planSync(there(), asked({ departments: tree, members: people({ managerUserId: 'boss' }) }));
    expect(ledBy(plan)).toMatchObject({ 张伟: '王建国' });
  });

  test('that were there by name are taken over, and two of one name are not', () => {
    const rows = [department(5, '销售部'), department(6, '华东区'), department(7, '华东区')];
    const { places } = planSync(
      there({ departments: rows }),
      asked({ departments: tree, members: people() }),
    );
    const ids = [...places.byExternalId.values()].map(({ name, id }) => [name, id]);
    expect(ids).toEqual([
      ['示例公司', undefined],
      ['销售部', 5],
      ['华东区', undefined],
    ]);
  });

  test('that the platform has in a circle, or below themselves, are not: one of them is at the top', () => {
    const circle = [
      { id: '20', name: '甲', parentId: '21', headIds: [] },
      { id: '21', name: '乙', parentId: '22', headIds: [] },
      { id: '22', name: '丙', parentId: '20', headIds: [] },
      { id: '30', name: '丁', parentId: '30', headIds: [] },
    ];
    const rows = circle.map(({ id, name }, at) =>
      department(at + 1, name, { externalId: `dingtalk:${id}`, parentId: ((at + 1) % 3) + 1 }),
    );
    const { places } = planSync(there({ departments: rows }), asked({ departments: circle }));
    expect([...places.byExternalId.values()].map(({ name, parent }) => [name, parent?.name])).toEqual([
      ['丙', undefined],
      ['乙', '丙'],
      ['甲', '乙'],
      ['丁', undefined],
    ]);
  });

  test('that the platform has no more are removed, those of nobody’s directory stay', () => {
    const rows = [
      department(5, '旧部门', { externalId: 'dingtalk:99' }),
      department(6, '我们自己的'),
      department(7, '别处的', { externalId: 'wecom:1' }),
    ];
    const { places } = planSync(
      there({ departments: rows }),
      asked({ departments: tree, members: people() }),
    );
    expect(places.removed.map(({ name }) => name)).toEqual(['旧部门']);
  });

  test('nobody ends up below somebody whom they lead', () => {
    const rows = [staff(1, '王建国', { managerId: 3 }), staff(2, '李娜'), staff(3, '张伟')];
    const identities = [account(1, 'boss'), account(2, 'li'), account(3, 'zhang')];
    const plan = planSync(
      there({ staff: rows, identities }),
      asked({ departments: tree, members: people() }),
    );
    expect(ledBy(plan)).toEqual({ 王建国: null, 李娜: '王建国', 张伟: '李娜' });
  });
});

describe('who left', () => {
  const firm = (count: number) => {
    const rows = Array.from({ length: count }, (_, n) => staff(n + 1, `员工${n + 1}`));
    const identities = rows.map(({ id }) => account(id, `u${id}`));
    const members = rows.map(({ id, name }) => member(`u${id}`, name));
    return { there: there({ staff: rows, identities }), members };
  };
  const left = (plan: Plan) => plan.leavers.map(({ id }) => id);

  test('is who is in the directory no more, or is there as somebody who left', () => {
    const { there: rows, members } = firm(10);
    const [first, ...others] = members.slice(0, 9);
    const resigned = { ...(first as PlatformMember), active: false };
    expect(left(planSync(rows, asked({ members: [resigned, ...others] })))).toEqual([1, 10]);
  });

  test('is nobody whom a platform still knows, or may know that said nothing', () => {
    const { there: rows, members } = firm(3);
    const alsoThere = [...rows.identities, account(1, 'U1', 'slack'), account(2, 'W2', 'wecom')];
    const plan = planSync(
      { ...rows, identities: alsoThere },
      asked({ members: members.slice(2) }, { members: [member('U1', 'One')] }, ['wecom']),
    );
    expect(left(plan)).toEqual([]);
    expect(plan.unlinks.map(({ userId }) => userId)).toEqual(['u1', 'u2']);
  });

  test('is nobody of a workspace that was not heard of, and nobody who has no account at all', () => {
    const { there: rows, members } = firm(2);
    const elsewhere = { ...account(1, 'u1'), workspaceId: 'other' };
    const plan = planSync(
      { ...rows, staff: [...rows.staff, staff(9, '门卫')], identities: [elsewhere, account(2, 'u2')] },
      asked({ members: members.slice(1) }),
    );
    expect([left(plan), plan.unlinks]).toEqual([[], []]);
  });

  test.each([
    [30, 7, true],
    [30, 6, false],
    [10, 5, false],
    [100, 20, false],
    [100, 21, true],
  ])('of %i people, %i at once are too many to go by itself: %s', (count, gone, isTooMany) => {
    const { there: rows, members } = firm(count);
    expect(planSync(rows, asked({ members: members.slice(gone) }))).toMatchObject({ isTooMany });
  });
});

test('a firm that is as the directory says has nothing to do', () => {
  const rows = [
    staff(1, '王建国', { departmentId: 1, email: 'w@example.com', mobile: '13800000001' }),
    staff(2, '李娜', { departmentId: 1, managerId: 1 }),
  ];
  const plan = planSync(
    there({
      staff: rows,
      identities: [account(1, 'boss'), account(2, 'li')],
      departments: [department(1, '公司', { externalId: 'dingtalk:1', headId: 1 })],
    }),
    asked({
      departments: [{ id: '1', name: '公司', headIds: ['boss'] }],
      members: [
        member('boss', '王建国', { departmentIds: ['1'], email: 'W@example.com', mobile: '+86-13800000001' }),
        member('li', '李娜', { departmentIds: ['1'] }),
      ],
    }),
  );
  expect(plan).toMatchObject({ changes: [], newcomers: [], leavers: [], heads: [], unchanged: 2 });
});
