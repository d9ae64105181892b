import { setTimeout as sleep } from 'node:timers/promises';
import type { CardRef, Handle, PlatformUser } from '../../../../bot/platforms/platform.js';
import type { Card } from '../../../../cards/card.js';
import type { Answer } from '../../../../models/answer.js';
import type { FormView } from '../../../../models/views.js';
import { type DingTalkApp, startDingTalkApp } from '../../../support/dingtalk/app.js';
import { type FakeDingTalk, startFakeDingTalk } from '../../../support/dingtalk/fake.js';
import { type Person, person } from '../../../support/dingtalk/person.js';
import { streamWire } from '../../../support/dingtalk/wire.js';
import {
  answered,
  both,
  leadsOn,
  notice,
  opens,
  reader,
  render,
  shows,
  words,
} from '../../../support/outcomes.js';
import { until } from '../../../support/until.js';

let fake: FakeDingTalk;
let app: DingTalkApp;
let li: Person;

const form: FormView = {
  kind: 'form',
  form: 'deal.new',
  title: { zh: '新建商机', en: 'New deal' },
  fields: [],
  submit: { zh: '创建', en: 'Create' },
  context: {},
};

const start = async (handle: Handle, more: Partial<Parameters<typeof startDingTalkApp>[0]> = {}) => {
  app = await startDingTalkApp({ fake, handle, ...more });
  li = person(fake, streamWire(fake), 'li');
  await until(() => fake.stream.sockets.size === 1);
};

beforeEach(async () => {
  fake = await startFakeDingTalk({
    users: [
      {
        userid: 'li',
        name: '李娜',
        org_email: 'li@firm.example',
        email: 'other@x.example',
        job_number: 'E002',
      },
      { userid: 'zhang', name: '张伟', email: 'Zhang@firm.example', dept_id_list: [11] },
      { userid: 'admin', name: '管理员' },
    ],
  });
});
afterEach(async () => {
  await app.stop();
  await fake.stop();
});

const formOutcome = answered({
  type: 'view',
  view: { ...notice('New deal'), ...form, title: both('New deal') } as never,
});
/** The card of a form has its title alone, as the tests draw it. */
const drawForm: Handle = async () =>
  answered({ type: 'form', form: { ...notice('New deal'), ...form, title: both('New deal') } as never });

const to = (userId: string): PlatformUser => ({ platform: 'dingtalk', workspaceId: fake.clientId, userId });
const card = (title: string, buttons?: Readonly<Record<string, string>>): Card =>
  render(notice(title, buttons), reader);

describe('in a direct chat', () => {
  test('words are a message like any other, and cost nothing of the month', async () => {
    await start(async () => words('Nothing waits for [you](https://x.example).'));
    await li.types('待办');
    await li.sees('Nothing waits for [you](https://x.example).');
    expect(fake.state.monthUsed).toBe(0);
  });

  test('what is long comes in several messages', async () => {
    await start(async () => words('很长。'.repeat(1500)));
    await li.types('帮助');
    await until(() => fake.messages.length === 3);
    expect(fake.messages.map(({ text }) => text).join('')).toBe('很长。'.repeat(1500));
  });

  test('a card is a card, and the same question twice the same card', async () => {
    await start(async () => shows('Deal D-7', { Note: 'deal.noteForm' }));
    await li.types('商机 D-7', { msgId: 'm1' });
    await li.sees('Deal D-7');
    await li.types('商机 D-7', { msgId: 'm1' });
    await sleep(50);
    expect(fake.cards.size).toBe(1);
  });

  test('a form is a message with the button that opens its page', async () => {
    await start(drawForm);
    await li.types('商机 新建');
    expect(await li.link('Fill in the form')).toMatch(/^https:\/\/crm\.example\.com\/app\/forms\/dingtalk/);
    expect(fake.state.monthUsed).toBe(0);
  });

  test('an hour and a half later the answer finds another way', async () => {
    await start(async () => words('Better late than never.'));
    await li.types('todo', { webhookMs: 1000 });
    await li.sees('Better late than never.');
    expect(fake.callsOf('batchSend')).toHaveLength(1);
  });

  test.each([
    [
      'voice',
      { msgtype: 'audio', content: { recognition: '待办', downloadCode: 'x', duration: 900 } },
      '待办',
    ],
    [
      'text with a picture',
      { msgtype: 'richText', content: { richText: [{ text: '待办' }, { downloadCode: 'x' }] } },
      '待办',
    ],
    ['a picture', { msgtype: 'picture', content: { downloadCode: 'x' } }, ''],
    ['what nobody knows yet', { msgtype: '__proto__' }, ''],
  ])('%s is heard as far as there are words in it', async (_what, more, text) => {
    await start(async () => words('Done.'));
    await li.types('not this', { more: { text: undefined, ...more } });
    expect(app.asked[0]?.ask).toEqual({ kind: 'command', text });
  });

  test('if the card cannot be made, the answer is a message that leads to the page', async () => {
    fake.fault({ api: 'createAndDeliver', kind: 'error', status: 400, code: 'param.templateUnpublished' });
    await start(async () => shows('Deal D-7', { Note: 'deal.noteForm' }));
    await li.types('D-7');
    await li.sees('Deal D-7');
    expect(await li.link('Open')).toBe('https://crm.example.com/app/deal/7');
    expect(
      JSON.stringify(app.log.lines.map(({ fields }) => String((fields as { err?: Error }).err))),
    ).toContain('publish the card template');
  });
});

describe('in a group', () => {
  test('the mention is no part of what is said, and the answer is for the one who asked', async () => {
    await start(async () => words('The deal is worth ¥20,000.'));
    await li.types('@Dealdesk 商机 D-7', { group: 'cidGroup==' });
    await li.sees('The deal is worth ¥20,000.');
    const note = await li.sees('I answered you in our direct chat.', { conversation: 'cidGroup==' });
    expect(note.text).not.toContain('20,000');
    expect(fake.messages.find(({ id }) => id === note.id)?.at).toEqual(['li']);
    expect(app.asked[0]?.ask).toEqual({ kind: 'command', text: '商机 D-7' });
  });

  test('a card goes to the direct chat as well', async () => {
    await start(async () => shows('Deal D-7', { Note: 'deal.noteForm' }));
    await li.types(' 商机 D-7', { group: 'cidGroup==' });
    await li.sees('Deal D-7');
    await li.sees('I answered you', { conversation: 'cidGroup==' });
  });

  test('who cannot be reached directly is told so, and nothing else', async () => {
    fake.fault({ api: 'batchSend', kind: 'error', status: 400, code: 'robot.oto.notExist' });
    await start(async () => words('The deal is worth ¥20,000.'));
    await li.types('商机 D-7', { group: 'cidGroup==' });
    await li.sees('please write to me directly', { conversation: 'cidGroup==' });
    expect(JSON.stringify(fake.messages)).not.toContain('20,000');
  });
});

describe('somebody of whom nobody knows who it is', () => {
  test.each([
    ['from another organisation', { senderCorpId: 'dingother' }],
    ['without a user id', { senderStaffId: undefined }],
  ])('%s is told so, and nothing is done', async (_what, more) => {
    await start(async () => words('Done.'));
    await li.types('待办', { more });
    await li.sees('只有本组织的成员可以使用');
    expect(app.asked).toEqual([]);
  });

  test('when the month of pushes is used up, people hear of it', async () => {
    await start(async () => words('Done.'));
    await li.types('', { more: { text: undefined, errCode: 20001, errMsg: 'quota' } });
    await li.sees('本月的钉钉消息额度已用完');
    expect(app.log.lines.filter(({ level }) => level === 'error')).toHaveLength(1);
  });
});

describe('a press', () => {
  const onCard = async (handle: Handle) => {
    await start(handle);
    return app.platform.post(to('li'), card('Request A-31', { Approve: 'approval.approve' }), '42:1');
  };

  test('is answered on the card, for the one who pressed', async () => {
    await onCard(async () => words('Approved.'));
    expect(await li.presses('Approve')).toBe(true);
    expect((await li.sees('Approved.')).text).toContain('Request A-31');
    expect(app.asked).toMatchObject([
      { who: to('li'), ask: { kind: 'press', do: 'approval.approve', input: { id: 7 } } },
    ]);
  });

  test('that needs a form gets the button to its page on the card', async () => {
    await onCard(async () => formOutcome);
    expect(await li.presses('Approve')).toBe(true);
    expect(await li.link('Fill in the form')).toContain('/app/forms/');
    await li.sees('New deal');
    expect(fake.callsOf('updateCard')).toEqual([]);
  });

  test('that shows something else does so in a new card, and the one that follows a record stays', async () => {
    await onCard(async () => shows('Deal D-7', { Note: 'deal.noteForm' }));
    await li.presses('Approve');
    await li.sees('Deal D-7');
    expect(fake.cards.size).toBe(2);
    expect((await li.sees('Request A-31')).text).toContain('Please see the newest message below.');
  });

  test('on an answer is answered in its place', async () => {
    await start(async ({ ask }) =>
      ask.kind === 'press' ? shows('Page 2', {}) : shows('Page 1', { Next: 'deal.list' }),
    );
    await li.types('商机');
    await li.presses('Next');
    await li.sees('Page 2');
    expect(fake.cards.size).toBe(1);
    await until(() => [...fake.cards.values()][0]?.data.title === 'Page 2');
  });

  test('on a row of a list opens it below, and the list stays for the next', async () => {
    await start(async ({ ask }) =>
      ask.kind === 'press' ? opens('Deal D-7', {}) : shows('My deals', { 'D-7': 'deal.show' }),
    );
    await li.types('商机');
    await li.presses('D-7');
    await li.sees('Deal D-7');
    expect(fake.cards.size).toBe(2);
    expect((await li.sees('My deals')).text).toContain('Please see the newest message below.');
  });

  describe('that is answered in words', () => {
    const redraw = { do: 'deal.show', input: { id: 7 } };
    const handling =
      (answer: Answer, ms = 0): Handle =>
      async ({ ask }) => {
        if (ask.kind === 'command') return shows('Deal D-7', { Win: 'deal.won' });
        if (ask.kind === 'press' && ask.do === 'deal.show') return shows('Deal D-7 is won');
        return sleep(ms, answered(answer));
      };
    const said: Answer = { type: 'words', words: both('You won it.'), redraw };
    const seen = () =>
      li.screen().map(({ text, buttons }) => [text, buttons.map(({ text: label }) => label)]);
    const isRedrawn = () => until(() => [...fake.cards.values()][0]?.data.title === 'Deal D-7 is won');

    test.each<[string, Answer]>([
      ['done', said],
      ['refused', { ...said, undone: 'refused' }],
    ])('shows on the answer how it is by now: %s', async (_what, answer) => {
      await start(handling(answer));
      await li.types('D-7');
      await li.presses('Win');
      await isRedrawn();
      expect(seen()).toEqual([[expect.stringMatching(/Deal D-7 is won[\s\S]*You won it\./), []]]);
    });

    test('leads on from there to the page of the next, which costs the firm no call', async () => {
      await start(handling(leadsOn(redraw, 'You won it.', { Next: 'deal.show' }).answer));
      await li.types('D-7');
      await li.presses('Win');
      await isRedrawn();
      expect(await li.link('Next')).toBe('https://crm.example.com/app/deal/7');
      expect(seen()).toEqual([[expect.stringMatching(/Deal D-7 is won[\s\S]*You won it\./), ['Next']]]);
    });

    test('shows so also when that took too long', async () => {
      await start(handling(said, 200), { limitMs: 50 });
      await li.types('D-7');
      await li.presses('Win');
      await li.sees('Still working on it.');
      await isRedrawn();
    });

    test('leaves a card that follows a record to that', async () => {
      await onCard(handling(said));
      await li.presses('Approve');
      await li.sees('You won it.');
      await app.listener.stop();
      expect(fake.callsOf('updateCard')).toEqual([]);
      expect(app.asked).toHaveLength(1);
    });
  });

  test('with words that are longer than a card is followed by a message', async () => {
    await onCard(async () => words('很长。'.repeat(200)));
    await li.presses('Approve');
    await li.sees('很长。'.repeat(200));
  });

  test('that takes too long is answered in time, and later by what came of it', async () => {
    await start(() => sleep(200, words('Approved.')), { limitMs: 50 });
    await app.platform.post(to('li'), card('Request A-31', { Approve: 'approval.approve' }), '42:1');
    expect(await li.presses('Approve')).toBe(true);
    await li.sees('Still working on it.');
    await until(() => [...fake.cards.values()][0]?.private.get('li')?.notice === 'Approved.');
  });

  test('of another app’s button means nothing', async () => {
    await onCard(async () => words('Approved.'));
    const reply = await streamWire(fake).press({
      outTrackId: 'x',
      userId: 'li',
      type: 'actionCallback',
      content: '{}',
    });
    expect(reply).toEqual({});
    expect(app.asked).toEqual([]);
  });
});

describe('a card', () => {
  const post = (key = '42:1', mayBeThere = false, title = 'D-7') =>
    app.platform.post(to('li'), card(title), key, mayBeThere);
  const shown = () => [...fake.cards.values()].map(({ data }) => data.title);

  beforeEach(() => start(async () => words('Done.')));

  test('is posted once, and changed by one call', async () => {
    const ref = await post();
    const changed = await app.platform.update(ref, card('D-7 signed'));
    expect(shown()).toEqual(['D-7 signed']);
    expect(fake.callsOf('updateCard')).toHaveLength(1);
    await app.platform.update(changed, card('D-7 signed'));
    expect(fake.callsOf('updateCard')).toHaveLength(1);
  });

  test('whose answer came by half is not posted a second time', async () => {
    fake.fault({ api: 'createAndDeliver', kind: 'half', times: 1 });
    await expect(post()).rejects.toMatchObject({ retryable: true });
    await post();
    expect(fake.timeline).toHaveLength(1);
  });

  test('whose answer was lost is not posted a second time, and shows what is true by now', async () => {
    fake.fault({ api: 'createAndDeliver', kind: 'drop', times: 1 });
    await expect(post()).rejects.toMatchObject({ retryable: true });
    await post('42:1', false, 'D-7 later');
    expect(shown()).toEqual(['D-7 later']);
    expect(fake.timeline).toHaveLength(1);
  });

  test('that another instance may have posted is not posted a second time', async () => {
    await post();
    await post('42:1', true, 'D-7 later');
    expect(shown()).toEqual(['D-7 later']);
  });

  test('that DingTalk has but did not deliver is delivered by the next attempt', async () => {
    fake.fault({ api: 'createAndDeliver', kind: 'undelivered', errorMsg: 'system busy', times: 2 });
    for (let n = 0; n < 2; n += 1) await expect(post()).rejects.toMatchObject({ retryable: true });
    await post();
    expect(fake.timeline).toHaveLength(1);
  });

  test('of a group that DingTalk has but did not deliver is delivered by the next attempt', async () => {
    const group = { ...to(''), channelId: 'cidGroup==' };
    const inGroup = () =>
      app.platform.channels?.post(group, card('D-7'), 'channel 7', { do: 'deal.here', input: {} });
    fake.fault({ api: 'createAndDeliver', kind: 'undelivered', errorMsg: 'system busy', times: 1 });
    await expect(inGroup()).rejects.toMatchObject({ retryable: true });
    await inGroup();
    expect(fake.timeline).toEqual([expect.objectContaining({ to: 'cidGroup==' })]);
  });

  test('to somebody who is not there says so, with a 200 around it', async () => {
    const nobody = app.platform.post(to('gone'), card('D-7'), '1:1');
    await expect(nobody).rejects.toMatchObject({
      retryable: false,
      message: expect.stringContaining('spaceId is illegal'),
    });
  });

  test('that is gone may be posted anew', async () => {
    const gone: CardRef = { trackId: 'card-0', hash: '' };
    await expect(app.platform.update(gone, card('D-7'))).rejects.toMatchObject({ gone: true });
  });
});

describe('without a template', () => {
  beforeEach(() =>
    start(async () => shows('Deal D-7', { Note: 'deal.noteForm' }), {
      settings: { cardTemplateId: undefined } as object,
    }),
  );

  test('a card is a message that leads to the record, and an answer costs nothing of the month', async () => {
    await app.platform.post(to('li'), card('D-7', { Note: 'deal.noteForm' }), '42:1');
    expect(await li.link('Open')).toBe('https://crm.example.com/app/deal/7');
    expect(fake.state.monthUsed).toBe(1);
    await li.types('D-7');
  });

  test('one that changed is taken back, for a new one to be posted', async () => {
    const ref = await app.platform.post(to('li'), card('D-7'), '42:1');
    expect(await app.platform.update(ref, card('D-7'))).toEqual(ref);
    await expect(app.platform.update(ref, card('D-7 signed'))).rejects.toMatchObject({ gone: true });
    expect(fake.messages.map(({ recalled }) => recalled)).toEqual([true]);
  });
});

describe('people', () => {
  beforeEach(() => start(async () => words('Done.')));

  test('are known by the firm’s number and mailbox', async () => {
    expect(await app.platform.profile(to('li'))).toEqual({
      email: 'li@firm.example',
      name: '李娜',
      staffNumber: 'E002',
    });
    await expect(app.platform.profile(to('gone'))).rejects.toMatchObject({ retryable: false });
  });

  test('are found by e-mail in any department, which costs nothing of the month', async () => {
    expect(await app.platform.findByEmail('ZHANG@firm.example')).toEqual(to('zhang'));
    expect(await app.platform.findByEmail('nobody@firm.example')).toBeUndefined();
    expect(fake.callsOf('user/list').length).toBe(3);
    expect(fake.state.monthUsed).toBe(0);
  });

  test('who share an e-mail are not guessed', async () => {
    fake.users.set('wang', { userid: 'wang', name: '王芳', email: 'zhang@firm.example' });
    expect(await app.platform.findByEmail('zhang@firm.example')).toBeUndefined();
  });

  test('of a large department are read page by page', async () => {
    for (let n = 0; n < 250; n += 1)
      fake.users.set(`u${n}`, { userid: `u${n}`, name: `${n}`, email: `u${n}@firm.example` });
    expect(await app.platform.findByEmail('u249@firm.example')).toMatchObject({ userId: 'u249' });
  });

  test('sign in by a code, inside the client and in a browser, each code once', async () => {
    const { login } = app.platform;
    const inClient = `client:${fake.newCode('li')}`;
    expect(await login?.whoIs(inClient, 'https://crm.example.com/app/login')).toEqual(to('li'));
    await expect(login?.whoIs(inClient, '')).rejects.toMatchObject({ retryable: false });
    const inBrowser = fake.newCode('zhang');
    expect(await login?.whoIs(inBrowser, '')).toEqual(to('zhang'));
    await expect(login?.whoIs(inBrowser, '')).rejects.toMatchObject({ retryable: false });
  });

  test('from outside do not get in', async () => {
    fake.users.set('external1', { userid: 'external1', name: '客户' });
    await expect(app.platform.login?.whoIs(fake.newCode('external1'), '')).rejects.toThrow('only members');
  });

  test('go to DingTalk’s page with a state that comes back', () => {
    const url = new URL(app.platform.login?.url('https://crm.example.com/app/login', 's t') ?? '');
    expect(url.origin + url.pathname).toBe('https://login.dingtalk.com/oauth2/auth');
    expect(Object.fromEntries(url.searchParams)).toEqual({
      redirect_uri: 'https://crm.example.com/app/login',
      response_type: 'code',
      client_id: fake.clientId,
      scope: 'openid',
      state: 's t',
      prompt: 'consent',
    });
  });
});
