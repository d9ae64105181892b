import { execFileSync } from 'node:child_process';
import type { Page } from 'playwright-core';
import { atRoot } from '../../../../../bot/root.js';
import type { Answer } from '../../../../../models/answer.js';
import type { FormView, ListView } from '../../../../../models/views.js';
import { viewOf } from '../../../../cards/reading.js';
import { obstaclesOn } from '../../../../support/accessible.js';
import { describeInBrowser, drawn } from '../../../../support/browser.js';
import { type ConsoleWorld, startConsole, zhang } from '../../../../support/console.js';

const plain = viewOf('form', 'Form');
const form: FormView = {
  ...plain,
  fields: plain.fields.map((field) => (field.name === 'title' ? { ...field, suggests: 'customer' } : field)),
};
const list: ListView = {
  ...viewOf('list', 'List, one page'),
  rows: ['云帆科技', '云锦丝绸'].map((title, at) => ({
    title,
    details: [`C-${at + 1}`],
    value: at === 0 ? title : 'C-2',
  })),
};

const answers: Readonly<Record<string, Answer>> = {
  submit: { type: 'words', words: { text: { zh: '已建好', en: 'Done' } } },
  press: { type: 'view', view: list },
};

describeInBrowser('a form on the chat page', (openPage) => {
  let world: ConsoleWorld;
  let page: Page;
  beforeAll(() => {
    const project = atRoot('bot/platforms/console/page');
    execFileSync(process.execPath, [atRoot('node_modules/typescript/bin/tsc'), '-p', project]);
  });
  beforeEach(async () => {
    world = await startConsole(({ ask }) => answers[ask.kind] ?? { type: 'form', form });
    page = await openPage();
    await page.goto(`${world.url}#${zhang.userId}`);
    await page.getByRole('combobox').fill('/商机 新建');
    await page.keyboard.press('Enter');
    await name().waitFor();
  });
  afterEach(async () => {
    await page.close();
    await world.stop();
  });

  const name = () => page.getByRole('combobox', { name: '名称' });
  const options = () => page.locator('[role=option]');
  const active = () => page.locator('[role=option][aria-selected=true]');
  const asked = () => world.asked.map(({ ask }) => ask);

  test('offers what fits as one types, and Enter on it chooses without sending anything', async () => {
    await name().fill('云');
    await options().nth(1).waitFor();
    expect(await options().allInnerTexts()).toEqual(['云帆科技\nC-1', '云锦丝绸\nC-2']);
    expect(asked().at(-1)).toEqual({ kind: 'press', do: 'customer.suggest', input: { text: '云' } });
    expect(world.asked.at(-1)?.isLook).toBe(true);
    expect(await page.locator('.log [role=status]').allTextContents()).toContain('有 2 项可选，按上下键选择');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await obstaclesOn(page)).toEqual([]);
    expect(await name().getAttribute('aria-activedescendant')).toBe(await active().getAttribute('id'));
    await page.keyboard.press('Enter');
    expect(await name().inputValue()).toBe('C-2');
    expect(await options().count()).toBe(0);
    expect(await name().evaluate((input) => input === document.activeElement)).toBe(true);
    expect(asked().map(({ kind }) => kind)).toEqual(['command', 'press']);

    await page.getByLabel('客户').selectOption({ index: 1 });
    await page.getByLabel('金额').fill('2万');
    await page.keyboard.press('Enter');
    await page.getByText('已建好').waitFor();
    expect(asked().at(-1)).toMatchObject({ kind: 'submit', values: { title: 'C-2' } });
  });

  test('a click chooses as well; whoever types on or presses Escape keeps what was typed', async () => {
    await name().fill('云');
    await options().first().click();
    expect(await name().inputValue()).toBe('云帆科技');
    await name().fill('云锦');
    await options().first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.type('缎');
    expect(await active().count()).toBe(0);
    await page.keyboard.press('Escape');
    expect(await options().count()).toBe(0);
    expect(await name().inputValue()).toBe('云锦缎');
  });

  test('the late answer to an older text is not offered any more', async () => {
    const late: (() => Promise<void>)[] = [];
    await page.route('**/suggestions/**', (route) => void late.push(() => route.continue()), { times: 1 });
    const first = page.waitForRequest('**/suggestions/**');
    await name().fill('云');
    await first;
    await name().fill('');
    const answered = page.waitForResponse('**/suggestions/**');
    await late[0]?.();
    await (await answered).finished();
    await drawn(page);
    expect(await options().count()).toBe(0);
  });

  test('is a plain field where nothing comes back', async () => {
    await page.route('**/suggestions/**', (route) => route.abort());
    const bugs: Error[] = [];
    page.on('pageerror', (bug) => bugs.push(bug));
    const failed = page.waitForEvent('requestfailed');
    await name().fill('云');
    await failed;
    await drawn(page);
    expect(bugs).toEqual([]);
    expect(await options().count()).toBe(0);
    expect(await name().inputValue()).toBe('云');
  });
});
