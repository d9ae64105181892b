/**
 * `npm run move -- sqlite:data/firm.db`: all that is in an SQLite file, into the empty MySQL or MariaDB of DATABASE_URL. Its password
 * would be read by everybody on the machine if it were typed behind the command.
 */
import { migrate, standingOf } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';
import { hasTables, moveAll } from '../../models/move.js';
import { settingsOrExit } from '../settings/environment.js';
import { inBoth, runAsCommand } from './command.js';
import { thatIsThere } from './database.js';

const words = {
  usage: inBoth({
    zh: '请先停掉所有实例，把 DATABASE_URL 设为 mysql://用户:密码@主机:3306/库名，再写“npm run move -- sqlite:data/firm.db”，只写 SQLite 文件。',
    en: 'Stop all instances, set DATABASE_URL to mysql://user:password@host:3306/name, then write "npm run move -- sqlite:data/firm.db", with the SQLite file alone.',
  }),
  notReady: inBoth({
    zh: 'SQLite 文件里的表不是这个版本的。请先用这个版本启动一次服务再停掉。',
    en: 'The tables in the SQLite file are not those of this version. Start the service once on it, and stop it again.',
  }),
  notEmpty: inBoth({
    zh: '目标数据库里已经有表。请删掉它，建一个空的再试。',
    en: 'There are tables in the database already. Drop it, make an empty one, and try again.',
  }),
};

/** @throws Error where they cannot be moved, or one did not arrive as it was */
export async function move(from: Database, to: Database): Promise<string[]> {
  const { pending, unknown } = await standingOf(from);
  if (pending.length > 0 || unknown.length > 0) throw new Error(words.notReady);
  if (await hasTables(to)) throw new Error(words.notEmpty);
  await migrate(to);
  const moved = await moveAll(from, to);
  const rows = moved.reduce((sum, one) => sum + one.rows, 0);
  return [
    ...moved.map((one) => `${one.table}: ${one.rows}`),
    `共 ${rows} 行，逐行核对一致。请启动服务。`,
    `${rows} rows in all, each compared with what it was. Start the service.`,
  ];
}

/** @throws Error on words that are not its own, or where they lead nowhere */
export function whatToMove([source = '', ...others]: readonly string[], target: string): string {
  const isUnderstood = source.startsWith('sqlite:') && target.startsWith('mysql:') && others.length === 0;
  if (!isUnderstood) throw new Error(words.usage);
  return thatIsThere(source);
}

async function main(typed: readonly string[]) {
  const target = settingsOrExit().databaseUrl;
  const source = whatToMove(typed, target);
  const [from, to] = await Promise.all([openDatabase(source), openDatabase(target)]);
  try {
    for (const line of await move(from, to)) console.log(line);
  } finally {
    await Promise.all([from.close(), to.close()]);
  }
}

runAsCommand(import.meta.url, main);
