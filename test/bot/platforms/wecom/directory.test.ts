import type { PlatformDirectory } from '../../../../bot/platforms/platform.js';
import { words } from '../../../support/outcomes.js';
import { startWecomApp, type WecomApp } from '../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../support/wecom/fake.js';
import { eventXml, post, sealedCallback } from '../../../support/wecom/wire.js';

const contactCallback = {
  token: 'contacts1',
  encodingAesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG',
};

let fake: FakeWecom;
let app: WecomApp;

const start = async (settings: object = {}): Promise<PlatformDirectory> => {
  app = await startWecomApp({ fake, settings, handle: async () => words('ok') });
  return app.platform.directory as PlatformDirectory;
};

beforeEach(async () => {
  fake = await startFakeWecom({
    departments: [
      { id: 1, name: '云帆', parentid: 0 },
      { id: 2, name: '销售', parentid: 1, department_leader: ['Li'] },
      { id: 3, name: '华东', parentid: 2 },
    ],
    members: [
      { userid: 'Li', name: '李娜', department: [2], position: '销售经理', attributes: { 工号: 'E002' } },
      { userid: 'zhang', name: '张伟', department: [2, 3], direct_leader: ['Li'] },
      { userid: 'new', name: '新人', department: [3], status: 4 },
      { userid: 'gone', name: '离职', department: [3], status: 5 },
      { userid: 'off', name: '停用', department: [1], status: 2 },
      { userid: 'Hidden', name: '藏', department: [1, 3], isHidden: true },
    ],
  });
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

test('departments are a tree with those who lead them', async () => {
  const { departments } = await (await start()).read();
  expect(departments).toEqual([
    { id: '1', name: '云帆', headIds: [] },
    { id: '2', name: '销售', parentId: '1', headIds: ['Li'] },
    { id: '3', name: '华东', parentId: '2', headIds: [] },
  ]);
});

test('members come once each; what WeCom does not tell is absent, not empty', async () => {
  const { members } = await (await start()).read();
  expect(members.map(({ userId }) => userId).sort()).toEqual(['Li', 'gone', 'new', 'off', 'zhang']);
  expect(members.find(({ userId }) => userId === 'zhang')).toEqual({
    userId: 'zhang',
    workspaceId: fake.corpId,
    name: '张伟',
    staffNumber: 'zhang',
    departmentIds: ['2', '3'],
    managerUserId: 'Li',
    active: true,
  });
});

test('who has left or is switched off is not active; who has not opened WeCom yet works here', async () => {
  const { members } = await (await start()).read();
  const active = (id: string) => members.find(({ userId }) => userId === id)?.active;
  expect([active('gone'), active('off'), active('new')]).toEqual([false, false, true]);
});

test('the staff number may stand in a field of its own', async () => {
  const { members } = await (await start({ staffField: '工号' })).read();
  expect(members.find(({ userId }) => userId === 'Li')?.staffNumber).toBe('E002');
  expect(members.find(({ userId }) => userId === 'zhang')).not.toHaveProperty('staffNumber');
});

test('with the contact sync, who is outside of what the app sees is there as well, and no leaver', async () => {
  const { members } = await (await start({ contactSecret: fake.contactSecret })).read();
  expect(members.find(({ userId }) => userId === 'Hidden')).toEqual({
    userId: 'Hidden',
    workspaceId: fake.corpId,
    departmentIds: ['1', '3'],
    active: true,
  });
  expect(members).toHaveLength(6);
});

test.each(['department/list', 'user/list', 'user/list_id'])(
  'where %s fails, there is no directory rather than a part of one',
  async (api) => {
    const directory = await start({ contactSecret: fake.contactSecret });
    fake.fault({ kind: 'errcode', errcode: 45029, api, times: 1 });
    await expect(directory.read()).rejects.toMatchObject({ name: 'WecomError' });
    fake.fault({ kind: 'half', api, times: 1 });
    await expect(directory.read()).rejects.toMatchObject({ retryable: true });
    expect((await directory.read()).members).toHaveLength(6);
  },
);

describe('changes', () => {
  const tell = (ChangeType: string, more: object, keys: object = contactCallback) => {
    const plain = eventXml(fake, 'sys', 'change_contact', { ChangeType, ...more }).replace(
      /<AgentID>.*<\/AgentID>/,
      '',
    );
    const sealed = sealedCallback({ ...fake, ...keys }, `${app.url}/wecom/contacts`, plain);
    return post(sealed.url, sealed.body);
  };

  test('are heard at the address of the contact sync, under its own keys', async () => {
    let heard = 0;
    const directory = await start({ contactCallback });
    directory.onChange?.(() => {
      heard += 1;
    });
    expect((await tell('create_user', { UserID: 'wang' })).status).toBe(200);
    expect((await tell('update_party', { Id: '3', Name: '华南' })).status).toBe(200);
    expect((await tell('update_user', { UserID: 'zhang', NewUserID: 'zhangwei' })).status).toBe(200);
    expect((await tell('delete_user', { UserID: 'new' })).status).toBe(200);
    expect(heard).toBe(4);
    expect(app.stores.known).toEqual(['zhang → zhangwei', 'new left']);
    expect((await tell('delete_user', { UserID: 'Li' }, { token: 'other' })).status).toBe(403);
    expect(heard).toBe(4);
  });

  test('have no address where it is not set up', async () => {
    await start();
    expect((await tell('delete_user', { UserID: 'Li' })).status).toBe(404);
  });
});
