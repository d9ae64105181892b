import fc from 'fast-check';
import mysql from 'mysql2';
import type { Statement, Value } from '../../../models/database/driver.js';
import { insertion } from '../../../models/database/insert.js';
import { asText, merged } from '../../../models/database/mysql-text.js';

const put = ([a, b]: readonly [Value, Value], table = 'notes') => insertion(table, { a, b });
const other: Statement = { sql: 'SELECT 1', values: [] };

/** Between single quotes a double one needs no backslash, and our JSON is full of them. */
const asMysql2 = (value: Value): string =>
  mysql.format('SELECT ?', [value], false, 'Z').replaceAll('\\"', '"');

describe('statements for MySQL', () => {
  test('travel as one text', () => {
    const read: Statement = { sql: 'SELECT a FROM notes WHERE b = ? AND a > ?', values: ["O'Neil", 7] };
    expect(asText([other, read])).toEqual({
      sql: "SELECT 1;SELECT a FROM notes WHERE b = 'O\\'Neil' AND a > 7",
      counts: [1, 1],
    });
  });

  test('that put rows into the same columns one after the other become one', () => {
    expect(asText([put([1, 'x']), put([2, null]), other, put([3, 'y']), put([4, 'z'], 'others')])).toEqual({
      sql:
        "INSERT INTO notes (a, b) VALUES (1, 'x'), (2, NULL);SELECT 1;INSERT INTO notes (a, b) VALUES (3, 'y');" +
        "INSERT INTO others (a, b) VALUES (4, 'z')",
      counts: [2, 1, 1, 1],
    });
  });

  test('that put very many rows in are parted', () => {
    const rows = Array.from({ length: 12_000 }, (_, at) => put([at, 'x']));
    const { counts } = asText(rows);
    expect(counts.length).toBeGreaterThan(1);
    expect(counts.reduce((sum, count) => sum + count, 0)).toBe(12_000);
  });

  test.each<Value>([
    'quotes \' " ` and \\ backslashes',
    'many\nlines\r\n\0\u001a',
    '云帆 🚀 ? ; -- #',
    '',
    0,
    -1.5,
    9_007_199_254_740_991,
    true,
    false,
    null,
    new Date('2026-11-22T08:30:00.123Z'),
    Buffer.from([0, 39, 92, 255]),
  ])('write %p as mysql2 does', (value) => {
    expect(asText([{ sql: 'SELECT ?', values: [value] }]).sql.replaceAll('\\"', '"')).toBe(asMysql2(value));
  });

  test('write any text as mysql2 does', () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'a\\\'"\n\0中%') }),
    );
    fc.assert(
      fc.property(text, (value) => {
        const { sql } = asText([{ sql: 'SELECT ?', values: [value] }]);
        expect(sql.replaceAll('\\"', '"')).toBe(asMysql2(value));
      }),
    );
  });

  test.each<[string, readonly unknown[]]>([
    ['an object', [{ a: 1 }, 2]],
    ['a list', [[1, 2], 3]],
    ['too many values', [1, 2, 3]],
    ['too few', [1]],
  ])('never take %s', (_what, values) => {
    expect(() =>
      asText([{ sql: 'SELECT ? FROM notes WHERE b = ?', values: values as Value[] }, other]),
    ).toThrow();
  });
});

describe('what several transactions write', () => {
  test('becomes one, with rows for the same columns side by side', () => {
    const one = [put([1, 'x']), other, put([2, 'y'], 'parts')];
    const another = [put([3, 'z']), put([4, 'w'], 'parts')];
    expect(asText(merged([one, another])).sql).toBe(
      "INSERT INTO notes (a, b) VALUES (1, 'x'), (3, 'z');SELECT 1;INSERT INTO parts (a, b) VALUES (2, 'y'), (4, 'w')",
    );
  });

  test('keeps the order of each', () => {
    const statement = fc.constantFrom('notes', 'parts', 'others', undefined);
    fc.assert(
      fc.property(fc.array(fc.array(statement, { maxLength: 8 }), { maxLength: 6 }), (kinds) => {
        const lists = kinds.map((list, who) =>
          list.map((table, at) =>
            table ? put([who, at], table) : { sql: 'UPDATE notes SET a = ?', values: [who, at] },
          ),
        );
        const all = merged(lists);
        for (const [who, list] of lists.entries())
          expect(all.filter(({ values }) => values[0] === who)).toEqual(list);
        expect(all).toHaveLength(lists.flat().length);
      }),
    );
  });
});
