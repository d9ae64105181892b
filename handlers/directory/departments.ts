import type { DepartmentRow, PlatformDepartment } from '../../models/directory.js';
import { tidy } from '../fields.js';
import type { Told } from './people.js';

/** A department as it is going to be. */
export interface Place {
  /** `dingtalk:10` */
  readonly externalId: string;
  readonly name: string;
  readonly there?: DepartmentRow;
  readonly parent?: Place;
  readonly headUserIds: readonly string[];
  /** Missing until it is written; every attempt of a transaction sets it anew. */
  id?: number;
}

export interface Places {
  readonly byExternalId: ReadonlyMap<string, Place>;
  /** Departments that the platform has no more. */
  readonly removed: readonly DepartmentRow[];
}

const LONGEST_NAME = 120;
export const clipped = (name: string) => tidy(name).slice(0, LONGEST_NAME);

export const externalIdOf = (platform: string, id: string) => `${platform}:${id}`;

const onlyOne = <T>(list: readonly T[]): T | undefined => (list.length === 1 ? list[0] : undefined);

/** A department that was there before any sync, if its name says without doubt which one it is. */
function adopted(
  { name }: PlatformDepartment,
  told: readonly PlatformDepartment[],
  rows: readonly DepartmentRow[],
): DepartmentRow | undefined {
  const isAlone = told.filter((one) => clipped(one.name) === clipped(name)).length === 1;
  const free = rows.filter((row) => row.externalId === null && row.name === clipped(name));
  return isAlone ? onlyOne(free) : undefined;
}

/** Each after the one above it; one whose parent is nowhere, or below itself, is at the top. */
function inOrder(told: readonly PlatformDepartment[]): readonly PlatformDepartment[] {
  const byId = new Map(told.map((one) => [one.id, one]));
  const done = new Set<string>();
  const ordered: PlatformDepartment[] = [];
  const visit = (one: PlatformDepartment, above: readonly string[]) => {
    if (done.has(one.id)) return;
    const parent = one.parentId === undefined ? undefined : byId.get(one.parentId);
    if (parent && !above.includes(parent.id)) visit(parent, [...above, one.id]);
    if (done.has(one.id)) return;
    done.add(one.id);
    ordered.push(one);
  };
  for (const one of told) visit(one, []);
  return ordered;
}

/** What the departments are going to be; of several platforms the first one that has any says so. */
export function planDepartments(
  { platform, departments: told }: Pick<Told, 'platform' | 'departments'>,
  rows: readonly DepartmentRow[],
): Places {
  const known = new Map(rows.map((row) => [row.externalId, row]));
  const byExternalId = new Map<string, Place>();
  for (const one of inOrder(told)) {
    const externalId = externalIdOf(platform, one.id);
    const there = known.get(externalId) ?? adopted(one, told, rows);
    const parent =
      one.parentId === undefined ? undefined : byExternalId.get(externalIdOf(platform, one.parentId));
    byExternalId.set(externalId, {
      externalId,
      name: clipped(one.name),
      headUserIds: one.headIds,
      ...(there && { there, id: there.id }),
      ...(parent && { parent }),
    });
  }
  const isGone = ({ externalId }: DepartmentRow) =>
    told.length > 0 && externalId?.startsWith(`${platform}:`) === true && !byExternalId.has(externalId);
  return { byExternalId, removed: rows.filter(isGone) };
}
