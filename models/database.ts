import { setTimeout as sleep } from 'node:timers/promises';
import type { Sequelize } from 'sequelize';
import { type Driver, endsConnection, PATIENCE_MS, TooLate } from './database/driver.js';
import { forgetChanged } from './database/masters.js';
import type { News } from './database/news.js';
import { Tx, type TxMode } from './database/tx.js';

const MAX_RETRIES = 3;
const JITTER_MS = 20;

/** The connection broke while the commit was under way: it may have happened or not. Look before doing it again. */
export class CommitUnknown extends Error {
  override readonly name = 'CommitUnknown';
}

/** The database cannot be reached now. Nothing was written. */
export class Unavailable extends Error {
  override readonly name = 'Unavailable';
}

type NewsListener = (news: News) => void;

export class Database {
  /** How often a whole transaction was run again after a conflict; a metric reads it. */
  retries = 0;
  readonly #driver: Driver;
  #sequelize: Promise<Sequelize> | undefined;
  readonly #listeners: NewsListener[] = [];

  constructor(driver: Driver) {
    this.#driver = driver;
  }

  get dialect() {
    return this.#driver.dialect;
  }

  /** Told after each commit what it was about. */
  onNews(listener: NewsListener) {
    this.#listeners.push(listener);
  }

  /** Was this error a unique key that is already there? */
  isDuplicate(error: unknown): boolean {
    return this.#driver.classify(error) === 'duplicate';
  }

  /**
   * Runs it and commits. After a deadlock, a lock time-out or a changed read all of it runs again with fresh reads,
   * at most three times: safe, as it touches nothing but the database.
   * @param deadline epoch milliseconds
   * @throws CommitUnknown, Unavailable, TooLate, and whatever `work` throws
   */
  transaction<T>(work: (tx: Tx) => Promise<T>, deadline = Date.now() + PATIENCE_MS): Promise<T> {
    return this.#attempt('write', work, deadline, 0);
  }

  /** Reads without a transaction's locks. */
  read<T>(work: (tx: Tx) => Promise<T>, deadline = Date.now() + PATIENCE_MS): Promise<T> {
    return this.#attempt('read', work, deadline, 0);
  }

  /** Runs while holding a lock of this name across all instances. */
  exclusively<T>(name: string, run: () => Promise<T>): Promise<T> {
    return this.#driver.exclusively(name, run);
  }

  /** For changing tables. It is loaded when it is asked for: hardly any start finds something to change. */
  sequelize(): Promise<Sequelize> {
    this.#sequelize ??= this.#driver.openSequelize();
    return this.#sequelize;
  }

  async close() {
    await this.#driver.close();
    await (await this.#sequelize)?.close();
  }

  async #attempt<T>(mode: TxMode, work: (tx: Tx) => Promise<T>, deadline: number, tries: number): Promise<T> {
    try {
      return await this.#once(mode, work, deadline);
    } catch (error) {
      if (!(error instanceof Again)) throw error;
      if (tries >= MAX_RETRIES || Date.now() > deadline) throw error.cause;
      this.retries += 1;
      await sleep(Math.random() * JITTER_MS * (tries + 1));
      return this.#attempt(mode, work, deadline, tries + 1);
    }
  }

  async #once<T>(mode: TxMode, work: (tx: Tx) => Promise<T>, deadline: number): Promise<T> {
    const session = await this.#driver.acquire(mode, deadline).catch((error) => {
      throw this.#explain(error);
    });
    const tx = new Tx(this.#driver, session, mode, deadline);
    try {
      const result = await work(tx);
      await tx.commit();
      forgetChanged(this.#driver, tx.news);
      session.release();
      this.#tell(tx.news);
      return result;
    } catch (error) {
      const failure = this.#driver.classify(error);
      const clean =
        !endsConnection(failure) &&
        (await tx.rollback().then(
          () => true,
          () => false,
        ));
      if (clean) session.release();
      if (!clean) session.destroy();
      throw this.#explain(error, tx);
    }
  }

  #explain(error: unknown, tx?: Tx): unknown {
    const failure = this.#driver.classify(error);
    if (failure === 'conflict')
      return new Again(new TooLate('Others did not let go of what it changes.', { cause: error }));
    if (!endsConnection(failure)) return error;
    if (failure === 'lost' && tx?.committing)
      return new CommitUnknown('The answer to the commit was lost.', { cause: error });
    const unavailable = new Unavailable('The database cannot be reached.', { cause: error });
    // Nothing was done on a connection that died while it lay idle in the pool, and all is undone that a server could
    // not write down: a fresh one may do.
    const mayDo = tx && (failure === 'unable' || !tx.answered);
    return mayDo ? new Again(unavailable) : unavailable;
  }

  #tell(news: News) {
    if (!news.isEmpty) for (const listener of this.#listeners) listener(news);
  }
}

class Again extends Error {
  constructor(cause: unknown) {
    super('Run the transaction again.', { cause });
  }
}

/** `sqlite:path/to/file` or `mysql://user:password@host:port/name`. */
export const openDatabase = async (url: string): Promise<Database> => new Database(await openDriver(url));

/** Only the one that is used is loaded: the other would cost every start time and memory. */
async function openDriver(url: string): Promise<Driver> {
  if (url.startsWith('sqlite:')) {
    const { SqliteDriver } = await import('./database/sqlite.js');
    return SqliteDriver.open(url.slice('sqlite:'.length));
  }
  const { MysqlDriver } = await import('./database/mysql.js');
  return new MysqlDriver(url);
}

export { TooLate };
