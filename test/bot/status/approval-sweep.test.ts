import { ApprovalWatch } from '../../../bot/status/approval-sweep.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

describeOnEachDatabase('the watch over approvals', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
  });

  test('names approvals that run with nobody in them, and stays ready', async () => {
    await world.type('E003', '/deal new 上海云帆科技有限公司 2万 待签约');
    await world.database.transaction((tx) =>
      tx.run("UPDATE approval_tasks SET state = 'closed' WHERE approvalId = 1"),
    );
    const watch = new ApprovalWatch(world.database, () => new Date());
    await watch.look();
    expect(watch.read()).toMatchObject({
      looked: 1,
      unsound: [
        {
          number: 'A-1',
          what: 'It runs, and nobody is asked.',
          remedy: expect.stringContaining('end it with a reason'),
        },
      ],
    });

    await world.database.transaction((tx) =>
      tx.run("UPDATE approval_tasks SET state = 'open' WHERE approvalId = 1 AND seq = 1"),
    );
    await watch.look();
    expect(watch.read()).toMatchObject({ looked: 1, unsound: [] });
  });

  test('looks at approvals again when half a minute has passed, whoever asks how often', async () => {
    let now = Date.UTC(2026, 2, 2, 9);
    const watch = new ApprovalWatch(world.database, () => new Date(now));
    watch.read();
    await watch.look();
    const first = watch.read().at;
    now += 29_000;
    expect(watch.read().at).toBe(first);
    now += 1_000;
    watch.read();
    await watch.look();
    expect(watch.read().at).toBe(new Date(now).toISOString());
  });

  test('goes round those that run, however many there are', async () => {
    const [approval] = await world.rows<Record<string, never>>('SELECT * FROM approvals');
    const [task] = await world.rows<Record<string, never>>('SELECT * FROM approval_tasks WHERE seq = 1');
    await world.database.transaction(async (tx) => {
      for (let id = 2; id <= 251; id += 1) {
        tx.insert('approvals', { ...approval, id, runningKey: `deal:${id}:test` });
        tx.insert('approval_tasks', { ...task, approvalId: id, state: 'closed' });
      }
    });
    const watch = new ApprovalWatch(world.database, () => new Date());
    const looks = [];
    for (let at = 0; at < 3; at += 1) {
      await watch.look();
      looks.push([watch.read().looked, watch.read().unsound.length]);
    }
    expect(looks).toEqual([
      [200, 20],
      [51, 20],
      [200, 20],
    ]);
    await world.database.transaction(async (tx) => {
      tx.later('DELETE FROM approval_tasks WHERE approvalId > 1');
      tx.later('DELETE FROM approvals WHERE id > 1');
    });
  });

  test('names one that cannot be read, and those behind it all the same', async () => {
    await world.type('E003', '/deal new 上海云帆科技有限公司 2万 待签约');
    const change = (sql: string) => world.database.transaction((tx) => tx.run(sql));
    await change("UPDATE approvals SET steps = '{}' WHERE id = 1");
    await change("UPDATE approval_tasks SET state = 'closed' WHERE approvalId = 2");
    const watch = new ApprovalWatch(world.database, () => new Date());
    await watch.look();
    expect(watch.read().unsound.map(({ number, what }) => `${number} ${what}`)).toEqual([
      expect.stringMatching(/^A-1 It cannot be read: /),
      'A-2 It runs, and nobody is asked.',
    ]);
  });
});
