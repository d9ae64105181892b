import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { openPageAs, type Pages, startPages } from '../support/pages.js';

const phone = { viewport: { width: 375, height: 667 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };
const yunfan = '上海云帆科技有限公司';

describeInBrowser('a day’s work in the mini-app', (_openPage, theBrowser) => {
  let pages: Pages;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    pages = await startPages();
    await pages.world.type('E003', `/deal new ${yunfan} 2万 云帆审批 待签约`);
    for (const title of ['一', '二', '三', '四'])
      await pages.world.type('E004', `/deal new "Northwind Example GmbH" 5000 ${title}`);
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(() => pages.stop());

  const openAs = async (person: string, path = '/app/', device: object = phone): Promise<Page> => {
    const page = await openPageAs(theBrowser(), pages.app, { person, path, device });
    contexts.push(page.context());
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const follow = (page: Page, name: string | RegExp) =>
    page.getByRole('link', { name, exact: true }).first().click();
  const pathIn = (page: Page) => new URL(page.url()).pathname;
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.textContent || document.activeElement?.tagName);
  const tabTo = async (page: Page, name: string) => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press('Tab');
      if ((await focused(page))?.includes(name)) return;
    }
    throw new Error(`Tab does not get to ${name}.`);
  };

  test('a seller searches as they type, opens what was found, and comes back to it', async () => {
    const page = await openAs('E003');
    await follow(page, '搜索');
    const field = page.getByRole('searchbox', { name: '搜索商机、客户、审批' });
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    await page.keyboard.type('云');
    await page.getByRole('heading', { name: '客户（1）' }).waitFor();
    await page.keyboard.type('帆协同');
    await page.getByRole('heading', { name: '商机（1）' }).waitFor();
    expect(await page.getByRole('status').textContent()).toBe('找到 1 条');
    expect(await page.getByRole('heading', { name: /^客户/ }).count()).toBe(0);

    await page.getByRole('link', { name: 'D-1001' }).click();
    await page.getByText('商机 D-1001').waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'D-1001' }).waitFor();
    expect(await field.inputValue()).toBe('云帆协同');

    await field.fill('没有的东西');
    await page.getByText('没有找到“没有的东西”').waitFor();
    await field.fill('c-1');
    await page.getByRole('link', { name: `C-1 ${yunfan}` }).click();
    await page.getByText('客户 C-1').waitFor();
  });

  test('what is known by its contact is found with its deals, and Return opens the only one, which says what was sought', async () => {
    const page = await openAs('E003', '/app/search');
    const field = page.getByRole('searchbox');
    await field.fill('何敏');
    await page.getByRole('link', { name: 'C-2' }).waitFor();
    await page.getByRole('link', { name: 'D-1002' }).waitFor();
    await field.press('Enter');
    expect(pathIn(page)).toBe('/app/search');

    await field.fill('门店系统');
    await field.press('Enter');
    await page.getByText('查找“门店系统”，只有这一个。').waitFor();
    expect(pathIn(page)).toBe('/app/deal/1002');
  });

  test('a search without a network says so, keeps what was typed, and goes on by itself', async () => {
    const page = await openAs('E003', '/app/search');
    await page.clock.install();
    await page.route('**/api/v1/search*', (route) => route.abort());
    await page.getByRole('searchbox').fill('云帆协同');
    await page.getByText('没有连上服务').waitFor();
    await page.unroute('**/api/v1/search*');
    await page.clock.fastForward(5_000);
    await page.getByRole('link', { name: 'D-1001' }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('云帆协同');
  });

  test('with the keyboard alone somebody begins an expense, keeps it as a draft, and finds it again', async () => {
    const page = await openAs('E003', '/app/', desktop);
    await tabTo(page, '新建');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: '可以发起的审批' }).waitFor();
    await tabTo(page, '报销');
    await page.keyboard.press('Enter');
    await page.getByLabel('事由').fill('打车去云帆');
    await page.reload();
    expect(await page.getByLabel('事由').inputValue()).toBe('打车去云帆');
    await tabTo(page, '存为草稿');
    await page.keyboard.press('Enter');
    await page.getByText('✓ 报销已存为草稿').waitFor();
    await follow(page, '新建');
    await follow(page, /^我的草稿（1）/);
    await page.getByRole('link', { name: /^打车去云帆/ }).waitFor();
  });

  test('a new customer that is like another is asked about, made on a word, and shown', async () => {
    const page = await openAs('E003', '/app/new');
    await follow(page, '客户');
    await page.getByLabel('客户名称').fill('上海云帆');
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '新建' }).waitFor();
    await follow(page, '客户');
    expect(await page.getByLabel('客户名称').inputValue()).toBe('上海云帆');
    await press(page, '创建');
    await page.getByRole('heading', { name: '已有相近的客户' }).waitFor();
    await press(page, '都不是，仍然新建');
    await page.getByText(/✓ 已新建客户 C-\d+ 上海云帆/).waitFor();
    expect(pathIn(page)).toMatch(/^\/app\/customer\/\d+$/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('上海云帆');
  });

  test('notes and comments of several lines are read as they were written', async () => {
    const lines = '见了林晓：\n1. 要多用户价\n2. 下周演示';
    const page = await openAs('E003', '/app/deal/1001');
    await press(page, '写跟进');
    await page.getByLabel('备注').fill(lines);
    await press(page, '保存');
    expect(await page.getByText('要多用户价').innerText()).toBe(`张伟 备注：${lines}`);

    await page.getByRole('link', { name: '待办' }).click();
    await follow(page, /云帆审批/);
    await press(page, '评论');
    await page.getByRole('textbox', { name: '评论' }).fill(lines);
    await press(page, '发送');
    expect(await page.getByText('要多用户价').innerText()).toBe(`张伟 ${lines}`);
  });

  test('a form that was sent or cancelled is begun anew', async () => {
    const page = await openAs('E003', '/app/new/deal');
    await page.getByLabel('标题').fill('不要了');
    await follow(page, '取消');
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    await follow(page, '新建');
    await follow(page, '商机');
    expect(await page.getByLabel('标题').inputValue()).toBe('');
    await page.getByLabel('客户').fill(yunfan);
    await page.getByLabel('金额').fill('1万');
    await press(page, '创建');
    await page.getByText(/✓ 已创建商机/).waitFor();
    await follow(page, '新建');
    await follow(page, '商机');
    expect(await page.getByLabel('金额').inputValue()).toBe('');
  });

  test('a manager goes from the digest to the records behind a number, and to what they have decided', async () => {
    const page = await openAs('E002');
    await follow(page, '日报');
    await follow(page, /待你审批：1 项/);
    await page.getByRole('link', { name: /^A-1 / }).click();
    await press(page, '同意');
    await page.getByText('✓ 已同意 A-1').waitFor();
    await follow(page, /待办/);
    await follow(page, '我处理过的');
    await page.getByRole('link', { name: /^A-1 .*合同审批/ }).waitFor();
    await follow(page, /待办/);
    await follow(page, '商机');
    await page.getByText('第 1 页，共 2 页').waitFor();
    await follow(page, '下一页');
    await page.getByText('第 2 页，共 2 页').waitFor();
    await page.reload();
    await page.getByText('第 2 页，共 2 页').waitFor();
  });

  test('a manager approves all that waits and may be approved so, asked once more', async () => {
    for (const what of ['打车', '午饭'])
      await pages.world.type('E003', `/approval new expense 80 travel 2026-11-20 ${what}`);
    const page = await openAs('E002', '/app/list/mine');
    await press(page, '批量同意');
    await page.getByRole('alert').getByText('打车').waitFor();
    expect(await page.getByRole('alert').getByRole('button').allTextContents()).toEqual([
      '全部同意（2 项）',
      '关闭',
    ]);
    await press(page, '全部同意（2 项）');
    await page.getByText(/✓ 已同意 A-\d+、A-\d+/).waitFor();
    await page.getByText('没有等你审批的事项。').waitFor();
  });

  test('a customer with more deals than are shown leads to all of them', async () => {
    for (const title of ['一', '二', '三', '四', '五'])
      await pages.world.type('E003', `/deal new 杭州青禾食品股份有限公司 5000 ${title}`);
    const page = await openAs('E003', '/app/customer/2');
    await follow(page, '查看全部（6）');
    await page.getByText('共 6 条').waitFor();
  });

  test('somebody chooses their language, and every page is in it', async () => {
    const page = await openAs('E003');
    await follow(page, '设置');
    await page.getByLabel('语言（language）').selectOption('en');
    await page.getByLabel(/^免打扰/).fill('8-8');
    await press(page, '保存');
    await page.getByText('看不懂时段“8-8”').waitFor();
    await page.getByLabel(/^免打扰/).fill('22-7');
    await press(page, '保存');
    await page.getByText('✓ Saved. Language: English').waitFor();
    await page.getByRole('heading', { name: 'To do', level: 1 }).waitFor();
    await follow(page, 'Settings');
    await page.getByLabel('Language').selectOption('zh-CN');
    await press(page, 'Save');
    await page.getByText('免打扰：每天 22:00 到 07:00').waitFor();
  });

  test.each([
    ['the phone', 'E002', phone],
    ['the phone', 'E004', phone],
    ['the window', 'E004', desktop],
  ])('nothing of it is wider than %s of %s', async (_what, person, options) => {
    const page = await openAs(person, '/app/', options);
    for (const path of ['/app/', '/app/new', '/app/digest', '/app/list/deals?team=true', '/app/search']) {
      await page.goto(pages.app.url + path);
      if (path === '/app/search') await page.getByRole('searchbox').fill('D-1004');
      await page
        .locator(path === '/app/' ? '.places a' : '.rows a')
        .first()
        .waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(options.viewport.width);
    }
  });
});
