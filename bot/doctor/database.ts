import { standingOf } from '../../migrations/index.js';
import { readClock } from '../../models/database/clock.js';
import type { Database } from '../../models/database.js';
import { readBacklog } from '../../models/shown-card.js';
import { saying, type Text } from '../../models/text.js';
import { skewVerdict, wrong } from '../platforms/check.js';
import type { Check, Verdict } from '../platforms/platform.js';

const LATE_MS = 10 * 60_000;
const MYSQL_LEAST = [8, 0] as const;
const MARIADB_LEAST = [10, 6] as const;

const what = {
  reach: { zh: '数据库：连接和版本', en: 'Database: connection and version' },
  isolation: { zh: '数据库：隔离级别', en: 'Database: isolation' },
  charset: { zh: '数据库：字符集', en: 'Database: character set' },
  migrations: { zh: '数据库：表结构', en: 'Database: tables' },
  clock: { zh: '数据库：时钟', en: 'Database: clock' },
  backlog: { zh: '积压的卡片', en: 'Cards that wait' },
} satisfies Record<string, Text>;

const words = {
  version: { zh: '{version}', en: '{version}' },
  unreachable: { zh: '连不上：{reason}', en: 'It cannot be reached: {reason}' },
  reachTodo: {
    zh: '确认数据库已启动，DATABASE_URL 的主机、端口、用户、密码和库名正确。',
    en: 'See that the database runs, and that host, port, user, password and name in DATABASE_URL are right.',
  },
  old: { zh: '版本太旧：{version}', en: 'It is too old: {version}' },
  oldTodo: {
    zh: '升级到 MySQL 8.0 或 MariaDB 10.6 以上。',
    en: 'Use MySQL 8.0 or MariaDB 10.6, or newer.',
  },
  notMade: { zh: '还没有，第一次启动时会建好', en: 'there is none yet; the first start makes it' },
  isolation: { zh: '是 {level}', en: 'It is {level}' },
  isolationTodo: {
    zh: '允许会话把隔离级别设为 READ-COMMITTED：检查数据库代理或参数。',
    en: 'Let sessions set READ-COMMITTED: look at the database proxy or its parameters.',
  },
  charset: {
    zh: '是 {charset}，存不下表情和生僻字',
    en: 'It is {charset}, which cannot hold emoji and rare characters',
  },
  charsetTodo: {
    zh: '执行 ALTER DATABASE {name} CHARACTER SET utf8mb4;',
    en: 'Run ALTER DATABASE {name} CHARACTER SET utf8mb4;',
  },
  pending: { zh: '还差 {count} 步：{names}', en: '{count} steps are to be done: {names}' },
  pendingTodo: {
    zh: '启动服务（npm start），它会自己完成。',
    en: 'Start the service (npm start): it does them.',
  },
  newer: { zh: '来自更新版本的 Dealdesk：{names}', en: 'They are those of a newer Dealdesk: {names}' },
  newerTodo: {
    zh: '运行新版本；怎样退回旧版本，见 docs/operating.zh-CN.md。',
    en: 'Run the newer one; docs/operating.md tells how to go back.',
  },
  waiting: {
    zh: '{behind} 张卡片在等，最久 {minutes} 分钟；{dead} 张已放弃',
    en: '{behind} cards wait, the oldest for {minutes} minutes; {dead} were given up',
  },
  waitingTodo: {
    zh: '运行 npm run cards 看原因，解决后运行 npm run cards -- retry。',
    en: 'See why by npm run cards; when that is mended, run npm run cards -- retry.',
  },
} satisfies Record<string, Text>;

const isOlder = (version: string): boolean => {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  const [leastMajor, leastMinor] = /mariadb/i.test(version) ? MARIADB_LEAST : MYSQL_LEAST;
  return major < leastMajor || (major === leastMajor && minor < leastMinor);
};

const readValue = async (database: Database, sql: string): Promise<string> => {
  const row = await database.read((tx) => tx.row<{ readonly value: unknown }>(sql));
  return String(row?.value ?? '');
};

/** The name of a server's fault, never its address. */
const reasonOf = (error: unknown): string => {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code, message } = (cause ?? {}) as { code?: string; message?: string };
  return code ?? message ?? String(cause);
};

const unreachable = (error: unknown): Verdict =>
  wrong(words.unreachable, words.reachTodo, { reason: reasonOf(error) });

const versionVerdict = async (database: Database): Promise<Verdict> => {
  const isMysql = database.dialect === 'mysql';
  const version = await readValue(database, `SELECT ${isMysql ? 'VERSION()' : 'sqlite_version()'} AS value`);
  if (isMysql && isOlder(version)) return wrong(words.old, words.oldTodo, { version });
  return { note: saying(words.version, { version: isMysql ? version : `SQLite ${version}` }) };
};

const isolationVerdict = async (database: Database): Promise<Verdict> => {
  const level = await readValue(database, 'SELECT @@tx_isolation AS value').catch(() =>
    readValue(database, 'SELECT @@transaction_isolation AS value'),
  );
  return level === 'READ-COMMITTED' ? {} : wrong(words.isolation, words.isolationTodo, { level });
};

const charsetVerdict = async (database: Database): Promise<Verdict> => {
  const charset = await readValue(database, 'SELECT @@character_set_database AS value');
  if (charset === 'utf8mb4') return {};
  const name = await readValue(database, 'SELECT DATABASE() AS value');
  return wrong(words.charset, saying(words.charsetTodo, { name }), { charset });
};

const migrationsVerdict = async (database: Database): Promise<Verdict> => {
  const { pending, unknown } = await standingOf(database);
  if (unknown.length > 0) return wrong(words.newer, words.newerTodo, { names: unknown.join(', ') });
  if (pending.length === 0) return {};
  return wrong(words.pending, words.pendingTodo, { count: pending.length, names: pending.join(', ') });
};

const backlogVerdict = async (database: Database, now: Date): Promise<Verdict> => {
  const { behind, dead, oldestMs } = await database.read((tx) => readBacklog(tx, now));
  if (dead === 0 && oldestMs < LATE_MS) return {};
  const minutes = Math.round(oldestMs / 60_000);
  return wrong(words.waiting, words.waitingTodo, { behind, dead, minutes });
};

const withoutTables: readonly Check[] = [
  { what: what.reach, run: async () => ({ note: saying(words.notMade) }) },
];

export function databaseChecks(database: Database | undefined, now: () => Date): readonly Check[] {
  if (!database) return withoutTables;
  const isMysql = database.dialect === 'mysql';
  return [
    { what: what.reach, run: () => versionVerdict(database).catch(unreachable) },
    ...(isMysql
      ? [
          { what: what.isolation, run: () => isolationVerdict(database) },
          { what: what.charset, run: () => charsetVerdict(database) },
        ]
      : []),
    { what: what.migrations, run: () => migrationsVerdict(database) },
    { what: what.clock, run: async () => skewVerdict(await database.read(readClock), now()) },
    { what: what.backlog, run: () => backlogVerdict(database, now()) },
  ];
}
