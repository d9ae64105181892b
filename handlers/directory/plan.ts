import { groupedBy } from '../../models/grouped-by.js';
import { type Place, type Places, planDepartments } from './departments.js';
import { findGone, type Gone } from './gone.js';
import { type Leaders, leadersOf } from './leaders.js';
import { type Matching, matchAccounts, type Proposal, takeKnown } from './match.js';
import {
  type Account,
  type Asked,
  Everybody,
  isOther,
  type Somebody,
  type There,
  type Told,
} from './people.js';
import { type Clash, toldColumns, type Wanted } from './wanted.js';

/** Somebody for whom something changes. */
export interface PersonPlan {
  readonly person: Somebody;
  readonly columns: Wanted;
  /** Set where it changes. */
  readonly place?: Place;
  /** Set where it changes; `null` for nobody. */
  readonly manager?: Somebody | null;
  readonly returns: boolean;
  readonly links: readonly Account[];
}

export interface Plan extends Gone {
  readonly places: Places;
  readonly heads: readonly { readonly place: Place; readonly head: Somebody | null }[];
  readonly newcomers: readonly PersonPlan[];
  readonly changes: readonly PersonPlan[];
  readonly proposals: readonly Proposal[];
  readonly clashes: readonly Clash[];
  /** How many people are as the platforms say already. */
  readonly unchanged: number;
}

const noPlaces: Places = { byExternalId: new Map(), removed: [] };

const activeAccounts = ({ platform, members }: Told): readonly Account[] =>
  members.filter(({ active }) => active).map((member) => ({ platform, member }));

/** First everybody who is known, so that nobody new is taken for somebody who is. */
function matchAll({ told, founder }: Asked, everybody: Everybody): Matching[] {
  const strangers = told.map((one) => takeKnown(activeAccounts(one), everybody));
  return told.map(({ platform }, index) =>
    matchAccounts(strangers[index] ?? [], everybody, platform === founder),
  );
}

const isSomething = ({ columns, place, manager, returns, links }: PersonPlan) =>
  Object.keys(columns).length > 0 ||
  place !== undefined ||
  manager !== undefined ||
  returns ||
  links.length > 0;

/** Where somebody is to be, as far as that changes. */
function placing(person: Somebody, leaders: Leaders): Omit<PersonPlan, 'columns' | 'links'> {
  const { there } = person;
  const place = leaders.placeOf(person);
  const manager = leaders.managerOf(person);
  return {
    person,
    ...(place && isOther(place, there?.departmentId) && { place }),
    ...(manager !== undefined && isOther(manager, there?.managerId) && { manager }),
    returns: there?.active === false,
  };
}

/**
 * What makes departments, people, managers and identities equal to what the platforms say. What a platform does not tell
 * stays as it is.
 */
export function planSync(there: There, asked: Asked): Plan {
  const everybody = new Everybody(there.staff, there.identities);
  const matchings = matchAll(asked, everybody);
  const structure = asked.told.find(({ departments }) => departments.length > 0);
  const places = structure ? planDepartments(structure, there.departments) : noPlaces;
  const leaders = leadersOf(everybody, places, structure?.platform);
  const wanted = toldColumns(everybody);
  const linksOf = groupedBy(
    matchings.flatMap(({ links }) => links),
    ({ person }) => person,
  );
  const plans = everybody.all
    .filter(({ accounts }) => accounts.length > 0)
    .map((person) => ({
      ...placing(person, leaders),
      columns: wanted.columns.get(person) ?? {},
      links: (linksOf.get(person) ?? []).map(({ account }) => account),
    }));
  const changes = plans.filter((plan) => plan.person.there && isSomething(plan));
  const newcomers = plans.filter(({ person }) => !person.there);
  return {
    ...findGone(there, asked, everybody),
    places,
    heads: leaders.heads,
    newcomers,
    changes,
    proposals: matchings.flatMap(({ proposals }) => proposals),
    clashes: wanted.clashes,
    unchanged: plans.length - changes.length - newcomers.length,
  };
}
