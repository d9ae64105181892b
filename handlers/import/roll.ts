import type { Tx } from '../../models/database/tx.js';
import { type Department, listDepartments } from '../../models/department.js';
import type { Employee } from '../../models/employee.js';
import { listEverybody, listMobiles } from '../../models/import.js';
import { departmentsNamed, writeDepartment } from '../department/named.js';
import { Directory, spelling } from './directory.js';
import { generated } from './generated-number.js';

/** A person of the database, of a row, or of both, or a manager who is in neither yet. */
export interface Somebody {
  readonly name: string;
  readonly staffNumber?: string | null;
  readonly there?: Employee;
  /** Missing until it is written; every attempt of a transaction sets it anew. */
  id?: number;
}

/** Two people of one name are told apart by their numbers. */
export const fullName = ({ name, staffNumber }: Somebody) =>
  staffNumber ? `${name} (${staffNumber})` : name;

/** A department, which may have to be made first, below another. */
export interface Place {
  readonly name: string;
  readonly above?: Place | undefined;
  id?: number;
}

/** `华东/销售部` is 销售部 below 华东. */
const BELOW = /^(?<above>.*[^/／>＞\s])\s*[/／>＞]\s*(?<name>[^/／>＞]+)$/;

/** `华东>销售部` is spelled nearly as `华东/销售部`. */
const placeSpelling = (path: string): string => spelling(path).replaceAll('>', '');

export const pathOf = ({ name, above }: Place): string => (above ? `${pathOf(above)}/${name}` : name);

/** Everybody whom the file may mean, and the departments, growing with each row. */
export class Roll {
  readonly all = new Directory<Somebody>();
  readonly mobileOf: ReadonlyMap<number, string>;
  readonly #departments: readonly Department[];
  readonly #placeOf: ReadonlyMap<number, Place>;
  readonly #places = new Map<string, Place>();
  readonly #placesCalled = new Map<string, readonly Place[]>();
  readonly #byId = new Map<number, Somebody>();
  readonly #numbers = new Set<string>();
  readonly #lineOf = new Map<Somebody, number>();
  #generated = 0;

  constructor(
    everybody: readonly Employee[],
    departments: readonly Department[],
    mobileOf: ReadonlyMap<number, string>,
  ) {
    this.mobileOf = mobileOf;
    for (const there of everybody) {
      const person = { name: there.name, staffNumber: there.staffNumber, id: there.id, there };
      this.all.add(person, there.name, [there.staffNumber, there.email?.toLowerCase()]);
      this.#byId.set(there.id, person);
      this.#numbers.add(there.staffNumber);
    }
    this.#departments = departments;
    this.#placeOf = new Map(
      departments.map((one) => [one.id, { id: one.id, name: writeDepartment(departments, one) }]),
    );
    for (const { id, name } of departments.toReversed())
      this.#places.set(placeSpelling(name), this.#place(id));
  }

  byId(id: number): Somebody | undefined {
    return this.#byId.get(id);
  }

  #place(id: number): Place {
    const place = this.#placeOf.get(id);
    if (!place) throw new Error(`There is no department ${id}.`);
    return place;
  }

  /** Those that are called so, or else the only one that is spelled nearly so, or one to be made. */
  placesCalled(name: string): readonly Place[] {
    const known = this.#placesCalled.get(name);
    if (known) return known;
    const named = departmentsNamed(this.#departments, name).map(({ id }) => this.#place(id));
    const places = named.length > 0 ? named : this.#placesSpelled(name);
    this.#placesCalled.set(name, places);
    return places;
  }

  /** Several where one that it would be below is called as others are. */
  #placesSpelled(path: string): readonly Place[] {
    const known = this.#places.get(placeSpelling(path));
    if (known) return [known];
    const { above = '', name = path } = BELOW.exec(path)?.groups ?? {};
    const [parent, ...others] = above ? this.placesCalled(above) : [];
    if (parent && others.length > 0) return [parent, ...others];
    const place = { name, above: parent };
    this.#places.set(placeSpelling(path), place);
    return [place];
  }

  /** The places that are not in the database. */
  newPlaces(): Place[] {
    return [...this.#places.values()].filter(({ id }) => id === undefined);
  }

  reserve(staffNumber: string) {
    this.#numbers.add(staffNumber);
  }

  /** For those who have no staff number, as the database wants one. */
  nextNumber(): string {
    do this.#generated += 1;
    while (this.#numbers.has(generated(this.#generated)));
    return generated(this.#generated);
  }

  /** @returns the line of another row that is this person already */
  claim(person: Somebody, line: number): number | undefined {
    const claimed = this.#lineOf.get(person);
    if (claimed === undefined) this.#lineOf.set(person, line);
    return claimed;
  }

  lineOf(person: Somebody): number | undefined {
    return this.#lineOf.get(person);
  }
}

export const loadRoll = async (tx: Tx) =>
  new Roll(await listEverybody(tx), await listDepartments(tx), await listMobiles(tx));
