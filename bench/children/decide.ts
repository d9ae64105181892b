import { pino } from 'pino';
import { router } from '../../bot/router.js';
import { makeMetrics } from '../../bot/status/metrics.js';
import type { Statement } from '../../models/database/driver.js';
import { MysqlDriver } from '../../models/database/mysql.js';
import { type Database, openDatabase } from '../../models/database.js';
import { TEAM } from '../firm.js';
import { serve } from './leash.js';

/** Somebody who presses Approve on an approval. */
export interface Press {
  readonly userId: string;
  readonly id: number;
}

export interface Decisions {
  readonly url: string;
  readonly hash: string;
  /** In this order, each once. */
  readonly presses: readonly Press[];
  readonly atOnce: number;
  /** Those that have not begun by then are left out. */
  readonly seconds: number;
}

export interface Decided {
  readonly decisions: number;
  readonly elapsedMs: number;
}

const eventKey = ({ userId, id }: Press) => `bench:${id}:${userId}`;

const desk = (database: Database) => {
  const now = () => new Date();
  return router({
    database,
    platforms: new Map(),
    readerFor: () => ({ locale: 'zh-CN', timeZone: 'Asia/Shanghai', link: (path) => path }),
    metrics: makeMetrics(database, now),
    log: pino({ level: 'error' }),
    now,
    digestAt: '08:30',
    lateMs: () => 0,
  });
};

/** @throws when somebody is refused: such a run has no speed */
async function decide(handle: ReturnType<typeof desk>, press: Press, hash: string) {
  const { answer } = await handle({
    who: { platform: 'slack', workspaceId: TEAM, userId: press.userId },
    key: eventKey(press),
    repeat: false,
    ask: { kind: 'press', do: 'approval.approve', input: { id: press.id, hash } },
  });
  if (answer.type === 'words' && answer.undone) throw new Error(`Refused: ${JSON.stringify(answer)}`);
}

async function run({ url, hash, presses, atOnce, seconds }: Decisions): Promise<Decided> {
  const database = await openDatabase(url);
  const handle = desk(database);
  const startedAt = performance.now();
  const endsAt = startedAt + seconds * 1000;
  let decisions = 0;
  const work = async () => {
    while (performance.now() < endsAt) {
      const press = presses[decisions];
      if (!press) return;
      decisions += 1;
      await decide(handle, press, hash);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, work));
  const elapsedMs = performance.now() - startedAt;
  await database.close();
  return { decisions, elapsedMs };
}

const writes = /^\s*(INSERT|UPDATE|DELETE)/i;

export interface Recorded {
  readonly key: string;
  readonly statements: readonly Pick<Statement, 'sql' | 'values'>[];
}

/** What one decision writes, statement by statement. */
async function record({ url, hash, press }: { url: string; hash: string; press: Press }): Promise<Recorded> {
  const statements: Recorded['statements'][number][] = [];
  const acquire = MysqlDriver.prototype.acquire;
  MysqlDriver.prototype.acquire = async function (this: MysqlDriver, mode, deadline) {
    const session = await acquire.call(this, mode, deadline);
    const run = session.run.bind(session);
    session.run = (asked, until) => {
      for (const { sql, values } of asked) if (writes.test(sql)) statements.push({ sql, values });
      return run(asked, until);
    };
    return session;
  };
  const database = await openDatabase(url);
  await decide(desk(database), press, hash);
  await database.close();
  MysqlDriver.prototype.acquire = acquire;
  return { key: eventKey(press), statements };
}

serve({ run, record });
