import { listed } from '../fields.js';
import type { Unsure } from './directory.js';
import { peopleFields } from './fields.js';
import { quoted } from './people-directory.js';
import type { PersonDraft } from './person-draft.js';
import { fullName, type Place, type Roll, type Somebody } from './roll.js';
import { notes, type Problem, problem, troubles } from './words.js';

/** A manager whom neither the file has a row for nor the database knows. */
export interface NewManager {
  readonly person: Somebody;
  /** Where all of their people are. */
  readonly place: Place | null;
}

/** Who manages whom, as it will be. */
export interface Managers {
  readonly managerOf: ReadonlyMap<Somebody, Somebody>;
  readonly newManagers: readonly NewManager[];
}

const IS_NAME = /^[^\d@]*\p{L}[^\d@]*$/u;
const nameOf = ({ name }: Somebody) => name;

function unsure(text: string, { several, near }: Unsure<Somebody>): Problem | undefined {
  const field = peopleFields.manager.label;
  if (several.length > 0)
    return problem(troubles.severalPeople, { field, text, people: listed(several.map(fullName)) });
  if (near.length > 0) return problem(troubles.nearPerson, { field, text, near: quoted(near.map(nameOf)) });
  return IS_NAME.test(text) ? undefined : problem(troubles.noSuchManager, { text });
}

/** Finds everybody's manager; one who is nowhere is new. */
export function findManagers(drafts: readonly PersonDraft[], roll: Roll): Managers {
  const managerOf = new Map<Somebody, Somebody>();
  const placesOf = new Map<Somebody, Set<Place | null>>();

  const findManager = ({ cells }: PersonDraft): Somebody | undefined => {
    const text = cells.raw('manager');
    if (!text) return undefined;
    const match = roll.all.find(text, nameOf);
    if (match.sure) {
      if (!match.exact) cells.note(notes.understood, understood(text, match.found));
      return match.found;
    }
    const fault = unsure(text, match);
    if (fault) cells.fault(fault);
    return fault ? undefined : makeManager(text);
  };
  const makeManager = (name: string) => {
    const person: Somebody = { name };
    roll.all.add(person, name);
    placesOf.set(person, new Set());
    return person;
  };

  for (const draft of drafts) {
    const manager = findManager(draft);
    // Some lists name the person at the top as their own manager.
    if (!manager || manager === draft.person) continue;
    managerOf.set(draft.person, manager);
    placesOf.get(manager)?.add(draft.place);
  }
  const newManagers = [...placesOf].map(([person, places]) => ({ person, place: onlyOne(places) }));
  return { managerOf, newManagers };
}

const understood = (text: string, { name }: Somebody) => ({
  field: peopleFields.manager.label,
  text,
  as: name,
});

const onlyOne = (places: ReadonlySet<Place | null>): Place | null => {
  const [first = null, ...others] = places;
  return others.length > 0 ? null : first;
};

/**
 * Managers before their people, so that each is there when needed. Whoever is in a circle, or is below a row that
 * cannot be imported, gets that as a problem.
 */
export function inOrder(drafts: readonly PersonDraft[], { managerOf }: Managers, roll: Roll): PersonDraft[] {
  const draftOf = new Map(drafts.map((draft) => [draft.person, draft]));
  const bossOf = ({ there }: Somebody) => (there?.managerId ? roll.byId(there.managerId) : undefined);
  const above = (person: Somebody) => managerOf.get(person) ?? bossOf(person);
  const done = new Set<Somebody>();
  const ordered: PersonDraft[] = [];

  const chainOf = (person: Somebody) => {
    const chain: Somebody[] = [];
    for (let at: Somebody | undefined = person; at && !done.has(at); at = above(at)) {
      if (chain.includes(at)) return { chain, circle: chain.slice(chain.indexOf(at)) };
      chain.push(at);
    }
    return { chain, circle: [] };
  };

  const place = (person: Somebody) => {
    done.add(person);
    const draft = draftOf.get(person);
    if (!draft) return;
    const isFaulty = draft.cells.problems.length > 0;
    const fault = isFaulty ? undefined : faultAbove(draft, managerOf.get(person), draftOf);
    if (fault) draft.cells.fault(fault);
    ordered.push(draft);
  };

  for (const { person } of drafts) {
    const { chain, circle } = chainOf(person);
    const fault = circle.length > 0 && problem(troubles.ownCircle, { names: listed(namesRound(circle)) });
    for (const one of circle) if (fault) draftOf.get(one)?.cells.fault(fault);
    for (const one of chain.reverse()) place(one);
  }
  return ordered;
}

const namesRound = (circle: readonly Somebody[]) => [...circle, ...circle.slice(0, 1)].map(nameOf);

/** A manager of the file whose own row is faulty will not be there, unless they are already. */
function faultAbove(
  { cells }: PersonDraft,
  manager: Somebody | undefined,
  draftOf: ReadonlyMap<Somebody, PersonDraft>,
): Problem | undefined {
  const row = manager && draftOf.get(manager);
  if (!row || manager.there || row.cells.problems.length === 0) return undefined;
  return problem(troubles.managerFaulty, { text: cells.raw('manager'), line: row.cells.row.line });
}
