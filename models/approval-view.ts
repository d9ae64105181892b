/** An approval as its readers see it, in plain JSON, and the words for how it and its parts stand. */
import type { Money, Param, Saying, Text } from './text.js';
import type { Fact, Person, TimelineEntry } from './view-parts.js';

/** How the approval of a record stands. */
export interface ApprovalStanding {
  readonly id: number;
  readonly number: string;
  readonly state: ApprovalState;
  readonly waitingFor: readonly string[];
}

export type ApprovalState =
  | 'draft'
  | 'running'
  | 'returned'
  | 'approved'
  | 'rejected'
  | 'withdrawn'
  | 'terminated'
  | 'revoking'
  | 'revoked'
  | 'voided';
export type StepMode = 'ALL' | 'ANY' | 'ANY_APPROVE' | 'SEQ' | 'VOTE' | 'EACH_GROUP' | 'RANDOM';
export type StepState = 'waiting' | 'active' | 'passed' | 'rejected' | 'returned' | 'skipped' | 'cancelled';
/** `decided_waiting`: approved, and signers that were added after it are not through. */
export type TaskState =
  | 'queued'
  | 'open'
  | 'held'
  | 'helping'
  | 'decided_waiting'
  | 'advised'
  | 'approved'
  | 'rejected'
  | 'returned'
  | 'transferred'
  | 'closed'
  | 'expired';

/** How somebody came to be asked: by the flow, added before, after or beside an approver, for an opinion, as a superior. */
export type SignerOrigin = 'step' | 'before' | 'after' | 'beside' | 'help' | 'escalated';

export interface ApprovalTaskView {
  readonly who: string;
  readonly origin: SignerOrigin;
  /** Nobody was asked: a rule of the flow has approved, as this person had done so already. */
  readonly byRule: boolean;
  /** Nobody decided in time: the time-out of the step did. */
  readonly byTimeout?: true;
  /** When the next time-out happens. */
  readonly dueAt?: string;
  /** When its initiator urged them last. */
  readonly urgedAt?: string;
  /** The clock of the time-outs stands still until the initiator answers. */
  readonly paused?: { readonly since: string; readonly waitsFor: string };
  /** What this person wants to know before deciding. */
  readonly question: string | null;
  /** Set when somebody decided, or is to decide, for the person whose task it is. */
  readonly onBehalfOf: string | null;
  readonly state: TaskState;
  readonly openedAt: string | null;
  readonly decidedAt: string | null;
  readonly comment: string | null;
  /** The name that was typed to approve, where the step asks for it. */
  readonly signature?: string;
}

export interface ApprovalStepView {
  readonly name: Text;
  /** None where no person decides. */
  readonly mode: StepMode | null;
  readonly state: StepState;
  /** How many approvals it takes in all, and how many there are. */
  readonly need: number;
  readonly approved: number;
  readonly size: number;
  /** Why it is over without anybody's signature. */
  readonly rule: 'nobody' | 'own' | 'automatic' | null;
  /** How long it took when it was through before: half of the times longer, half shorter. */
  readonly usualMs?: number;
  /** Nobody decides here: each says that they have read it. */
  readonly reading?: boolean;
  readonly tasks: readonly ApprovalTaskView[];
}

/**
 * An approval as its reader sees it. While it runs, an assignee gets the request card with buttons; when it has
 * ended, everybody gets the result card. `can` decides which buttons there are, nothing else.
 */
export interface ApprovalView {
  readonly kind: 'approval';
  /** Why it is shown, where somebody may have expected something else. */
  readonly intro?: Saying;
  readonly id: number;
  /** `A-31` */
  readonly number: string;
  readonly flow: Text;
  readonly state: ApprovalState;
  readonly round: number;
  readonly initiator: Person;
  readonly subject: {
    readonly kind: string;
    readonly id: number;
    readonly number: string;
    readonly title: string;
  };
  /** What the approver decides on. */
  readonly facts: readonly Fact[];
  readonly steps: readonly ApprovalStepView[];
  readonly comments: readonly TimelineEntry[];
  /** Why it is with whose it is again. */
  readonly returned: { readonly who: string; readonly to: string; readonly reason: string } | null;
  /** It was closed, as nobody decided in time: who was late, and until when it may be taken up again. */
  readonly lapsed?: { readonly who: string; readonly until: string };
  /** Who ended it, where that was no approver's decision, and why; `byTime` where nobody decided in time. */
  readonly ended: { readonly who: string; readonly reason: string | null; readonly byTime?: true } | null;
  /** Its reader is away and keeps this, as somebody acts for them only below an amount. */
  readonly kept?: { readonly proxy: string; readonly below: Money };
  /** What has changed since this reader saw it last. */
  readonly changes: readonly { readonly field: Text; readonly before: Param; readonly after: Param }[];
  /** How long what is still ahead usually takes, if all of it is known. */
  readonly remainsMs?: number;
  /** The approval that this one would revoke: its number. */
  readonly reverses: string | null;
  readonly submittedAt: string;
  readonly endedAt: string | null;
  /** SHA-256 of the content this card shows; comes back with each click. */
  readonly hash: string;
  /** The task that its reader would act on; comes back with each click, too. */
  readonly taskSeq?: number;
  /** What this reader may do now: the names of actions, such as `approval.approve`; those behind "More" too. */
  readonly can: readonly string[];
  readonly document: { readonly name: Text; readonly path: string } | null;
}
