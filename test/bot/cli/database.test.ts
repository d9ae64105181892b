import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { atRoot } from '../../../bot/root.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(process.env.TEST_FOLDER ?? tmpdir(), 'mistyped-'));
});
afterAll(() => rm(folder, { recursive: true }));

/** As by npm, with the name of a file of SQLite that there is not. */
const typed = async (command: string, ...words: readonly string[]) => {
  const { PATH } = process.env;
  const options = { cwd: folder, env: { PATH, DATABASE_URL: 'sqlite:data/frim.db' } };
  const line = [atRoot(`dist/bot/cli/${command}.js`), ...words];
  return promisify(execFile)(process.execPath, line, options).catch((error) => error);
};

test.each([
  ['migrate'],
  ['migrate', 'down-to', '0026-own-settings'],
  ['cards'],
  ['sweep'],
  ['evidence', 'A-1'],
  ['webhook'],
])('of a mistyped file nothing is made, and %s %s says that it is not there', async (...line) => {
  const { code, stderr } = await typed(...(line as [string]));
  expect(stderr).toBe(
    '没有数据库 sqlite:data/frim.db。请检查 DATABASE_URL。\nThere is no database sqlite:data/frim.db. See DATABASE_URL.\n',
  );
  expect(code).toBe(1);
  expect(existsSync(join(folder, 'data'))).toBe(false);
});

test('where a command begins a firm, it says that its database is new', async () => {
  const { stderr, stdout } = await typed('firm', 'legalName=Example Ltd');
  expect(stderr).toContain('A new database is made: sqlite:data/frim.db.');
  expect(JSON.parse(stdout)).toMatchObject({ legalName: 'Example Ltd' });
  expect((await typed('firm')).stderr).toBe('');
});
