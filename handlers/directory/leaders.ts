import { externalIdOf, type Place, type Places } from './departments.js';
import { type Account, accountKey, type Everybody, keyOf, type Somebody } from './people.js';

export interface Leaders {
  /** The department somebody is in; undefined where no platform tells. */
  placeOf(person: Somebody): Place | undefined;
  /** `null` for nobody; undefined where it stays as it is. */
  managerOf(person: Somebody): Somebody | null | undefined;
  /** Departments whose head changes. */
  readonly heads: readonly { readonly place: Place; readonly head: Somebody | null }[];
}

/** Who leads whom: whom the platform names, or else the head of the department, or of one above it. */
export function leadersOf(everybody: Everybody, places: Places, structure: string | undefined): Leaders {
  const accounts = everybody.all.flatMap((person) => person.accounts.map((account) => ({ person, account })));
  const holders = new Map(accounts.map(({ person, account }) => [keyOf(account), person]));
  const workspaceIds = new Map(
    accounts.map(({ account: { platform, member } }) => [platform, member.workspaceId]),
  );

  const headOf = ({ headUserIds }: Place): Somebody | undefined => {
    const workspaceId = workspaceIds.get(structure ?? '') ?? '';
    const heads = headUserIds.map((userId) => holders.get(accountKey(structure ?? '', workspaceId, userId)));
    return heads.find((head) => head !== undefined);
  };

  const placeIn = ({ platform, member }: Account): Place | undefined =>
    platform === structure
      ? places.byExternalId.get(externalIdOf(platform, member.departmentIds[0] ?? ''))
      : undefined;

  const placeOf = ({ accounts }: Somebody) => accounts.map(placeIn).find((place) => place !== undefined);

  const above = (place: Place | undefined, person: Somebody): Somebody | undefined => {
    if (!place) return undefined;
    const head = headOf(place);
    return head && head !== person ? head : above(place.parent, person);
  };

  const named = ({ accounts }: Somebody): Somebody | undefined =>
    accounts
      .map(({ platform, member }) =>
        holders.get(accountKey(platform, member.workspaceId, member.managerUserId ?? '')),
      )
      .find((manager) => manager !== undefined);

  const told = new Map<Somebody, Somebody>();
  for (const person of everybody.all) {
    const leader = named(person) ?? above(placeOf(person), person);
    if (leader && leader !== person) told.set(person, leader);
  }
  const kept = ({ there }: Somebody) =>
    there?.managerId == null ? undefined : everybody.byId(there.managerId);

  /** Up from somebody by what is told, to where nothing is: does the line come back to them? */
  const leadsTo = (from: Somebody, person: Somebody): boolean => {
    const seen = new Set<Somebody>();
    let at: Somebody | undefined = from;
    while (at && at !== person && !seen.has(at)) {
      seen.add(at);
      at = told.get(at) ?? kept(at);
    }
    return at === person;
  };

  /** A newcomer has no id yet. */
  const isSame = ({ there }: Place, head: Somebody | null): boolean =>
    head ? head.id !== undefined && head.id === there?.headId : (there?.headId ?? null) === null;
  const headChanges = [...places.byExternalId.values()]
    .map((place) => ({ place, head: headOf(place) ?? null }))
    .filter(({ place, head }) => !isSame(place, head));

  return {
    placeOf,
    managerOf: (person) => {
      const manager = told.get(person);
      if (manager) return manager;
      // Whoever is at the top now may have been below somebody who is below them now.
      const before = kept(person);
      return before && leadsTo(before, person) ? null : undefined;
    },
    heads: headChanges,
  };
}
