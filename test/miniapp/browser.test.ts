import type { BrowserContext, Page } from 'playwright-core';
import type { Incoming } from '../../bot/platforms/platform.js';
import { describeInBrowser } from '../support/browser.js';
import type { Miniapp } from '../support/miniapp.js';
import { openContextAs, type Pages, signInAs, startPages } from '../support/pages.js';
import type { World } from '../support/world.js';

const yunfan = '上海云帆科技有限公司';
const PATIENCE_MS = 20_000;
const phone = { viewport: { width: 360, height: 740 }, isMobile: true, hasTouch: true };
const desktop = { viewport: { width: 1280, height: 800 } };
const everything =
  '很长的标题 Ünïcödé 👩‍👩‍👧‍👦 <b>&amp;</b> *bold* مرحبا بالعالم '.repeat(4).slice(0, 190) + 'x'.repeat(10);

describeInBrowser('the mini-app', (_openPage, theBrowser) => {
  let pages: Pages;
  let world: World;
  let app: Miniapp;
  const contexts: BrowserContext[] = [];
  /** Bugs of the page, and what its security policy forbids; what a test takes away from the network is neither. */
  const complaints: string[] = [];

  beforeAll(async () => {
    pages = await startPages();
    ({ world, app } = pages);
  });
  afterAll(async () => {
    await pages.stop();
  });
  afterEach(async () => {
    for (const context of contexts.splice(0)) await context.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  const openAs = async (person: string, path: string, options: object = phone): Promise<Page> => {
    const context = await openContextAs(theBrowser(), app, person, options);
    contexts.push(context);
    const page = await context.newPage();
    page.setDefaultTimeout(PATIENCE_MS);
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('console', (message) => {
      const isBug = message.type() === 'error' && !/net::|status of 4|status of 5/.test(message.text());
      if (isBug) complaints.push(message.text());
    });
    await page.goto(app.url + path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return page;
  };

  const askInChat = async (person: string, text: string): Promise<string> => {
    const who = { platform: world.chat.name, workspaceId: '', userId: person } as const;
    const incoming: Incoming = {
      who,
      key: `event-${Math.random()}`,
      repeat: false,
      ask: { kind: 'command', text },
    };
    await world.handle(incoming);
    return new URL(app.linkTo(incoming)).pathname;
  };

  const startApproval = async (title: string): Promise<number> => {
    await world.type('E003', `/deal new ${yunfan} 2万 ${title} 待签约`);
    const [row] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM approvals');
    return Number(row?.id);
  };

  const said = (page: Page) => page.getByRole('status').filter({ hasText: '✓' });
  const focused = (page: Page) =>
    page.evaluate(() => document.activeElement?.textContent || document.activeElement?.getAttribute('name'));

  test('an approver finds what waits on the phone, reads it, and approves it with a tap', async () => {
    const id = await startApproval('手机审批');
    const page = await openAs('E002', '/app/');
    await page.getByRole('link', { name: `A-${id}` }).click();
    await page.getByText('等你处理').waitFor();
    expect(new URL(page.url()).pathname).toBe(`/app/approval/${id}`);
    expect(await page.getByRole('button').allTextContents()).toEqual(
      expect.arrayContaining(['同意', '拒绝', '评论']),
    );
    await page.getByRole('button', { name: '同意' }).click();
    await said(page).waitFor();
    expect(await said(page).textContent()).toContain(`已同意 A-${id}`);
    await page.getByRole('button', { name: '同意' }).waitFor({ state: 'detached' });
    await world.settled();
    expect(world.card('E003', `A-${id}`).text).toContain('李娜');
  });

  test('whoever is asked for an opinion reads that it waits for them; whoever is away, why it does', async () => {
    const id = await startApproval('请教');
    const more = await world.press('E002', world.card('E002', `A-${id}`), '更多');
    await world.submit('E002', await world.press('E002', more, '请教（委派）'), { 姓名或工号: '周宁' });
    const asked = await openAs('E007', `/app/approval/${id}`);
    await asked.getByText('等你处理').waitFor();
    await asked.getByRole('button', { name: '给意见' }).waitFor();

    const kept = await startApproval('外出');
    await world.type('E002', '/away today 周宁 below 1万');
    const away = await openAs('E002', `/app/approval/${kept}`);
    await away.getByText('你外出期间 周宁 只代理 ¥10,000.00 以下的审批').waitFor();
    await world.type('E002', '/away off');
  });

  test('a rejection needs its reason: the error stands under the field, is read out, and has the focus', async () => {
    const id = await startApproval('要拒绝');
    const page = await openAs('E002', `/app/approval/${id}`);
    await page.getByRole('button', { name: '拒绝' }).click();
    const reason = page.getByRole('textbox', { name: '拒绝原因' });
    await reason.waitFor();
    await page.getByRole('button', { name: '拒绝' }).click();
    await page.getByText('请填写拒绝原因').waitFor();
    expect(await reason.getAttribute('aria-invalid')).toBe('true');
    expect(await focused(page)).toBe('reason');
    const described = (await reason.getAttribute('aria-describedby')) ?? '';
    const texts = await Promise.all(
      described.split(' ').map((one) => page.locator(`[id="${one}"]`).textContent()),
    );
    expect(texts).toContain('请填写拒绝原因');
    await page.getByRole('button', { name: '拒绝' }).click();
    await page.getByText('请填写拒绝原因').waitFor();
    expect(await focused(page)).toBe('reason');

    await reason.fill('价格太低');
    await page.getByRole('button', { name: '拒绝' }).click();
    await said(page).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/app/approval/${id}`);
    await page.getByText('已拒绝', { exact: true }).first().waitFor();
    expect(await page.getByText('价格太低').first().isVisible()).toBe(true);
  });

  test('a form from the chat, in English on a desktop: what is wrong is said, what was typed stays, even over a reload', async () => {
    const page = await openAs('E004', await askInChat('E004', '/deal new Northwind'), desktop);
    await page.getByLabel('Amount').fill('a lot');
    await page.getByLabel('Title').fill('Second rollout');
    await page.getByRole('button', { name: 'Create' }).click();
    await page.locator('[aria-invalid=true]').waitFor();
    expect(await page.locator('[aria-invalid=true]').getAttribute('name')).toBe('amount');
    expect(await page.getByLabel('Title').inputValue()).toBe('Second rollout');
    expect(await page.locator('html').getAttribute('lang')).toBe('en');

    await page.reload();
    await page.getByLabel('Amount').waitFor();
    expect(await page.getByLabel('Title').inputValue()).toBe('Second rollout');
    await page.getByLabel('Amount').fill('20000');
    await page.getByLabel('Customer').fill('Northwind Example GmbH');
    await page.getByRole('button', { name: 'Create' }).click();
    await said(page).waitFor();
    expect(await said(page).textContent()).toMatch(/Created D-\d+: Second rollout/);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('Second rollout');
    expect(new URL(page.url()).pathname).toMatch(/^\/app\/deal\/\d+$/);
  });

  test('a day that is over is asked about where it stands, and taken when it is sent once more', async () => {
    const page = await openAs('E003', await askInChat('E003', `/deal new ${yunfan}`));
    await page.getByLabel('金额').fill('1万');
    await page.getByLabel('预计签约日').fill('2025-12-31');
    await page.getByRole('button', { name: '创建' }).click();
    await page.getByText('2025年12月31日 周三 已经过去了').waitFor();
    expect(await page.locator('[aria-invalid=true]').getAttribute('name')).toBe('expectedClose');
    expect(await page.getByLabel('金额').inputValue()).toBe('1万');
    await page.getByLabel('预计签约日').fill('2025-11-30');
    await page.getByRole('button', { name: '创建' }).click();
    await page.getByText('2025年11月30日 周日 已经过去了').waitFor();
    await page.getByRole('button', { name: '创建' }).click();
    await said(page).waitFor();
    await page.getByText('2025年11月30日 周日').first().waitFor();
  });

  test('a lost deal is opened again on its page', async () => {
    const { text } = await world.type('E003', `/deal new ${yunfan} 2万 谈判`);
    const number = /D-(\d+)/.exec(text)?.[1];
    await world.type('E003', `/deal lost ${number} 价格太高`);
    const page = await openAs('E003', `/app/deal/${number}`);
    await page.getByRole('button', { name: '重新打开' }).click();
    await page.getByRole('heading', { name: '重新打开' }).waitFor();
    await page.getByRole('button', { name: '重新打开' }).click();
    await said(page).waitFor();
    expect(await said(page).textContent()).toContain('已重新打开，现在在“谈判”。');
    await page.getByRole('button', { name: '推进阶段' }).waitFor();
  });

  test('opened again, an accepted form says so instead of being sent twice', async () => {
    const path = await askInChat('E003', `/deal new ${yunfan}`);
    const page = await openAs('E003', path);
    await page.getByLabel('金额').fill('1万');
    await page.getByRole('button', { name: '创建' }).click();
    await said(page).waitFor();
    await page.goto(app.url + path);
    await page.getByRole('heading', { name: '这个表单已经提交' }).waitFor();
    await page.getByRole('link', { name: '打开记录' }).click();
    await page.getByText('商机 D-').first().waitFor();
  });

  test('without a network the form says so, keeps all, and goes through when pressed again, once', async () => {
    const page = await openAs('E003', await askInChat('E003', `/deal new ${yunfan}`));
    await page.getByLabel('金额').fill('4万');
    await page.getByLabel('标题').fill('断网');
    // It arrives, and its answer does not.
    await page.route('**/api/v1/forms/*', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: '创建' }).click();
    await page.getByText('没有连上服务').waitFor();
    expect(await page.getByLabel('标题').inputValue()).toBe('断网');
    await page.unroute('**/api/v1/forms/*');
    await page.getByRole('button', { name: '创建' }).click();
    await said(page).waitFor();
    expect(await world.rows("SELECT id FROM deals WHERE title = '断网'")).toHaveLength(1);
  });

  test('an approval whose answer got lost is pressed again, and is still one', async () => {
    const id = await startApproval('答复丢失');
    const page = await openAs('E002', `/app/approval/${id}`);
    await page.route('**/api/v1/press', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: '同意' }).click();
    await page.getByText('没有连上服务').waitFor();
    await page.unroute('**/api/v1/press');
    await page.getByRole('button', { name: '同意' }).click();
    await said(page).waitFor();
    expect(await said(page).textContent()).toContain(`已同意 A-${id}`);
  });

  test('who is signed out while typing signs in again, and finds what was typed', async () => {
    const path = await askInChat('E003', `/deal new ${yunfan}`);
    const page = await openAs('E003', path);
    await page.getByLabel('标题').fill('没保存的标题');
    await page.getByLabel('金额').fill('5万');
    await page.context().clearCookies();
    await page.getByRole('button', { name: '创建' }).click();
    await page.getByRole('heading', { name: '登录 Dealdesk' }).waitFor();
    await page.getByText('填写的内容还在').waitFor();
    expect(await page.getByRole('link').getAttribute('href')).toBe(
      `/app/login/console?next=${encodeURIComponent(path)}`,
    );
    await signInAs(page.context(), app, 'E003');
    await page.goto(app.url + path);
    await page.getByLabel('标题').waitFor();
    expect(await page.getByLabel('标题').inputValue()).toBe('没保存的标题');
  });

  test('with the keyboard alone: from the to-dos to a decision, and one hears where one is', async () => {
    const id = await startApproval('只用键盘');
    const page = await openAs('E002', '/app/', desktop);
    const link = page.getByRole('link', { name: `A-${id}` });
    await link.waitFor();
    const tabTo = async (name: string) => {
      for (let presses = 0; presses < 40; presses++) {
        await page.keyboard.press('Tab');
        if ((await focused(page))?.includes(name)) return;
      }
      throw new Error(`Tab does not get to ${name}.`);
    };
    await tabTo(`A-${id}`);
    expect(await link.evaluate((element) => getComputedStyle(element).outlineStyle)).toBe('solid');
    await page.keyboard.press('Enter');
    await page.getByText('等你处理').waitFor();
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('MAIN');
    await tabTo('同意');
    await page.keyboard.press('Enter');
    await said(page).waitFor();
  });

  test('what cannot be undone is asked once more', async () => {
    const id = await startApproval('要撤回');
    const page = await openAs('E003', `/app/approval/${id}`);
    await page.getByRole('button', { name: '撤回' }).click();
    await page.getByRole('button', { name: '不了' }).click();
    await page.getByRole('button', { name: '撤回' }).click();
    await page.getByRole('button', { name: '确定撤回' }).click();
    await said(page).waitFor();
    await page.getByText('已撤回', { exact: true }).waitFor();
  });

  test('who wins a deal is asked once more, and not in the colour of losing one', async () => {
    const page = await openAs('E003', '/app/deal/1001');
    const colourOf = (name: string) =>
      page.getByRole('button', { name }).evaluate((button) => getComputedStyle(button).borderTopColor);
    const losing = await colourOf('输单');
    await page.getByRole('button', { name: '赢单' }).click();
    expect(await colourOf('确定赢单')).not.toBe(losing);
  });

  test('a list in which nothing is says why, and does not count it', async () => {
    const page = await openAs('E003', '/app/list/deals?closeBefore=2000-01-01');
    await page.getByText('没有这样的商机').waitFor();
    expect(await page.getByText('共 0 条').count()).toBe(0);
  });

  test('names of 200 characters, emoji, markup and Arabic stay within a narrow phone, as they were typed', async () => {
    await world.database.transaction((tx) =>
      tx.run('UPDATE deals SET title = ? WHERE id = 1003', [everything]),
    );
    for (const path of ['/app/', '/app/deal/1003']) {
      const page = await openAs('E003', path, { ...phone, viewport: { width: 320, height: 640 } });
      await page.getByText('Ünïcödé').first().waitFor();
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
      expect(await page.getByText('<b>&amp;</b> *bold*').count()).toBeGreaterThan(0);
    }
  });

  test.each(['light', 'dark'] as const)(
    'in the %s every text has a contrast of 4.5 to 1',
    async (colorScheme) => {
      const id = await startApproval('对比度');
      for (const path of [
        '/app/',
        `/app/approval/${id}`,
        '/app/deal/1001',
        '/app/new',
        '/app/digest',
        await askInChat('E002', '/deal new'),
      ]) {
        const page = await openAs('E002', path, { ...phone, colorScheme });
        await page.waitForLoadState('networkidle');
        expect(await page.evaluate(poorContrasts)).toEqual([]);
      }
    },
  );

  const linesOf = (page: Page, what: string): Promise<number[]> =>
    page.locator(what).evaluateAll((all) => {
      const range = document.createRange();
      return all.map((each) => {
        range.selectNodeContents(each);
        return new Set([...range.getClientRects()].map(({ top }) => top)).size;
      });
    });
  const rowsOf = async (page: Page, what: string): Promise<number> => {
    const boxes = await Promise.all((await page.locator(what).all()).map((each) => each.boundingBox()));
    return new Set(boxes.map((box) => box?.y)).size;
  };

  test('on a narrow phone what decides stands in one row, its words in one piece, in either language', async () => {
    await world.hire('E031', { name: 'Tom Reed', manager: 'E004', locale: 'en' });
    for (const [who, approver] of [
      ['E003', 'E002'],
      ['E031', 'E004'],
    ] as const) {
      await world.type(who, '/approval new expense 1200 travel today taxi');
      const [row] = await world.rows<{ id: number }>('SELECT MAX(id) AS id FROM approvals');
      const page = await openAs(approver, `/app/approval/${row?.id}`);
      expect(await linesOf(page, '.actions .button')).toEqual([1, 1, 1, 1]);
      expect(await rowsOf(page, '.actions .button')).toBe(1);
    }
  });

  test('the name of a stage is not broken on a narrow phone', async () => {
    const page = await openAs('E004', '/app/deal/1004');
    expect(await linesOf(page, '.stages > li')).toEqual([1, 1, 1, 1]);
    await page.setViewportSize({ width: 300, height: 560 });
    const lines = await linesOf(page, '.stages > li, .foot > a, .foot > button');
    expect(lines).toEqual([1, 1, 1, 2, 1, 1]);
  });

  test('whoever opens a customer on the phone rings them, and reads the whole number of whom we talk to', async () => {
    const page = await openAs('E003', '/app/customer/1');
    const rings = page.locator('a[href^="tel:"]');
    expect(await rings.allTextContents()).toEqual(['021-0000 0100', '000-0000-0001']);
    const [name, number] = await Promise.all([
      page.getByText('林晓').boundingBox(),
      rings.last().boundingBox(),
    ]);
    expect(number?.x).toBeGreaterThanOrEqual(name?.x ?? Number.NaN);
  });

  test('every field, button and link has a name', async () => {
    const page = await openAs('E003', await askInChat('E003', '/deal new'));
    const names = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLInputElement>('input, select, textarea')].map(
        ({ labels }) => labels?.[0]?.textContent ?? '',
      ),
    );
    expect(names.length).toBeGreaterThan(3);
    expect(names.every(Boolean)).toBe(true);
    const bare = await page.evaluate(
      () =>
        [...document.querySelectorAll('a, button')].filter((element) => !element.textContent?.trim()).length,
    );
    expect(bare).toBe(0);
  });

  test('signing out ends it: the way back leads to signing in', async () => {
    const page = await openAs('E003', '/app/');
    await page.getByRole('button', { name: '退出登录' }).click();
    await page.getByRole('heading', { name: '登录 Dealdesk' }).waitFor();
    expect((await page.context().cookies()).filter(({ name }) => name.includes('session'))).toEqual([]);
  });

  test('in type of twice the size all that leads on is within the bar, and the page within the screen', async () => {
    const page = await openAs('E004', '/app/');
    await page.evaluate(() => {
      document.body.style.fontSize = '32px';
    });
    const [bar, tools] = await Promise.all([
      page.getByRole('banner').boundingBox(),
      page.getByRole('link', { name: 'Search' }).boundingBox(),
    ]);
    const bottom = (box: typeof bar) => (box?.y ?? 0) + (box?.height ?? 0);
    expect(bottom(tools)).toBeLessThanOrEqual(bottom(bar));
    expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  });

  test('a page that there is not says so', async () => {
    const page = await openAs('E004', '/app/ticket/7', desktop);
    expect(await page.getByRole('heading', { level: 1 }).textContent()).toBe('There is no such page');
  });

  test("somebody else's record says what to do", async () => {
    const page = await openAs('E003', '/app/').then(async (home) => {
      await home.goto(`${app.url}/app/deal/1004`);
      return home;
    });
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('没有找到商机 D-1004');
    expect(await page.getByRole('button', { name: /重试|Try again/ }).count()).toBe(0);
  });
});

/** Runs in the page. @returns the texts that are hard to read, with their contrast */
function poorContrasts(): string[] {
  type Rgb = readonly [number, number, number, number];
  const parse = (color: string): Rgb => {
    const [r = 0, g = 0, b = 0, a = 1] = (color.match(/[\d.]+/g) ?? []).map(Number);
    return [r, g, b, a];
  };
  const backOf = (element: Element | null): Rgb => {
    if (!element) return [255, 255, 255, 1];
    const back = parse(getComputedStyle(element).backgroundColor);
    return back[3] > 0.99 ? back : backOf(element.parentElement);
  };
  const luminance = (rgb: Rgb): number => {
    const [r = 0, g = 0, b = 0] = rgb.slice(0, 3).map((value) => {
      const share = value / 255;
      return share <= 0.03928 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
    });
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const contrast = (element: Element): number => {
    const [one, other] = [parse(getComputedStyle(element).color), backOf(element)].map(luminance) as [
      number,
      number,
    ];
    return (Math.max(one, other) + 0.05) / (Math.min(one, other) + 0.05);
  };
  const hasText = (element: Element) =>
    [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent?.trim());
  return [...document.body.querySelectorAll('*')]
    .filter((element) => hasText(element) && !['SCRIPT', 'NOSCRIPT', 'OPTION'].includes(element.tagName))
    .filter((element) => contrast(element) < 4.5)
    .map((element) => `${element.textContent?.trim().slice(0, 30)}: ${contrast(element).toFixed(2)}`);
}
