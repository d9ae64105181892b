/** `npm run doctor`: whether everything is set up right, and for each thing that is not, what to do about it. */
import { pino } from 'pino';
import { drawCard } from '../../cards/index.js';
import { standingOf } from '../../migrations/index.js';
import { type Database, openDatabase } from '../../models/database.js';
import { saying, type Text } from '../../models/text.js';
import { addressCheck } from '../doctor/address.js';
import { databaseChecks } from '../doctor/database.js';
import { demoCheck } from '../doctor/demo.js';
import { examine, isWrong, printFindings } from '../doctor/examine.js';
import { wrong } from '../platforms/check.js';
import type { Check } from '../platforms/platform.js';
import { openPlatforms } from '../platforms.js';
import { loadDotEnv } from '../settings/environment.js';
import { BadSettings, readSettings, realPlatforms, type Settings } from '../settings.js';
import { makeMetrics } from '../status/metrics.js';
import { type Printout, print, runAsCommand } from './command.js';
import { isThere } from './database.js';

const what: Text = { zh: '设置', en: 'Settings' };
const platformsWhat: Text = { zh: '聊天平台', en: 'Chat platforms' };

const words = {
  badTodo: {
    zh: '改正 .env 或环境变量里的这一项；.env.example 有每一项的说明。',
    en: 'Correct it in .env or the environment; .env.example explains each.',
  },
  demo: {
    zh: '没有配置聊天平台，只能在这台机器的 /chat 里试用',
    en: 'no chat platform is set up, so it can only be tried, at /chat on this machine',
  },
  later: { zh: '数据库没有就绪，还没有检查', en: 'They were not looked at, as the database is not ready' },
  laterTodo: {
    zh: '先启动一次服务（npm start），再运行 npm run doctor。',
    en: 'Start the service once (npm start), then run npm run doctor again.',
  },
} satisfies Record<string, Text>;

const badSettings = (error: BadSettings): readonly Check[] =>
  error.faults.map((fault) => ({ what, run: async () => wrong(fault, words.badTodo) }));

/** Without tables there is nowhere to keep a token. */
const isReady = async (database: Database | undefined): Promise<boolean> => {
  if (!database) return false;
  const standing = await standingOf(database).catch(() => undefined);
  return standing?.pending.length === 0;
};

async function platformChecks(
  settings: Settings,
  database: Database | undefined,
  now: () => Date,
): Promise<readonly Check[]> {
  if (realPlatforms(settings).length === 0)
    return [{ what: platformsWhat, run: async () => ({ note: saying(words.demo) }) }];
  if (!database || !(await isReady(database)))
    return [{ what: platformsWhat, run: async () => wrong(words.later, words.laterTodo) }];
  const platforms = await openPlatforms({
    ...{ settings, database, now },
    secret: settings.sessionSecret ?? '',
    render: drawCard,
    metrics: makeMetrics(database, now),
    log: pino({ level: 'silent' }),
  });
  return [demoCheck(database), ...[...platforms.values()].flatMap(({ checks }) => checks ?? [])];
}

async function checksFor(settings: Settings, database: Database | undefined, now: () => Date) {
  const isReal = realPlatforms(settings).length > 0;
  return [
    { what, run: async () => ({}) },
    ...databaseChecks(database, now),
    addressCheck(settings, isReal),
    ...(await platformChecks(settings, database, now)),
  ];
}

async function run(checks: readonly Check[]): Promise<Printout> {
  const findings = await examine(checks);
  const exitCode = findings.some(({ verdict }) => isWrong(verdict)) ? 1 : 0;
  return { lines: printFindings(findings), exitCode };
}

export async function doctor(env: NodeJS.ProcessEnv, now = () => new Date()): Promise<Printout> {
  let settings: Settings;
  try {
    settings = readSettings(env);
  } catch (error) {
    if (error instanceof BadSettings) return run(badSettings(error));
    throw error;
  }
  const { databaseUrl } = settings;
  const database = isThere(databaseUrl) ? await openDatabase(databaseUrl) : undefined;
  try {
    return await run(await checksFor(settings, database, now));
  } finally {
    await database?.close();
  }
}

async function main() {
  loadDotEnv();
  print(await doctor(process.env));
}

runAsCommand(import.meta.url, main);
