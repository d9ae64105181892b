import { Socket } from 'node:net';
import { type Database, openDatabase, Unavailable } from '../../../models/database.js';
import { describeOnMariaDb } from '../../support/databases.js';
import { until } from '../../support/until.js';

describeOnMariaDb('an address that asks for TLS', (_open, freshUrl) => {
  test('has it for changing tables as well as for everything else', async () => {
    const tls = `?ssl=${encodeURIComponent('{"rejectUnauthorized":true}')}`;
    const database = await openDatabase(`${await freshUrl()}${tls}`);
    const why = (error: { cause?: { code?: string }; original?: { code?: string } }) =>
      (error.cause ?? error.original)?.code;
    const read = database.read((tx) => tx.number('SELECT 1')).catch(why);
    const tables = (await database.sequelize()).query('SELECT 1').catch(why);
    // The server of these tests offers none, or vouches for itself.
    const refused = expect.stringMatching(/^HANDSHAKE_(?:NO_SSL_SUPPORT|SSL_ERROR)$/);
    expect(await Promise.all([read, tables])).toEqual([refused, refused]);
    await database.close();
  });
});

describeOnMariaDb('a server that cannot write', (open) => {
  let database: Database;
  beforeAll(async () => {
    database = await open();
  });

  const refusal = (errno: number) => `SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = ${errno}`;
  const connectionOf = () => database.transaction((tx) => tx.number('SELECT CONNECTION_ID()'));

  const reasons: readonly (readonly [string, number])[] = [
    ['its disk is full', 1021],
    ['a table is full', 1114],
    ['it was made a replica by a failover', 1290],
    ['it is only to be read', 1836],
  ];

  describe.each(reasons)('as %s', (_reason, errno) => {
    test('is left for a fresh connection, which may lead to one that can', async () => {
      const before = await connectionOf();
      let tries = 0;
      await database.transaction(async (tx) => {
        await tx.row('SELECT 1');
        tries += 1;
        if (tries === 1) await tx.run(refusal(errno));
      });
      expect(await connectionOf()).not.toBe(before);
    });

    test('has written nothing, whatever it was asked for last, and that is known', async () => {
      const written = database.transaction(async (tx) => {
        tx.insert('settings', { name: `kept ${errno}`, value: '{}' });
        tx.later(refusal(errno));
      });
      await expect(written).rejects.toBeInstanceOf(Unavailable);
      expect(
        await database.read((tx) => tx.rows("SELECT name FROM settings WHERE name LIKE 'kept%'")),
      ).toEqual([]);
    });
  });
});

describeOnMariaDb('numbers that cannot be had', (open) => {
  test('are not waited for any longer than anything else, and come when they can be had again', async () => {
    const database = await open();
    const number = () => database.transaction((tx) => tx.nextId('deal'), Date.now() + 500);
    const first = await number();

    const tried = await database.transaction(async (tx) => {
      await tx.row("SELECT next FROM sequences WHERE name = 'deal' FOR UPDATE");
      return Promise.allSettled([number(), number()]);
    });
    expect(tried.map((one) => one.status === 'rejected' && one.reason)).toEqual([
      expect.any(Unavailable),
      expect.any(Unavailable),
    ]);
    expect(await number()).toBeGreaterThan(first);
  });
});

describeOnMariaDb('connections that lie idle', (_open, _freshUrl, readyUrl) => {
  test('say that they live before anybody on the way forgets them', async () => {
    const url = await readyUrl();
    const keepsAlive = jest.spyOn(Socket.prototype, 'setKeepAlive');
    const database = await openDatabase(url);
    await database.transaction((tx) => tx.nextId('deal'));
    await database.close();

    const silences = keepsAlive.mock.calls.map(([, ms = 0]) => ms);
    keepsAlive.mockRestore();
    expect(silences).not.toEqual([]);
    // None at all means two hours.
    for (const ms of silences) expect(ms).toBeGreaterThan(0);
    for (const ms of silences) expect(ms).toBeLessThanOrEqual(60_000);
  });
});

describeOnMariaDb('people who have waited in vain for a row', (open) => {
  test('keep no connection of the server for long', async () => {
    const database = await open();
    const id = await database.transaction(async (tx) => {
      const made = await tx.nextId('department');
      tx.insert('departments', { id: made, name: 'held' });
      return made;
    });
    const rename = () =>
      database.transaction(
        (tx) => tx.run("UPDATE departments SET name = 'changed' WHERE id = ?", [id]),
        Date.now() + 300,
      );
    // MySQL's table of the same name refuses to tell of texts that hold all of Unicode, such as those beside this one.
    const waiting = async () => {
      const all = await database.read((tx) => tx.rows<{ Info: string | null }>('SHOW PROCESSLIST'));
      return all.filter(({ Info }) => Info?.includes("SET name = 'changed'")).length;
    };

    await database.transaction(async (tx) => {
      await tx.row('SELECT name FROM departments WHERE id = ? FOR UPDATE', [id]);
      const given = await Promise.allSettled(Array.from({ length: 8 }, rename));
      expect(given.map(({ status }) => status)).toEqual(Array(8).fill('rejected'));
      expect(await waiting()).toBeGreaterThan(0);
      await until(async () => (await waiting()) === 0, 10_000);
    });
  }, 20_000);
});
