import type { Employee } from '../../models/employee.js';
import { listed } from '../fields.js';
import type { Cells } from './cells.js';
import { spelling } from './directory.js';
import { peopleFields } from './fields.js';
import { isGenerated } from './generated-number.js';
import { fullName, type Roll, type Somebody } from './roll.js';
import { type Problem, problem, troubles } from './words.js';

export type PersonCells = Cells<keyof typeof peopleFields>;

interface Identity {
  readonly name: string;
  readonly staffNumber: string | null;
  readonly email: string | null;
}

const hasOther = (there: Employee | undefined, { staffNumber, email }: Identity) =>
  (staffNumber !== null && there !== undefined && !isGenerated(there.staffNumber)) ||
  (email !== null && there?.email != null && there.email.toLowerCase() !== email);

type Found = { readonly person?: Somebody } | { readonly fault: Problem };

/** By staff number, then e-mail, then name: two people may share a name, but not if a number tells them apart. */
function findThere(roll: Roll, identity: Identity): Found {
  const { staffNumber, email, name } = identity;
  const numbered = staffNumber === null ? undefined : roll.all.numbered(staffNumber);
  const mailed = email === null ? undefined : roll.all.numbered(email);
  const taken =
    mailed && (numbered ? numbered !== mailed : hasOther(mailed.there, { ...identity, email: null }));
  if (taken) return { fault: problem(troubles.emailTaken, { email: email ?? '', person: mailed.name }) };
  const person = numbered ?? mailed;
  if (person) return { person };

  const named = roll.all
    .named(name)
    .filter((one) => one.there && !hasOther(one.there, identity) && roll.lineOf(one) === undefined);
  const [first, ...others] = named;
  if (others.length === 0) return first ? { person: first } : {};
  const people = listed(named.map(fullName));
  return { fault: problem(troubles.severalPeople, { field: peopleFields.name.label, text: name, people }) };
}

/** Who a row is about: somebody of the database, or somebody new. Two rows about one person are a fault. */
export function identify(cells: PersonCells, identity: Identity, roll: Roll): Somebody {
  const found = findThere(roll, identity);
  if ('fault' in found) cells.fault(found.fault);
  const known = 'person' in found ? found.person : undefined;
  const newcomer: Somebody = { name: identity.name, staffNumber: identity.staffNumber };
  const person = known ?? newcomer;
  const line = roll.claim(person, cells.row.line);
  if (line !== undefined) {
    cells.fault(problem(troubles.repeats, { line }));
    return newcomer;
  }

  const isKnownSo = known && spelling(known.name) === spelling(identity.name);
  const isUnclear = 'fault' in found && roll.all.named(identity.name).length > 0;
  if (identity.name && !isKnownSo && !isUnclear) roll.all.add(person, identity.name);
  if (!('fault' in found)) roll.all.number(person, [identity.staffNumber, identity.email]);
  return person;
}
