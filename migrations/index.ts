import type { QueryInterface, Sequelize } from 'sequelize';
import { SequelizeStorage, Umzug } from 'umzug';
import * as foundation from './0001-foundation.js';
import * as digestAndJobs from './0002-digest-and-jobs.js';
import * as unendedAttempts from './0003-unended-attempts.js';
import * as platformUsage from './0004-platform-usage.js';
import * as approvalVocabulary from './0005-approval-vocabulary.js';
import * as wecom from './0006-wecom.js';
import * as absenceAndTime from './0007-absence-and-time.js';
import * as forms from './0008-forms.js';
import * as directory from './0009-directory.js';
import * as channels from './0010-channels.js';
import * as absenceLimits from './0011-absence-limits.js';
import * as signatures from './0012-signatures.js';
import * as pausedClocks from './0013-paused-clocks.js';
import * as wecomGroups from './0014-wecom-groups.js';
import * as laneIndex from './0015-lane-index.js';
import * as wecomTurns from './0016-wecom-turns.js';
import * as absenceRequests from './0017-absence-requests.js';
import * as drafts from './0018-drafts.js';
import * as draftAge from './0019-draft-age.js';
import * as leases from './0020-leases.js';

interface Migration {
  up(schema: QueryInterface): Promise<void>;
  down(schema: QueryInterface): Promise<void>;
}

/** In order. A name that was released is never changed. */
const migrations: Readonly<Record<string, Migration>> = {
  '0001-foundation': foundation,
  '0002-digest-and-jobs': digestAndJobs,
  '0003-unended-attempts': unendedAttempts,
  '0004-platform-usage': platformUsage,
  '0005-approval-vocabulary': approvalVocabulary,
  '0006-wecom': wecom,
  '0007-absence-and-time': absenceAndTime,
  '0008-forms': forms,
  '0009-directory': directory,
  '0010-channels': channels,
  '0011-absence-limits': absenceLimits,
  '0012-signatures': signatures,
  '0013-paused-clocks': pausedClocks,
  '0014-wecom-groups': wecomGroups,
  '0015-lane-index': laneIndex,
  '0016-wecom-turns': wecomTurns,
  '0017-absence-requests': absenceRequests,
  '0018-drafts': drafts,
  '0019-draft-age': draftAge,
  '0020-leases': leases,
};

const umzug = (sequelize: Sequelize, schema = sequelize.getQueryInterface()) =>
  new Umzug({
    migrations: Object.entries(migrations).map(([name, { up, down }]) => ({
      name,
      up: () => up(schema),
      down: () => down(schema),
    })),
    storage: new SequelizeStorage({ sequelize, tableName: 'migrations', modelName: 'migrations' }),
    logger: undefined,
  });

/** A database, as far as changing its tables needs one. */
interface Migratable {
  readonly sequelize: Sequelize;
  exclusively<T>(name: string, run: () => Promise<T>): Promise<T>;
}

/** Brings the tables up to date, one instance at a time. @returns the names of the migrations that ran */
export const migrate = (database: Migratable): Promise<string[]> =>
  database.exclusively('dealdesk-migrate', async () => {
    const done = await umzug(database.sequelize).up();
    return done.map(({ name }) => name);
  });

/** What is still to be done to the tables, without doing it. */
export const pendingMigrations = async (database: Migratable): Promise<string[]> =>
  (await umzug(database.sequelize).pending()).map(({ name }) => name);

/** Undoes the migrations after `name`, or all of them for 0. */
export const migrateDown = (database: Migratable, name: string | 0): Promise<string[]> =>
  database.exclusively('dealdesk-migrate', async () => {
    const undone = await umzug(database.sequelize).down({ to: name });
    return undone.map((one) => one.name);
  });
