import type { QueryInterface, Sequelize } from 'sequelize';
import type { Umzug } from 'umzug';
import { resumable } from './resumable.js';

interface Migration {
  up(schema: QueryInterface): Promise<void>;
  down(schema: QueryInterface): Promise<void>;
}

/** In order. A name that was released is never changed. */
const migrations: Readonly<Record<string, () => Promise<Migration>>> = {
  '0001-foundation': () => import('./0001-foundation.js'),
  '0002-digest-and-jobs': () => import('./0002-digest-and-jobs.js'),
  '0003-unended-attempts': () => import('./0003-unended-attempts.js'),
  '0004-platform-usage': () => import('./0004-platform-usage.js'),
  '0005-approval-vocabulary': () => import('./0005-approval-vocabulary.js'),
  '0006-wecom': () => import('./0006-wecom.js'),
  '0007-absence-and-time': () => import('./0007-absence-and-time.js'),
  '0008-forms': () => import('./0008-forms.js'),
  '0009-directory': () => import('./0009-directory.js'),
  '0010-channels': () => import('./0010-channels.js'),
  '0011-absence-limits': () => import('./0011-absence-limits.js'),
  '0012-signatures': () => import('./0012-signatures.js'),
  '0013-paused-clocks': () => import('./0013-paused-clocks.js'),
  '0014-wecom-groups': () => import('./0014-wecom-groups.js'),
  '0015-lane-index': () => import('./0015-lane-index.js'),
  '0016-wecom-turns': () => import('./0016-wecom-turns.js'),
  '0017-absence-requests': () => import('./0017-absence-requests.js'),
  '0018-drafts': () => import('./0018-drafts.js'),
  '0019-draft-age': () => import('./0019-draft-age.js'),
  '0020-leases': () => import('./0020-leases.js'),
  '0021-drafts-opened': () => import('./0021-drafts-opened.js'),
  '0022-contract-tries': () => import('./0022-contract-tries.js'),
  '0023-merged-customers': () => import('./0023-merged-customers.js'),
  '0024-channel-cards-behind': () => import('./0024-channel-cards-behind.js'),
  '0025-history-read': () => import('./0025-history-read.js'),
  '0026-own-settings': () => import('./0026-own-settings.js'),
  '0027-findable-contacts': () => import('./0027-findable-contacts.js'),
  '0028-customer-sounds': () => import('./0028-customer-sounds.js'),
  '0029-foreign-keys': () => import('./0029-foreign-keys.js'),
  '0030-cards-waited-for': () => import('./0030-cards-waited-for.js'),
  '0031-contact-sounds': () => import('./0031-contact-sounds.js'),
};

/** A database, as far as changing its tables needs one. */
interface Migratable {
  sequelize(): Promise<Sequelize>;
  exclusively<T>(name: string, run: () => Promise<T>): Promise<T>;
  read<T>(work: (tx: Reading) => Promise<T>): Promise<T>;
}

interface Reading {
  rows<Row>(sql: string): Promise<Row[]>;
}

const TABLE = 'migrations';

async function umzug(database: Migratable): Promise<Umzug> {
  const { SequelizeStorage, Umzug } = await import('umzug');
  const sequelize = await database.sequelize();
  const schema = resumable(sequelize.getQueryInterface());
  return new Umzug({
    migrations: Object.entries(migrations).map(([name, load]) => ({
      name,
      up: async () => (await load()).up(schema),
      down: async () => (await load()).down(schema),
    })),
    storage: new SequelizeStorage({ sequelize, tableName: TABLE, modelName: TABLE }),
    logger: undefined,
  });
}

/** As MySQL and as SQLite say it. */
const isNoSuchTable = (error: unknown): boolean => {
  const { code, message } = (error ?? {}) as { code?: string; message?: string };
  return code === 'ER_NO_SUCH_TABLE' || Boolean(message?.includes('no such table'));
};

async function namesDone(database: Migratable): Promise<Set<string>> {
  try {
    const rows = await database.read((tx) => tx.rows<{ name: string }>(`SELECT name FROM ${TABLE}`));
    return new Set(rows.map(({ name }) => name));
  } catch (error) {
    if (isNoSuchTable(error)) return new Set();
    throw error;
  }
}

interface Standing {
  /** What is still to be done to the tables. */
  readonly pending: readonly string[];
  /** What a newer Dealdesk has done to them, and this one does not know. */
  readonly unknown: readonly string[];
}

/** The last one of this Dealdesk. */
export const newestMigration = Object.keys(migrations).at(-1) ?? '';

/** How far the tables are, without doing anything to them. */
export async function standingOf(database: Migratable): Promise<Standing> {
  const done = await namesDone(database);
  return {
    pending: Object.keys(migrations).filter((name) => !done.has(name)),
    unknown: [...done].filter((name) => !Object.hasOwn(migrations, name)).sort(),
  };
}

/**
 * Stands among the names while the tables are on their way back. No version knows it, so none starts on half of a step: not
 * one that comes up by itself after a power cut either.
 */
const unfinished = (name: string | 0 | undefined) => `unfinished down-to ${name}`;

const goalIn = (unknown: readonly string[]): string | undefined =>
  unknown.flatMap((name) => /^unfinished down-to (.+)$/.exec(name)?.[1] ?? [])[0];

class HalfWayBack extends Error {
  override readonly name = 'HalfWayBack';

  constructor(goal: string) {
    super(
      [
        `数据库的表正在退回，还没有做完。请先停掉所有实例，在较新版本的目录里再运行一次：npm run migrate -- down-to ${goal}`,
        `The tables of this database are on their way back, and not there yet. Stop all instances and run once more, in the newer version's folder: npm run migrate -- down-to ${goal}`,
      ].join('\n'),
    );
  }
}

/** What this Dealdesk would write may be what the newer one's tables must not hold. */
class NewerTables extends Error {
  override readonly name = 'NewerTables';

  constructor(unknown: readonly string[]) {
    super(
      [
        `数据库的表由更新版本的 Dealdesk 建立（${unknown.join('、')}），这个版本不认识。请运行新版本；要退回这个版本，先停掉所有实例，再在新版本的目录里运行：npm run migrate -- down-to ${newestMigration}`,
        `The tables of this database are those of a newer Dealdesk (${unknown.join(', ')}), which this one does not know. Run the newer one; to go back to this one, stop all instances and run in the newer one's folder: npm run migrate -- down-to ${newestMigration}`,
      ].join('\n'),
    );
  }
}

class NoSuchStep extends Error {
  override readonly name = 'NoSuchStep';

  constructor(name: string) {
    const all = Object.keys(migrations).join(', ');
    super(`没有“${name}”这一步，只有：${all}\nThere is no step ${name}; there are: ${all}`);
  }
}

/**
 * @param goal of a way back, which may have been begun before
 * @throws NewerTables, HalfWayBack
 */
async function pendingIn(database: Migratable, goal?: string | 0): Promise<readonly string[]> {
  const { pending, unknown } = await standingOf(database);
  const others = unknown.filter((name) => name !== unfinished(goal));
  const begun = goalIn(others);
  if (begun) throw new HalfWayBack(begun);
  if (others.length > 0) throw new NewerTables(others);
  return pending;
}

/**
 * Brings the tables up to date, one instance at a time. Where they are, which is at nearly every start, one question tells.
 * @returns the names of the migrations that ran
 * @throws NewerTables, HalfWayBack
 */
export async function migrate(database: Migratable): Promise<string[]> {
  if ((await pendingIn(database)).length === 0) return [];
  return database.exclusively('dealdesk-migrate', async () => {
    // A newer one may have done more while this one waited for the lock.
    if ((await pendingIn(database)).length === 0) return [];
    const done = await (await umzug(database)).up();
    return done.map(({ name }) => name);
  });
}

/** What was done after `name`, the last first; all of it for 0. */
async function doneAfter(database: Migratable, name: string | 0): Promise<string[]> {
  if (name !== 0 && !Object.hasOwn(migrations, name)) throw new NoSuchStep(name);
  const done = await namesDone(database);
  // They are numbered, so they stand in order.
  const isAfter = (one: string) => name === 0 || one > name;
  return Object.keys(migrations)
    .filter((one) => done.has(one) && isAfter(one))
    .reverse();
}

/**
 * Takes the tables back to where they were after `name`, to nothing for 0; what was kept in columns made since is gone.
 * Whoever is killed meanwhile is gone on with by the next that is given the same name.
 * @returns the names of the migrations that were undone
 * @throws NewerTables, as only whoever made tables knows how to undo them; HalfWayBack, NoSuchStep
 */
export const migrateDown = (database: Migratable, name: string | 0): Promise<string[]> =>
  database.exclusively('dealdesk-migrate', async () => {
    await pendingIn(database, name);
    const names = await doneAfter(database, name);
    const schema = resumable((await database.sequelize()).getQueryInterface());
    if (names.length > 0) await schema.bulkInsert(TABLE, [{ name: unfinished(name) }]);
    const undone = await (await umzug(database)).down({ migrations: names });
    await schema.bulkDelete(TABLE, { name: unfinished(name) });
    return undone.map((one) => one.name);
  });
