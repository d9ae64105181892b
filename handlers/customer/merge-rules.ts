/** What becomes of the fields of two customers that turn out to be one, and of one that turns out to be two after all. */
import type { Customer } from '../../models/customer.js';
import type { Json } from '../../models/view-parts.js';
import { normaliseName } from '../input/name.js';

/** In the order in which they are asked about. */
const mergeable = ['name', 'category', 'taxNumber', 'address', 'phone', 'ownerId', 'mainContactId'] as const;
export type Mergeable = (typeof mergeable)[number];

/** The one that was there first is known to more people. */
export const youngerIntoOlder = (one: number, other: number) => ({
  id: Math.max(one, other),
  into: Math.min(one, other),
});

/** One of the two. */
export interface Side {
  readonly customer: Customer;
  /** What people read in each field; nothing where it is empty. */
  readonly shown: Readonly<Record<Mergeable, string>>;
}

/** What both say, and say differently. */
export const differing = (into: Side, from: Side): readonly Mergeable[] =>
  mergeable.filter((field) => {
    const [one, other] = [into.shown[field], from.shown[field]];
    return one !== '' && other !== '' && one !== other;
  });

type Fields = Partial<Pick<Customer, Mergeable>>;

const withFields = (customer: Customer, fields: Fields): Customer => {
  const after = { ...customer, ...fields };
  return { ...after, normalisedName: normaliseName(after.name) };
};

const picked = (from: Customer | Record<string, Json>, fields: readonly Mergeable[]): Fields =>
  Object.fromEntries(fields.map((field) => [field, from[field as keyof typeof from]]));

/** With what is taken from the other, and with what only the other has. */
export const merged = (into: Side, from: Side, taken: ReadonlySet<Mergeable>): Customer =>
  withFields(
    into.customer,
    picked(
      from.customer,
      mergeable.filter((field) => taken.has(field) || into.shown[field] === ''),
    ),
  );

type Remembered = Readonly<Record<string, Json>>;

/** What a change has made other than it was, as it was and as it is. */
export function changesIn(before: Customer, after: Customer): { before: Remembered; after: Remembered } {
  const changed = mergeable.filter((field) => before[field] !== after[field]);
  return { before: picked(before, changed) as Remembered, after: picked(after, changed) as Remembered };
}

/** As it was before, where nobody has changed it since. */
export const undone = (now: Customer, before: Remembered, after: Remembered): Customer =>
  withFields(
    now,
    picked(
      before,
      mergeable.filter((field) => field in before && now[field] === after[field]),
    ),
  );
