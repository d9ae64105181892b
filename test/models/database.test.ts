import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import type { Tx } from '../../models/database/tx.js';
import { type Database, openDatabase, TooLate } from '../../models/database.js';
import { reviveUnreachable } from '../../models/shown-card.js';
import { describeOnEachDatabase } from '../support/databases.js';

const gate = (): [passed: Promise<void>, open: () => void] => {
  let open = () => {};
  const passed = new Promise<void>((resolve) => {
    open = resolve;
  });
  return [passed, open];
};

describeOnEachDatabase('the database', (open, freshUrl) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const add = async (tx: Tx, name: string) => {
    const id = await tx.nextId('department');
    tx.insert('departments', { id, name });
    return id;
  };
  const named = (name: string, from = database) =>
    from.read((tx) => tx.rows<{ id: number }>('SELECT id FROM departments WHERE name = ?', [name]));
  const conflict = () =>
    Object.assign(
      new Error('a deadlock'),
      database.dialect === 'mysql' ? { errno: 1213 } : { code: 'SQLITE_BUSY' },
    );

  /** Ends the connection of whoever has a lock. */
  const killHolder = (lock: string) => async (tx: Tx) => {
    const holder = await tx.number('SELECT IS_USED_LOCK(?)', [lock]);
    await tx.run(`KILL ${holder}`);
    await sleep(50);
  };

  describe('with many writers', () => {
    test('200 at once all get their turn within seconds, each with a number of its own', async () => {
      const startedAt = Date.now();
      const ids = await Promise.all(
        Array.from({ length: 200 }, (_, index) =>
          database.transaction(async (tx) => {
            const id = await add(tx, 'many');
            await tx.row('SELECT name FROM departments WHERE id = ?', [index]);
            tx.later('UPDATE departments SET externalId = ? WHERE id = ?', [`x${id}`, id]);
            return id;
          }),
        ),
      );
      expect(Date.now() - startedAt).toBeLessThan(10_000);
      expect(new Set(ids).size).toBe(200);
      expect(await named('many')).toHaveLength(200);
    });

    test('nobody who only reads waits for one who writes', async () => {
      const [begun, begin] = gate();
      const [ended, end] = gate();
      const writing = database.transaction(async (tx) => {
        await tx.run("UPDATE departments SET name = 'changed' WHERE name = 'nobody'");
        begin();
        await ended;
      });
      await begun;
      expect(await named('nobody')).toEqual([]);
      end();
      await writing;
    });

    test('of two that change the same row, both changes are there', async () => {
      const id = await database.transaction((tx) => add(tx, '0'));
      const lock = database.dialect === 'mysql' ? ' FOR UPDATE' : '';
      const count = () =>
        database.transaction(async (tx) => {
          const row = await tx.row<{ name: string }>(`SELECT name FROM departments WHERE id = ?${lock}`, [
            id,
          ]);
          tx.later('UPDATE departments SET name = ? WHERE id = ?', [String(Number(row?.name) + 1), id]);
        });
      await Promise.all(Array.from({ length: 30 }, count));
      expect(await named('30')).toEqual([{ id }]);
    });

    test('a second process on the same database waits its turn', async () => {
      const url = await freshUrl();
      const [one, other] = [await openDatabase(url), await openDatabase(url)];
      await one.transaction((tx) => tx.run('CREATE TABLE marks (name VARCHAR(20))'));
      const mark = (from: Database, name: string, ms: number) =>
        from.transaction(async (tx) => {
          await tx.run('INSERT INTO marks VALUES (?)', [name]);
          await sleep(ms);
        });
      await Promise.all([mark(one, 'a', 200), mark(other, 'b', 200), mark(one, 'c', 0), mark(other, 'd', 0)]);
      const marks = await one.read((tx) => tx.rows<{ name: string }>('SELECT name FROM marks ORDER BY name'));
      expect(marks.map(({ name }) => name)).toEqual(['a', 'b', 'c', 'd']);
      await Promise.all([one.close(), other.close()]);
    });
  });

  describe('after a conflict', () => {
    test('runs all of it again, with nothing left of the first time', async () => {
      const before = database.retries;
      let tries = 0;
      await database.transaction(async (tx) => {
        tries += 1;
        await add(tx, `try ${tries}`);
        await tx.flush();
        if (tries < 3) throw conflict();
      });
      expect(database.retries - before).toBe(2);
      expect(await named('try 1')).toEqual([]);
      expect(await named('try 3')).toHaveLength(1);
    });

    test('gives up after three more times, as one that comes too late, and says why', async () => {
      let tries = 0;
      const cause = conflict();
      const given = database.transaction(async () => {
        tries += 1;
        throw cause;
      });
      const error = await given.catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(TooLate);
      expect(error).toMatchObject({ cause });
      expect(tries).toBe(4);
    });

    test('two that wait for each other both come through', async () => {
      const [one, other] = await database.transaction(async (tx) => [
        await add(tx, 'left'),
        await add(tx, 'right'),
      ]);
      const touch = (first = 0, second = 0) =>
        database.transaction(async (tx) => {
          await tx.run("UPDATE departments SET externalId = 'touched' WHERE id = ?", [first]);
          await sleep(50);
          await tx.run("UPDATE departments SET externalId = 'touched' WHERE id = ?", [second]);
        });
      await Promise.all([touch(one, other), touch(other, one)]);
      const touched = await database.read((tx) =>
        tx.rows("SELECT id FROM departments WHERE externalId = 'touched'"),
      );
      expect(touched).toHaveLength(2);
    });
  });

  describe('when a transaction fails', () => {
    test('nothing of it is there, and its own error is told', async () => {
      const error = new Error('no');
      const failing = database.transaction(async (tx) => {
        await add(tx, 'undone');
        await tx.flush();
        throw error;
      });
      await expect(failing).rejects.toBe(error);
      expect(await named('undone')).toEqual([]);
    });

    test('what went wrong is told without what somebody wrote', async () => {
      const failing = database.transaction((tx) =>
        tx.run('UPDATE departments SET nothing = ? WHERE id = ?', ['+86 138 0013 8000', 1]),
      );
      const error = await failing.catch((caught: Error) => ({ ...caught, text: `${caught.stack}` }));
      expect(error).toMatchObject({ text: expect.stringContaining('nothing') });
      expect(JSON.stringify(error)).not.toContain('0013 8000');
    });

    test('a key that is there already is known as such', async () => {
      const insert = () =>
        database.transaction(async (tx) => tx.insert('settings', { name: 'twice', value: '{}' }));
      await insert();
      const error = await insert().catch((caught: unknown) => caught);
      expect(database.isDuplicate(error)).toBe(true);
      expect(database.isDuplicate(new Error('something else'))).toBe(false);
    });

    test('past its deadline nothing is written', async () => {
      const late = database.transaction(async (tx) => {
        await add(tx, 'late');
        await sleep(30);
      }, Date.now() + 10);
      await expect(late).rejects.toBeInstanceOf(TooLate);
      expect(await named('late')).toEqual([]);
    });

    test('the next ones go on as before', async () => {
      await Promise.allSettled(
        Array.from({ length: 40 }, () =>
          database.transaction(async (tx) => {
            await add(tx, 'broken');
            await tx.run('THIS IS NO SQL');
          }),
        ),
      );
      await database.transaction((tx) => add(tx, 'after all'));
      expect(await named('broken')).toEqual([]);
      expect(await named('after all')).toHaveLength(1);
    });
  });

  test('a lock lets in one after the other, from any instance', async () => {
    const url = await freshUrl();
    const instances = [await openDatabase(url), await openDatabase(url)];
    const inside: string[] = [];
    await Promise.all(
      [...instances, ...instances].map((instance, index) =>
        instance.exclusively('test', async () => {
          inside.push(`${index} in`);
          await sleep(20);
          inside.push(`${index} out`);
        }),
      ),
    );
    const order = inside.filter((_, at) => at % 2 === 0).map((line) => line[0]);
    expect(inside).toEqual(order.flatMap((index) => [`${index} in`, `${index} out`]));
    await expect(
      instances[0]?.exclusively('test', async () => {
        throw new Error('inside');
      }),
    ).rejects.toThrow('inside');
    await instances[1]?.exclusively('test', async () => {});
    await Promise.all(instances.map((instance) => instance.close()));
  });

  test('a lock for which many wait leaves its holder what it works with', async () => {
    const busy = await open();
    const turns = Array.from({ length: 8 }, () =>
      busy.exclusively('many', () => busy.transaction((tx) => add(tx, 'in turn'))),
    );
    await Promise.all(turns);
    expect(await named('in turn', busy)).toHaveLength(8);
  });

  test('locks that are held, and waited for, keep nobody from getting a number', async () => {
    let release = () => {};
    const released = new Promise<void>((resolve) => {
      release = resolve;
    });
    const busy = await open();
    const holding = ['one', 'one', 'other'].map((name) => busy.exclusively(name, () => released));
    await sleep(200);
    const added = busy.transaction((tx) => add(tx, 'meanwhile')).then(() => 'added');
    expect(await Promise.race([added, sleep(3_000, 'waits', { ref: false })])).toBe('added');
    release();
    await Promise.all(holding);
  });

  test('what was done under a lock is done, though the lock was lost meanwhile', async () => {
    const done = database.exclusively('lost', async () => {
      if (database.dialect === 'mysql') await database.read(killHolder('lost'));
      return 'done';
    });
    expect(await done).toBe('done');
    expect(await database.exclusively('lost', async () => 'next')).toBe('next');
  });

  describe('keeps what it is given', () => {
    const keep = async (name: string) => {
      const id = await database.transaction((tx) => add(tx, name));
      const row = await database.read((tx) =>
        tx.row<{ name: string }>('SELECT name FROM departments WHERE id = ?', [id]),
      );
      return row?.name;
    };

    test.each([
      `Robert'); DROP TABLE departments;--`,
      'a "b" `c` \\ \\\\ ? ?? :name $1 %s %_',
      '🚀 👩‍🚀 𠮷 𬭚',
      '混合 text\nwith\tlines\r\n',
      "''",
      '\\',
      '0',
      'NULL',
    ])('%j', async (name) => {
      expect(await keep(name)).toBe(name);
    });

    test('any text, to the letter', async () => {
      const text = fc.string({ unit: 'grapheme', maxLength: 100 }).filter((one) => !one.includes('\0'));
      await fc.assert(
        fc.asyncProperty(text, async (name) => {
          expect(await keep(name)).toBe(name);
        }),
        { numRuns: 100 },
      );
    });

    test('instants to the millisecond, in UTC, and bytes', async () => {
      const at = new Date('2026-02-28T23:59:59.987Z');
      const file = Buffer.from([0, 255, 39, 92, 10]);
      await database.transaction(async (tx) => {
        tx.insert('inbox', { eventKey: 'instant', receivedAt: at, answer: '{}' });
        tx.insert('customers', {
          ...{ id: 1, name: 'x', normalisedName: 'x', createdAt: at, updatedAt: at },
        });
        tx.insert('employees', {
          ...{
            id: 1,
            staffNumber: 'x',
            name: 'x',
            locale: 'en',
            timeZone: 'UTC',
            active: true,
            createdAt: at,
          },
        });
        tx.insert('deals', {
          ...{
            id: 1,
            title: 'x',
            ownerId: 1,
            stage: 'lead',
            amountCents: 9_007_199_254_740_991,
            currency: 'CNY',
          },
          ...{ stageChangedAt: at, createdAt: at, updatedAt: at },
        });
        tx.insert('contracts', {
          ...{ id: 1, dealId: 1, version: 1, content: '{}', contentHash: 'x', file, createdAt: at },
        });
      });
      const read = await database.read((tx) =>
        tx.row('SELECT i.receivedAt, c.file, d.amountCents FROM inbox i, contracts c, deals d'),
      );
      expect(read).toEqual({ receivedAt: at, file, amountCents: 9_007_199_254_740_991 });
      expect(
        await database.read((tx) => tx.row('SELECT 1 AS yes FROM inbox WHERE receivedAt = ?', [at])),
      ).toEqual({
        yes: 1,
      });
    });

    test('and nothing but plain values', async () => {
      const sneaky = { toString: () => '1', id: 1 } as unknown as string;
      const sent = database.read((tx) => tx.rows('SELECT * FROM departments WHERE id = ?', [sneaky]));
      await expect(sent.then((rows) => rows.length)).rejects.toThrow(
        'Only plain values can be written to the database.',
      );
    });
  });

  describe('tells its listeners', () => {
    test('after a commit that there are cards to show, and of nothing else', async () => {
      const listening = await open();
      let heard = 0;
      listening.onNews(() => {
        heard += 1;
      });
      await listening.transaction((tx) => add(tx, 'no news'));
      const failing = listening.transaction(async (tx) => {
        reviveUnreachable(tx, 1);
        throw new Error('no');
      });
      await expect(failing).rejects.toThrow('no');
      expect(heard).toBe(0);
      await listening.transaction(async (tx) => reviveUnreachable(tx, 1));
      expect(heard).toBe(1);
    });
  });

  test('is opened by several instances at the same moment', async () => {
    for (let time = 0; time < 20; time += 1) {
      const url = await freshUrl();
      const opened = await Promise.all(Array.from({ length: 4 }, () => openDatabase(url)));
      for (const one of opened) await one.close();
    }
  });
});
