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

/** What is still to be done to the tables, without doing it. */
export async function pendingMigrations(database: Migratable): Promise<string[]> {
  const done = await namesDone(database);
  return Object.keys(migrations).filter((name) => !done.has(name));
}

/**
 * Brings the tables up to date, one instance at a time. Where they are, which is at nearly every start, one question tells.
 * @returns the names of the migrations that ran
 */
export async function migrate(database: Migratable): Promise<string[]> {
  if ((await pendingMigrations(database)).length === 0) return [];
  return database.exclusively('dealdesk-migrate', async () => {
    const done = await (await umzug(database)).up();
    return done.map(({ name }) => name);
  });
}

/** Undoes the migrations after `name`, or all of them for 0. */
export const migrateDown = (database: Migratable, name: string | 0): Promise<string[]> =>
  database.exclusively('dealdesk-migrate', async () => {
    const undone = await (await umzug(database)).down({ to: name });
    return undone.map((one) => one.name);
  });
