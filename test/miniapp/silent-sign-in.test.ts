/** A page that is opened inside DingTalk's client, whose bridge stands in the window as on Android. */
import { seedDemo } from '../../bot/demo.js';
import { dingtalkUsers } from '../story/dingtalk-player.js';
import { type Running, start } from '../story/running.js';
import { describeInBrowser } from '../support/browser.js';
import { readySqlite, type SqliteFile } from '../support/databases.js';
import { type FakeDingTalk, startFakeDingTalk } from '../support/dingtalk/fake.js';
import { onDingTalk } from '../support/environment.js';
import { buildPages } from '../support/pages.js';

const CORP = 'dingcorp1';
const inDingTalk =
  'Mozilla/5.0 (Linux; Android 13; V2) AppleWebKit/537.36 Chrome/110.0 Mobile Safari/537.36 AliApp(DingTalk/7.6.0) com.alibaba.android.rimet';

/** As much of the client as the package speaks to. */
const bridge = (code: string | null) => {
  const asked: object[] = [];
  const call = (
    onSuccess: (value: object) => void,
    onFail: (value: object) => void,
    service: string,
    action: string,
    args: object,
  ) => {
    asked.push({ service, action, args: JSON.parse(JSON.stringify(args)) });
    if (code) onSuccess({ code });
    else onFail({ errorCode: '3', errorMessage: 'not allowed' });
  };
  Object.assign(window, { asked, nuva: { isReady: true, require: () => call } });
};

describeInBrowser('signing in inside DingTalk', (_openPage, theBrowser) => {
  let file: SqliteFile;
  let fake: FakeDingTalk;
  let running: Running;
  beforeAll(async () => {
    buildPages();
    file = await readySqlite();
    fake = await startFakeDingTalk({ users: dingtalkUsers });
    running = await start({
      DATABASE_URL: file.url,
      ...onDingTalk(fake),
      DINGTALK_CORP_ID: CORP,
    });
    await seedDemo(running.app.database, new Date());
  });
  afterAll(async () => {
    await running.app.stop();
    await fake.stop();
    await file.remove();
    expect(running.bugs).toEqual([]);
  });

  const open = async (code: string | null, userAgent = inDingTalk) => {
    const context = await theBrowser().newContext({ locale: 'zh-CN', userAgent });
    // Where the way leads to DingTalk's own page, it ends: nothing leaves this machine.
    await context.route(/\/app\/login\/dingtalk\?/, async (route) => {
      const response = await route.fetch({ maxRedirects: 0 });
      const { location = '' } = response.headers();
      if (!location.startsWith('https://login.dingtalk.com/')) return route.fulfill({ response });
      return route.fulfill({ status: 200, contentType: 'text/html', body: '<h1 id="usual">DingTalk</h1>' });
    });
    const page = await context.newPage();
    const refused: string[] = [];
    const loaded: string[] = [];
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) refused.push(message.text());
    });
    page.on('request', (request) => loaded.push(request.url()));
    await page.addInitScript(bridge, code);
    return { context, page, refused, loaded };
  };

  test('nobody is asked anything: the page that was wanted opens', async () => {
    const { context, page, refused, loaded } = await open(fake.newCode('manager003'));
    await page.goto(`${running.url}/app/deal/1001`);
    await page.locator('.stages').waitFor();
    expect(new URL(page.url()).pathname).toBe('/app/deal/1001');
    expect(await page.locator('.foot').textContent()).toContain('张伟');
    expect(loaded.some((url) => url.includes('login.dingtalk.com'))).toBe(false);
    expect(loaded.filter((url) => new URL(url).origin !== new URL(running.url).origin)).toEqual([]);
    expect(refused).toEqual([]);
    await context.close();
  });

  test('the client is told for which organisation and which app the code is', async () => {
    const { context, page } = await open(fake.newCode('manager003'));
    const asked = new Promise((resolve) => page.exposeFunction('told', resolve));
    await page.addInitScript(() => {
      const { asked: list } = window as unknown as { asked: object[] };
      const { push } = list;
      list.push = (...items: object[]) => {
        (window as unknown as { told(what: object): void }).told(items[0] ?? {});
        return push.apply(list, items);
      };
    });
    await page.goto(`${running.url}/app/`);
    expect(await asked).toMatchObject({
      service: 'runtime.permission',
      action: expect.stringMatching(/^requestAuthCode/),
      args: { corpId: CORP, clientId: fake.clientId },
    });
    await context.close();
  });

  test('a client that gives no code, or one that is no good, leads to the usual way', async () => {
    const { context, page } = await open(null);
    await page.goto(`${running.url}/app/deal/1001`);
    await page.locator('#usual').waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toBe('/app/deal/1001');
    await context.close();

    const spent = await open('spent');
    await spent.page.goto(`${running.url}/app/`);
    await spent.page.locator('[role=alert]').waitFor();
    expect(new URL(spent.page.url()).searchParams.get('problem')).toBe('refused');
    await spent.context.close();
  });

  test('another browser hears nothing of it', async () => {
    const { context, page, loaded } = await open(null, 'Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0');
    await page.goto(`${running.url}/app/login/dingtalk?next=/app/`);
    await page.locator('#usual').waitFor();
    expect(loaded.some((url) => /assets\/dingtalk-/.test(url))).toBe(false);
    await context.close();
  });
});
