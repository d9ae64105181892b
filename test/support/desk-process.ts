/**
 * An instance of the service without a window: `fork` it with the database's address, and it answers what its parent
 * hands in, as any platform would. Told to, it dies in the midst of that.
 */
import { pino } from 'pino';
import type { Incoming } from '../../bot/platforms/platform.js';
import { router } from '../../bot/router.js';
import { makeMetrics } from '../../bot/status/metrics.js';
import type { Answer } from '../../models/answer.js';
import { COMMIT, type Driver, ROLLBACK, type Session, type Statement } from '../../models/database/driver.js';
import { openDatabase } from '../../models/database.js';
import type { Reader } from '../../models/text.js';
import { openChat } from './chat.js';

export interface Handed {
  readonly id: string;
  readonly incoming: Incoming;
  /** Before which of its writes it dies, the first being 1; the one after the last is when all is written and nobody knows. */
  readonly diesAtWrite?: number;
}

export interface Said {
  readonly id: string;
  /** How often it could have died. */
  readonly writes: number;
  readonly answer: Answer;
  readonly locale: Reader['locale'];
  readonly timeZone: string;
}

let writes = 0;
let diesAt: number | undefined;

/** As `kill -9` does: nothing is said to anybody, the connection just breaks. */
const count = () => {
  writes += 1;
  if (writes === diesAt) process.kill(process.pid, 'SIGKILL');
};

const isRead = ({ sql }: Statement) => /^\s*(SELECT|START|BEGIN)/i.test(sql);

/** Each statement goes on its own, so that there is a moment before each. */
const oneByOne = (session: Session, begin: Statement): Session => {
  const run: Session['run'] = async (statements, deadline) => {
    const results = [];
    for (const statement of statements) {
      if (!isRead(statement)) count();
      results.push(...(await session.run([statement], deadline)));
      if (statement.sql === 'COMMIT') count();
    }
    return results;
  };
  return {
    open: (deadline) => session.open(deadline),
    lookUp: (statement, deadline) => session.lookUp(statement, deadline),
    release: () => session.release(),
    destroy: () => session.destroy(),
    run,
    write: async (statements, deadline) => {
      try {
        await run([begin, ...statements, COMMIT], deadline);
      } catch (error) {
        await session.run([ROLLBACK], deadline);
        throw error;
      }
    },
  };
};

const makeMortal = ({ prototype }: { readonly prototype: Driver }) => {
  const acquire = prototype.acquire;
  prototype.acquire = async function (this: Driver, mode, deadline) {
    const session = await acquire.call(this, mode, deadline);
    return diesAt !== undefined && mode === 'write' ? oneByOne(session, this.begin) : session;
  };
};

/** Only the one that is needed, as it starts for each death. */
const driverFor = async (url: string) =>
  url.startsWith('sqlite:')
    ? (await import('../../models/database/sqlite.js')).SqliteDriver
    : (await import('../../models/database/mysql.js')).MysqlDriver;

const reader: Reader = { locale: 'zh-CN', timeZone: 'Asia/Shanghai', link: (path) => path };

/** @param url of the database @param from what the clock shows at the start; without it, the time */
const main = async ([url = '', from = '']: readonly string[]) => {
  makeMortal(await driverFor(url));
  const database = await openDatabase(url);
  const chat = openChat();
  const aheadMs = from ? Date.parse(from) - Date.now() : 0;
  const now = () => new Date(Date.now() + aheadMs);
  const handle = router({
    database,
    platforms: new Map([[chat.name, chat]]),
    readerFor: (employee) => ({
      ...reader,
      ...(employee && { locale: employee.locale, timeZone: employee.timeZone }),
    }),
    metrics: makeMetrics(database, now),
    log: pino({ level: 'error' }, process.stderr),
    now,
    digestAt: '08:30',
    lateMs: () => 0,
  });
  process.on('message', async ({ id, incoming, diesAtWrite }: Handed) => {
    writes = 0;
    diesAt = diesAtWrite;
    const { answer, reader: by } = await handle(incoming);
    const said: Said = { id, writes, answer, locale: by.locale, timeZone: by.timeZone };
    process.send?.(said);
  });
  process.send?.('ready');
};

process.on('disconnect', () => process.exit());
void main(process.argv.slice(2));
