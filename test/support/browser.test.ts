import { describeInBrowser } from './browser.js';

describeInBrowser('a page', (openPage) => {
  test('shows Chinese and runs its script', async () => {
    const page = await openPage();
    await page.goto('data:text/html;charset=utf-8,<button onclick="this.textContent=`已同意`">同意</button>');
    await page.getByRole('button', { name: '同意' }).click();
    expect(await page.getByRole('button').textContent()).toBe('已同意');
  });

  test('of one person does not share what another person keeps', async () => {
    const [hers, his] = [await openPage(), await openPage()];
    expect(hers.context()).not.toBe(his.context());
  });
});
