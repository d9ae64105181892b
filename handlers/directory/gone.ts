import type { IdentityRow, StaffRow } from '../../models/directory.js';
import { groupedBy } from '../../models/grouped-by.js';
import { type Asked, accountKey, type Everybody, keyOf, type There } from './people.js';

/** More leavers at once than a firm has in a night are rather somebody's mistake in an admin console. */
const MOST_LEAVERS = 5;
const MOST_LEAVERS_SHARE = 0.2;

export interface Gone {
  readonly leavers: readonly StaffRow[];
  /** Accounts that are gone of people who have others. */
  readonly unlinks: readonly IdentityRow[];
  /** So many leave that somebody should look before they do. */
  readonly isTooMany: boolean;
  /** How many people the platforms that were read have known. */
  readonly known: number;
}

/** Of whom a whole reading says nothing any more. A workspace of which it says nothing at all says nothing of anybody. */
export function findGone({ staff, identities }: There, { told, unread }: Asked, everybody: Everybody): Gone {
  const heard = new Set(
    told.flatMap(({ platform, members }) => members.map(({ workspaceId }) => `${platform}/${workspaceId}`)),
  );
  const present = new Set(everybody.all.flatMap(({ accounts }) => accounts.map(keyOf)));
  const isHeard = ({ platform, workspaceId }: IdentityRow) => heard.has(`${platform}/${workspaceId}`);
  const isOpen = (one: IdentityRow) =>
    unread.includes(one.platform) || (!isHeard(one) && isTold(one.platform));
  const isTold = (platform: string) => told.some((one) => one.platform === platform);
  const isPresent = ({ platform, workspaceId, userId }: IdentityRow) =>
    present.has(accountKey(platform, workspaceId, userId));
  const isLost = (one: IdentityRow) => isHeard(one) && !isPresent(one);

  const byOwner = groupedBy(identities, ({ employeeId }) => employeeId);
  const active = staff.filter((one) => one.active && (byOwner.get(one.id) ?? []).some(isHeard));
  const remains = ({ id }: StaffRow) =>
    (everybody.byId(id)?.accounts.length ?? 0) > 0 || (byOwner.get(id) ?? []).some(isOpen);

  const leavers = active.filter((one) => !remains(one));
  const unlinks = active.filter(remains).flatMap(({ id }) => (byOwner.get(id) ?? []).filter(isLost));
  return {
    leavers,
    unlinks,
    known: active.length,
    isTooMany: leavers.length > MOST_LEAVERS && leavers.length > active.length * MOST_LEAVERS_SHARE,
  };
}
