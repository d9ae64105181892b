import { move, whatToMove } from '../../../bot/cli/move.js';
import { type Database, openDatabase } from '../../../models/database.js';
import { describeOnMariaDb, readySqlite, type SqliteFile } from '../../support/databases.js';
import { openWorld } from '../../support/world.js';

describeOnMariaDb('moving from SQLite', (open, freshUrl) => {
  let file: SqliteFile;
  let from: Database;
  let to: Database;
  beforeEach(async () => {
    file = await readySqlite();
    from = await openDatabase(file.url);
    to = await openDatabase(await freshUrl());
  });
  afterEach(async () => {
    await Promise.all([from.close(), to.close()]);
    await file.remove();
  });

  const change = (sql: string) => from.transaction((tx) => tx.run(sql));

  test('takes all that people did along, and they go on where they were', async () => {
    const before = await openWorld(from);
    await before.type('E003', '/deal new 上海云帆科技有限公司 60万 "扩容 🚀" 待签约');
    const { text: was } = await before.ask('E003', { kind: 'command', text: '/deal show D-1005' });

    const lines = await move(from, to);
    expect(lines).toEqual(expect.arrayContaining(['deals: 5', 'approvals: 1', 'contracts: 1']));
    expect(lines.at(-1)).toMatch(/^\d+ rows in all, each compared/);

    const after = await openWorld(to);
    expect((await after.ask('E003', { kind: 'command', text: '/deal show D-1005' })).text).toBe(was);
    await after.type('E003', '/deal new 上海云帆科技有限公司 2万 "Plan B"');
    expect(await after.rows("SELECT id FROM deals WHERE title = 'Plan B'")).toEqual([{ id: 1006 }]);
  });

  test('ends at a row that does not arrive as it was, and names it', async () => {
    await openWorld(from);
    await change('UPDATE deal_lines SET taxBp = 13.5 WHERE dealId = 1002');
    await expect(move(from, to)).rejects.toThrow('deal_lines [1002,1] did not arrive as it was.');
  });

  test('ends where two are one and the same to MySQL', async () => {
    await openWorld(from);
    await change("UPDATE employees SET email = 'ANYBODY@example.com' WHERE id = 1");
    await change("UPDATE employees SET email = 'anybody@example.com' WHERE id = 2");
    await expect(move(from, to)).rejects.toThrow(/Duplicate entry .*employees_email/);
  });

  test('touches no database in which there is something', async () => {
    const used = await open();
    await expect(move(from, used)).rejects.toThrow('There are tables in the database already.');
  });

  test('wants the tables of this version', async () => {
    await change("DELETE FROM migrations WHERE name = '0027-findable-contacts'");
    await expect(move(from, to)).rejects.toThrow('are not those of this version');
  });
});

test('it takes the file alone: passwords stand where only their owner reads them', async () => {
  const { url, remove } = await readySqlite();
  const there = 'mysql://sales:secret@db/sales';
  expect(whatToMove([url], there)).toBe(url);
  for (const [words, target] of [
    [[], there],
    [[there], there],
    [[url, there], there],
    [[url], 'sqlite:data/dealdesk.db'],
  ] as const)
    expect(() => whatToMove(words, target)).toThrow(
      /^Stop all instances, set DATABASE_URL to mysql:\/\/user:password@host/m,
    );
  expect(() => whatToMove([`${url}x`], there)).toThrow(`There is no database ${url}x.`);
  await remove();
});
