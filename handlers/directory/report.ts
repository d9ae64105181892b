import type { HandedOver, Stuck } from './hand-over.js';
import type { Proposal } from './match.js';
import type { There } from './people.js';
import type { Plan } from './plan.js';
import type { Clash } from './wanted.js';

/** What a sync came to, or would. Plain JSON: the last one is kept. */
export interface Report {
  /** ISO 8601 */
  readonly at: string;
  readonly isDryRun: boolean;
  /** So many would leave that nothing was done. */
  readonly isStopped: boolean;
  /** Platforms that said nothing. */
  readonly unread: readonly string[];
  readonly known: number;
  readonly joined: readonly string[];
  readonly changed: number;
  readonly returned: readonly string[];
  readonly left: readonly string[];
  readonly linked: number;
  readonly unlinked: number;
  readonly unchanged: number;
  readonly departments: { readonly added: number; readonly removed: number };
  readonly proposals: readonly ProposalLine[];
  readonly clashes: readonly Clash[];
  readonly handed: { readonly approvals: number; readonly deals: number; readonly customers: number };
  readonly stuck: readonly Stuck[];
}

export interface ProposalLine extends Omit<Proposal, 'candidates'> {
  /** `张伟 (E003)` */
  readonly candidates: readonly string[];
}

interface Circumstances {
  readonly isDryRun: boolean;
  readonly isStopped: boolean;
  readonly unread: readonly string[];
  readonly now: Date;
}

export function reportOf(plan: Plan, there: There, handed: HandedOver, of: Circumstances): Report {
  const { isDryRun, isStopped, unread, now } = of;
  const byId = new Map(there.staff.map((one) => [one.id, `${one.name} (${one.staffNumber})`]));
  const places = [...plan.places.byExternalId.values()];
  const { approvals, deals, customers } = handed;
  return {
    at: now.toISOString(),
    ...{ isDryRun, isStopped, unread },
    known: plan.known,
    joined: plan.newcomers.map(
      ({ person, columns }) => columns.name ?? person.accounts[0]?.member.userId ?? '',
    ),
    changed: plan.changes.length,
    returned: plan.changes.filter(({ returns }) => returns).map(({ person }) => person.there?.name ?? ''),
    left: plan.leavers.map(({ name }) => name),
    linked: plan.changes.reduce((sum, { links }) => sum + links.length, 0),
    unlinked: plan.unlinks.length,
    unchanged: plan.unchanged,
    departments: {
      added: places.filter((place) => !place.there).length,
      removed: plan.places.removed.length,
    },
    proposals: plan.proposals.map(({ candidates, ...proposal }) => ({
      ...proposal,
      candidates: candidates.map((id) => byId.get(id) ?? `#${id}`),
    })),
    clashes: plan.clashes,
    handed: { approvals, deals, customers },
    stuck: handed.stuck,
  };
}
