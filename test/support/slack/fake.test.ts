import { type FakeSlack, type FakeSlackOptions, startFakeSlack } from './fake.js';
import { newTrigger } from './requests.js';

let fake: FakeSlack;
let clock: { ms: number };

const start = async (options: FakeSlackOptions = {}) => {
  clock = { ms: Date.parse('2026-07-01T00:00:00Z') };
  fake = await startFakeSlack({ users: [{ id: 'U1' }, { id: 'U2' }], now: () => clock.ms, ...options });
};
beforeEach(() => start());
afterEach(() => fake.stop());

const call = async (method: string, args: object, token = fake.botToken) => {
  const answer = await fetch(fake.apiUrl + method, {
    method: 'POST',
    headers: { 'content-type': 'application/json; charset=utf-8', authorization: `Bearer ${token}` },
    body: JSON.stringify(args),
  });
  const body = (await answer.json()) as Record<string, unknown>;
  return { status: answer.status, retryAfter: answer.headers.get('retry-after'), ...body } as {
    status: number;
    retryAfter: string | null;
    error?: string;
    ts?: string;
    channel?: string;
    view?: { id: string; hash: string };
    response_metadata?: { messages: string[] };
  };
};
const post = (more: object = {}) => call('chat.postMessage', { channel: 'U1', text: 'hi', ...more });
const modal = (more: object = {}) => ({
  type: 'modal',
  title: { type: 'plain_text', text: 'Deal' },
  blocks: [],
  ...more,
});

test('a message a second in each conversation, not more', async () => {
  expect((await post()).status).toBe(200);
  expect(await post()).toMatchObject({ status: 429, retryAfter: '1' });
  expect((await post({ channel: 'U2' })).status).toBe(200);
  clock.ms += 1000;
  expect((await post()).status).toBe(200);
});

test('a burst is taken, where it is allowed', async () => {
  await fake.stop();
  await start({ burst: 3 });
  const statuses = [await post(), await post(), await post(), await post()].map(({ status }) => status);
  expect(statuses).toEqual([200, 200, 200, 429]);
});

test('all conversations of a workspace together have a limit, where it is set', async () => {
  await fake.stop();
  await start({ burst: 3, tiers: { 'chat.postMessage': { perMinute: 60, atOnce: 2 } } });
  expect((await post()).status).toBe(200);
  expect((await post({ channel: 'U2' })).status).toBe(200);
  expect(await post({ channel: 'U2' })).toMatchObject({ status: 429, retryAfter: '1' });
  clock.ms += 1000;
  expect((await post({ channel: 'U2' })).status).toBe(200);
});

test('each method has its tier', async () => {
  const { ts, channel } = await post();
  const updates = [];
  for (let count = 0; count < 51; count += 1)
    updates.push((await call('chat.update', { channel, ts, text: 'ho' })).status);
  expect(updates.filter((status) => status === 200)).toHaveLength(50);
  expect(updates.at(-1)).toBe(429);
});

test('without a good token, or the scope, nothing is done', async () => {
  expect((await call('chat.postMessage', {}, '')).error).toBe('not_authed');
  expect((await call('chat.postMessage', {}, 'wrong')).error).toBe('invalid_auth');
  fake.revoke('T1');
  expect((await post()).error).toBe('token_revoked');
  await fake.stop();
  await start({ scopes: ['commands'] });
  expect((await post()).error).toBe('missing_scope');
});

test('blocks beyond a limit are refused with a pointer', async () => {
  const blocks = [{ type: 'section', text: { type: 'plain_text', text: 'x'.repeat(3001) } }];
  const answer = await post({ blocks });
  expect(answer.error).toBe('invalid_blocks');
  expect(answer.response_metadata?.messages).toEqual([
    '[ERROR] must be less than 3001 characters [json-pointer:/blocks/0/text/text]',
  ]);
  clock.ms += 1000;
  expect((await post({ blocks: Array.from({ length: 51 }, () => ({ type: 'divider' })) })).error).toBe(
    'invalid_blocks',
  );
  clock.ms += 1000;
  expect((await post({ text: '' })).error).toBe('no_text');
});

test('only what is there, and ours, can be changed', async () => {
  const { ts, channel } = await post();
  expect((await call('chat.update', { channel, ts: '1.1', text: 'ho' })).error).toBe('message_not_found');
  expect((await call('chat.update', { channel: 'U1', ts, text: 'ho' })).error).toBe('message_not_found');
  fake.workspaces.set('other', { id: 'T2', isEnterprise: false });
  expect((await call('chat.update', { channel, ts, text: 'ho' }, 'other')).error).toBe('cant_update_message');
  expect((await call('chat.update', { channel, ts, text: 'x'.repeat(4001) })).error).toBe('msg_too_long');
});

test('a text without blocks takes the blocks away, and leaves the metadata', async () => {
  const metadata = { event_type: 'card', event_payload: { key: '1' } };
  const { ts, channel } = await post({ blocks: [{ type: 'divider' }], metadata });
  await call('chat.update', { channel, ts, text: 'ho' });
  expect(fake.messages.get(`${channel} ${ts}`)).toMatchObject({ text: 'ho', blocks: [], metadata });
});

test('a trigger opens one view, within three seconds', async () => {
  const trigger_id = fake.trigger('U1');
  const open = (id: string) => call('views.open', { trigger_id: id, view: modal() });
  expect((await open(trigger_id)).view?.id).toBeDefined();
  expect((await open(trigger_id)).error).toBe('exchanged_trigger_id');
  expect((await open(newTrigger('U1', clock.ms - 3001))).error).toBe('expired_trigger_id');
  expect((await open('made.up')).error).toBe('invalid_trigger_id');
});

test('views lie three deep, and are changed only by who has seen the last', async () => {
  const push = (method: string) => call(method, { trigger_id: fake.trigger('U1'), view: modal() });
  const { view } = await push('views.open');
  await push('views.push');
  await push('views.push');
  expect((await push('views.push')).error).toBe('push_limit_reached');
  const update = (hash?: string) =>
    call('views.update', { view_id: view?.id, view: modal(), ...(hash && { hash }) });
  expect((await update('old')).error).toBe('hash_conflict');
  expect((await update(view?.hash)).view?.hash).not.toBe(view?.hash);
});

test('a modal with a field needs a button to send it', async () => {
  const input = {
    type: 'input',
    label: { type: 'plain_text', text: 'Title' },
    element: { type: 'plain_text_input', action_id: 'a' },
  };
  const open = (view: object) => call('views.open', { trigger_id: fake.trigger('U1'), view });
  expect((await open(modal({ blocks: [input] }))).error).toBe('invalid_arguments');
  expect(
    (await open(modal({ blocks: [input], submit: { type: 'plain_text', text: 'Save' } }))).error,
  ).toBeUndefined();
});

test('an answer address serves five times, for half an hour', async () => {
  const respond = (url: string) =>
    fetch(url, { method: 'POST', headers: { 'content-type': 'application/json' }, body: '{"text":"hi"}' });
  const url = fake.responseUrl('DU1', 'U1');
  const statuses = [];
  for (let use = 0; use < 6; use += 1) statuses.push((await respond(url)).status);
  expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  expect(fake.ephemerals).toHaveLength(5);

  const late = fake.responseUrl('DU1', 'U1');
  clock.ms += 30 * 60_000 + 1;
  expect(await (await respond(late)).text()).toBe('expired_url');
});

test('whom a message calls is noted', async () => {
  await post({
    text: 'hi <!channel> &lt;!here&gt;',
    blocks: [{ type: 'section', text: { type: 'mrkdwn', text: '<@U2>' } }],
  });
  expect(fake.accepted[0]?.calls).toEqual(['!channel', '@U2']);
});
