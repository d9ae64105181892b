/** Each rule of the fake WeCom bites. */
import { type FakeOptions, type FakeWecom, startFakeWecom } from './fake.js';
import type { Json } from './world.js';

let fake: FakeWecom;
let token = '';

interface Answer extends Json {
  readonly errcode: number;
  readonly response_code?: string;
  readonly access_token?: string;
}

const ask = async (path: string, body?: object): Promise<Answer> => {
  const answer = await fetch(`${fake.url}/cgi-bin/${path}`, {
    method: body ? 'POST' : 'GET',
    ...(body && { body: JSON.stringify(body) }),
  });
  expect(answer.status).toBe(200);
  return (await answer.json()) as Answer;
};
const call = (path: string, body?: object) =>
  ask(`${path}${path.includes('?') ? '&' : '?'}access_token=${token}`, body);
const getToken = async (secret = fake.secret) => ask(`gettoken?corpid=${fake.corpId}&corpsecret=${secret}`);

const start = async (options: Partial<FakeOptions> = {}) => {
  await fake?.stop();
  fake = await startFakeWecom({
    members: [
      { userid: 'Li', name: '李娜', biz_mail: 'li@firm.example' },
      { userid: 'zhang', name: '张伟' },
      { userid: 'hidden', name: '藏', isHidden: true },
      { userid: 'poor', name: '贫', isUnlicensed: true },
    ],
    ...options,
  });
  token = (await getToken()).access_token ?? '';
};
beforeEach(() => start());
afterAll(() => fake.stop());

const text = (content: string, more: object = {}) =>
  call('message/send', { touser: 'Li', agentid: fake.agentId, msgtype: 'text', text: { content }, ...more });

const button = { text: '同意', style: 1, key: 'approve' };
const card = (more: object = {}) => ({
  card_type: 'button_interaction',
  main_title: { title: '合同审批 A-1' },
  button_list: [button],
  task_id: 'w1-1-1',
  ...more,
});
const sendCard = (more: object = {}, message: object = {}) =>
  call('message/send', {
    touser: 'Li',
    agentid: fake.agentId,
    msgtype: 'template_card',
    template_card: card(more),
    ...message,
  });
const { task_id: _none, ...changed } = card({ main_title: { title: '合同审批 A-1：已通过' } });
const update = (response_code: string | undefined, more: object = {}) =>
  call('message/update_template_card', {
    userids: ['Li'],
    agentid: fake.agentId,
    response_code,
    template_card: changed,
    ...more,
  });
const onScreen = (to = 'Li') => fake.messages.filter((each) => each.to === to);

describe('tokens', () => {
  test('live for two hours', async () => {
    expect((await text('a')).errcode).toBe(0);
    fake.state.aheadMs = 7_200_000;
    expect((await text('b')).errcode).toBe(42001);
  });

  test('are one for all: a new one ends the one before', async () => {
    await getToken();
    expect((await text('a')).errcode).toBe(40014);
  });

  test('may be revoked, and must be there', async () => {
    fake.revokeToken();
    expect((await text('a')).errcode).toBe(40014);
    expect((await ask('message/send', { touser: 'Li' })).errcode).toBe(41001);
  });

  test('are for who has the secret; whoever guesses is locked out', async () => {
    for (let n = 0; n < 10; n += 1) expect((await getToken('guess')).errcode).toBe(40001);
    expect((await getToken()).errcode).toBe(45009);
  });
});

describe('a card', () => {
  test('is there once, however often the same is sent with the duplicate check', async () => {
    const again = { enable_duplicate_check: 1, duplicate_check_interval: 14_400 };
    expect((await sendCard({}, again)).response_code).toBeDefined();
    expect(await sendCard({}, again)).toMatchObject({ errcode: 0 });
    expect(onScreen()).toHaveLength(1);
    expect((await sendCard({}, { ...again, duplicate_check_interval: 14_401 })).errcode).toBe(40058);
  });

  test('without that check is refused under a task id that was used', async () => {
    await sendCard();
    expect((await sendCard()).errcode).toBe(42014);
  });

  test('is changed once by the code that came with it', async () => {
    const { response_code } = await sendCard();
    expect((await update(response_code)).errcode).toBe(0);
    expect(onScreen()[0]).toMatchObject({ changes: 1, card: changed });
    expect((await update(response_code)).errcode).toBe(60140);
  });

  test('is changed within 72 hours', async () => {
    const { response_code } = await sendCard();
    fake.state.aheadMs = 72 * 3_600_000;
    token = (await getToken()).access_token ?? '';
    expect((await update(response_code)).errcode).toBe(60140);
    expect((await update(fake.newCode('w1-1-1'))).errcode).toBe(0);
  });

  test('is changed for somebody who has it', async () => {
    const { response_code } = await sendCard();
    expect((await update(response_code, { userids: [] })).errcode).toBe(82101);
    expect((await update(response_code, { userids: ['zhang'] })).errcode).toBe(82102);
    expect((await update('made-up')).errcode).toBe(60140);
  });

  test('that only tells brings no code', async () => {
    const notice = { card_type: 'text_notice', card_action: { type: 1, url: 'https://x.example' } };
    expect((await sendCard({ ...notice, button_list: undefined })).response_code).toBeUndefined();
  });

  const long = (count: number) => '长'.repeat(count);
  const row = { keyname: '客户', value: '上海' };
  test.each([
    ['a title', { main_title: { title: long(27) } }, 40058],
    ['a line below the title', { main_title: { title: 'a', desc: long(31) } }, 40058],
    ['a text', { sub_title_text: long(113) }, 40058],
    ['no title at all', { main_title: {} }, 40058],
    ['a kind', { card_type: 'carousel' }, 42031],
    ['seven rows', { horizontal_content_list: Array.from({ length: 7 }, () => row) }, 42035],
    ['the name of a row', { horizontal_content_list: [{ ...row, keyname: long(6) }] }, 42027],
    ['the value of a row', { horizontal_content_list: [{ ...row, value: long(27) }] }, 40058],
    ['the address of a row', { horizontal_content_list: [{ ...row, type: 1, url: 'javascript:x' }] }, 42028],
    ['no buttons', { button_list: [] }, 40058],
    [
      'seven buttons',
      { button_list: Array.from({ length: 7 }, (_, n) => ({ ...button, key: `${n}` })) },
      40058,
    ],
    ['a label', { button_list: [{ ...button, text: long(11) }] }, 42038],
    ['a key', { button_list: [{ ...button, key: 'k'.repeat(1025) }] }, 42039],
    ['a key twice', { button_list: [button, button] }, 42020],
    ['the address of a button', { button_list: [{ text: 'a', type: 1, url: 'x' }] }, 42028],
    ['a task id', { task_id: 'a b' }, 42014],
    ['no task id', { task_id: undefined }, 42014],
    ['half a character', { main_title: { title: 'a\ud83d' } }, 40058],
    ['a field that it does not have', { emphasis: 'x' }, 40058],
    ['an option', selection([{ id: 'a', text: long(11) }]), 42041],
    ['the id of an option', selection([{ id: 'i'.repeat(129), text: 'a' }]), 42040],
    ['eleven options', selection(Array.from({ length: 11 }, (_, n) => ({ id: `${n}`, text: 'a' }))), 42037],
    [
      'an option twice',
      selection([
        { id: 'a', text: 'a' },
        { id: 'a', text: 'b' },
      ]),
      42040,
    ],
    [
      'the name of a list',
      { button_selection: { title: 'a', option_list: [{ id: 'a', text: 'a' }] } },
      42043,
    ],
    ['where a tap leads', { card_action: { type: 1, url: '' } }, 42028],
  ])('is refused for %s', async (_what, more, errcode) => {
    expect((await sendCard(more)).errcode).toBe(errcode);
    expect(onScreen()).toEqual([]);
  });

  test('that has all of it is shown', async () => {
    const { errcode } = await sendCard({
      main_title: { title: long(26), desc: long(30) },
      sub_title_text: long(112),
      horizontal_content_list: Array.from({ length: 6 }, () => ({ keyname: long(5), value: long(26) })),
      ...selection(Array.from({ length: 10 }, (_, n) => ({ id: `${n}`, text: long(10) }))),
    });
    expect(errcode).toBe(0);
  });
});

function selection(option_list: readonly object[]) {
  return { button_selection: { question_key: 'pick', title: '选择', option_list } };
}

describe('messages', () => {
  test('31 in a minute are 30, and nobody is told', async () => {
    for (let n = 0; n < 31; n += 1) expect((await text(`${n}`)).errcode).toBe(0);
    expect(onScreen()).toHaveLength(30);
    expect(fake.dropped).toHaveLength(1);
    fake.state.aheadMs = 60_001;
    await text('next minute');
    expect(onScreen()).toHaveLength(31);
  });

  test('to nobody, or from another app, are refused', async () => {
    expect((await text('a', { touser: '' })).errcode).toBe(82001);
    expect((await text('a', { touser: 'nobody' })).errcode).toBe(81013);
    expect((await text('a', { touser: 'hidden' })).errcode).toBe(81013);
    expect((await text('a', { agentid: String(fake.agentId) })).errcode).toBe(40056);
  });

  test('to some of several arrive there, and the others are named, in small letters', async () => {
    const answer = await text('a', { touser: 'Li|NOBODY|poor' });
    expect(answer).toMatchObject({ errcode: 0, invaliduser: 'nobody', unlicenseduser: 'poor' });
    expect(fake.messages.map(({ to }) => to)).toEqual(['Li']);
  });

  test('may not be empty, nor longer than WeCom shows', async () => {
    expect((await text('')).errcode).toBe(44004);
    expect((await text('长'.repeat(683))).errcode).toBe(45002);
    expect((await text('长'.repeat(682))).errcode).toBe(0);
  });
});

describe('limits', () => {
  test('a call made too often is blocked for a minute, and no other', async () => {
    await start({ perMinute: 3 });
    for (let n = 0; n < 3; n += 1) expect((await text(`${n}`)).errcode).toBe(0);
    expect((await text('4')).errcode).toBe(45009);
    fake.state.aheadMs = 59_000;
    expect((await text('5')).errcode).toBe(45009);
    expect((await call('user/get?userid=Li')).errcode).toBe(0);
    fake.state.aheadMs = 61_000;
    expect((await text('6')).errcode).toBe(0);
  });
});

describe('people', () => {
  test('are told of without mobile and e-mail, and only those whom the app sees', async () => {
    expect(await call('user/get?userid=li')).toMatchObject({ errcode: 0, userid: 'Li', name: '李娜' });
    expect(await call('user/get?userid=Li')).not.toHaveProperty('biz_mail');
    expect((await call('user/get?userid=nobody')).errcode).toBe(60111);
    expect((await call('user/get?userid=hidden')).errcode).toBe(60011);
  });

  test('are found by the mailbox that the firm gave them', async () => {
    const mail = (email: string, email_type: number) =>
      call('user/get_userid_by_email', { email, email_type });
    expect((await mail('li@firm.example', 1)).userid).toBe('Li');
    expect((await mail('li@firm.example', 2)).errcode).toBe(46004);
    expect((await mail('x@firm.example', 1)).errcode).toBe(46004);
  });

  test('sign in by a code, once, within five minutes', async () => {
    const code = fake.newLoginCode('Li');
    expect(await call(`auth/getuserinfo?code=${code}`)).toMatchObject({ errcode: 0, userid: 'Li' });
    expect((await call(`auth/getuserinfo?code=${code}`)).errcode).toBe(42022);
    expect((await call('auth/getuserinfo?code=x')).errcode).toBe(40029);
    const old = fake.newLoginCode('Li');
    fake.state.aheadMs = 301_000;
    expect((await call(`auth/getuserinfo?code=${old}`)).errcode).toBe(42003);
  });
});
