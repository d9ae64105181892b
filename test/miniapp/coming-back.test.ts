import type { BrowserContext, Page } from 'playwright-core';
import { describeInBrowser } from '../support/browser.js';
import { openContextAs, type Pages, startPages } from '../support/pages.js';

const PATIENCE_MS = 20_000;
const phone = { viewport: { width: 390, height: 640 }, isMobile: true, hasTouch: true };
const yunfan = '上海云帆科技有限公司';

describeInBrowser('going on where one was, in the mini-app', (_openPage, theBrowser) => {
  let pages: Pages;
  const contexts: BrowserContext[] = [];

  beforeAll(async () => {
    pages = await startPages();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
  });
  afterAll(() => pages.stop());

  const openIn = async (context: BrowserContext, path: string): Promise<Page> => {
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    await page.goto(pages.app.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };
  const openAs = async (person: string, path = '/app/'): Promise<Page> => {
    const context = await openContextAs(theBrowser(), pages.app, person, phone);
    contexts.push(context);
    return openIn(context, path);
  };

  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
  const said = (page: Page) => page.getByRole('status').filter({ hasText: '✓' });
  const startApproval = async (title: string, seller = 'E003'): Promise<number> => {
    await pages.world.type(seller, `/deal new ${yunfan} 2万 ${title} 待签约`);
    const [row] = await pages.world.rows<{ id: number }>('SELECT MAX(id) AS id FROM approvals');
    return Number(row?.id);
  };
  const dealsCalled = (title: string) =>
    pages.world.rows<{ amountCents: number }>(`SELECT amountCents FROM deals WHERE title = '${title}'`);

  test('whoever mistyped the customer is asked, sees what was typed, and puts it right', async () => {
    const page = await openAs('E003');
    await page.getByRole('link', { name: '新建', exact: true }).click();
    await page.getByRole('link', { name: '商机', exact: true }).click();
    await page.getByLabel('客户').fill('云帆');
    await page.getByLabel('金额').fill('2万');
    await page.getByLabel('标题').fill('写错了客户');
    await press(page, '创建');
    await page.getByText('没有叫“云帆”的客户').waitFor();
    await page.reload();
    expect(await page.getByLabel('标题').inputValue()).toBe('写错了客户');
    await press(page, '创建');
    await page.getByText('没有叫“云帆”的客户').waitFor();

    await page.getByLabel('客户').fill(yunfan);
    await page.getByLabel('金额').fill('3万');
    await press(page, '创建');
    await said(page).waitFor();
    expect(await dealsCalled('写错了客户')).toEqual([{ amountCents: 30_000_00 }]);
  });

  test('what was done is said once: not again by a reload, nor on the way back', async () => {
    const page = await openAs('E003', '/app/deal/1001');
    await press(page, '写跟进');
    await page.getByLabel('备注').fill('下周演示');
    await press(page, '保存');
    await said(page).waitFor();
    await page.reload();
    await page.getByText('下周演示').waitFor();
    expect(await said(page).count()).toBe(0);
    await page.getByRole('link', { name: '待办' }).click();
    await page.getByRole('heading', { name: '待办' }).waitFor();
    await page.goBack();
    await page.getByText('下周演示').waitFor();
    expect(await said(page).count()).toBe(0);
  });

  test('in a second tab, whoever has approved already reads that and sees who is next', async () => {
    const id = await startApproval('两个标签页');
    const first = await openAs('E002', `/app/approval/${id}`);
    const second = await openIn(first.context(), `/app/approval/${id}`);
    await press(first, '同意');
    await said(first).waitFor();
    await press(second, '同意');
    await second.getByText('同意过了').waitFor();
    await second.locator('.standing', { hasText: '等你处理' }).waitFor({ state: 'detached' });
    expect(await second.getByRole('button', { name: '同意', exact: true }).count()).toBe(0);
    expect(await second.getByText('同意过了').isVisible()).toBe(true);
  });

  test('whoever comes back to the to-dos after a while sees what has come meanwhile', async () => {
    const page = await openAs('E002');
    const id = await startApproval('刚刚提交');
    expect(await page.getByText(`A-${id} `).count()).toBe(0);
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await page.getByText(`A-${id} 刚刚提交`).waitFor();
    await page.route('**/api/v1/todo', (route) => route.abort());
    const lost = page.waitForEvent('requestfailed');
    await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange')));
    await lost;
    expect(await page.getByText(`A-${id} 刚刚提交`).isVisible()).toBe(true);
  });

  test('what “More” offers comes into sight, also at the end of a long page', async () => {
    const id = await startApproval('页面很长');
    const page = await openAs('E002', `/app/approval/${id}`);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await press(page, '更多');
    const offered = page.getByRole('button', { name: '转交' });
    await offered.waitFor();
    await page.waitForFunction(() => scrollY < 100);
    expect(((await offered.boundingBox())?.y ?? 0) > 48).toBe(true);
  });

  test('what “More” offers is put away again, by a press or by Escape, and one is where one was', async () => {
    const id = await startApproval('不用了');
    const page = await openAs('E002', `/app/approval/${id}`);
    for (const putAway of [() => press(page, '关闭'), () => page.keyboard.press('Escape')]) {
      await press(page, '更多');
      await page.locator('.question:focus').waitFor();
      await putAway();
      await page.locator('.question').waitFor({ state: 'detached' });
      await page.locator('.button:focus').filter({ hasText: '更多' }).waitFor();
    }
  });

  test('whoever opens a form types on at its first gap, and is at the top once all is done', async () => {
    const id = await startApproval('马上写');
    const page = await openAs('E002', `/app/approval/${id}`);
    await press(page, '评论');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.type('请核对');
    await press(page, '发送');
    await page.getByText('李娜 请核对').waitFor();
    await press(page, '同意');
    await page.getByText(`已同意 A-${id}`).waitFor();
    await page.locator('main:focus').waitFor();
  });

  test('a note left half-written to look something up is gone on with by the same button', async () => {
    const page = await openAs('E003', '/app/deal/1002');
    const note = page.getByLabel('备注');
    await press(page, '写跟进');
    await note.fill('客户说');
    await page.goBack();
    await press(page, '写跟进');
    expect(await note.inputValue()).toBe('客户说');
    await note.fill('客户说下周演示');
    await press(page, '保存');
    await said(page).waitFor();
    await press(page, '写跟进');
    expect(await note.inputValue()).toBe('');
    await note.fill('不写了');
    await page.getByRole('link', { name: '取消' }).click();
    await press(page, '写跟进');
    expect(await note.inputValue()).toBe('');
  });

  test('whoever pastes more than a note holds reads how much that is, and loses nothing', async () => {
    const page = await openAs('E003', '/app/deal/1003');
    await press(page, '写跟进');
    const note = page.getByLabel('备注');
    await page.locator('textarea:focus').waitFor();
    await page.keyboard.insertText('会议纪要'.repeat(300));
    await press(page, '保存');
    await page.getByText('备注最多 1,000 个字，现在有 1,200 个。').waitFor();
    expect(await note.inputValue()).toHaveLength(1200);
    await note.fill('会议纪要'.repeat(250));
    await press(page, '保存');
    await said(page).waitFor();
  });

  test('whoever comes back from a record is where they were in the list, by the page’s way back and by the browser’s', async () => {
    for (const title of ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十'])
      await pages.world.type('E004', `/deal new "Northwind Example GmbH" 5000 ${title}`);
    const page = await openAs('E004', '/app/list/deals');
    await page.setViewportSize({ width: 390, height: 300 });
    await page.getByRole('link', { name: 'Next page' }).click();
    await page.getByText('Page 2 of 2').waitFor();
    const oldest = page.getByRole('link', { name: 'D-1004' });
    await page.evaluate(() => scrollTo(0, 80));
    await oldest.scrollIntoViewIfNeeded();
    const place = await page.evaluate(() => scrollY);
    expect(place).toBeGreaterThan(50);

    for (const back of [() => page.getByRole('link', { name: 'Back' }).click(), () => page.goBack()]) {
      await oldest.click();
      await page.getByText('Deal D-1004').waitFor();
      expect(await page.evaluate(() => scrollY)).toBe(0);
      await page.route('**/api/v1/press', (route) => route.abort());
      await back();
      await page.getByText('Page 2 of 2').waitFor();
      await page.locator('a:focus').filter({ hasText: 'D-1004' }).waitFor();
      expect(await page.evaluate(() => scrollY)).toBe(place);
      await page.unroute('**/api/v1/press');
    }
    await page.reload();
    await oldest.waitFor();
    await page.waitForFunction((top) => scrollY === top, place);
  });

  test('whoever presses the way back twice is one step back, and not out of the pages', async () => {
    const page = await openAs('E003');
    await page.getByRole('link', { name: 'D-1001' }).click();
    await page.getByText('商机 D-1001').waitFor();
    const back = page.getByRole('link', { name: '待办' });
    await back.evaluate((link: HTMLElement) => [link.click(), link.click()]);
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
    await page.getByRole('link', { name: 'D-1001' }).click();
    await back.click();
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  });

  test('whoever comes back to a search reads on, without a keyboard over what was found', async () => {
    const page = await openAs('E003', '/app/search');
    await page.getByRole('searchbox').fill('云帆');
    await page.getByRole('link', { name: 'D-1001' }).click();
    await page.getByText('商机 D-1001').waitFor();
    await page.getByRole('link', { name: '返回' }).click();
    await page.locator('a:focus').filter({ hasText: 'D-1001' }).waitFor();
    expect(await page.getByRole('searchbox').inputValue()).toBe('云帆');
  });

  test('whoever has sent or cancelled a form is on the record, from where one step back leads to the list', async () => {
    const page = await openAs('E003');
    await page.getByRole('link', { name: 'D-1001' }).click();
    const note = page.getByLabel('备注');
    await press(page, '写跟进');
    await note.fill('不写了');
    await page.getByRole('link', { name: '取消' }).click();
    await press(page, '写跟进');
    await note.fill('写好了');
    await press(page, '保存');
    await said(page).waitFor();
    await page.getByText('写好了').waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '待办' }).waitFor();
  });

  test('whoever goes forward again to a form that was sent reads that it was, as by it nothing else is kept', async () => {
    const page = await openAs('E003', '/app/deal/1002');
    await press(page, '写跟进');
    await page.getByLabel('备注').fill('只有这一条');
    await press(page, '保存');
    await said(page).waitFor();
    await page.goForward();
    await page.getByRole('heading', { name: '这个表单已经提交' }).waitFor();
  });

  test('whoever reloads a form that was sent in another tab meanwhile reads that it was', async () => {
    const page = await openAs('E003', '/app/deal/1002');
    await press(page, '写跟进');
    await page.getByLabel('备注').fill('没写完');
    const other = await openIn(page.context(), new URL(page.url()).pathname);
    await other.getByLabel('备注').fill('写完了');
    await press(other, '保存');
    await said(other).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: '这个表单已经提交' }).waitFor();
  });

  test('whoever has decided is offered what waits next, and goes back from the last to where they began', async () => {
    const [first, second] = [await startApproval('先批这个'), await startApproval('再批这个')];
    const page = await openAs('E002', '/app/list/mine');
    const next = page.getByRole('link', { name: `A-${second} 再批这个` });
    await page.getByRole('link', { name: `A-${first} 先批这个` }).click();
    await press(page, '同意');
    await page.getByRole('heading', { name: /^下一个等你处理/ }).waitFor();
    await next.click();
    await page.getByRole('heading', { level: 1, name: '再批这个' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { level: 1, name: '等我审批' }).waitFor();
    expect(await page.getByText('先批这个').count()).toBe(0);
  });

  test('whoever has approved on a slow network cannot approve again while the page looks how it stands', async () => {
    const id = await startApproval('网络很慢');
    const page = await openAs('E002', `/app/approval/${id}`);
    let letThrough = () => {};
    const gate = new Promise<void>((resolve) => {
      letThrough = resolve;
    });
    await page.route('**/api/v1/records/**', (route) => gate.then(() => route.continue()));
    await press(page, '同意');
    await said(page).waitFor();
    const approve = page.getByRole('button', { name: '同意', exact: true });
    expect(await approve.getAttribute('aria-disabled')).toBe('true');
    letThrough();
    await approve.waitFor({ state: 'detached' });
  });

  test('whoever approves after having looked into a form reads at the top that it is done', async () => {
    await startApproval('还有一个');
    const page = await openAs('E002', `/app/approval/${await startApproval('看了一眼')}`);
    await page.evaluate(() => scrollTo(0, document.body.scrollHeight));
    await press(page, '评论');
    await page.getByRole('link', { name: '取消' }).click();
    await page.waitForFunction(() => scrollY > 0);
    await press(page, '同意');
    await page.getByRole('heading', { name: /^下一个等你处理/ }).waitFor();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });

  test('who has rejected the last one reads that nothing else waits', async () => {
    await pages.world.hire('E100', { manager: 'E001' });
    const id = await startApproval('只有这个', 'E100');
    const page = await openAs('E001', `/app/approval/${id}`);
    await press(page, '拒绝');
    await page.getByLabel('拒绝原因').fill('太贵');
    await press(page, '拒绝');
    await page.getByText('没有别的审批等你处理了。').waitFor();
  });

  test('a page that could not be reached comes by itself once it can', async () => {
    const page = await openAs('E003');
    await page.clock.install();
    await page.route('**/api/v1/records/**', (route) => route.abort());
    await page.getByRole('link', { name: 'D-1001' }).click();
    await page.getByText('没有连上服务').waitFor();
    await page.unroute('**/api/v1/records/**');
    await page.clock.fastForward(5_000);
    await page.getByText('商机 D-1001').waitFor();
  });

  test('each tab says what it shows', async () => {
    const page = await openAs('E003');
    const isCalled = (name: string) => page.waitForFunction((title) => document.title === title, name);
    await isCalled('待办 · Dealdesk');
    await page.getByRole('link', { name: 'D-1001' }).click();
    await page.getByText('商机 D-1001').waitFor();
    await isCalled('云帆协同平台续约 · Dealdesk');
    await press(page, '写跟进');
    await page.getByLabel('备注').waitFor();
    await isCalled('写跟进 D-1001 · 云帆协同平台续约 · Dealdesk');
  });
});
