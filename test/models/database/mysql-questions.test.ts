import { byKey, lookUpBy } from '../../../models/database/by-key.js';
import type { Row, Statement } from '../../../models/database/driver.js';
import { asked } from '../../../models/database/mysql-questions.js';
import { describeOnMariaDb } from '../../support/databases.js';

const about = (name: string): Statement => ({
  sql: 'SELECT id FROM notes WHERE name = ? ORDER BY id LIMIT 2',
  values: [name],
});
const result = (rows: readonly Row[]) => ({ rows, affected: rows.length });

describe('what many ask at once', () => {
  test('is one question where it is alike, and each hears their own answer', () => {
    const other: Statement = { sql: 'SELECT 1 AS one', values: [] };
    const { statements, answers } = asked([about('an'), other, about("O'Neil")]);
    expect(statements).toEqual([
      {
        sql:
          "(SELECT 0 AS asker, id FROM notes WHERE name = 'an' ORDER BY id LIMIT 2) UNION ALL " +
          "(SELECT 1 AS asker, id FROM notes WHERE name = 'O\\'Neil' ORDER BY id LIMIT 2)",
        values: [],
      },
      other,
    ]);
    expect(
      answers([
        result([
          { asker: 1, id: 7 },
          { asker: 1, id: 8 },
        ]),
        result([{ one: 1 }]),
      ]),
    ).toEqual([result([]), result([{ one: 1 }]), result([{ id: 7 }, { id: 8 }])]);
  });

  test('stays apart where an order of many rows would be lost', () => {
    const ordered: Statement = { sql: 'SELECT id FROM notes ORDER BY name', values: [] };
    expect(asked([ordered, ordered]).statements).toEqual([ordered, ordered]);
  });
});

describe('what many look up by its key', () => {
  const noteByName = byKey({
    select: 'SELECT n.id, n.name FROM notes n',
    column: 'n.name',
    order: 'n.id',
    most: 2,
  });
  const asking = ['bo', 'an', 'bo'].map((name) => lookUpBy(noteByName, name));

  test('is one list, of which each hears their own in its order', () => {
    const { statements, answers } = asked(asking);
    expect(statements).toEqual([
      { sql: 'SELECT n.id, n.name FROM notes n WHERE n.name IN (?, ?) LIMIT 5', values: ['bo', 'an'] },
    ]);
    const bo = [
      { id: 3, name: 'bo' },
      { id: 9, name: 'bo' },
    ];
    expect(answers([result([...bo].reverse())])).toEqual([result(bo), result([]), result(bo)]);
  });

  test('leaves who asks alone with the question as it was', () => {
    expect(asked(asking.slice(0, 1)).statements).toEqual(asking.slice(0, 1));
  });

  test('is asked again, one by one, where the list may have been cut', () => {
    const rows = [1, 2, 3, 4, 5].map((id) => ({ id, name: 'bo' }));
    expect(asked(asking).answers([result(rows)])).toEqual([undefined, undefined, undefined]);
  });

  test('is asked again where the database takes something else for a key', () => {
    const { answers } = asked(asking);
    expect(answers([result([{ id: 1, name: 'Bo' }])])).toEqual([undefined, undefined, undefined]);
  });
});

describeOnMariaDb('people who look up the same thing', (open) => {
  test('by its name hear what they would alone, however many are called so', async () => {
    const database = await open();
    await database.transaction(async (tx) => {
      const names = [...Array.from({ length: 30 }, () => 'bo'), 'an'];
      for (const [at, name] of names.entries()) tx.insert('departments', { id: at + 1, name });
    });
    const kind = byKey({ select: 'SELECT id, name FROM departments', column: 'name', order: 'id', most: 2 });
    const idsOf = (name: string) =>
      database.read(async (tx) => (await tx.lookUpBy<{ id: number }>(kind, name)).map(({ id }) => id));
    const alone = await idsOf('an');
    expect(alone).toEqual([31]);
    expect(await Promise.all(['bo', 'an', 'nobody', 'bo', 'an'].map(idsOf))).toEqual([
      [1, 2],
      alone,
      [],
      [1, 2],
      alone,
    ]);
    expect(await Promise.all(['an', 'nobody', 'an'].map(idsOf))).toEqual([alone, [], alone]);
  });

  test('each get their own rows, in their order', async () => {
    const database = await open();
    await database.transaction(async (tx) => {
      for (const [id, name] of ['an', 'bo', 'bo', 'bo', 'chen'].entries())
        tx.insert('departments', { id: id + 1, name });
    });
    const idsOf = (name: string) =>
      database.read(async (tx) => {
        const rows = await tx.lookUp<{ id: number }>(
          'SELECT id FROM departments WHERE name = ? ORDER BY id DESC LIMIT 2',
          [name],
        );
        return rows.map(({ id }) => id);
      });
    expect(await Promise.all(['bo', 'nobody', 'an', 'bo', 'chen'].map(idsOf))).toEqual([
      [4, 3],
      [],
      [1],
      [4, 3],
      [5],
    ]);
  });

  test('get times, texts and numbers as they would alone', async () => {
    const database = await open();
    const ask = () =>
      database.read((tx) =>
        tx.lookUp(
          `SELECT CAST('2026-11-22 08:30:00.123' AS DATETIME(3)) AS at, '云帆 "x"' AS name, 9007199254740991 AS big,
             NULL AS nothing, CAST(1.5 AS DECIMAL(4, 2)) AS part, JSON_OBJECT('a', 1) AS data`,
        ),
      );
    const alone = await ask();
    expect(await Promise.all([ask(), ask(), ask()])).toEqual([alone, alone, alone]);
  });
});
