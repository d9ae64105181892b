import type { Driver, Result, Session, Statement } from '../../../models/database/driver.js';
import { Tx } from '../../../models/database/tx.js';
import { describeOnEachDatabase } from '../../support/databases.js';

/** A session that notes each round trip and answers every statement with its own text. */
const notebook = () => {
  const trips: string[][] = [];
  const taken = { connections: 0 };
  const answer = ({ sql }: Statement): Result => ({ rows: [{ sql }], affected: 1 });
  const session: Pick<Session, 'open' | 'run' | 'lookUp' | 'write'> = {
    open: async () => {
      taken.connections += 1;
    },
    run: async (statements) => {
      trips.push(statements.map(({ sql }) => sql));
      return statements.map(answer);
    },
    lookUp: async (statement) => {
      trips.push(['with others:', statement.sql]);
      return answer(statement);
    },
    write: async (statements) => {
      trips.push(['with others:', ...statements.map(({ sql }) => sql)]);
    },
  };
  const driver: Pick<Driver, 'dialect' | 'begin'> = { dialect: 'mysql', begin: { sql: 'BEGIN', values: [] } };
  const tx = new Tx(driver as Driver, session as Session, 'write', Number.POSITIVE_INFINITY);
  return { trips, taken, tx };
};

describe('a transaction', () => {
  test('takes what is asked at the same time along in one round trip, and each hears its own answer', async () => {
    const { trips, tx } = notebook();
    const afterSomething = async () => {
      await undefined;
      return tx.row('later');
    };
    expect(await Promise.all([tx.row('one'), afterSomething(), tx.rows('two')])).toEqual([
      { sql: 'one' },
      { sql: 'later' },
      [{ sql: 'two' }],
    ]);
    expect(trips).toEqual([['BEGIN', 'one', 'two', 'later']]);
  });

  test('keeps writes back until something is read, or until the end', async () => {
    const { trips, tx } = notebook();
    tx.later('first write');
    await tx.row('read');
    tx.later('second write');
    await tx.commit();
    expect(trips).toEqual([
      ['BEGIN', 'first write', 'read'],
      ['second write', 'COMMIT'],
    ]);
  });

  test('that only looks things up before it writes does both together with others', async () => {
    const { trips, tx } = notebook();
    expect(await tx.lookUp('who')).toEqual([{ sql: 'who' }]);
    tx.later('first write');
    tx.later('second write');
    await tx.commit();
    expect(trips).toEqual([
      ['with others:', 'who'],
      ['with others:', 'first write', 'second write'],
    ]);
  });

  test('sees what it has written in all that it looks up afterwards', async () => {
    const { trips, tx } = notebook();
    tx.later('write');
    await tx.lookUp('who');
    await tx.lookUp('what');
    await tx.commit();
    expect(trips).toEqual([['BEGIN', 'write', 'who'], ['what'], ['COMMIT']]);
  });

  test('that has nothing to write asks for no commit', async () => {
    const { trips, tx } = notebook();
    await tx.lookUp('who');
    await tx.commit();
    expect(trips).toEqual([['with others:', 'who']]);
  });

  test('takes no connection any more once it is undone, whoever still asks', async () => {
    const { trips, taken, tx } = notebook();
    await tx.lookUp('who');
    await tx.rollback();
    await expect(tx.row('too late')).rejects.toThrow('The transaction is over.');
    expect(taken.connections).toBe(0);
    expect(trips).toEqual([['with others:', 'who']]);
  });

  test('writes nothing that is left over when it is undone', async () => {
    const { trips, tx } = notebook();
    await tx.row('read');
    tx.later('write');
    await tx.rollback();
    await expect(tx.row('too late')).rejects.toThrow('The transaction is over.');
    expect(trips).toEqual([['BEGIN', 'read'], ['ROLLBACK']]);
  });
});

describeOnEachDatabase('several questions at once', (open) => {
  const departments = (name: string) =>
    ['SELECT COUNT(*) AS n FROM departments WHERE name = ?', [name]] as const;

  test('see what was written before them, each its own part', async () => {
    const database = await open();
    const counts = await database.transaction(async (tx) => {
      const insert = async (name: string) =>
        tx.insert('departments', { id: await tx.nextId('department'), name });
      await Promise.all([insert('销售部'), insert('销售部'), insert('财务部')]);
      return Promise.all(['销售部', '财务部', '法务部'].map((name) => tx.row(...departments(name))));
    });
    expect(counts).toEqual([{ n: 2 }, { n: 1 }, { n: 0 }]);
  });

  test('leave nothing behind when one of them fails while the others go on', async () => {
    const database = await open();
    const failed = database.transaction(async (tx) => {
      const writes = async (name: string) => {
        tx.insert('departments', { id: await tx.nextId('department'), name });
        await tx.row(...departments(name));
        tx.insert('departments', { id: await tx.nextId('department'), name });
        await tx.row(...departments(name));
      };
      const fails = async () => {
        await tx.row('SELECT 1');
        throw new Error('no');
      };
      await Promise.all([writes('仓库'), fails()]);
    });
    await expect(failed).rejects.toThrow('no');
    expect(await database.read((tx) => tx.row(...departments('仓库')))).toEqual({ n: 0 });
  });
});

describeOnEachDatabase('a change to a row', (open) => {
  test('is there for whoever asks after it, and in no other row', async () => {
    const database = await open();
    const names = await database.transaction(async (tx) => {
      const ids = [await tx.nextId('department'), await tx.nextId('department')];
      for (const id of ids) tx.insert('departments', { id, name: '销售部' });
      tx.update('departments', { id: ids[1] ?? 0, name: '销售部' }, { name: '客户部', headId: null });
      return tx.column('SELECT name FROM departments ORDER BY id');
    });
    expect(names).toEqual(['销售部', '客户部']);
  });
});

describeOnEachDatabase('a single value', (open) => {
  test('is a number also where the database works it out of nothing', async () => {
    const database = await open();
    const sums = await database.read((tx) =>
      Promise.all([
        tx.number('SELECT COUNT(*) FROM departments'),
        tx.number('SELECT SUM(id) FROM departments'),
        tx.number('SELECT id FROM departments'),
        tx.number('SELECT SUM(n) FROM (SELECT 20 AS n UNION SELECT 22) numbers'),
      ]),
    );
    expect(sums).toEqual([0, 0, 0, 42]);
  });

  test('is nothing where there is no row', async () => {
    const database = await open();
    expect(await database.read((tx) => tx.cell('SELECT name FROM departments'))).toBeUndefined();
  });
});
