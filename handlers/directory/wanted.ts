import type { StaffRow } from '../../models/directory.js';
import { clipped } from './departments.js';
import { type Everybody, mobileKey, type Somebody } from './people.js';

/** Columns that a platform tells, as far as they differ. */
export type Wanted = Partial<Pick<StaffRow, 'name' | 'staffNumber' | 'email' | 'mobile' | 'position'>>;

/** Two people cannot have the same: the one who has it keeps it. */
export interface Clash {
  readonly field: 'staffNumber' | 'email';
  readonly value: string;
  readonly person: string;
  readonly holder: string;
}

const LONGEST: Record<keyof Wanted, number> = {
  name: 120,
  staffNumber: 40,
  email: 190,
  mobile: 40,
  position: 120,
};
const fields = Object.keys(LONGEST) as readonly (keyof Wanted)[];

/** The first platform that tells it. What is longer than there is room for is not what it says. */
function toldOf({ accounts }: Somebody, field: keyof Wanted): string | undefined {
  const value = accounts.map(({ member }) => member[field]).find((each) => each?.trim());
  if (value === undefined) return undefined;
  if (field === 'name' || field === 'position') return clipped(value);
  return value.trim().length > LONGEST[field] ? undefined : value.trim();
}

const isSame: Record<keyof Wanted, (there: string, told: string) => boolean> = {
  name: (there, told) => there === told,
  staffNumber: (there, told) => there === told,
  email: (there, told) => there.toLowerCase() === told.toLowerCase(),
  mobile: (there, told) => mobileKey(there) === mobileKey(told),
  position: (there, told) => there === told,
};

const nameOf = (person: Somebody) =>
  toldOf(person, 'name') ?? person.there?.name ?? person.accounts[0]?.member.userId ?? '';

const claimOf = (field: Clash['field'], value: string) =>
  `${field} ${field === 'email' ? value.toLowerCase() : value}`;

interface ToldColumns {
  readonly columns: ReadonlyMap<Somebody, Wanted>;
  readonly clashes: readonly Clash[];
}

/** What differs from what the platforms tell of each person. */
export function toldColumns(everybody: Everybody): ToldColumns {
  const holders = new Map<string, Somebody>();
  for (const person of everybody.all) {
    if (!person.there) continue;
    holders.set(claimOf('staffNumber', person.there.staffNumber), person);
    if (person.there.email) holders.set(claimOf('email', person.there.email), person);
  }
  const clashes: Clash[] = [];

  /** May this person have it? Two people cannot share a staff number or a mailbox. */
  const claims = (person: Somebody, field: keyof Wanted, value: string): boolean => {
    if (field !== 'staffNumber' && field !== 'email') return true;
    const holder = holders.get(claimOf(field, value));
    if (holder && holder !== person) {
      clashes.push({ field, value, person: nameOf(person), holder: nameOf(holder) });
      return false;
    }
    holders.set(claimOf(field, value), person);
    return true;
  };

  const columnsOf = (person: Somebody): Wanted => {
    const columns: { -readonly [Field in keyof Wanted]: string } = {};
    for (const field of fields) {
      const told = toldOf(person, field);
      const before = person.there?.[field] ?? null;
      if (told === undefined || (before !== null && isSame[field](before, told))) continue;
      if (claims(person, field, told)) columns[field] = told;
    }
    return columns;
  };

  const people = everybody.all.filter(({ accounts }) => accounts.length > 0);
  return { columns: new Map(people.map((person) => [person, columnsOf(person)])), clashes };
}
