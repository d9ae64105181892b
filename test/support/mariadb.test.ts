import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readdir, rmdir } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { transformFile } from '@swc/core';
import { type Connection, createConnection } from 'mysql2/promise';
import { findMariaDb, type MariaDb, startMariaDb } from './mariadb.js';

const describeIfThere = findMariaDb() ? describe : describe.skip;

const isGone = (url: string) =>
  createConnection(url).then(
    (connection) => void connection.destroy(),
    () => true,
  );

const eventually = async (isTrue: () => unknown) => {
  const deadline = Date.now() + 10_000;
  while (Date.now() < deadline) {
    if (await isTrue()) return true;
    await sleep(20);
  }
  return false;
};

/** Another process that starts a server, says where, and then just stands there. */
const startElsewhere = async (temporaryFolder: string) => {
  const { code } = await transformFile(join(__dirname, 'mariadb.ts'), {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
  });
  const script = `${code}; console.log((await startMariaDb()).url('')); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    cwd: __dirname,
    env: { ...process.env, TMPDIR: temporaryFolder },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [url] = await once(child.stdout, 'data');
  return { child, url: String(url).trim() };
};

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
    expect(server.url('shop')).toBe(before.url);
    expect(await words()).toEqual([{ words: '合同🎉' }]);
  });

  test('each commit is on the disk when it is answered', async () => {
    const [rows] = await connection.query('SELECT @@innodb_flush_log_at_trx_commit AS flush');
    expect(rows).toEqual([{ flush: 1 }]);
  });

  test('it ends with whoever started it, even by kill -9, and leaves nothing behind', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'dealdesk-guard-'));
    const { child, url } = await startElsewhere(folder);
    expect(await isGone(url)).toBeFalsy();

    child.kill('SIGKILL');
    expect(await eventually(() => isGone(url))).toBe(true);
    expect(await eventually(async () => (await readdir(folder)).length === 0)).toBe(true);
    await rmdir(folder);
  });

  test('a wrong setting is reported with the words of the server', async () => {
    await expect(startMariaDb(['--no-such-setting'])).rejects.toThrow(/no-such-setting/);
  });
});
