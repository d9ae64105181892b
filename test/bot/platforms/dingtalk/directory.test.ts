import { type DingTalkApp, startDingTalkApp } from '../../../support/dingtalk/app.js';
import { type FakeDingTalk, startFakeDingTalk } from '../../../support/dingtalk/fake.js';
import { until } from '../../../support/until.js';

const users = [
  { userid: 'wang', name: '王建国', dept_id_list: [1] },
  {
    userid: 'li',
    name: '李娜',
    dept_id_list: [10],
    job_number: 'E002',
    mobile: '13800000002',
    org_email: 'li@example.com',
    title: '销售总监',
    manager_userid: 'wang',
  },
  { userid: 'zhang', name: '张伟', dept_id_list: [11, 10] },
];
const departments = [
  { dept_id: 10, name: '销售部', parent_id: 1, dept_manager_userid_list: ['li'] },
  { dept_id: 11, name: '华东区', parent_id: 10 },
];

describe('DingTalk’s directory', () => {
  let fake: FakeDingTalk;
  let app: DingTalkApp;
  const start = async (more: readonly (typeof users)[number][] = [], qps = 20) => {
    fake = await startFakeDingTalk({ users: [...users, ...more], departments, qps });
    app = await startDingTalkApp({ fake });
  };
  beforeEach(() => start());
  afterEach(async () => {
    await app.stop();
    await fake.stop();
  });

  const read = () => app.platform.directory?.read();

  test('has each department with its head, and each person once, with their own manager', async () => {
    const { departments: found = [], members = [] } = (await read()) ?? {};
    expect(found).toEqual([
      { id: '1', name: '示例公司', headIds: [] },
      { id: '10', name: '销售部', parentId: '1', headIds: ['li'] },
      { id: '11', name: '华东区', parentId: '10', headIds: [] },
    ]);
    expect(members.map(({ userId }) => userId).toSorted()).toEqual(['li', 'wang', 'zhang']);
    expect(members.find(({ userId }) => userId === 'li')).toEqual({
      userId: 'li',
      workspaceId: fake.clientId,
      name: '李娜',
      departmentIds: ['10'],
      active: true,
      staffNumber: 'E002',
      mobile: '13800000002',
      email: 'li@example.com',
      position: '销售总监',
      managerUserId: 'wang',
    });
  });

  test('leaves out what DingTalk does not show: that is no empty value', async () => {
    const { members = [] } = (await read()) ?? {};
    expect(members.find(({ userId }) => userId === 'wang')).toEqual({
      userId: 'wang',
      workspaceId: fake.clientId,
      name: '王建国',
      departmentIds: ['1'],
      active: true,
    });
  });

  test('goes on to the next page, and costs nothing of the month', async () => {
    await app.stop();
    await fake.stop();
    await start(
      Array.from({ length: 30 }, (_, n) => ({ userid: `u${n}`, name: `员工${n}`, dept_id_list: [1] })),
    );
    expect((await read())?.members).toHaveLength(33);
    expect(fake.state.monthUsed).toBe(0);
  });

  test.each(['user/list', 'user/get', 'department/listsubid', 'department/get'])(
    'is none when %s says no in the middle of it',
    async (api) => {
      fake.fault({ api, times: 1, kind: 'errcode', errcode: 60011 });
      await expect(read()).rejects.toThrow('DingTalk refused');
    },
  );

  test('says when somebody came, left or changed, as events over the stream tell', async () => {
    let heard = 0;
    app.platform.directory?.onChange?.(() => {
      heard += 1;
    });
    await until(() => fake.stream.sockets.size > 0);
    for (const eventType of ['user_leave_org', 'org_dept_modify', 'bpms_task_change'])
      await fake.stream.push(
        'EVENT',
        '*',
        { userId: ['li'] },
        { headers: { eventType, eventId: eventType } },
      );
    await until(() => heard === 2);
    expect(heard).toBe(2);
  });
});
