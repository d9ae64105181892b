import type { CardRef } from '../../../../bot/platforms/platform.js';
import { type DingTalkApp, startDingTalkApp } from '../../../support/dingtalk/app.js';
import { type FakeDingTalk, startFakeDingTalk } from '../../../support/dingtalk/fake.js';
import { notice, reader, render } from '../../../support/outcomes.js';

let fake: FakeDingTalk;
let app: DingTalkApp;

const start = async (settings: object = {}) => {
  fake = await startFakeDingTalk({ users: [{ userid: 'li', name: '李娜', unionid: 'liEiE' }] });
  app = await startDingTalkApp({ fake, settings: { todos: true, ...settings } });
};
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

const waiting = render(notice('A-31 等你处理', { Approve: 'approval.approve' }), reader);
const decided = render(notice('A-31 已通过', { Comment: 'approval.commentForm' }), reader);
const to = () => ({ platform: 'dingtalk' as const, workspaceId: fake.clientId, userId: 'li' });
const post = (card = waiting, key = '42:1') => app.platform.post(to(), card, key);
const list = () => fake.todos.map(({ unionId, subject, url, done }) => ({ unionId, subject, url, done }));

test('what waits for a decision is in the list until it is decided', async () => {
  await start();
  const ref = await post();
  expect(list()).toEqual([
    {
      unionId: 'liEiE',
      subject: 'A-31 等你处理',
      url: 'https://crm.example.com/app/approval/7',
      done: false,
    },
  ]);
  const after = await app.platform.update(ref, decided);
  expect(list()).toMatchObject([{ done: true }]);
  await app.platform.update(after, decided);
  expect(fake.callsOf('finishTodo')).toHaveLength(1);
});

test('what only informs is not', async () => {
  await start();
  const ref = await post(decided);
  expect(list()).toEqual([]);
  await app.platform.update(ref, waiting);
  expect(list()).toMatchObject([{ done: false }]);
});

test('posted again after a crash, it is there once', async () => {
  await start();
  await post();
  const again = await app.platform.post(to(), waiting, '42:1', true);
  expect(list()).toHaveLength(1);
  await app.platform.update(again, decided);
  expect(list()).toMatchObject([{ done: true }]);
});

test('without the list the card is there all the same, and its next change makes up for it', async () => {
  await start();
  fake.fault({
    api: 'createTodo',
    kind: 'error',
    status: 400,
    code: 'todo.taskCreate.flowControlError',
    times: 1,
  });
  const ref: CardRef = await post();
  expect([fake.timeline.length, list().length]).toEqual([1, 0]);
  const changed = render(notice('A-31 等你处理，已催办', { Approve: 'approval.approve' }), reader);
  const later = await app.platform.update(ref, changed);
  expect(list()).toMatchObject([{ done: false }]);
  fake.fault({ api: 'finishTodo', kind: 'status', status: 503, times: 1 });
  const stillOpen = await app.platform.update(later, decided);
  expect(list()).toMatchObject([{ done: false }]);
  await app.platform.update(stillOpen, decided);
  expect(list()).toMatchObject([{ done: true }]);
});

test('without a template the message that is taken back takes its line with it', async () => {
  await start({ cardTemplateId: undefined });
  const ref = await post();
  await expect(app.platform.update(ref, decided)).rejects.toMatchObject({ gone: true });
  expect(list()).toMatchObject([{ done: true }]);
});

test('switched off, nothing of it is asked', async () => {
  await start({ todos: false });
  await app.platform.update(await post(), decided);
  expect(fake.calls.map(({ api }) => api)).not.toContain('createTodo');
});
