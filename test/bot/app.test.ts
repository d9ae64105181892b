import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import os from 'node:os';
import { seedDemo } from '../../bot/demo.js';
import { readFormToken } from '../../bot/miniapp/form-link.js';
import { openConsole } from '../story/console-player.js';
import { dingtalkUsers } from '../story/dingtalk-player.js';
import { start } from '../story/running.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { startFakeDingTalk } from '../support/dingtalk/fake.js';
import { person } from '../support/dingtalk/person.js';
import { httpWire, streamWire } from '../support/dingtalk/wire.js';
import { onDingTalk, SESSION_SECRET } from '../support/environment.js';
import { until } from '../support/until.js';

describeOnEachDatabase('the service', (_open, freshUrl, readyUrl) => {
  test('starts twice at once on a new database, and both are one firm', async () => {
    const env = { DATABASE_URL: await freshUrl() };
    const [one, other] = await Promise.all([start(env), start(env)]);
    const people = await one.app.database.read((tx) => tx.rows('SELECT id FROM employees'));
    expect(people).toHaveLength(7);

    const console = await openConsole(one.url);
    await console.firm('E003').types('/deal stage D-1001 待签约');
    const link = await console.firm('E003').link('查看合同（第 1 版）');
    console.close();
    expect((await fetch(link.replace(one.url, other.url))).status).toBe(200);
    expect((await fetch(`${other.url}/readyz`)).status).toBe(200);

    await Promise.all([one.app.stop(), other.app.stop()]);
    expect([...one.bugs, ...other.bugs]).toEqual([]);
  });

  test('shows its cards whatever the machine is called', async () => {
    const named = jest.spyOn(os, 'hostname').mockReturnValue(`${'long-'.repeat(12)}name`);
    const { app, url, bugs } = await start({ DATABASE_URL: await freshUrl() });
    named.mockRestore();
    const console = await openConsole(url);
    await console.firm('E003').types('/deal new 上海云帆科技有限公司 2万 长名字');
    await console.firm('E003').sees('商机 D-1005 ·');
    console.close();
    await app.stop();
    expect(bugs).toEqual([]);
  });

  test('has everything again after a restart, and goes on where it was', async () => {
    const env = { DATABASE_URL: await readyUrl() };
    const before = await start(env);
    const first = await openConsole(before.url);
    await first.firm('E003').types('/deal new 上海云帆科技有限公司 2万 重启');
    await first.firm('E003').sees('商机 D-1005 ·');
    first.close();
    await before.app.stop();

    const after = await start(env);
    const second = await openConsole(after.url);
    await second.firm('E003').types('/deal D-1005');
    expect(await second.firm('E003').sees('商机 D-1005 ·')).toContain('重启');
    await second.firm('E003').types('/deal new 上海云帆科技有限公司 1万');
    await second.firm('E003').sees('已创建商机 D-1006');
    second.close();
    await after.app.stop();
  });

  test('talks by DingTalk over HTTP where it is configured, with no demo and no console beside it', async () => {
    const fake = await startFakeDingTalk({ users: dingtalkUsers });
    const { app, url, bugs } = await start({
      DATABASE_URL: await readyUrl(),
      PUBLIC_URL: 'https://crm.example.com',
      ...onDingTalk(fake),
      DINGTALK_MODE: 'http',
    });
    expect([app.platforms, app.isDemo]).toEqual([['dingtalk'], false]);
    expect((await fetch(`${url}/chat`)).status).toBe(404);
    await seedDemo(app.database, new Date());
    await until(() => fake.callbacks.size === 1);

    const zhang = person(fake, httpWire(fake, url), 'manager003');
    expect(await zhang.types('商机 D-1001', { group: 'cidGroup==' })).toBe(true);
    await zhang.sees('商机 D-1001');
    await zhang.sees('已在单聊中回复你。', { conversation: 'cidGroup==' });
    expect(await zhang.presses('写跟进')).toBe(true);
    const page = new URL(await zhang.link('填写表单'));
    expect(page.origin).toBe('https://crm.example.com');
    expect(readFormToken(SESSION_SECRET, page.pathname.replace('/app/forms/', ''))).toMatchObject({
      key: expect.stringMatching(/^dingtalk:/),
      who: { platform: 'dingtalk', userId: 'manager003' },
    });

    const metrics = await (await fetch(`${url}/metrics`)).text();
    expect(metrics).toContain('dealdesk_platform_traffic_total{platform="dingtalk",kind="push"} 2');
    await app.stop();
    await fake.stop();
    expect(bugs).toEqual([]);
  });

  test('two instances share DingTalk’s token, and what they used of the month', async () => {
    const fake = await startFakeDingTalk({ users: dingtalkUsers });
    const env = {
      DATABASE_URL: await readyUrl(),
      ...onDingTalk(fake),
      DINGTALK_CARD_TEMPLATE_ID: undefined,
      DINGTALK_MONTHLY_PUSHES: '10',
    };
    const [one, other] = await Promise.all([start(env), start(env)]);
    await seedDemo(one.app.database, new Date());
    await until(() => fake.stream.sockets.size === 2);
    const admin = person(fake, streamWire(fake), 'manager007');
    for (let n = 0; n < 8; n += 1) expect(await admin.types('待办')).toBe(true);
    await until(() => fake.messages.length >= 8);
    await Promise.all([one.app.stop(), other.app.stop()]);

    expect(fake.callsOf('token')).toHaveLength(1);
    const again = await start(env);
    const metrics = await (await fetch(`${again.url}/metrics`)).text();
    expect(metrics).toMatch(
      /dealdesk_platform_month_used\{platform="dingtalk",kind="push",month="\d{4}-\d\d"\} 8/,
    );
    const installed = await again.app.database.read((tx) =>
      tx.rows<{ sealed: string }>('SELECT sealed FROM installations'),
    );
    expect(installed).toHaveLength(1);
    expect(installed[0]?.sealed).not.toContain('accessToken');
    await again.app.stop();
    await fake.stop();
    expect(
      fake.messages.filter(({ text }) => text.includes('DingTalk pushes this month')).map(({ to }) => to),
    ).toEqual(['manager007']);
  });

  test('says so when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(start({ DATABASE_URL: await readyUrl(), PORT: String(port) })).rejects.toThrow(
      /EADDRINUSE|already in use/,
    );
    taken.close();
  });
});
