import { setTimeout as sleep } from 'node:timers/promises';
import type { Statement } from '../../../models/database/driver.js';
import type { Connections } from '../../../models/database/mysql-connections.js';
import { shared } from '../../../models/database/mysql-shared.js';
import type { Database } from '../../../models/database.js';
import { openDatabase } from '../../../models/database.js';
import { describeOnMariaDb } from '../../support/databases.js';

describeOnMariaDb('people who write at the same moment', (open, freshUrl) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const add = (name: string, id?: number, from = database) =>
    from.transaction(async (tx) => {
      tx.insert('departments', { id: id ?? (await tx.nextId('department')), name });
    });
  const named = async (name: string) =>
    database.read((tx) => tx.rows<{ id: number }>('SELECT id FROM departments WHERE name = ?', [name]));

  test('share their transactions', async () => {
    await database.transaction((tx) =>
      tx.run('CREATE TABLE notes (id INTEGER PRIMARY KEY, writtenAt DATETIME(6) DEFAULT NOW(6))'),
    );
    const note = (id: number) => database.transaction(async (tx) => tx.insert('notes', { id }));
    await Promise.all(Array.from({ length: 100 }, (_, id) => note(id)));
    const [seen] = await database.read((tx) =>
      tx.rows<{ notes: number; moments: number }>(
        'SELECT COUNT(*) AS notes, COUNT(DISTINCT writtenAt) AS moments FROM notes',
      ),
    );
    expect(seen).toEqual({ notes: 100, moments: expect.any(Number) });
    expect(Number(seen?.moments)).toBeLessThan(20);
  });

  test('each hear of their own failure only, and of nobody else’s', async () => {
    const taken = await database.transaction((tx) => tx.nextId('department'));
    await add('taken', taken);
    const all = await Promise.allSettled(
      Array.from({ length: 20 }, (_, index) => (index === 7 ? add('double', taken) : add('single'))),
    );
    expect(all.flatMap(({ status }, index) => (status === 'rejected' ? [index] : []))).toEqual([7]);
    const [failed] = all.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(database.isDuplicate(failed)).toBe(true);
    expect(await named('single')).toHaveLength(19);
    expect(await named('double')).toEqual([]);
  });

  test('do not wait for one who waits for a lock', async () => {
    const id = await database.transaction((tx) => tx.nextId('department'));
    await add('held', id);
    let letGo = () => {};
    const held = new Promise<void>((resolve) => {
      letGo = resolve;
    });
    const holder = database.transaction(async (tx) => {
      await tx.row('SELECT id FROM departments WHERE id = ? FOR UPDATE', [id]);
      await held;
    });
    await sleep(50);
    const waits = database.transaction(async (tx) =>
      tx.later("UPDATE departments SET name = 'changed' WHERE id = ?", [id]),
    );
    await Promise.race([waits, sleep(50)]);
    await add('not held');
    expect(await named('held')).toHaveLength(1);
    letGo();
    await Promise.all([holder, waits]);
    expect(await named('changed')).toHaveLength(1);
  });

  test('all hear that it is unknown what became of it when the connection breaks', async () => {
    const other = await openDatabase(await freshUrl());
    await other.transaction((tx) => tx.run('CREATE TABLE breaks (id INTEGER PRIMARY KEY)'));
    const broken = await Promise.allSettled(
      Array.from({ length: 5 }, (_, id) =>
        other.transaction(async (tx) => {
          tx.later('INSERT INTO breaks VALUES (?)', [id]);
          tx.later('KILL CONNECTION_ID()');
        }),
      ),
    );
    const names = broken.map((one) => one.status === 'rejected' && (one.reason as Error).name);
    expect(names).toEqual(Array(5).fill('CommitUnknown'));
    expect(await other.read((tx) => tx.rows('SELECT id FROM breaks'))).toEqual([]);
    await other.close();
  });
});

describeOnMariaDb('people who look things up at the same moment', (open) => {
  test('do so on one connection, and each get their own answer', async () => {
    const database = await open();
    const answers = await Promise.all(
      Array.from({ length: 30 }, (_, n) =>
        database.transaction((tx) =>
          tx.lookUp<{ n: number; line: number }>('SELECT ? AS n, CONNECTION_ID() AS line', [n]),
        ),
      ),
    );
    expect(answers.map(([answer]) => answer?.n)).toEqual(Array.from({ length: 30 }, (_, n) => n));
    expect(new Set(answers.map(([answer]) => answer?.line)).size).toBe(1);
  });

  test('never wait for connections that others hold who look something up as well', async () => {
    const database = await open();
    const both = (n: number) =>
      database.transaction(async (tx) => {
        const found = await Promise.all([
          tx.lookUp<{ n: number }>('SELECT ? AS n', [n]),
          tx.rows<{ n: number }>('SELECT ? + 1 AS n', [n]),
          sleep(1).then(() => tx.lookUp<{ n: number }>('SELECT ? + 2 AS n', [n])),
        ]);
        return found.flat().map((row) => Number(row.n) - n);
      });
    const found = await Promise.all(Array.from({ length: 100 }, (_, n) => both(n)));
    expect(found).toEqual(Array(100).fill([0, 1, 2]));
  });
});

test('one whose text is more than a server takes loses the connection for nobody else', async () => {
  const lost = Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' });
  const connection = {
    run: async (statements: readonly Statement[]) => {
      if (JSON.stringify(statements).length > 1_000_000) throw lost;
      return [];
    },
    release: () => {},
    destroy: () => {},
  };
  const connections = { take: async () => connection } as unknown as Connections;
  const { write } = shared({ connections, lookUpConnections: connections, classify: () => 'lost' });
  const put = (letters: number) =>
    write([{ sql: 'INSERT INTO notes VALUES (?)', values: ['a'.repeat(letters)] }], Date.now() + 1_000);

  const all = await Promise.allSettled([put(10), put(2_000_000), put(10)]);
  expect(all.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
});
