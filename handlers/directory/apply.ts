import type { Tx } from '../../models/database/tx.js';
import { insertDepartment } from '../../models/department.js';
import {
  changeDepartment,
  changeStaff,
  removeDepartment,
  removeIdentity,
  type StaffRow,
} from '../../models/directory.js';
import { insertEmployee, takeRoles } from '../../models/employee.js';
import type { HistoryDetail } from '../../models/history.js';
import { insertIdentity } from '../../models/identity.js';
import { reviveUnreachable } from '../../models/shown-card.js';
import type { Locale } from '../../models/text.js';
import { type HistoryAction, record } from '../history.js';
import { generated } from '../import/generated-number.js';
import { systemContext } from '../system.js';
import { clipped, type Place } from './departments.js';
import type { Account, Somebody } from './people.js';
import type { PersonPlan, Plan } from './plan.js';

/** What people get whom a platform tells nothing of this. */
export interface Usual {
  readonly locale: Locale;
  readonly timeZone: string;
}

/** One transaction. What is done between two of them is lost if the instance dies, and comes with the next sync. */
export type Write = (work: (tx: Tx) => Promise<void>) => Promise<void>;

const BATCH = 200;

/** Some people at a time, so that nobody who works meanwhile waits for long. */
async function inBatches<T>(list: readonly T[], write: Write, run: (tx: Tx, one: T) => unknown) {
  for (let at = 0; at < list.length; at += BATCH)
    await write(async (tx) => {
      for (const one of list.slice(at, at + BATCH)) await run(tx, one);
    });
}

const idOf = (one: Somebody | Place | null | undefined): number | null => one?.id ?? null;

export const note = (
  tx: Tx,
  employeeId: number,
  action: HistoryAction,
  now: Date,
  detail: HistoryDetail = {},
) => record(systemContext(tx, now), { kind: 'employee', id: employeeId }, action, detail);

async function writePlaces(
  tx: Tx,
  { places, removed }: { places: readonly Place[]; removed: Plan['places']['removed'] },
) {
  for (const place of places) {
    const parentId = idOf(place.parent);
    if (!place.there) place.id = await insertDepartment(tx, place.name, parentId);
    const { there, name, externalId, id = 0 } = place;
    changeDepartment(tx, id, {
      ...(there?.name !== name && there && { name }),
      ...(there && there.parentId !== parentId && { parentId }),
      ...(there?.externalId !== externalId && { externalId }),
    });
  }
  // Those below come after those above them, so the last one first.
  for (const { id } of removed.toReversed()) await removeDepartment(tx, id);
}

/** Numbers for people whose own one nobody tells. */
function freeNumbers(taken: ReadonlySet<string>): () => string {
  let count = 0;
  return () => {
    do count += 1;
    while (taken.has(generated(count)));
    return generated(count);
  };
}

interface Newcomer {
  readonly plan: PersonPlan;
  readonly staffNumber: string;
}

async function writeNewcomer(tx: Tx, { plan, staffNumber }: Newcomer, usual: Usual, now: Date) {
  const { person, columns, place, links } = plan;
  const [first] = person.accounts;
  const { name = first?.member.userId ?? '', email = null, position = null, mobile } = columns;
  const id = await insertEmployee(
    tx,
    {
      ...{ staffNumber, name: clipped(name), email, position, ...usual },
      ...{ departmentId: idOf(place), managerId: null, active: true, roles: [] },
    },
    now,
  );
  person.id = id;
  if (mobile) changeStaff(tx, id, { mobile });
  for (const account of links) link(tx, account, id, now);
  note(tx, id, 'employee.joined', now, { params: { platform: first?.platform ?? '' } });
}

export function link(tx: Tx, { platform, member }: Account, employeeId: number, now: Date) {
  const { workspaceId, userId } = member;
  insertIdentity(tx, { platform, workspaceId, userId }, employeeId, now);
  reviveUnreachable(tx, employeeId);
}

const before = (there: StaffRow | undefined, after: object) =>
  Object.fromEntries(Object.keys(after).map((name) => [name, there?.[name as keyof StaffRow] ?? null]));

/** No directory tells roles: whoever leaves has none any more, and whoever comes back is given some anew, or none. */
async function withoutRoles(tx: Tx, id: number, detail: HistoryDetail = {}): Promise<HistoryDetail> {
  const roles = await takeRoles(tx, id);
  if (roles.length === 0) return detail;
  const { before, after } = detail;
  return { before: { ...before, roles: roles.join(', ') }, after: { ...after, roles: '' } };
}

async function writeChange(
  tx: Tx,
  { person, columns, place, manager, returns, links }: PersonPlan,
  now: Date,
) {
  const { there, id = 0 } = person;
  const after: Partial<StaffRow> = {
    ...columns,
    ...(place && { departmentId: idOf(place) }),
    ...(manager !== undefined && { managerId: idOf(manager) }),
    ...(returns && { active: true }),
  };
  changeStaff(tx, id, after);
  if (returns) reviveUnreachable(tx, id);
  for (const account of links) {
    link(tx, account, id, now);
    note(tx, id, 'employee.linked', now, { params: { platform: account.platform } });
  }
  if (Object.keys(after).length === 0) return;
  const detail = { before: before(there, after), after };
  if (!returns) return note(tx, id, 'employee.changed', now, detail);
  note(tx, id, 'employee.returned', now, await withoutRoles(tx, id, detail));
}

const leave = async (tx: Tx, { id }: StaffRow, now: Date) => {
  changeStaff(tx, id, { active: false });
  note(tx, id, 'employee.left', now, await withoutRoles(tx, id));
};

/** Of those who are new the rest, when everybody has a number. */
const led = ({ newcomers }: Plan) => newcomers.filter(({ manager }) => manager);

/** Makes it so. */
export async function applyPlan(
  plan: Plan,
  there: readonly StaffRow[],
  usual: Usual,
  now: Date,
  write: Write,
) {
  const { places, newcomers, changes, heads, unlinks, leavers } = plan;
  await write((tx) => writePlaces(tx, { places: [...places.byExternalId.values()], removed: [] }));

  const wantedNumbers = newcomers.map(({ columns }) => columns.staffNumber ?? '');
  const nextNumber = freeNumbers(new Set([...there.map(({ staffNumber }) => staffNumber), ...wantedNumbers]));
  const numbered = newcomers.map((one) => ({
    plan: one,
    staffNumber: one.columns.staffNumber ?? nextNumber(),
  }));
  await inBatches(numbered, write, (tx, newcomer) => writeNewcomer(tx, newcomer, usual, now));

  await inBatches(unlinks, write, (tx, one) => removeIdentity(tx, one, one.employeeId));
  await inBatches(changes, write, (tx, change) => writeChange(tx, change, now));
  await inBatches(led(plan), write, (tx, { person, manager }) =>
    changeStaff(tx, person.id ?? 0, { managerId: idOf(manager) }),
  );
  await write(async (tx) => {
    for (const { place, head } of heads) changeDepartment(tx, place.id ?? 0, { headId: idOf(head) });
  });
  await inBatches(leavers, write, (tx, leaver) => leave(tx, leaver, now));
  await write((tx) => writePlaces(tx, { places: [], removed: places.removed }));
}
