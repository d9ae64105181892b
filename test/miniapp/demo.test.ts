import { type Running, start } from '../story/running.js';
import { describeInBrowser } from '../support/browser.js';
import { readySqlite, type SqliteFile } from '../support/databases.js';
import { buildPages } from '../support/pages.js';

describeInBrowser('the mini-app of the demo', (openPage) => {
  let file: SqliteFile;
  let running: Running;
  beforeAll(async () => {
    buildPages();
    file = await readySqlite();
    running = await start({ DATABASE_URL: file.url });
  });
  afterAll(async () => {
    await running.app.stop();
    await file.remove();
    expect(running.bugs).toEqual([]);
  });

  test('opens from the chat as the person one is there', async () => {
    const chat = await openPage();
    for (const [person, link, footer] of [
      ['E003', '以 张伟 的身份打开小程序', '当前用户：张伟'],
      ['E004', 'Open the mini-app as Emma Clarke', 'Signed in as Emma Clarke'],
    ] as const) {
      await chat.goto(`${running.url}/chat`);
      await chat.goto(`${running.url}/chat#${person}`);
      const [page] = await Promise.all([
        chat.context().waitForEvent('page'),
        chat.getByRole('link', { name: link }).click(),
      ]);
      await page.getByText(footer).waitFor();
      expect(new URL(page.url()).pathname).toBe('/app/');
      await page.close();
    }
  });

  test('opened by itself, it asks whom to be, and goes on to where one wanted to go', async () => {
    const page = await openPage();
    await page.goto(`${running.url}/app/deal/1001`);
    await page.getByRole('button', { name: '李娜' }).click();
    await page.getByRole('heading', { name: '云帆协同平台续约' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/app/deal/1001');
    expect(await page.getByText('当前用户：李娜').isVisible()).toBe(true);
  });

  test('knows no way back from the choice but its own', async () => {
    const page = await openPage();
    const elsewhere = encodeURIComponent('https://evil.example/app/login/console/callback');
    await page.goto(`${running.url}/chat/sign-in?redirect_uri=${elsewhere}&state=x&as=E003`);
    await page.getByRole('alert').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('There is no way back from here');
    expect(new URL(page.url()).origin).toBe(running.url);
  });
});
