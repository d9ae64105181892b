import { printReport } from '../../../bot/cli/directory/words.js';
import { seedDemo } from '../../../bot/demo.js';
import type { Asked } from '../../../handlers/directory/people.js';
import { syncDirectory } from '../../../handlers/directory/sync.js';
import { insertAbsence } from '../../../models/absence.js';
import type { Database } from '../../../models/database.js';
import type { PlatformMember } from '../../../models/directory.js';
import { addRole, findEmployeeByStaffNumber } from '../../../models/employee.js';
import { cpuMsOf } from '../../support/cpu.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';
import { asked, member } from './firm.js';

const now = new Date('2026-11-25T18:10:00Z');
const usual = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const;

const sync = (database: Database, says: Asked, options: { isDryRun?: boolean; isForced?: boolean } = {}) =>
  syncDirectory(
    says,
    {
      read: (work) => database.read(work),
      write: (work) => database.transaction(work),
      ...{ usual, now },
    },
    { isDryRun: false, isForced: false, ...options },
  );

const tree = [
  { id: '1', name: '示例公司', headIds: ['wang'] },
  { id: '10', name: '销售部', parentId: '1', headIds: ['li'] },
];

/** The demo firm as DingTalk has it; 张伟 has no manager of his own there. */
const members: readonly PlatformMember[] = [
  member('wang', '王建国', { staffNumber: 'E001', departmentIds: ['1'] }),
  member('li', '李娜', { staffNumber: 'E002', departmentIds: ['10'] }),
  member('zhang', '张伟', { staffNumber: 'E003', departmentIds: ['10'], mobile: '13800000003' }),
  member('emma', 'Emma Clarke', { email: 'e004@dealdesk.example', departmentIds: ['10'] }),
  member('chen', '陈静', { staffNumber: 'E005', departmentIds: ['1'] }),
  member('liu', '刘洋', { staffNumber: 'E006', departmentIds: ['1'] }),
  member('zhou', '周宁', { staffNumber: 'E007', departmentIds: ['1'] }),
];
const without = (...userIds: readonly string[]) => members.filter(({ userId }) => !userIds.includes(userId));
const says = (list: readonly PlatformMember[]) => asked({ departments: tree, members: list });

describeOnEachDatabase('a directory sync', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
    await seedDemo(database, now);
  });

  const find = async (staffNumber: string) => {
    const found = await database.read((tx) => findEmployeeByStaffNumber(tx, staffNumber));
    if (!found) throw new Error(`Nobody is ${staffNumber}.`);
    return found;
  };
  const rows = <Row>(sql: string) => database.read((tx) => tx.rows<Row>(sql));
  const historyOf = async (id: number) =>
    (
      await rows<{ action: string }>(
        `SELECT action FROM history WHERE subjectKind = 'employee' AND subjectId = ${id} ORDER BY id`,
      )
    ).map(({ action }) => action);

  test('that is only tried out changes nothing', async () => {
    const report = await sync(database, says(members), { isDryRun: true });
    expect(report).toMatchObject({ isDryRun: true, linked: 7, joined: [], departments: { added: 1 } });
    expect(await rows("SELECT * FROM identities WHERE platform = 'dingtalk'")).toEqual([]);
  });

  test('links everybody it knows for sure, and puts departments below one another', async () => {
    expect(await sync(database, says(members))).toMatchObject({ linked: 7, joined: [], left: [] });
    expect(
      await rows(
        'SELECT d.name, p.name AS above, e.name AS head FROM departments d LEFT JOIN departments p ON p.id = d.parentId LEFT JOIN employees e ON e.id = d.headId WHERE d.externalId IS NOT NULL ORDER BY d.externalId',
      ),
    ).toEqual([
      { name: '示例公司', above: null, head: '王建国' },
      { name: '销售部', above: '示例公司', head: '李娜' },
    ]);
    expect(await historyOf((await find('E003')).id)).toEqual(['employee.linked', 'employee.changed']);
  });

  test('done again finds nothing to do', async () => {
    const report = await sync(database, says(members));
    expect(report).toMatchObject({ changed: 0, joined: [], left: [], linked: 0, unchanged: 7 });
    expect(report.departments).toEqual({ added: 0, removed: 0 });
  });

  test('takes in who is new, with a number of ours where the firm gave none', async () => {
    const report = await sync(
      database,
      says([
        ...members,
        member('ma', '马超', { departmentIds: ['10'], email: 'ma@example.com', position: '销售' }),
        member('guan', '关羽', { staffNumber: 'E100', managerUserId: 'ma' }),
      ]),
    );
    expect(report.joined).toEqual(['马超', '关羽']);
    const [ma, guan, li] = await Promise.all(['IMP-0001', 'E100', 'E002'].map(find));
    expect(ma).toMatchObject({ name: '马超', email: 'ma@example.com', position: '销售', managerId: li?.id });
    expect(guan).toMatchObject({ managerId: ma?.id, active: true, locale: 'zh-CN' });
    expect(await historyOf(ma?.id ?? 0)).toEqual(['employee.joined']);
  });

  test('moves people and corrects what changed, and says what was there before', async () => {
    const moved = member('ma', '马超', { departmentIds: ['1'], email: 'ma@example.com', position: '总监' });
    await sync(database, says([...members, moved, member('guan', '关羽', { staffNumber: 'E100' })]));
    const [ma, wang] = await Promise.all(['IMP-0001', 'E001'].map(find));
    expect(ma).toMatchObject({ position: '总监', managerId: wang?.id });
    const [last] = await rows<{ detail: unknown }>('SELECT detail FROM history ORDER BY id DESC LIMIT 1');
    expect(JSON.stringify(last?.detail)).toContain('销售');
  });

  test('of somebody who left and came back', async () => {
    const { id } = await find('E100');
    const ma = member('ma', '马超', { departmentIds: ['1'], position: '总监' });
    expect(await sync(database, says([...members, ma]))).toMatchObject({ left: ['关羽'] });
    expect((await find('E100')).active).toBe(false);
    const back = await sync(
      database,
      says([...members, ma, member('guan', '关羽', { staffNumber: 'E100' })]),
    );
    expect(back.returned).toEqual(['关羽']);
    expect(await historyOf(id)).toEqual(
      expect.arrayContaining(['employee.joined', 'employee.left', 'employee.returned']),
    );
  });

  test('gives nobody who comes back the roles of before, and keeps which ones were taken', async () => {
    const { id } = await find('E100');
    const ma = member('ma', '马超', { departmentIds: ['1'], position: '总监' });
    const guan = member('guan', '关羽', { staffNumber: 'E100' });
    const give = (role: string) => database.transaction((tx) => addRole(tx, id, role));
    const lastDetail = async () =>
      (
        await rows<{ detail: string }>(
          `SELECT detail FROM history WHERE subjectKind = 'employee' AND subjectId = ${id} ORDER BY id DESC LIMIT 1`,
        )
      ).map(({ detail }) => JSON.stringify(detail));

    await give('finance');
    await give('admin');
    await sync(database, says([...members, ma]));
    expect((await find('E100')).roles).toEqual([]);
    expect(await lastDetail()).toEqual([expect.stringContaining('admin, finance')]);

    // Somebody who left before roles were taken.
    await give('legal');
    const back = await sync(database, says([...members, ma, guan]));
    expect(await find('E100')).toMatchObject({ active: true, roles: [] });
    expect(await lastDetail()).toEqual([expect.stringContaining('legal')]);
    expect(printReport(back)).toContain(
      '  Back: 关羽. The roles that they had are gone: give them anew by npm run import, if they need any.',
    );
  });

  test('by which nearly everybody would leave does nothing, unless somebody insists', async () => {
    const few = says(members.slice(0, 2));
    const report = await sync(database, few);
    expect(report).toMatchObject({ isStopped: true, known: 9 });
    expect(report.left).toHaveLength(7);
    expect((await find('E003')).active).toBe(true);
    expect(await sync(database, few, { isForced: true })).toMatchObject({ isStopped: false });
    expect((await find('E003')).active).toBe(false);
  });
});

describeOnEachDatabase('what somebody held who left', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    await sync(world.database, says(members));
  });

  const leave = async (...userIds: readonly string[]) => {
    const report = await sync(world.database, says(without(...userIds)));
    await world.settled();
    return report;
  };

  test('goes to the manager: deals with a notice, and the timeline says why', async () => {
    const report = await leave('zhang');
    expect(report).toMatchObject({ left: ['张伟'], handed: { deals: 3, approvals: 0 }, stuck: [] });
    const notice = world.card('E002', '张伟已离职');
    expect(notice.text).toContain('进行中的商机：3 个');
    expect((await world.type('E002', '/deal show D-1001')).text).toContain('张伟离职，转给 李娜');
    expect((await world.press('E002', notice, '我的商机')).text).toContain('D-1001');
  });

  test('is asked of the manager: who signs next finds it on a card, with everything that was decided', async () => {
    await world.type('E004', '/deal stage D-1004 待签约');
    const request = world.card('E002', 'A-');
    expect(request.text).toContain('Northwind');
    const report = await leave('zhang', 'li');
    expect(report).toMatchObject({ left: ['李娜'], handed: { approvals: 1 } });
    const theirs = world.card('E001', 'A-');
    await world.press('E001', theirs, '同意');
    await world.settled();
    expect(world.card('E004', 'A-').text).toContain('王建国');
    expect(world.card('E001', '李娜已离职').text).toContain('等待审批：1 项');
  });

  test('who was led by them is led by who comes next, and nobody who left gets a card', async () => {
    expect((await world.employee('E004')).managerId).toBe((await world.employee('E001')).id);
    const before = world.cards('E002').length;
    await world.type('E001', '/deal note D-1001 跟进');
    expect(world.cards('E002')).toHaveLength(before);
    expect((await world.type('E002', '/todo')).line).toContain('已停用');
  });

  const whoDecides = async () => {
    const [open] = await world.rows<{ name: string }>(
      `SELECT e.name FROM approval_tasks t JOIN employees e ON e.id = t.assigneeId
       WHERE t.state = 'open' ORDER BY t.approvalId DESC, t.seq LIMIT 1`,
    );
    return open?.name;
  };

  test('with a manager who asked for it goes to an administrator, or to nobody, which is said', async () => {
    await world.type('E001', '/deal stage D-1001 待签约');
    expect(await whoDecides()).toBe('周宁');
    expect(await leave('zhang', 'li', 'zhou')).toMatchObject({
      left: ['周宁'],
      stuck: [{ person: '周宁', number: expect.stringMatching(/^A-/) }],
    });
    await world.hire('E008', { name: '孙悦', roles: ['admin'] });
    expect(await leave('zhang', 'li', 'zhou')).toMatchObject({
      left: [],
      handed: { approvals: 1 },
      stuck: [],
    });
    expect(await whoDecides()).toBe('孙悦');
  });

  test('is handed over once: the next sync finds nothing', async () => {
    expect(await leave('zhang', 'li', 'zhou')).toMatchObject({
      left: [],
      handed: { approvals: 0, deals: 0, customers: 0 },
    });
  });
});

describeOnEachDatabase('what somebody decided for others who are away', (open) => {
  test('comes back to those when they leave, even if it was begun', async () => {
    const world = await openWorld(await open());
    await sync(world.database, says(members));
    await world.type('E002', '/away 今天到后天 陈静');
    await world.type('E003', '/deal stage D-1001 待签约');
    await world.type('E003', '/deal stage D-1002 待签约');
    const more = await world.press('E005', world.card('E005', 'D-1002'), '更多');
    const question = await world.submit('E005', await world.press('E005', more, '要求补充'), {
      想知道什么: '付款方式？',
    });
    expect(question.text).toContain('A-2');

    await sync(world.database, says(without('chen')));
    await world.settled();
    for (const deal of ['D-1001', 'D-1002']) {
      const card = world.card('E002', deal);
      expect(card.text).toContain('等你处理');
      expect((await world.press('E002', card, '同意')).text).toContain('已同意');
    }
    expect(await sync(world.database, says(without('chen')))).toMatchObject({ left: [], stuck: [] });
    await world.database.close();
  });
});

describeOnEachDatabase('an approval that somebody held who left', (open) => {
  test('goes past a manager who signs there already, also when that one is away since just now', async () => {
    const world = await openWorld(await open());
    await sync(world.database, says(members));
    await world.type('E003', '/deal new 上海云帆科技有限公司 2万 待签约');
    const more = await world.press('E002', world.card('E002', 'A-1'), '更多');
    const form = await world.press('E002', more, '加签');
    await world.submit('E002', form, { 姓名或工号: '王建国', 加在哪里: 'beside' });
    const [wang, liu] = [await world.employee('E001'), await world.employee('E006')];
    const days = { startsAt: new Date(now.getTime() - 1), endsAt: new Date(now.getTime() + 86_400_000) };
    const away = { employeeId: wang.id, proxyId: liu.id, flowKey: null, below: null, setById: wang.id };
    await world.database.transaction((tx) => insertAbsence(tx, { ...away, ...days, requestId: null }, now));

    expect(await sync(world.database, says(without('li')))).toMatchObject({
      left: ['李娜'],
      handed: { approvals: 1 },
      stuck: [],
    });
    await world.settled();
    expect(world.card('E007', 'A-1').buttons).toContain('同意');
  });
});

describeOnEachDatabase('a firm of five thousand', (open) => {
  const firm = Array.from({ length: 5_000 }, (_, n) =>
    member(`u${n}`, `员工${n}`, {
      staffNumber: `S${n}`,
      email: `s${n}@example.com`,
      departmentIds: [String(10 + (n % 200))],
    }),
  );
  const departments = [
    { id: '1', name: '集团', headIds: ['u0'] },
    ...Array.from({ length: 200 }, (_, n) => ({
      id: String(10 + n),
      name: `部门${n}`,
      parentId: '1',
      headIds: [`u${n}`],
    })),
  ];

  test('is half a minute of work at most to take in, and a few seconds to find unchanged', async () => {
    const database = await open();
    const tookMs = await cpuMsOf(async () =>
      expect(await sync(database, asked({ departments, members: firm }))).toMatchObject({
        departments: { added: 201 },
      }),
    );
    const againMs = await cpuMsOf(async () =>
      expect(await sync(database, asked({ departments, members: firm }))).toMatchObject({
        unchanged: 5_000,
        changed: 0,
      }),
    );
    expect(tookMs).toBeLessThan(30_000);
    expect(againMs).toBeLessThan(5_000);
  }, 120_000);
});
