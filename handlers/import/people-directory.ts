import type { Tx } from '../../models/database/tx.js';
import type { Employee } from '../../models/employee.js';
import { listEverybody } from '../../models/import.js';
import { listed } from '../fields.js';
import type { ReferenceWords } from './cells.js';
import { Directory, type Match } from './directory.js';
import { problem, troubles } from './words.js';

export type PeopleDirectory = Directory<Employee>;

export async function loadPeople(tx: Tx): Promise<PeopleDirectory> {
  const directory: PeopleDirectory = new Directory();
  for (const one of await listEverybody(tx))
    directory.add(one, one.name, [one.staffNumber, one.email?.toLowerCase()]);
  return directory;
}

const nameOf = ({ name }: Employee) => name;

/** Never a person whose name is only near: a deal of 张伟 must not become one of 张炜. */
export const findPerson = (people: PeopleDirectory, text: string): Match<Employee> =>
  people.find(text, nameOf);

export const quoted = (names: readonly string[]) => ({
  zh: names.map((name) => `“${name}”`).join('、'),
  en: names.map((name) => `"${name}"`).join(' or '),
});

export const personWords: ReferenceWords<Employee> = {
  nameOf,
  fault: (text, { several, near }, field) => {
    if (several.length > 0) {
      const people = listed(several.map(({ name, staffNumber }) => `${name} (${staffNumber})`));
      return problem(troubles.severalPeople, { field, text, people });
    }
    if (near.length === 0) return problem(troubles.noPerson, { field, text });
    return problem(troubles.nearPerson, { field, text, near: quoted(near.map(nameOf)) });
  },
};
