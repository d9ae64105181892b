import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { atRoot } from '../../../../bot/root.js';
import { drawCard } from '../../../../cards/index.js';
import { samples } from '../../../../cards/samples.js';
import type { Answer } from '../../../../models/answer.js';
import type { View } from '../../../../models/views.js';
import { sampleOf, viewOf } from '../../../cards/reading.js';
import { describeInBrowser } from '../../../support/browser.js';
import {
  type ConsoleWorld,
  emma,
  readerFor,
  type Script,
  startConsole,
  zhang,
} from '../../../support/console.js';
import { consoleStoreInMemory } from '../../../support/console-store.js';

const request = sampleOf('Approval, for an approver');
const approved = sampleOf('Approval, approved');
const formView = viewOf('form', 'Form');

const words = (zh: string, en = zh): Answer => ({ type: 'words', words: { text: { zh, en } } });
const cardFor = ({ userId }: typeof zhang, view: View) => drawCard(view, readerFor(userId));
const to = ({ userId }: typeof zhang) => ({ platform: 'console', workspaceId: '', userId }) as const;

describeInBrowser('the chat page', (openPage, theBrowser) => {
  let world: ConsoleWorld;
  const start = async (script: Script, store = consoleStoreInMemory()): Promise<void> => {
    world = await startConsole(script, store);
  };
  const pages: Page[] = [];
  /** Bugs of the page, and what its security policy forbids; a lost connection is neither. */
  const complaints: string[] = [];

  const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
  const openPhone = () => theBrowser().newPage(phone);

  const visit = async (path: string, opens = openPage): Promise<Page> => {
    const page = await opens();
    pages.push(page);
    page.on('console', (message) => {
      const isBug = message.type() === 'error' && !message.text().includes('net::');
      if (isBug) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto(`${world.url}${path}`);
    return page;
  };
  const open = async (person = zhang, opens = openPage): Promise<Page> => {
    const page = await visit(`#${person.userId}`, opens);
    await page.getByRole('combobox').first().waitFor();
    return page;
  };
  const type = async (page: Page, text: string): Promise<void> => {
    await page.getByRole('combobox').fill(text);
    await page.keyboard.press('Enter');
  };
  const message = (page: Page, text: string) => page.getByRole('article').filter({ hasText: text });
  /** So much that what came before is out of sight. */
  const fill = async ({ store }: ConsoleWorld): Promise<void> => {
    for (let index = 1; index <= 30; index++)
      await store.append({
        userId: zhang.userId,
        from: 'bot',
        kind: 'text',
        text: '无关',
        body: null,
        key: `${index}`,
      });
  };

  beforeAll(() => {
    execFileSync(process.execPath, [
      atRoot('node_modules/typescript/bin/tsc'),
      '-p',
      atRoot('bot/platforms/console/page'),
    ]);
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.close();
    await world.stop();
    expect(complaints.splice(0)).toEqual([]);
  });

  test('a typed command is answered with a card, in the language of whoever typed it', async () => {
    await start(() => ({ type: 'view', view: sampleOf('To do') }));
    const zhangs = await open();
    await type(zhangs, '/待办');
    await message(zhangs, '仅自己可见').getByRole('heading').first().waitFor();
    const emmas = await open(emma);
    await type(emmas, '/todo');
    await message(emmas, 'Only visible to you').getByRole('heading').first().waitFor();
    expect(world.asked.map(({ ask }) => ask)).toEqual([
      { kind: 'command', text: '/待办' },
      { kind: 'command', text: '/todo' },
    ]);
  });

  test("pressing Approve changes the card in place, in another person's window as well", async () => {
    const refs: { ref: Awaited<ReturnType<ConsoleWorld['platform']['post']>>; person: typeof zhang }[] = [];
    await start(async (_incoming, platform) => {
      for (const { ref, person } of refs) await platform.update(ref, cardFor(person, approved));
      return words('办好了', 'Well done.');
    });
    for (const person of [zhang, emma])
      refs.push({ person, ref: await world.platform.post(to(person), cardFor(person, request), '1:1') });

    const [zhangs, emmas] = [await open(zhang), await open(emma)];
    await emmas.getByRole('button', { name: 'Approve', exact: true }).click();
    await message(emmas, 'Well done.').waitFor();
    await zhangs.getByText('更新').waitFor();
    expect(await zhangs.getByRole('article').count()).toBe(1);
    expect(await zhangs.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
    expect(world.asked.map(({ who, ask }) => [who.userId, ask.kind])).toEqual([['3001', 'press']]);
  });

  test('a double click is one press', async () => {
    await start(async () => {
      await new Promise((resolve) => setTimeout(resolve, 300));
      return words('办好了');
    });
    await world.platform.post(to(zhang), cardFor(zhang, request), '1:1');
    const page = await open();
    await page.getByRole('button', { name: '同意', exact: true }).dblclick();
    await message(page, '办好了').waitFor();
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    expect(world.asked).toHaveLength(1);
  });

  test('a form is entered at its first gap; one that is not accepted keeps what was typed and says why; then it is done', async () => {
    const error = { text: { zh: '这不是金额', en: 'That is no amount' } };
    const fields = formView.fields.map((field) => (field.name === 'amount' ? { ...field, error } : field));
    await start(({ ask }) => {
      if (ask.kind !== 'submit') return { type: 'form', form: formView };
      if (ask.values.amount === '很多') return { type: 'errors', form: { ...formView, fields } };
      return words('商机 D-7 已建好');
    });
    const page = await open();
    await type(page, '/商机 新建');

    const title = page.getByLabel('名称');
    const gap = page.getByLabel('客户');
    await gap.waitFor();
    expect(await gap.evaluate((input) => input === document.activeElement)).toBe(true);
    await title.fill('**云帆** <b>采购</b>');
    await gap.selectOption({ index: 1 });
    await page.getByLabel('金额').fill('很多');
    await page.keyboard.press('Enter');
    await page.getByText('请改正：这不是金额').waitFor();
    expect(await title.inputValue()).toBe('**云帆** <b>采购</b>');
    const amount = page.getByLabel('金额');
    expect(await amount.inputValue()).toBe('很多');
    expect(await amount.evaluate((input) => input === document.activeElement)).toBe(true);

    await page.getByLabel('金额').fill('2万');
    await page.getByRole('button', { name: '新建', exact: true }).click();
    await message(page, '商机 D-7 已建好').waitFor();
    await page.getByText('**云帆** <b>采购</b>').waitFor();
    expect(await page.locator('.log input').count()).toBe(0);
    expect(await page.getByRole('combobox').evaluate((box) => box === document.activeElement)).toBe(true);
    expect(world.asked.map(({ ask }) => ask.kind)).toEqual(['command', 'submit', 'submit']);
  });

  test('what need not be chosen can be left open again, and what must be cannot', async () => {
    const fields = formView.fields.map((field) =>
      field.type === 'choice'
        ? [field, { ...field, name: 'other', label: { zh: '转介', en: 'By' }, required: false }]
        : [],
    );
    await start(() => ({ type: 'form', form: { ...formView, fields: fields.flat() } }));
    const page = await open();
    await type(page, '/商机 新建');
    const other = page.getByLabel('转介');
    await other.selectOption({ index: 1 });
    await other.selectOption('');
    expect(await other.inputValue()).toBe('');
    expect(await page.getByLabel('客户').locator('option').first().isDisabled()).toBe(true);
  });

  test('whichever button of a private card opens a form, one types on at its first gap', async () => {
    const offers = ['退回', '转交', '加签'];
    const offered: View = {
      kind: 'notice',
      title: { text: { zh: '还可以', en: 'More' } },
      body: [],
      buttons: offers.map((zh) => ({ label: { text: { zh, en: zh } }, press: { do: 'form', input: {} } })),
    };
    await start(({ ask }) =>
      ask.kind === 'command' ? { type: 'view', view: offered } : { type: 'form', form: formView },
    );
    const page = await open();
    for (const offer of offers) {
      await type(page, '/审批 更多');
      await page.getByRole('button', { name: offer, exact: true }).click();
      await page.getByLabel('客户').waitFor();
      expect(await page.getByLabel('客户').evaluate((input) => input === document.activeElement)).toBe(true);
      await page.getByRole('button', { name: '取消', exact: true }).click();
      await page.getByLabel('客户').waitFor({ state: 'detached' });
    }
  });

  test('what was typed into a form and below it is still there after a reload, in this tab only', async () => {
    await start(() => ({ type: 'form', form: formView }));
    const page = await open();
    await type(page, '/商机 新建');
    await page.getByLabel('名称').fill('云帆 采购');
    await page.getByLabel('客户').selectOption({ index: 1 });
    await page.getByRole('combobox', { name: /张伟/ }).fill('/待办');
    await page.reload();
    await page.getByLabel('名称').waitFor();
    expect(await page.getByLabel('名称').inputValue()).toBe('云帆 采购');
    expect(await page.getByLabel('客户').inputValue()).toBe('88');
    expect(await page.getByRole('combobox', { name: /张伟/ }).inputValue()).toBe('/待办');
    const other = await open();
    await other.getByLabel('名称').waitFor();
    expect(await other.getByLabel('名称').inputValue()).not.toBe('云帆 采购');
  });

  test.each([
    [
      'keeps nothing',
      "for (const name of ['localStorage', 'sessionStorage']) Object.defineProperty(window, name, { get() { throw new Error('forbidden'); } })",
    ],
    ['has no more room', "Storage.prototype.setItem = () => { throw new Error('It is full.'); }"],
  ])('where the browser %s, one types, completes and sends as ever', async (_how, without) => {
    await start(({ ask }) => (ask.kind === 'submit' ? words('已建好') : { type: 'form', form: formView }));
    const page = await visit(`#${zhang.userId}`, async () => {
      const opened = await openPage();
      await opened.addInitScript(without);
      return opened;
    });
    const composer = page.getByRole('combobox', { name: /张伟/ });
    await composer.fill('/');
    await page.getByRole('option').first().waitFor();
    await type(page, '/商机 新建');
    await page.getByLabel('名称').fill('云帆 采购');
    await page.getByLabel('客户').selectOption({ index: 1 });
    await page.getByLabel('金额').fill('2万');
    await page.keyboard.press('Enter');
    await message(page, '已建好').waitFor();
  });

  test('whoever is led to a form from a card further up is back at the card once the form is done', async () => {
    await start(({ ask }) => (ask.kind === 'press' ? { type: 'form', form: formView } : words('已拒绝')));
    await world.platform.post(to(zhang), cardFor(zhang, request), '1:1');
    await fill(world);
    const page = await open();
    const reject = page.getByRole('button', { name: '拒绝', exact: true });
    for (const done of ['取消', '新建']) {
      await reject.click();
      await page.getByLabel('名称').last().fill('太贵');
      await page.getByLabel('客户').last().selectOption({ index: 1 });
      await page.getByLabel('金额').last().fill('2万');
      expect(await reject.evaluate((button) => button.getBoundingClientRect().bottom)).toBeLessThan(0);
      await page.getByRole('button', { name: done, exact: true }).last().click();
      await page.waitForFunction(
        (name) =>
          [...document.querySelectorAll('button')].some(
            (each) => each.textContent === name && each.getBoundingClientRect().top > 0,
          ),
        '拒绝',
      );
    }
  });

  test('no line ends between a currency and its amount, and none begins with a dot', async () => {
    await start(() => ({ type: 'view', view: sampleOf('To do') }));
    const page = await open(emma);
    await type(page, '/todo');
    await message(page, 'CNY').waitFor();
    expect(await page.locator('.adaptive-card').innerText()).not.toMatch(/[A-Z]{3} \d| ·/);
  });

  test('on a phone no keyboard comes up where somebody only looks at what another has', async () => {
    await start(() => words('好'));
    const page = await open(zhang, openPhone);
    await page.getByRole('button', { name: /^Emma/ }).tap();
    await page.getByRole('combobox', { name: /Emma/ }).waitFor();
    expect(await page.locator('textarea:focus').count()).toBe(0);
  });

  test('with the keyboard alone each press on “Next page” leads a page on', async () => {
    const list = { ...viewOf('list', 'List, one page'), pages: 3 };
    await start(({ ask }) => ({
      type: 'view',
      view: { ...list, page: ask.kind === 'press' ? Number(ask.input.page) : 1 },
    }));
    const page = await open();
    await type(page, '/商机 列表');
    await page.getByText('第 1 页').waitFor();
    await page.keyboard.press('Shift+Tab');
    for (const number of [2, 3]) {
      await page.keyboard.press('Enter');
      await page.getByText(`第 ${number} 页`).waitFor();
    }
  });

  test('what was typed into a form is still there after looking at somebody else', async () => {
    await start(() => ({ type: 'form', form: formView }));
    const page = await open();
    await type(page, '/商机 新建');
    await page.getByLabel('名称').fill('云帆 采购');
    await page.getByLabel('客户').selectOption({ index: 1 });
    await page.getByLabel('金额').fill('2万');
    await page.getByRole('button', { name: /^Emma Clarke/ }).click();
    await page.getByRole('combobox', { name: /Emma/ }).waitFor();
    await page.getByRole('button', { name: /^张伟/ }).click();
    expect(await page.getByLabel('名称').inputValue()).toBe('云帆 采购');
    await page.getByRole('button', { name: '新建', exact: true }).click();
    await page.locator('[aria-busy=true]').waitFor({ state: 'detached' });
    expect(world.asked.at(-1)?.ask).toMatchObject({
      values: { title: '云帆 采购', customerId: '88', amount: '2万' },
    });
  });

  test('whoever does not want to fill in a form puts it away, and nobody hears of it', async () => {
    await start(() => ({ type: 'form', form: formView }));
    const page = await open(emma);
    await type(page, '/deal new');
    await page.getByRole('button', { name: 'Cancel' }).click();
    await message(page, 'Cancelled: New deal').waitFor();
    expect(await page.locator('.log input').count()).toBe(0);
    expect(await page.getByRole('combobox').evaluate((box) => box === document.activeElement)).toBe(true);
    expect(world.asked.map(({ ask }) => ask.kind)).toEqual(['command']);
  });

  test('however long a value or a title is, the label beside it is read and the mark behind it apart', async () => {
    const long = '很长的标题'.repeat(20) + 'Wolfeschlegelsteinhausen'.repeat(4);
    await start(({ ask }) => (ask.kind === 'submit' ? words('好') : { type: 'form', form: formView }));
    const page = await open();
    await page.setViewportSize({ width: 390, height: 800 });
    await type(page, '/商机 新建');
    await page.getByLabel('名称').fill(long);
    await page.getByLabel('客户').selectOption({ index: 1 });
    await page.getByLabel('金额').fill('2万');
    await page.getByRole('button', { name: '新建', exact: true }).click();
    await message(page, '好').waitFor();
    const label = page.locator('.ac-fact-title', { hasText: '名称' });
    const [one, value] = await Promise.all([
      label.boundingBox(),
      page.locator('.ac-fact-value', { hasText: long }).boundingBox(),
    ]);
    expect(one?.width).toBeGreaterThan(24);
    expect((value?.x ?? 0) + (value?.width ?? 0)).toBeLessThan(390);

    await world.platform.post(to(zhang), cardFor(zhang, sampleOf('To do')), '1:1');
    const row = page.locator('.ac-selectable').first();
    await row.waitFor();
    const textEnd = await row
      .locator('.ac-textBlock')
      .first()
      .evaluate((text) => text.getBoundingClientRect().right);
    const rowEnd = await row.evaluate((element) => element.getBoundingClientRect().right);
    expect(rowEnd - textEnd).toBeGreaterThan(24);
  });

  test('a card for somebody else is seen at the side, and one click makes one that person', async () => {
    await start(() => words('好'));
    const page = await open();
    await world.platform.post(to(emma), cardFor(emma, request), '1:1');
    const read = page.waitForResponse('**/chat/read');
    await page.getByRole('button', { name: /^Emma Clarke Legal counsel .*1 条未读$/ }).click();
    await page.getByRole('button', { name: 'Approve', exact: true }).waitFor();
    await page.getByRole('button', { name: /^Emma Clarke Legal counsel (?!.*未读)/ }).waitFor();
    expect(await page.getByRole('textbox', { name: '张伟' }).count()).toBe(0);
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('en');
    await read;
    expect((await world.messages(emma)).map(({ unread }) => unread)).toEqual([false]);
  });

  test('the way back leads to whom one looked at before', async () => {
    await start(() => words('好'));
    const page = await open();
    await page.getByRole('button', { name: /^Emma Clarke/ }).click();
    await page.getByRole('combobox', { name: /Emma/ }).waitFor();
    await page.goBack();
    await page.getByRole('combobox', { name: /张伟/ }).waitFor();
    await page.goForward();
    await page.getByRole('combobox', { name: /Emma/ }).waitFor();
  });

  test('two people are seen side by side, and a reload shows both again', async () => {
    await start(({ who }) => words(`你是 ${who.userId}`, `You are ${who.userId}`));
    const page = await open();
    await page.getByRole('button', { name: '并排查看两个人' }).click();
    const emmas = page.getByRole('region', { name: /Emma/ });
    await emmas.getByRole('combobox').fill('/todo');
    await page.keyboard.press('Enter');
    await emmas.getByText('You are 3001').waitFor();
    await page.reload();
    await page.getByRole('region', { name: /Emma/ }).getByText('You are 3001').waitFor();
    await page.getByRole('region', { name: /张伟/ }).waitFor();
    await page.getByRole('button', { name: /Close the conversation of Emma/ }).click();
    expect(await page.getByRole('region').count()).toBe(1);
  });

  test('commands are completed, and what was sent comes back with the arrow', async () => {
    await start(() => words('好'));
    const page = await open();
    const composer = page.getByRole('combobox');
    await composer.fill('/');
    expect(await page.getByRole('option').allInnerTexts()).toEqual([
      expect.stringMatching(/\/商机.*\/deal/s),
      expect.stringMatching(/\/待办.*\/todo/s),
    ]);
    await composer.press('Tab');
    expect(await composer.inputValue()).toBe('/商机 ');
    await composer.press('Enter');
    expect(await composer.inputValue()).toBe('/商机 新建 ');
    await page.getByText('<名称> <金额>').waitFor();
    await composer.pressSequentially('云帆 2万');
    await composer.press('Shift+Enter');
    await composer.pressSequentially('加急');
    await composer.press('Enter');
    await message(page, '好').waitFor();
    expect(await composer.inputValue()).toBe('');
    await composer.press('ArrowUp');
    expect(await composer.inputValue()).toBe('/商机 新建 云帆 2万\n加急');
    expect(world.asked).toHaveLength(1);
  });

  test.each(['待办', ' /待办', 'Todo'])('“%s” is a whole command: Enter sends it', async (line) => {
    await start(() => words('好'));
    const page = await open();
    await type(page, line);
    await message(page, '好').waitFor();
    expect(world.asked.map(({ ask }) => ask)).toEqual([{ kind: 'command', text: line.trim() }]);
  });

  test('what could not be sent is said, and sent again under the same key', async () => {
    await start(() => words('好'));
    const page = await open();
    await page.route('**/chat/send', (route) => route.abort(), { times: 1 });
    await type(page, '/待办');
    await page.getByText('发送失败').waitFor();
    await page.getByRole('button', { name: '重试' }).click();
    await message(page, '好').waitFor();
    expect(await message(page, '/待办').count()).toBe(1);
  });

  test('a press that did not get through is said on the card, and pressed again under the same key', async () => {
    await start(() => words('办好了'));
    await world.platform.post(to(zhang), cardFor(zhang, request), '1:1');
    const page = await open();
    const keys: string[] = [];
    await page.route('**/chat/press', (route) => {
      keys.push(route.request().postDataJSON().key);
      return keys.length === 1 ? route.abort() : route.continue();
    });
    await page.getByRole('button', { name: '同意', exact: true }).click();
    await page.getByRole('alert').getByRole('button', { name: '重试' }).click();
    await message(page, '办好了').waitFor();
    expect(await page.getByRole('alert').count()).toBe(0);
    expect(keys[0]).toBe(keys[1]);
  });

  test('a restart of the service is survived: the page comes back and hears what it missed', async () => {
    const store = consoleStoreInMemory();
    await start(() => words('好'), store);
    const ref = await world.platform.post(to(zhang), cardFor(zhang, request), '1:1');
    const page = await open();
    await page.getByRole('button', { name: '同意', exact: true }).waitFor();
    const { port } = new URL(world.url);
    await world.stop();
    await page.getByText('连接已断开').waitFor();

    world = await startConsole(() => words('好'), store, Number(port));
    await world.platform.update(ref, cardFor(zhang, approved));
    await page.getByRole('button', { name: '同意', exact: true }).waitFor({ state: 'detached' });
    await page.getByText('连接已断开').waitFor({ state: 'hidden' });
  });

  test('a long conversation opens at its end, and its beginning is fetched on demand', async () => {
    const store = consoleStoreInMemory();
    for (let index = 1; index <= 120; index++) {
      const from = index % 2 ? 'me' : 'bot';
      await store.append({
        userId: zhang.userId,
        from,
        kind: 'text',
        text: `第 ${index} 条`,
        body: null,
        key: `${index}`,
      });
    }
    await start(() => words('好'), store);
    const page = await open();
    await message(page, '第 120 条').waitFor();
    expect(await page.getByRole('article').count()).toBe(50);
    for (const count of [100, 120]) {
      await page.getByRole('button', { name: '更早的消息' }).click();
      await page
        .getByRole('article')
        .nth(count - 1)
        .waitFor();
    }
    await page.getByRole('button', { name: /^Emma Clarke/ }).click();
    await page.getByRole('combobox', { name: /Emma/ }).waitFor();
    await page.getByRole('button', { name: /^张伟/ }).click();
    await page.waitForFunction(() => {
      const last = [...document.querySelectorAll('article')].at(-1)?.getBoundingClientRect();
      return last !== undefined && last.top < innerHeight;
    });
    expect(await page.getByRole('article').first().innerText()).toContain('第 1 条');
    expect(await page.getByRole('button', { name: '更早的消息' }).isVisible()).toBe(false);
    expect(await page.getByRole('button', { name: '有新消息' }).isVisible()).toBe(false);
  });

  test('a card that changes out of sight is pointed to', async () => {
    await start(() => words('好'));
    const ref = await world.platform.post(to(zhang), cardFor(zhang, request), '1:1');
    await fill(world);
    const page = await open();
    await message(page, '无关').last().waitFor();
    await world.platform.update(ref, cardFor(zhang, approved));
    await page.getByRole('button', { name: '卡片已更新' }).click();
    await page.waitForFunction(() => {
      const card = document.querySelector('.adaptive-card')?.getBoundingClientRect();
      return card !== undefined && card.bottom > 60 && card.top < innerHeight;
    });
  });

  test('whoever goes on typing is not pointed any longer to a card that changed before', async () => {
    await start(() => words('好'));
    const ref = await world.platform.post(to(zhang), cardFor(zhang, request), '1:1');
    await fill(world);
    const page = await open();
    await message(page, '无关').last().waitFor();
    await world.platform.update(ref, cardFor(zhang, approved));
    await page.getByRole('button', { name: '卡片已更新' }).waitFor();
    await type(page, '/待办');
    await message(page, '好').waitFor();
    expect(await page.getByRole('button', { name: '卡片已更新' }).count()).toBe(0);
  });

  test('what somebody asked for on a card further up is brought before them', async () => {
    await start(() => ({ type: 'view', view: sampleOf('Notice with a question') }));
    await world.platform.post(to(zhang), cardFor(zhang, request), '1:1');
    await fill(world);
    const page = await open();
    await message(page, '无关').last().waitFor();
    await page.getByRole('button', { name: '更多' }).click();
    const answer = page.locator('.private .adaptive-card');
    await answer.waitFor();
    expect(await page.getByRole('button', { name: '有新消息' }).isVisible()).toBe(false);
    const box = await answer.boundingBox();
    expect((box?.y ?? 0) + (box?.height ?? 0)).toBeLessThan(800);
  });

  test('an answer that is a line, as the same was asked for again, is not', async () => {
    await start(() => ({ type: 'view', view: request }));
    const page = await open();
    await type(page, '/审批 A-31');
    await page.getByRole('button', { name: '同意' }).waitFor();
    await fill(world);
    await page.reload();
    await message(page, '无关').last().waitFor();
    await type(page, '/审批 A-31');
    await message(page, '已有更新的卡片：合同审批 A-31').waitFor();
    await page.getByRole('button', { name: '同意' }).waitFor();
    expect(await page.getByRole('button', { name: '同意' }).count()).toBe(1);
    expect(await page.getByRole('button', { name: '卡片已更新' }).isVisible()).toBe(false);
  });

  test('beside another conversation a completion still says what its command does', async () => {
    await start(() => words('好'));
    const page = await visit(`#${zhang.userId}+${emma.userId}`);
    await page.setViewportSize({ width: 1000, height: 800 });
    await page.getByRole('combobox').first().fill('/商机 ');
    const what = page.getByText('录入一个商机');
    await what.waitFor();
    expect(await what.evaluate((element) => element.scrollWidth <= element.clientWidth)).toBe(true);
  });

  test('a name of eighty letters stays clear of the buttons beside it, and within the screen', async () => {
    await start(() => words('好'));
    const page = await open(zhang, openPhone);
    const head = page.locator('.pane-head');
    await head.locator('strong').evaluate((name) => {
      name.textContent = 'W'.repeat(80);
    });
    const [name, tools] = await Promise.all([
      head.locator('.who').boundingBox(),
      head.getByRole('link').boundingBox(),
    ]);
    expect((name?.x ?? 0) + (name?.width ?? 0)).toBeLessThanOrEqual(tools?.x ?? 0);
    expect(await head.locator('.who').evaluate((who) => who.scrollWidth <= who.clientWidth)).toBe(true);
  });

  test('on a narrow screen everything is in reach', async () => {
    await start(() => words('好'));
    await world.platform.post(
      to(zhang),
      cardFor(zhang, sampleOf('Deal, to be signed, approval running')),
      '1:1',
    );
    const page = await open();
    await page.setViewportSize({ width: 400, height: 800 });
    const width = await page.evaluate(() => document.documentElement.scrollWidth);
    expect(width).toBeLessThanOrEqual(400);
    await page.getByRole('button', { name: /^Emma Clarke/ }).click();
    await page.getByRole('combobox', { name: /Emma/ }).waitFor();
  });

  test('the gallery draws the cards beside what each platform is sent, and finds one', async () => {
    await start(() => words('好'));
    const page = await visit('/gallery');
    await page.getByText(`Cards: ${samples.length * 2}`).waitFor();
    await page.getByRole('button', { name: 'WeCom', exact: true }).waitFor();
    await page.getByRole('button', { name: 'Slack Block Kit' }).click();
    await page.getByRole('button', { name: 'Deal', exact: true }).click();
    await page.getByRole('button', { name: '中文' }).click();
    await page.getByRole('searchbox').fill('Deal, signed');
    await page.getByText('Cards: 1').waitFor();
    const text = cardFor(zhang, sampleOf('Deal, signed')).text;
    await page.locator('pre').waitFor();
    expect(JSON.parse(await page.locator('pre').innerText())).toEqual({ text });
  });

  test('on a phone the gallery shows one card after the other, and a payload to whoever unfolds it', async () => {
    await start(() => words(''));
    const page = await visit('/gallery', openPhone);
    const payload = page.locator('.payload').first();
    await payload.waitFor();
    expect(await payload.getByText('"AdaptiveCard"').isVisible()).toBe(false);
    await payload.locator('summary').tap();
    expect(await payload.getByText('"AdaptiveCard"').isVisible()).toBe(true);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(360);
  });
});
