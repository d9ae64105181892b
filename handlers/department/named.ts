import type { Department } from '../../models/department.js';
import { tidy } from '../fields.js';
import { fold } from '../input/fold.js';
import { onceForEach } from '../once-for-each.js';

/** `华东 / 销售部`, `华东／销售部` and `华东>销售部` are one. */
const plain = (text: string): string => fold(text).replace(/ ?[/>] ?/g, '/');

interface Placed {
  readonly department: Department;
  /** `/华东/销售部`: its name behind those of the departments above it. */
  readonly path: string;
  readonly plainName: string;
  readonly plainPath: string;
}

const placed = onceForEach((all: readonly Department[]): ReadonlyMap<number, Placed> => {
  const byId = new Map(all.map((one) => [one.id, one]));
  const pathOf = ({ name, parentId }: Department): string => {
    const parent = parentId === null ? undefined : byId.get(parentId);
    return `${parent ? pathOf(parent) : ''}/${tidy(name)}`;
  };
  const place = (department: Department): Placed => {
    const path = pathOf(department);
    return { department, path, plainName: plain(department.name), plainPath: plain(path) };
  };
  return new Map(all.map((one) => [one.id, place(one)]));
});

/** Two of one path cannot be told apart: the first is as good as the other. */
const onePerPath = (found: readonly Placed[]): readonly Placed[] =>
  found.filter(({ path }, index) => found.findIndex((one) => one.path === path) === index);

/**
 * By name, or by its path as far as it is needed: `销售部` may be several, `华东/销售部` is one of them, and `/销售部` the one
 * that is below no other.
 */
export function departmentsNamed(all: readonly Department[], typed: string): readonly Department[] {
  const wanted = plain(typed);
  const end = wanted.startsWith('/') ? wanted : `/${wanted}`;
  const called = [...placed(all).values()].filter(
    ({ plainName, plainPath }) => end.endsWith(`/${plainName}`) && plainPath.endsWith(end),
  );
  const whole = wanted.includes('/') ? called.filter(({ plainPath }) => plainPath === end) : [];
  return onePerPath(whole.length > 0 ? whole : called).map(({ department }) => department);
}

/** As `departmentsNamed` reads it: the name, or the path where others are called the same. */
export function writeDepartment(all: readonly Department[], { id, name }: Department): string {
  if (departmentsNamed(all, name).length === 1) return name;
  const path = placed(all).get(id)?.path ?? name;
  return path.replace(/^\/(?=.*\/)/, '');
}
