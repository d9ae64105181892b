import type { Place, Places } from './departments.js';
import { accountKey, type Everybody, isOther, type Somebody } from './people.js';
import { holdersIn, structureOf } from './structure.js';

export interface Leaders {
  /** The department somebody is in; undefined where no platform tells. */
  placeOf(person: Somebody): Place | undefined;
  /** `null` for nobody; undefined where it stays as it is. */
  managerOf(person: Somebody): Somebody | null | undefined;
  /** Departments whose head changes. */
  readonly heads: readonly { readonly place: Place; readonly head: Somebody | null }[];
}

/** Up from somebody, to where nobody is: does the line come to this person? */
function leadsTo(
  from: Somebody,
  person: Somebody,
  managerOf: (one: Somebody) => Somebody | undefined,
): boolean {
  const seen = new Set<Somebody>();
  let at: Somebody | undefined = from;
  while (at && at !== person && !seen.has(at)) {
    seen.add(at);
    at = managerOf(at);
  }
  return at === person;
}

/** Who leads whom: whom the platform names, or else the head of the department, or of one above it. */
export function leadersOf(everybody: Everybody, places: Places, platform: string | undefined): Leaders {
  const holders = holdersIn(everybody);
  const { placeOf, headOf, headAbove } = structureOf(platform, places, everybody, holders);

  const named = ({ accounts }: Somebody): Somebody | undefined =>
    accounts
      .map(({ platform, member }) =>
        holders.get(accountKey(platform, member.workspaceId, member.managerUserId ?? '')),
      )
      .find((manager) => manager !== undefined);

  const told = new Map<Somebody, Somebody>();
  for (const person of everybody.all) {
    const leader = named(person) ?? headAbove(person);
    if (leader && leader !== person) told.set(person, leader);
  }
  const kept = ({ there }: Somebody) =>
    there?.managerId == null ? undefined : everybody.byId(there.managerId);

  return {
    placeOf,
    managerOf: (person) => {
      const manager = told.get(person);
      if (manager) return manager;
      // Whoever is at the top now may have been below somebody who is below them now.
      const before = kept(person);
      return before && leadsTo(before, person, (one) => told.get(one) ?? kept(one)) ? null : undefined;
    },
    heads: [...places.byExternalId.values()]
      .map((place) => ({ place, head: headOf(place) ?? null }))
      .filter(({ place, head }) => isOther(head, place.there?.headId)),
  };
}
