import { externalIdOf, type Place, type Places } from './departments.js';
import { type Account, accountKey, type Everybody, keyOf, type Somebody } from './people.js';

/** Whose each account is. */
type Holders = ReadonlyMap<string, Somebody>;

export const holdersIn = ({ all }: Everybody): Holders =>
  new Map(all.flatMap((person) => person.accounts.map((account) => [keyOf(account), person] as const)));

interface Structure {
  /** The department somebody is in; undefined where no platform tells. */
  placeOf(person: Somebody): Place | undefined;
  headOf(place: Place): Somebody | undefined;
  /** The head of their department, or of one above it: never the person itself. */
  headAbove(person: Somebody): Somebody | undefined;
}

/** Where people are, and who heads what, as one platform has it. */
export function structureOf(
  platform: string | undefined,
  places: Places,
  everybody: Everybody,
  holders: Holders,
): Structure {
  const own = ({ accounts }: Somebody): readonly Account[] =>
    accounts.filter((account) => account.platform === platform);
  const workspaceId = everybody.all.flatMap(own).at(-1)?.member.workspaceId ?? '';

  const headOf = ({ headUserIds }: Place) =>
    headUserIds
      .map((userId) => holders.get(accountKey(platform ?? '', workspaceId, userId)))
      .find((head) => head !== undefined);

  const placeOf = (person: Somebody) =>
    own(person)
      .map(({ platform, member }) =>
        places.byExternalId.get(externalIdOf(platform, member.departmentIds[0] ?? '')),
      )
      .find((place) => place !== undefined);

  const above = (place: Place | undefined, person: Somebody): Somebody | undefined => {
    if (!place) return undefined;
    const head = headOf(place);
    return head && head !== person ? head : above(place.parent, person);
  };

  return { placeOf, headOf, headAbove: (person) => above(placeOf(person), person) };
}
