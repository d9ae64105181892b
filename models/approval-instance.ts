/** An approval as the engine has it: what was asked of whom, what came of it, and what can happen to it. */
import type { FlowDefinition, TimeoutAction } from './approval-flow.js';
import type { ApprovalState, SignerOrigin, StepState, TaskState } from './approval-view.js';
import type { Money } from './text.js';
import type { WorkingTime } from './working-time.js';

/**
 * What the record was when it was submitted; conditions read it, the content hash covers it. `initiator.…` and
 * `customer.…` are how those stood then.
 */
export type Facts = Readonly<Record<string, string | number | null>>;

/** Some signatures, which any of these people may give. */
export interface Seat {
  readonly people: readonly number[];
  readonly need: number;
}

/** Why a step is over that nobody signed: nobody was there, it was the initiator's own, it is automatic. */
export type StepRule = 'nobody' | 'own' | 'automatic';

export interface Step {
  readonly key: string;
  readonly state: StepState;
  /** The signatures needed; fixed when the step is entered, changed only by those who sign. */
  readonly seats: readonly Seat[];
  /** Its present tasks are those from this number on: earlier ones are of before a return. */
  readonly fromSeq: number;
  readonly enteredAt: Date | null;
  readonly endedAt: Date | null;
  readonly rule?: StepRule;
  /** Of one person at random: the number from 0 to 1 that was drawn, and among whom. */
  readonly drawn?: { readonly number: number; readonly among: readonly number[] };
  /** Of a fork: the branches taken. */
  readonly taken?: readonly string[];
}

export type SignMode = 'ALL' | 'ANY' | 'SEQ';

export interface Task {
  /** 1, 2, 3, … within the instance. */
  readonly seq: number;
  readonly stepKey: string;
  readonly round: number;
  readonly assigneeId: number;
  /** Who may act in the assignee's absence. */
  readonly proxyId: number | null;
  readonly state: TaskState;
  readonly openedAt: Date | null;
  readonly decidedAt: Date | null;
  /** Nobody, where a rule decided. */
  readonly decidedById: number | null;
  readonly comment: string | null;
  /** The name that whoever approved has typed, where the step asks for it. */
  readonly signature: string | null;
  readonly origin: SignerOrigin;
  /** The task whose assignee added this one, or asked for help. */
  readonly parentSeq: number | null;
  /** How those who were added together sign. */
  readonly signMode: SignMode | null;
  /** The task that was handed on, of which this is the rest. */
  readonly continuesSeq: number | null;
  /** SHA-256 of the content that was decided on. */
  readonly contentHash: string | null;
  /** What the assignee wants to know from the initiator before deciding. */
  readonly question: string | null;
  readonly urgedAt: Date | null;
  /** When the next of its step's time-outs happens, and since when that is counted. */
  readonly dueAt: Date | null;
  readonly clockedAt: Date | null;
  /** Since when the clock stands still, as the assignee waits for an answer; and how much it had counted before. */
  readonly pausedAt: Date | null;
  readonly passedMs: number;
  /** How many of them have happened. */
  readonly fired: number;
}

/** A content as it was before an approver changed it. */
export interface Replaced {
  readonly facts: Facts;
  readonly round: number;
  readonly byId: number;
  readonly at: Date;
}

/** What the last approval changed, so that it can be taken back. */
export interface Undo {
  readonly byId: number;
  readonly seq: number;
  /** How many tasks there were. */
  readonly kept: number;
  readonly steps: readonly Step[];
  readonly states: readonly (readonly [seq: number, state: TaskState, openedAt: Date | null])[];
  /** What was asked meanwhile, and since when the clock of who asked stood still. */
  readonly questions: readonly (readonly [seq: number, question: string, pausedAt: Date | null])[];
}

export interface Instance {
  readonly id: number;
  readonly definition: FlowDefinition;
  /** Who has submitted it. */
  readonly initiatorId: number;
  /** Whose it is now: the initiator's, unless it is about a deal that has changed hands. */
  readonly ownerId: number;
  readonly state: ApprovalState;
  readonly round: number;
  readonly facts: Facts;
  readonly contentHash: string;
  readonly steps: readonly Step[];
  readonly tasks: readonly Task[];
  readonly submittedAt: Date | null;
  readonly endedAt: Date | null;
  /** Who ended it, where that was no task's decision, and why. */
  readonly endedById: number | null;
  readonly endReason: string | null;
  /** Whom the initiator or an approver has chosen, by the key of the step. */
  readonly chosen: Readonly<Record<string, readonly number[]>>;
  /** Who was told, and may read it. */
  readonly copied: readonly number[];
  /** Who was mentioned, and may read it: by their number the fields, by key, that are hidden from them all the same. */
  readonly mentioned: Readonly<Record<number, readonly string[]>>;
  /** The facts of each earlier round, the first one first. */
  readonly pastFacts: readonly Facts[];
  /** What approvers have changed, the first change first. */
  readonly replaced: readonly Replaced[];
  readonly undo: Undo | null;
  /** The approval that this one would revoke. */
  readonly reversesId: number | null;
}

/** The directory as far as one instance needs it, loaded beforehand. Only active people are in `roles` and `managers`. */
export interface People {
  readonly names: Readonly<Record<number, string>>;
  /** Active members, in order of staff number. */
  readonly roles: Readonly<Record<string, readonly number[]>>;
  /** Manager of each person that matters here, or null at the top. Covers the chains of the initiator and of all role members. */
  readonly managerOf: Readonly<Record<number, number | null>>;
  readonly active: ReadonlySet<number>;
  readonly titleOf?: Readonly<Record<number, string | null>>;
  readonly departmentOf?: Readonly<Record<number, number | null>>;
  /** Head of each department that matters here. */
  readonly headOf?: Readonly<Record<number, number | null>>;
  /** Who acts for whom in their absence, chains followed to their end. */
  readonly proxyOf?: Readonly<Record<number, number>>;
  /** Who is away and for whom somebody acts only below an amount, which this is not. */
  readonly keeperOf?: Readonly<Record<number, { readonly proxyName: string; readonly below: Money | null }>>;
  readonly timeZoneOf?: Readonly<Record<number, string>>;
  /** Loaded where a step has time-outs. */
  readonly workingTime?: WorkingTime;
  /** Those for whom it is night or a day off. */
  readonly quiet?: ReadonlySet<number>;
  /** From 0 to below 1: what chooses one person at random. */
  readonly draw?: number;
}

interface By {
  readonly byId: number;
  /** The task that they were shown: whoever has several decides on no other by it. 0 where it is not known. */
  readonly taskSeq?: number;
}
/** Decides on the content with this hash. */
interface OnContent extends By {
  readonly hash: string;
}

export type ApprovalEvent =
  | { readonly type: 'submit'; readonly chosen?: Instance['chosen'] }
  | (OnContent & {
      readonly type: 'approve';
      readonly comment?: string;
      readonly next?: readonly number[];
      /** As it was typed. */
      readonly signature?: string;
    })
  | (OnContent & { readonly type: 'reject'; readonly comment: string })
  | (OnContent & {
      readonly type: 'return';
      readonly comment: string;
      /** The key of a step, or `initiator`. */
      readonly to: string;
      readonly way: 'RERUN' | 'JUMP';
    })
  /** An approver changes what the step lets them change: what was shown before is not decided on any more. */
  | (OnContent & { readonly type: 'edit'; readonly facts: Facts })
  | (By & { readonly type: 'resubmit'; readonly facts: Facts; readonly way: 'RERUN' | 'JUMP' })
  | (By & { readonly type: 'withdraw'; readonly comment?: string })
  | (By & { readonly type: 'takeBack' })
  | (OnContent & {
      readonly type: 'addSigner';
      readonly where: 'before' | 'after' | 'beside';
      readonly who: readonly number[];
      readonly mode: SignMode;
      readonly comment?: string;
      /** Where it is an approval, too. */
      readonly signature?: string;
    })
  | (By & { readonly type: 'removeSigner'; readonly seq: number })
  | (By & { readonly type: 'transfer'; readonly to: number; readonly comment?: string })
  | (By & { readonly type: 'delegate'; readonly to: number; readonly comment?: string })
  | (By & { readonly type: 'advise'; readonly comment: string })
  | (By & { readonly type: 'ask'; readonly comment: string })
  | (By & { readonly type: 'answer'; readonly comment: string })
  | (By & { readonly type: 'urge' })
  | (By & { readonly type: 'terminate'; readonly comment: string })
  | (By & { readonly type: 'void'; readonly comment: string })
  | (By & { readonly type: 'revoke'; readonly comment: string })
  /** What it is about is somebody else's now. */
  | { readonly type: 'give'; readonly to: number }
  /** The clock: something is due. */
  | { readonly type: 'tick'; readonly seq: number; readonly action: TimeoutAction }
  /** Somebody is away from now on, or back. */
  | { readonly type: 'absence' }
  | { readonly type: 'revoked' }
  | { readonly type: 'revokeRefused' };
