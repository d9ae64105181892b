import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { openConsole } from '../story/console-player.js';
import { start } from '../story/running.js';
import { describeOnEachDatabase } from '../support/databases.js';

describeOnEachDatabase('the service', (_open, freshUrl) => {
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

  test('has everything again after a restart, and goes on where it was', async () => {
    const env = { DATABASE_URL: await freshUrl() };
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

  test('says so when its port is taken', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const { port } = taken.address() as AddressInfo;
    await expect(start({ DATABASE_URL: await freshUrl(), PORT: String(port) })).rejects.toThrow(
      /EADDRINUSE|already in use/,
    );
    taken.close();
  });
});
