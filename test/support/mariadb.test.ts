import { existsSync } from 'node:fs';
import { type Connection, createConnection } from 'mysql2/promise';
import { findMariaDb, type MariaDb, startMariaDb } from './mariadb.js';

const describeIfThere = findMariaDb() ? describe : describe.skip;

const isRunning = (pid: number) => existsSync(`/proc/${pid}/exe`);

describeIfThere('the private server on MariaDB', () => {
  let server: MariaDb;
  let connection: Connection;

  beforeAll(async () => {
    server = await startMariaDb();
    connection = await createConnection(server.url(''));
    await connection.query('CREATE DATABASE shop');
    await connection.query('CREATE TABLE shop.notes (words VARCHAR(20))');
  });
  afterAll(async () => {
    await server.stop();
  });

  const words = async () => {
    connection.destroy();
    connection = await createConnection(server.url('shop'));
    const [rows] = await connection.query('SELECT words FROM notes');
    return rows;
  };

  test('what was committed is there after a power cut', async () => {
    await connection.query(`INSERT INTO shop.notes VALUES ('合同🎉')`);
    server.kill9();
    await expect(connection.query('SELECT 1')).rejects.toThrow();

    await server.restart();
    expect(await words()).toEqual([{ words: '合同🎉' }]);
  });

  test('what was not committed is gone after a power cut', async () => {
    await connection.beginTransaction();
    await connection.query(`INSERT INTO shop.notes VALUES ('never')`);
    server.kill9();
    await server.restart();
    expect(await words()).toEqual([{ words: '合同🎉' }]);
  });

  test('a restart is another process on the same port', async () => {
    const before = { pid: server.pid, url: server.url('shop') };
    await server.restart();
    expect(server.pid).not.toBe(before.pid);
    expect(isRunning(before.pid)).toBe(false);
    expect(server.url('shop')).toBe(before.url);
    expect(await words()).toEqual([{ words: '合同🎉' }]);
  });

  test('each commit is on the disk when it is answered', async () => {
    const [rows] = await connection.query('SELECT @@innodb_flush_log_at_trx_commit AS flush');
    expect(rows).toEqual([{ flush: 1 }]);
  });

  test('a wrong setting is reported with the words of the server', async () => {
    await expect(startMariaDb(['--no-such-setting'])).rejects.toThrow(/no-such-setting/);
  });
});
