import type { KnownAbsence } from '../../models/absence.js';
import type { People } from '../../models/approval-instance.js';
import type { DirectoryRow } from '../../models/hierarchy.js';
import type { WorkingTime } from '../../models/working-time.js';
import { isAtWork } from '../at-work.js';
import { onceForEach } from '../once-for-each.js';

type Rows = readonly DirectoryRow[];

/** @param known what is known of others; of these it is replaced */
const byId = <T>(
  rows: Rows,
  pick: (row: DirectoryRow) => T,
  known: Record<number, T> = {},
): Record<number, T> => {
  for (const row of rows) known[row.id] = pick(row);
  return known;
};

const membersOf = (rows: Rows, role: string): number[] =>
  rows.filter((row) => row.role === role).map(({ id }) => id);

const titlesIn = onceForEach((rows: Rows) => byId(rows, ({ position }) => position));
const departmentsIn = onceForEach((rows: Rows) => byId(rows, ({ departmentId }) => departmentId));
const timeZonesIn = onceForEach((rows: Rows) => byId(rows, ({ timeZone }) => timeZone));
const headsIn = onceForEach(
  (rows: Rows): Record<number, number> =>
    Object.fromEntries(rows.flatMap(({ id, heads }) => (heads === null ? [] : [[heads, id]]))),
);

/** Names of those who act for somebody, whoever they are. */
const proxyNames = (absences: readonly KnownAbsence[]): Record<number, string> =>
  Object.fromEntries(absences.map(({ proxyId, proxyName }) => [proxyId, proxyName]));

/** What was read of the directory, and who acts for whom. */
interface Read {
  readonly rows: Rows;
  readonly roles: readonly string[];
  readonly absences: readonly KnownAbsence[];
  readonly acting: Pick<People, 'proxyOf' | 'keeperOf'>;
  readonly workingTime: WorkingTime;
  readonly now: Date;
}

/**
 * What every flow asks for is put together at once; what few flows and events ask for, when they do. A class, as V8 keeps
 * an object with getters of its own as a dictionary.
 */
export class KnownPeople implements People {
  readonly names: People['names'];
  readonly roles: People['roles'];
  readonly managerOf: People['managerOf'];
  readonly active: People['active'];
  readonly proxyOf: People['proxyOf'];
  readonly keeperOf: People['keeperOf'];
  readonly workingTime: WorkingTime;
  readonly draw = Math.random();
  // Not `#rows`: `peopleWith` makes others that inherit from these.
  private readonly rows: Rows;
  private readonly now: Date;

  constructor({ rows, roles, absences, acting, workingTime, now }: Read) {
    this.names = byId(rows, ({ name }) => name, proxyNames(absences));
    this.roles = Object.fromEntries(roles.map((role) => [role, membersOf(rows, role)]));
    this.managerOf = byId(rows, ({ managerId }) => managerId);
    this.active = new Set(rows.filter(({ active }) => active).map(({ id }) => id));
    this.proxyOf = acting.proxyOf;
    this.keeperOf = acting.keeperOf;
    this.workingTime = workingTime;
    this.rows = rows;
    this.now = now;
  }

  get titleOf() {
    return titlesIn(this.rows);
  }

  get departmentOf() {
    return departmentsIn(this.rows);
  }

  get headOf() {
    return headsIn(this.rows);
  }

  get timeZoneOf() {
    return timeZonesIn(this.rows);
  }

  get quiet() {
    return new Set(this.rows.filter(({ timeZone }) => !isAtWork(timeZone, this.now)).map(({ id }) => id));
  }
}
