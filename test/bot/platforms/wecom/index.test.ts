import type { Handle } from '../../../../bot/platforms/platform.js';
import type { Answer } from '../../../../models/answer.js';
import type { FormView } from '../../../../models/views.js';
import { answered, leadsOn, notice, shows, words } from '../../../support/outcomes.js';
import { memoryStores, startWecomApp, type WecomApp } from '../../../support/wecom/app.js';
import { type FakeWecom, startFakeWecom } from '../../../support/wecom/fake.js';
import { type Person, person } from '../../../support/wecom/person.js';
import {
  type Callbacks,
  callbacks,
  eventXml,
  post,
  sealedCallback,
  textXml,
} from '../../../support/wecom/wire.js';

let fake: FakeWecom;
const apps: WecomApp[] = [];
let app: WecomApp;
let wire: Callbacks;
let li: Person;

const start = async (handle: Handle) => {
  app = await startWecomApp({ fake, handle });
  apps.push(app);
  wire = callbacks(fake, app.url);
  li = person(fake, wire, 'Li');
};

beforeEach(async () => {
  fake = await startFakeWecom({
    members: [
      { userid: 'Li', name: '李娜', attributes: { 工号: 'E002' } },
      { userid: 'zhang', name: '张伟', biz_mail: 'zhang@firm.example' },
    ],
  });
});
afterEach(async () => {
  await Promise.all(apps.splice(0).map((one) => one.stop()));
  await fake.stop();
});

const form = { ...notice('新建商机'), kind: 'form', form: 'deal.new' } as never as FormView;
/** Two messages. */
const long = '很长。'.repeat(300);
const cardsOf = (userId = 'Li') => fake.messages.filter(({ to, card }) => to === userId && card);
const settled = () => app.listener.stop();

describe('what is typed', () => {
  test('is answered in words within the callback, without a call of ours', async () => {
    await start(async () => words('没有待办。'));
    await li.types('待办');
    await li.sees('没有待办。');
    expect(app.asked).toMatchObject([
      {
        who: { platform: 'wecom', workspaceId: fake.corpId, userId: 'Li' },
        ask: { kind: 'command', text: '待办' },
      },
    ]);
    expect(fake.callsOf('message/send')).toEqual([]);
  });

  test('twice is answered twice, though the answers are equal', async () => {
    await start(async () => words(long));
    await li.types('帮助');
    await li.types('帮助');
    await settled();
    const [first, second, ...others] = fake.messages.map(({ text }) => text);
    expect(others).toEqual([first, second]);
    expect(`${first}${second}`).toBe(long);
  });

  test('is answered by several messages where the words have no room in one', async () => {
    await start(async () => words('很长。'.repeat(1000)));
    await li.types('帮助');
    await settled();
    expect(fake.messages.map(({ text }) => text).join('')).toBe('很长。'.repeat(1000));
    expect(fake.messages.length).toBeGreaterThan(3);
  });

  test('is answered by a card, once, however often WeCom calls', async () => {
    await start(async () => shows('商机 D-7', { 备注: 'deal.noteForm' }));
    const xml = textXml(fake, 'Li', '商机 D-7');
    for (let n = 0; n < 3; n += 1) await wire.send('Li', xml);
    await settled();
    expect(cardsOf()).toHaveLength(1);
    expect(new Set(app.asked.map(({ key }) => key)).size).toBe(1);
  });

  test('says the same for signs that would end it early', async () => {
    await start(async ({ ask }) => words(ask.kind === 'command' ? ask.text : ''));
    for (const text of ['<![CDATA[a]]>', 'a ]]> b', '<!DOCTYPE html>', '</Content>&amp;<b>'])
      await li.types(text);
    expect(fake.messages.map(({ text }) => text.replaceAll('\u2060', ''))).toEqual([
      '<![CDATA[a]]>',
      'a ]]> b',
      '<!DOCTYPE html>',
      '</Content>&amp;<b>',
    ]);
  });

  test('makes no link of what somebody wrote', async () => {
    await start(async () => words('<a href="https://evil.example">商机</a>'));
    await li.types('x');
    expect(fake.messages[0]?.text).not.toContain('<a');
  });

  test('that opens a form gets a card with the way to its page', async () => {
    await start(async () => answered({ type: 'form', form }));
    await li.types('商机 新建');
    const card = await li.sees('新建商机');
    const link = await li.link('Fill in');
    expect(link).toContain('/app/forms/');
    expect(card.page).toBe(link);
  });
});

describe('what comes beside text', () => {
  const commands = () => app.asked.map(({ ask }) => (ask.kind === 'command' ? ask.text : ask.kind));

  test('a key of the menu is a line as one would type it', async () => {
    await start(async () => words('ok'));
    await li.chooses('/todo');
    expect(commands()).toEqual(['/todo']);
  });

  test('a picture, and the first look at the app, are answered with help', async () => {
    await start(async () => words('ok'));
    await wire.send(
      'Li',
      textXml(fake, 'Li', '', { MsgType: 'image', PicUrl: 'https://x.example', MediaId: 'm' }),
    );
    await wire.send('Li', eventXml(fake, 'Li', 'subscribe'));
    expect(commands()).toEqual(['help', 'help']);
  });

  test('opening the app, and what is meant for others, is nothing', async () => {
    await start(async () => words('ok'));
    await wire.send('Li', eventXml(fake, 'Li', 'enter_agent'));
    await wire.send('Li', textXml(fake, 'Li', 'x', { AgentID: 1000003 }));
    await wire.send('Li', textXml(fake, 'Li', 'x', { ToUserName: 'wxother' }));
    await wire.send('Li', eventXml(fake, 'Li', 'constructor'));
    await wire.send('a b', textXml(fake, 'a b', 'x'));
    expect(app.asked).toEqual([]);
    expect(fake.messages).toEqual([]);
  });

  test('changes of contacts', async () => {
    await start(async () => words('ok'));
    const change = (ChangeType: string, more: object) =>
      wire.send('sys', eventXml(fake, 'sys', 'change_contact', { ChangeType, ...more }));
    await change('update_user', { UserID: 'Li', NewUserID: 'lina' });
    await change('update_user', { UserID: 'zhang', Department: '1' });
    await change('delete_user', { UserID: 'zhang' });
    expect(app.stores.known).toEqual(['Li → lina', 'zhang left']);
  });

  test('two events of the same second are two', async () => {
    await start(async () => words('ok'));
    const second = { CreateTime: 1_710_000_000 };
    for (const EventKey of ['/todo', '/digest', '/todo'])
      await wire.send('Li', eventXml(fake, 'Li', 'click', { ...second, EventKey }));
    expect(new Set(app.asked.map(({ key }) => key)).size).toBe(2);
  });
});

describe('a press', () => {
  const card = shows('商机 D-7', { 备注: 'deal.noteForm', 推进: 'deal.stageForm' });

  test('says what the button carries', async () => {
    await start(async ({ ask }) => (ask.kind === 'press' ? words('好') : card));
    await li.types('商机 D-7');
    await li.presses('推进');
    expect(app.asked.at(-1)?.ask).toEqual({ kind: 'press', do: 'deal.stageForm', input: { id: 7 } });
    await li.sees('好');
  });

  test('that shows something puts it in the place of the answer', async () => {
    await start(async ({ ask }) => (ask.kind === 'press' ? shows('商机 D-8') : card));
    await li.types('商机 D-7');
    await li.presses('推进');
    await li.sees('商机 D-8');
    await settled();
    expect(cardsOf()).toHaveLength(1);
  });

  test.each([undefined, 'refused' as const])(
    'that is answered in words shows on the answer how it is by now (%s)',
    async (undone) => {
      const redraw = { do: 'deal.show', input: { id: 7 } };
      const said = { ...words('已推进').answer, redraw, ...(undone && { undone }) } as Answer;
      await start(async ({ ask }) => {
        if (ask.kind === 'command') return card;
        return ask.kind === 'press' && ask.do === 'deal.show' ? shows('商机 D-7 已签约') : answered(said);
      });
      await li.types('商机 D-7');
      await li.presses('推进');
      await li.sees('已推进');
      await settled();
      expect(li.screen().map(({ text, buttons }) => [text, buttons.length])).toEqual([
        ['已推进', 0],
        ['商机 D-7 已签约', 0],
      ]);
    },
  );

  test('that leads on to the next shows on the answer how it is by now, too', async () => {
    const redraw = { do: 'deal.show', input: { id: 7 } };
    await start(async ({ ask }) => {
      if (ask.kind === 'command') return card;
      return ask.kind === 'press' && ask.do === 'deal.show'
        ? shows('商机 D-7 已签约')
        : leadsOn(redraw, '已推进', { 下一条: 'deal.next' });
    });
    await li.types('商机 D-7');
    await li.presses('推进');
    await li.sees('已推进');
    await settled();
    expect(li.screen().map(({ text, buttons }) => [text, buttons.map((one) => one.text)])).toEqual([
      ['已推进', ['下一条']],
      ['商机 D-7 已签约', []],
    ]);
  });

  test('that comes again to another instance does not send a second card', async () => {
    const stores = memoryStores(fake);
    const handle: Handle = async ({ ask }) => (ask.kind === 'press' ? shows('商机 D-8') : card);
    const [one, other] = [
      await startWecomApp({ fake, handle, stores }),
      await startWecomApp({ fake, handle, stores }),
    ];
    apps.push(one, other);
    const [first, second] = [callbacks(fake, one.url), callbacks(fake, other.url)];
    const zhang = person(fake, first, 'zhang');
    await zhang.types('商机 D-7');
    const press = zhang.pressXml(await zhang.sees('商机 D-7'), '推进');
    await first.send('zhang', press);
    await zhang.sees('商机 D-8');
    await second.send('zhang', press);
    await Promise.all([one.listener.stop(), other.listener.stop()]);
    expect(cardsOf('zhang')).toHaveLength(1);
    expect(fake.callsOf('message/update_template_card').map(({ outcome }) => outcome)).toEqual(['ok']);
  });

  test('that opens a form leaves the card and sends the way to the form', async () => {
    await start(async ({ ask }) => (ask.kind === 'press' ? answered({ type: 'form', form }) : card));
    await li.types('商机 D-7');
    await li.presses('备注');
    expect(await li.link('Fill in')).toContain('/app/forms/');
    expect(cardsOf()).toHaveLength(2);
  });

  test('on a button that nobody of us made is a press of nothing', async () => {
    await start(async ({ ask }) => (ask.kind === 'press' ? words('很久以前的按钮') : card));
    await li.types('商机 D-7');
    const found = await li.sees('商机 D-7');
    const odd = { ...found, buttons: [{ text: '坏', key: '{"do":5}', url: undefined }] };
    await li.pressesOn(odd, '坏');
    expect(app.asked.at(-1)?.ask).toEqual({ kind: 'press', do: '', input: {} });
  });
});

describe('somebody who writes a lot', () => {
  test('is answered each time, in order: what exceeds the pace waits for its turn, also when we stop', async () => {
    await start(async ({ ask }) => words(`${ask.kind === 'command' ? ask.text : ''} ${long}`));
    for (let n = 1; n <= 9; n += 1) await li.types(`Nr. ${n}`);
    await settled();
    expect(
      fake.messages.map(({ text }) => text.slice(0, 5)).filter((text) => text.startsWith('Nr.')),
    ).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9].map((n) => `Nr. ${n}`));
    expect(fake.messages).toHaveLength(18);
    expect(fake.dropped).toEqual([]);
    expect(app.log.lines.filter(({ level }) => level === 'error')).toEqual([]);
  });
});

describe('when something goes wrong', () => {
  test('an answer that takes too long comes afterwards', async () => {
    let go = () => {};
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    await start(async () => {
      await held;
      return words('终于好了。');
    });
    const answer = await wire.once(textXml(fake, 'Li', '帮助'));
    expect(answer).toEqual({ status: 200, body: '' });
    go();
    await li.sees('终于好了。');
  });

  test('a broken handler is said in words', async () => {
    await start(async () => {
      throw new Error('bug');
    });
    await li.types('x');
    await li.sees('Something went wrong and nothing was changed.');
  });

  test('a card that cannot be changed any more is sent anew', async () => {
    await start(async ({ ask }) =>
      ask.kind === 'press' ? shows('商机 D-8') : shows('商机 D-7', { 推进: 'deal.stageForm' }),
    );
    await li.types('商机 D-7');
    fake.fault({ kind: 'errcode', errcode: 60140, api: 'message/update_template_card', times: 1 });
    await li.presses('推进');
    await li.sees('商机 D-8');
    expect(cardsOf()).toHaveLength(2);
  });
});

describe('the address', () => {
  const check = async (signed: { url: string; encrypted: string }) =>
    fetch(`${signed.url}&echostr=${encodeURIComponent(signed.encrypted)}`);
  const echo = (plain: string, timestamp?: string) => {
    const { url, body } = sealedCallback(fake, `${app.url}/wecom/callback`, plain, timestamp);
    return { url, encrypted: /<Encrypt><!\[CDATA\[(.*)\]\]><\/Encrypt>/.exec(body)?.[1] ?? '' };
  };

  test('answers its check with the bare text', async () => {
    await start(async () => words('ok'));
    const answer = await check(echo('1616140317555161061'));
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('1616140317555161061');
  });

  test('refuses a check that WeCom did not sign', async () => {
    await start(async () => words('ok'));
    const { url } = echo('1');
    expect((await check({ url, encrypted: echo('2').encrypted })).status).toBe(403);
    expect((await fetch(url)).status).toBe(403);
    expect((await check(echo('1', '1409659589'))).status).toBe(403);
  });

  test('refuses a callback of another time, for another firm, or changed on the way', async () => {
    await start(async () => words('ok'));
    const xml = textXml(fake, 'Li', 'x');
    const address = `${app.url}/wecom/callback`;
    expect((await wire.once(xml, '1409659589')).status).toBe(403);
    const other = sealedCallback({ ...fake, corpId: 'wxother' }, address, xml);
    expect((await post(other.url, other.body)).status).toBe(403);
    const good = sealedCallback(fake, address, xml);
    expect((await post(good.url, good.body.replace(/.\]\]><\/Encrypt>/, 'A]]></Encrypt>'))).status).toBe(403);
    for (const body of ['', 'x', '<xml></xml>', '<xml><Encrypt>!</Encrypt></xml>'])
      expect((await post(good.url, body)).status).toBe(403);
    expect(app.asked).toEqual([]);
  });

  test('refuses what is no message, and processes no document type', async () => {
    await start(async () => words('ok'));
    for (const plain of ['', 'x', '<!DOCTYPE x [<!ENTITY a "b">]><xml><Content>&a;</Content></xml>'])
      expect((await wire.once(plain)).status).toBe(400);
    expect(app.asked).toEqual([]);
  });

  test('answers a body that is too large, instead of hanging up', async () => {
    await start(async () => words('ok'));
    const { url } = sealedCallback(fake, `${app.url}/wecom/callback`, 'x');
    const answer = await fetch(url, { method: 'POST', body: 'x'.repeat(1024 * 1024 + 1) });
    expect(answer.status).toBe(413);
  });

  test('takes a message of 300 KB', async () => {
    await start(async () => words('ok'));
    expect((await wire.once(textXml(fake, 'Li', '长'.repeat(75_000)))).status).toBe(200);
    expect(app.asked).toHaveLength(1);
  });
});

describe('people', () => {
  const who = (userId: string) => ({ platform: 'wecom', workspaceId: fake.corpId, userId }) as const;

  test('are known by their user id, or by the field that holds their number', async () => {
    await start(async () => words('ok'));
    expect(await app.platform.profile(who('Li'))).toMatchObject({ name: '李娜', staffNumber: 'Li' });
    app = await startWecomApp({ fake, settings: { staffField: '工号' } });
    apps.push(app);
    expect(await app.platform.profile(who('Li'))).toMatchObject({ name: '李娜', staffNumber: 'E002' });
    expect(await app.platform.profile(who('zhang'))).not.toHaveProperty('staffNumber');
  });

  test('who have left are nobody', async () => {
    fake.members.set('wang', { userid: 'wang', name: '王', status: 5 });
    await start(async () => words('ok'));
    expect(await app.platform.profile(who('wang'))).toEqual({ email: null, name: '王' });
    expect(await app.platform.findByStaffNumber?.('wang')).toBeUndefined();
  });

  test('are found by number and by e-mail; whom WeCom does not know is not asked for again that day', async () => {
    await start(async () => words('ok'));
    expect(await app.platform.findByStaffNumber?.('Li')).toEqual(who('Li'));
    expect(await app.platform.findByEmail('zhang@firm.example')).toEqual(who('zhang'));
    for (let n = 0; n < 3; n += 1) expect(await app.platform.findByEmail('x@firm.example')).toBeUndefined();
    expect(fake.callsOf('user/get_userid_by_email')).toHaveLength(2);
    fake.fault({ kind: 'errcode', errcode: 48002, api: 'user/get_userid_by_email', times: 1 });
    expect(await app.platform.findByEmail('y@firm.example')).toBeUndefined();
    fake.state.aheadMs = 86_400_001;
    await app.platform.findByEmail('x@firm.example');
    expect(fake.callsOf('user/get_userid_by_email')).toHaveLength(4);
  });
});
