import type { Database } from '../../../models/database.js';
import { insertDepartment } from '../../../models/department.js';
import {
  addRole,
  getEmployee,
  insertEmployee,
  listEmployees,
  saveOwnSettings,
} from '../../../models/employee.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { countsOf, importedAt, importing, rowsOf } from '../../support/importing.js';
import { hire } from '../../support/staff.js';

const staff = `姓名,工号,邮箱,部门,职务,上级,语言,时区,角色
陈静,E005,chen@example.com,法务部,法务,王建国,,,legal
王建国,E001,wang@example.com,总经办,总经理,,,,general-manager;admin
Emma Clarke,E004,emma@example.com,销售部,Account manager,E001,English,Europe/London,
`;

const manages = (database: Database) =>
  rowsOf<{ name: string; manager: string | null; department: string | null }>(
    database,
    `SELECT e.name, m.name AS manager, d.name AS department FROM employees e
     LEFT JOIN employees m ON m.id = e.managerId LEFT JOIN departments d ON d.id = e.departmentId ORDER BY e.staffNumber`,
  );

const called = async (database: Database, name: string) =>
  (await database.read(listEmployees)).find((one) => one.name === name);

describeOnEachDatabase('importing people', (open) => {
  test('makes each with department, manager, roles and language, in whatever order they stand', async () => {
    const database = await open();

    const { tally, told } = await importing(database, 'people', staff);

    expect(told).toEqual([]);
    expect(tally.counts).toEqual({ created: 3, updated: 0, unchanged: 0, skipped: 0, failed: 0 });
    expect(tally.extras).toEqual({ department: ['法务部', '总经办', '销售部'], manager: [] });
    expect(await manages(database)).toEqual([
      { name: '王建国', manager: null, department: '总经办' },
      { name: 'Emma Clarke', manager: '王建国', department: '销售部' },
      { name: '陈静', manager: '王建国', department: '法务部' },
    ]);
    const wang = await called(database, '王建国');
    const emma = await called(database, 'Emma Clarke');
    expect(wang).toMatchObject({
      locale: 'zh-CN',
      timeZone: 'Asia/Shanghai',
      active: true,
      staffNumber: 'E001',
    });
    expect([...(wang?.roles ?? [])].sort()).toEqual(['admin', 'general-manager']);
    expect(emma).toMatchObject({
      locale: 'en',
      timeZone: 'Europe/London',
      email: 'emma@example.com',
      roles: [],
    });
    expect(await rowsOf(database, 'SELECT COUNT(*) AS lanes FROM lanes')).toEqual([{ lanes: 3 }]);
  });

  test('twice changes nothing; a corrected file changes what was corrected', async () => {
    const database = await open();
    await importing(database, 'people', staff);

    expect(countsOf(await importing(database, 'people', staff))).toMatchObject({ unchanged: 3, created: 0 });
    const corrected = staff
      .replace('法务部,法务,王建国', '合规部,法务,Emma Clarke')
      .replace(',legal', ',legal;finance');
    expect(countsOf(await importing(database, 'people', corrected))).toMatchObject({
      unchanged: 2,
      updated: 1,
    });
    expect((await manages(database))[2]).toEqual({
      name: '陈静',
      manager: 'Emma Clarke',
      department: '合规部',
    });
    const chen = await called(database, '陈静');
    expect([...(chen?.roles ?? [])].sort()).toEqual(['finance', 'legal']);
    expect(await rowsOf(database, `SELECT surface, action FROM history ORDER BY id`)).toEqual(
      Array.from({ length: 4 }, () => ({ surface: 'import', action: 'record.imported' })),
    );
  });

  test('takes roles by their names in both languages, and says of others that only own flows know them', async () => {
    const database = await open();
    const { notes } = await importing(
      database,
      'people',
      '姓名,角色\n陈静,法务\n刘洋,Finance；总经理、管理员\n王建国,采购\n',
    );
    const rolesOf = async (name: string) => {
      const rows = await rowsOf<{ role: string }>(
        database,
        `SELECT r.role FROM employee_roles r JOIN employees e ON e.id = r.employeeId WHERE e.name = '${name}' ORDER BY r.role`,
      );
      return rows.map(({ role }) => role);
    };
    expect(await rolesOf('陈静')).toEqual(['legal']);
    expect(await rolesOf('刘洋')).toEqual(['admin', 'finance', 'general-manager']);
    expect(await rolesOf('王建国')).toEqual(['采购']);
    expect(notes.filter((line) => line.includes('采购'))).toEqual([
      expect.stringContaining('none of legal, finance, general-manager and admin'),
    ]);
  });

  test('gives a role once that is written in capitals and in small letters', async () => {
    const database = await open();
    await importing(database, 'people', '姓名,角色\n陈静,采购;Sales;sales\n');
    expect(await rowsOf(database, 'SELECT role FROM employee_roles ORDER BY role')).toHaveLength(2);
  });

  test('says which e-mail is none, as nobody would be recognised by it', async () => {
    const database = await open();
    const { tally, told } = await importing(database, 'people', '姓名,邮箱\n陈静,chen.example.com\n');
    expect(tally.counts).toMatchObject({ created: 0, failed: 1 });
    expect(told.join()).toContain('"chen.example.com" is no e-mail address');
  });

  test('makes managers who have no row, numbers who has no number, and numbers them later', async () => {
    const database = await open();
    const teams =
      'sales_agent,manager,regional_office\nAnn Lee,Dora Moss,North\nBo Hart,Dora Moss,North\nCy Fox,Eli Roy,South\nDee Oak,Eli Roy,West\n';

    const first = await importing(database, 'people', teams);

    expect(first.tally.counts.created).toBe(4);
    expect(first.tally.extras.manager).toEqual(['Dora Moss', 'Eli Roy']);
    expect(first.notes[0]).toMatch(/^4 × no staff number is given: numbered from IMP-0001/);
    const people = await manages(database);
    expect(people).toContainEqual({ name: 'Ann Lee', manager: 'Dora Moss', department: 'North' });
    expect(people).toContainEqual({ name: 'Dora Moss', manager: null, department: 'North' });
    expect(people).toContainEqual({ name: 'Eli Roy', manager: null, department: null });
    expect(countsOf(await importing(database, 'people', teams))).toMatchObject({ unchanged: 4, created: 0 });

    const numbered = await importing(database, 'people', 'name,id\nAnn Lee,7\nDora Moss,3\nAnn Lee,8\n');
    expect(numbered.tally.counts).toMatchObject({ updated: 2, created: 1 });
    expect(
      await rowsOf(
        database,
        `SELECT staffNumber FROM employees WHERE name IN ('Ann Lee', 'Dora Moss') ORDER BY staffNumber`,
      ),
    ).toEqual([{ staffNumber: '3' }, { staffNumber: '7' }, { staffNumber: '8' }]);
    expect(await manages(database)).toContainEqual({
      name: 'Bo Hart',
      manager: 'Dora Moss',
      department: 'North',
    });
  });

  test('tells what is wrong with a row, all of it, and imports the others', async () => {
    const database = await open();

    const { told, tally } = await importing(
      database,
      'people',
      [
        'name,staff number,email,manager,language,zone',
        'Ann,1,ann@example.com,,Klingon,Mars/Base',
        ',2,,,,',
        'Bo,3,ann2@example.com,Ann,,',
        'Cy,4,,Dee,,',
        'Dee,5,,Cy,,',
        'Eve,6,,Cy,,',
        'Fay,7,,Fay,,',
        'Gus,8,,99,,',
        'Hal,1,,,,',
      ].join('\n'),
    );

    expect([...told].sort()).toEqual([
      'line 10 skipped: Line 2 is the same record → Keep the right one of them; another one, such as somebody of the same name, needs a number of its own',
      'line 2 failed: The language "Klingon" is not supported → Write zh-CN or en | line 2 failed: There is no time zone "Mars/Base" → Write a name such as Asia/Shanghai',
      'line 3 failed: Name is missing → Fill it in',
      'line 4 failed: The manager "Ann" is on line 2, which has a problem → Correct that line',
      'line 5 failed: The line of managers goes round in a circle: Cy, Dee, Cy → Correct the manager of one of them',
      'line 6 failed: The line of managers goes round in a circle: Cy, Dee, Cy → Correct the manager of one of them',
      'line 7 failed: The manager "Cy" is on line 5, which has a problem → Correct that line',
      'line 9 failed: There is no manager "99" → Write a name, or a staff number that exists',
    ]);
    expect(tally.counts).toEqual({ created: 1, updated: 0, unchanged: 0, skipped: 1, failed: 7 });
    expect(await manages(database)).toEqual([{ name: 'Fay', manager: null, department: null }]);
  });

  test('does not guess between people, and does not make a second manager of a typing error', async () => {
    const database = await open();
    await importing(
      database,
      'people',
      '姓名,工号,邮箱\n张伟,1,a@example.com\n张伟,2,b@example.com\nDustin Brinkmann,3,\n',
    );

    const { told } = await importing(
      database,
      'people',
      '姓名,工号,邮箱,上级\n李娜,4,,张伟\n陈静,5,,Dustin Brinkman\n张伟,,,\n刘洋,6,A@example.com,\n赵敏,7,,2\n',
    );

    expect([...told].sort()).toEqual([
      'line 2 failed: Manager: more than one person is called "张伟": 张伟 (1), 张伟 (2) → Write the staff number instead',
      'line 3 failed: Manager: nobody is called "Dustin Brinkman". Is it "Dustin Brinkmann"? → Correct the name; or import that person first, if it is another',
      'line 4 failed: Name: more than one person is called "张伟": 张伟 (1), 张伟 (2) → Write the staff number instead',
      'line 5 failed: The e-mail a@example.com belongs to 张伟 → Correct the e-mail or the staff number',
    ]);
    expect(await manages(database)).toContainEqual({ name: '赵敏', manager: '张伟', department: null });
  });

  test('does not guess between departments of one name, and leaves in place who is in one of them', async () => {
    const database = await open();
    await database.transaction(async (tx) => {
      for (const region of ['华东', '华南'])
        await insertDepartment(tx, '销售部', await insertDepartment(tx, region, null));
    });

    const { told } = await importing(
      database,
      'people',
      '姓名,工号,部门\n张伟,1,华东/销售部\n李娜,2,华南 / 销售部\n陈静,3,销售部\n刘洋,4,市场部\n',
    );

    expect(told).toEqual([
      'line 4 failed: More than one department is called "销售部": 华东/销售部, 华南/销售部 → Write which one, as it stands there',
    ]);
    const under = await rowsOf(
      database,
      `SELECT e.name, d.name AS department, p.name AS above FROM employees e JOIN departments d ON d.id = e.departmentId
       LEFT JOIN departments p ON p.id = d.parentId ORDER BY e.staffNumber`,
    );
    expect(under).toEqual([
      { name: '张伟', department: '销售部', above: '华东' },
      { name: '李娜', department: '销售部', above: '华南' },
      { name: '刘洋', department: '市场部', above: null },
    ]);
    expect(countsOf(await importing(database, 'people', '姓名,工号,部门\n李娜,2,销售部\n'))).toMatchObject({
      unchanged: 1,
    });
  });

  test('makes a department below another, and takes the first of several', async () => {
    const database = await open();
    const list = '姓名,工号,部门\n张伟,1,华东/销售部\n李娜,2,华东/市场部\n陈静,3,财务部；行政部\n';

    const { tally, notes } = await importing(database, 'people', list);

    expect(tally.extras.department).toEqual(['华东', '华东/销售部', '华东/市场部', '财务部']);
    expect(notes).toEqual(['1 × Department "财务部；行政部" was understood as "财务部"']);
    expect(
      await rowsOf(
        database,
        'SELECT d.name, p.name AS above FROM departments d LEFT JOIN departments p ON p.id = d.parentId ORDER BY d.id',
      ),
    ).toEqual([
      { name: '华东', above: null },
      { name: '销售部', above: '华东' },
      { name: '市场部', above: '华东' },
      { name: '财务部', above: null },
    ]);
    expect(countsOf(await importing(database, 'people', list))).toMatchObject({ unchanged: 3 });
  });

  test('makes a department once, however its path is written', async () => {
    const list =
      '姓名,工号,部门\n张伟,1,华东/销售部\n李娜,2,华东 / 销售部\n陈静,3,华东>销售部\n刘洋,4,华东＞销售部\n';
    const { tally } = await importing(await open(), 'people', list);
    expect(tally.extras.department).toEqual(['华东', '华东/销售部']);
  });

  test('whoever has left works here no more, has no role, and is known again when they come back', async () => {
    const database = await open();
    await importing(database, 'people', '姓名,工号,角色\n张伟,1,法务\n李娜,2,财务\n');

    const list = '姓名,工号,角色,在职状态\n张伟,1,法务,离职\n李娜,2,财务,试用期\n陈静,3,法务,已离职\n';
    const { notes, tally } = await importing(database, 'people', list);

    expect(tally.counts).toMatchObject({ created: 1, updated: 1, unchanged: 1 });
    expect(notes).toContainEqual(expect.stringMatching(/^1 × leaves: has no role any more/));
    expect((await database.read(listEmployees)).map(({ name }) => name)).toEqual(['李娜']);
    expect(await rowsOf(database, 'SELECT role FROM employee_roles')).toEqual([{ role: 'finance' }]);

    const back = await importing(database, 'people', '姓名,工号,状态\n张伟,1,在职\n陈静,3,休假中\n');
    expect(back.told).toEqual([
      'line 3 failed: It cannot be told from "休假中" whether they work here → Write "active" or "left"',
    ]);
    expect(await called(database, '张伟')).toMatchObject({ active: true, roles: [] });
  });

  test('has just the roles that the file says, none as one of the staff, and the same where it says nothing', async () => {
    const database = await open();
    await importing(database, 'people', '姓名,工号,角色\n张伟,1,法务;财务\n李娜,2,法务\n陈静,3,Buyer\n');

    const { notes } = await importing(
      database,
      'people',
      '姓名,工号,角色\n张伟,1,财务;admin\n李娜,2,员工\n陈静,3,buyer\n',
    );
    await importing(database, 'people', '姓名,工号,角色\n张伟,1,\n');

    expect((await called(database, '张伟'))?.roles.toSorted()).toEqual(['admin', 'finance']);
    expect((await called(database, '李娜'))?.roles).toEqual([]);
    expect((await called(database, '陈静'))?.roles).toEqual(['Buyer']);
    expect(notes.join()).not.toContain('员工');
  });

  test('keeps the mobile, by which platforms know who has no staff number there', async () => {
    const database = await open();
    await importing(database, 'people', '姓名,工号,手机\n张伟,1,138 0000 0000\n李娜,2,\n');
    const again = await importing(
      database,
      'people',
      '姓名,工号,手机号\n张伟,1,13800000000\n李娜,2,13800000001\n',
    );
    expect(again.tally.counts).toMatchObject({ unchanged: 1, updated: 1 });
    expect(await rowsOf(database, 'SELECT mobile FROM employees ORDER BY staffNumber')).toEqual([
      { mobile: '138 0000 0000' },
      { mobile: '13800000001' },
    ]);
  });

  test('what says that there is nothing to say names no manager, no department and no mail', async () => {
    const database = await open();
    const { told, tally } = await importing(
      database,
      'people',
      '姓名,工号,邮箱,部门,上级\n王建国,1,无,-,/\n张伟,2,N/A,#N/A,—\n',
    );
    expect(told).toEqual([]);
    expect(tally.extras).toEqual({ department: [], manager: [] });
    expect(await called(database, '王建国')).toMatchObject({ email: null, departmentId: null });
  });

  test('one e-mail is not given to two people', async () => {
    const database = await open();
    await importing(database, 'people', 'name,id\nAnn,1\n');

    const { told } = await importing(
      database,
      'people',
      'name,id,email\nAnn,1,a@example.com\nBo,2,A@example.com\nCy,3,c@example.com\nDee,4,c@example.com\n',
    );

    expect(told).toEqual([
      'line 3 failed: The e-mail a@example.com belongs to Ann → Correct the e-mail or the staff number',
      'line 5 failed: Line 4 is the same record → Keep the right one of them; another one, such as somebody of the same name, needs a number of its own',
    ]);
  });

  test('a circle with people who are there already is found as well', async () => {
    const database = await open();
    await importing(database, 'people', 'name,id,manager\nAnn,1,\nBo,2,Ann\n');

    const { told } = await importing(database, 'people', 'name,id,manager\nAnn,1,Bo\n');

    expect(told).toEqual([
      'line 2 failed: The line of managers goes round in a circle: Ann, Bo, Ann → Correct the manager of one of them',
    ]);
  });

  test('the language and the zone that somebody chose stay, whatever a file says', async () => {
    const database = await open();
    const { id } = await hire(database, { name: 'Ann' });
    const says = (language: string, zone: string) =>
      importing(database, 'people', `工号,姓名,语言,时区\nS-Ann,Ann,${language},${zone}\n`);
    await database.transaction(async (tx) => saveOwnSettings(tx, id, { locale: 'zh-CN', ownLocale: true }));

    expect(countsOf(await says('en', 'Europe/Paris'))).toMatchObject({ updated: 1 });
    expect(countsOf(await says('en', 'Europe/Paris'))).toMatchObject({ unchanged: 1 });
    expect(await database.read((tx) => getEmployee(tx, id))).toMatchObject({
      locale: 'zh-CN',
      timeZone: 'Europe/Paris',
    });
  });

  test('a person of the demo keeps what the file does not say', async () => {
    const database = await open();
    const id = await database.transaction(async (tx) => {
      const newId = await insertEmployee(
        tx,
        {
          ...{
            staffNumber: 'E002',
            name: '李娜',
            email: 'li@example.com',
            departmentId: null,
            position: '销售总监',
          },
          ...{
            managerId: null,
            locale: 'en',
            timeZone: 'Europe/Paris',
            active: true,
            roles: ['sales-manager'],
          },
        },
        importedAt,
      );
      await addRole(tx, newId, 'admin');
      return newId;
    });

    expect(countsOf(await importing(database, 'people', '工号,姓名,职务,部门\nE002,李娜,,\n'))).toMatchObject(
      { unchanged: 1 },
    );
    expect(countsOf(await importing(database, 'people', '邮箱,姓名\nLI@example.com,李 娜\n'))).toMatchObject({
      updated: 1,
    });
    expect(await database.read((tx) => getEmployee(tx, id))).toMatchObject({
      ...{
        name: '李 娜',
        email: 'li@example.com',
        position: '销售总监',
        locale: 'en',
        timeZone: 'Europe/Paris',
      },
    });
  });
});
