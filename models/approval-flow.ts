/** The data of the approval engine. Vocabulary and states: the field's own (all-sign 会签, any-sign 或签, sequential 依次). */

import type { Money, Text } from './text.js';
import type { ApprovalState, SignerOrigin, StepMode, StepState, TaskState } from './views.js';
import type { Span, WorkingTime } from './working-time.js';

/**
 * Who decides. Of a role, `any` member signs for all of them (one signature from legal), or `all` must sign, each for
 * himself. A chain is every manager from level 1 up to a level or a title (position), a signature each. A field holds the
 * number of an employee, or of a department whose head is asked. Whoever submits, or approved just before, may choose.
 */
export type Assignee =
  | { readonly type: 'role'; readonly role: string; readonly members: 'any' | 'all' }
  | { readonly type: 'manager'; readonly level: number }
  | { readonly type: 'chain'; readonly upTo: { readonly level: number } | { readonly title: string } }
  | { readonly type: 'head'; readonly field?: string }
  | { readonly type: 'field'; readonly field: string }
  | {
      readonly type: 'chosen';
      readonly by: 'initiator' | 'previous';
      readonly from?: string;
      readonly most: number;
    }
  | { readonly type: 'person'; readonly employeeId: number };

/** Compares a fact of the record with a constant, or is an expression over `record`, `initiator` and `customer` (CEL). */
export type Condition =
  | {
      readonly field: string;
      readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
      readonly value: string | number;
    }
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] }
  | { readonly cel: string };

/** What becomes of a signature that nobody can give. */
export type EmptyRule = 'TO_ADMIN' | 'UP_ONE_LEVEL' | 'PASS' | 'REJECT' | { readonly toPerson: number };

/** What becomes of a signature that the initiator would give. */
export type OwnRule = 'TO_LEADER' | 'SKIP' | 'SELF_OK' | 'FORBID';

/** Whether somebody who has approved already is asked once more: never again, or not by two steps in a row. */
export type Dedupe = 'NONE' | 'ONCE' | 'CONSECUTIVE';

/**
 * What happens by itself to somebody who does not decide: another reminder; the superior may decide, too; it is the
 * superior's, or that of somebody named; the rule decides; it is closed, and over unless somebody takes it up again.
 */
export type TimeoutAction = 'remind' | 'escalate' | 'reassign' | 'approve' | 'reject' | 'close';

export interface Timeout {
  /** Since somebody was asked, or since the one before happened. */
  readonly after: Span;
  readonly action: TimeoutAction;
  /** To whom it goes, if not to the superior. */
  readonly to?: number;
  /** For how many days what is closed may be taken up again: a week, unless it says otherwise. */
  readonly recoverDays?: number;
}

export type FieldPermission = 'read' | 'edit' | 'hidden';

interface Named {
  /** Used once in the whole flow. */
  readonly key: string;
  readonly name: Text;
}

export interface StepDefinition extends Named {
  readonly kind?: 'step';
  readonly mode: StepMode;
  readonly assignees: readonly Assignee[];
  /** Without it the step is always taken; otherwise it is skipped when the condition does not hold. */
  readonly when?: Condition;
  /** How many approvals a VOTE takes, or EACH_GROUP from each of its groups. */
  readonly need?: number;
  /** The same as a share of those who vote, added signers included. */
  readonly needPercent?: number;
  /** In a VOTE or EACH_GROUP: one rejection ends it. */
  readonly veto?: boolean;
  readonly empty?: EmptyRule;
  readonly own?: OwnRule;
  /** A rejection sends it back to this step, or to the initiator, instead of ending it. */
  readonly rejectTo?: string;
  /** An approval needs a word, too. */
  readonly opinion?: boolean;
  /** An approval needs the name of whoever gives it, typed by themselves. */
  readonly signature?: boolean;
  /** What its approvers may do with a field of the form, by key: to read it goes without saying. */
  readonly fields?: Readonly<Record<string, FieldPermission>>;
  /** One after the other, each once. */
  readonly timeout?: readonly Timeout[];
  /** The clock of who asks the initiator something stands still until the answer. */
  readonly pausesForInfo?: boolean;
  /** Nobody decides here: each says that they have read it. */
  readonly reading?: boolean;
}

/** Decided by rule: always shown as the system's doing. */
export interface AutomaticDefinition extends Named {
  readonly kind: 'automatic';
  readonly verdict: 'approve' | 'reject';
  readonly when?: Condition;
}

export interface Branch extends Named {
  /** Without it the branch is the default. In parallel branches there are no conditions. */
  readonly when?: Condition;
  readonly steps: readonly FlowNode[];
}

export interface ForkDefinition extends Named {
  readonly kind: 'fork';
  /** The first whose condition holds, all whose conditions hold, or all. */
  readonly takes: 'FIRST' | 'MATCHING' | 'ALL';
  readonly branches: readonly Branch[];
}

export type FlowNode = StepDefinition | AutomaticDefinition | ForkDefinition;

/** People who are told and may read it, and are not asked. */
export interface Copy {
  readonly at: 'submit' | 'end' | 'both';
  readonly to: readonly Assignee[];
}

export type FormFieldType =
  | 'text'
  | 'longText'
  | 'number'
  | 'money'
  | 'date'
  | 'choice'
  | 'person'
  | 'people'
  | 'department'
  | 'customer'
  | 'deal';

export interface FormOption {
  readonly value: string;
  readonly label: Text;
}

/** A field of a simple form. What it holds becomes a fact by its key; money becomes two, its cents and its currency. */
export interface FormField {
  readonly key: string;
  readonly label: Text;
  readonly type: FormFieldType;
  readonly required?: boolean;
  /** Of a number, or of money in whole units; of a text, its length. */
  readonly min?: number;
  readonly max?: number;
  readonly hint?: Text;
  /** Of a choice. */
  readonly options?: readonly FormOption[];
  /** Of money, where none is typed. */
  readonly currency?: string;
  /** Of a date: the field whose day it may not come before. */
  readonly notBefore?: string;
}

export interface FormDefinition {
  readonly fields: readonly FormField[];
}

export interface FlowDefinition extends Named {
  readonly purpose: string;
  /** What whoever starts it fills in. Without one it is about a deal. */
  readonly form?: FormDefinition;
  readonly steps: readonly FlowNode[];
  readonly copies?: readonly Copy[];
  readonly dedupe?: Dedupe;
  /** How long the initiator may take it back; `APPROVED`, as long as it runs, unless it says otherwise. */
  readonly withdraw?: 'FIRST_DECISION' | 'APPROVED' | 'NEVER';
  /** How often it may be submitted, and how often a step may send it back. */
  readonly maxRounds?: number;
  /** Facts whose change makes earlier approvals worthless; all, unless it says otherwise. */
  readonly keyFields?: readonly string[];
  readonly bulk?: boolean;
  /** Once it is approved, whoever submitted it is away: from which day until which, and who acts, by fields of the form. */
  readonly absence?: { readonly from: string; readonly until: string; readonly proxy: string };
  /** How long after it was approved it may still be revoked. */
  readonly revokeDays?: number;
}

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
  readonly initiatorId: number;
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
  /** The clock: something is due. */
  | { readonly type: 'tick'; readonly seq: number; readonly action: TimeoutAction }
  /** Somebody is away from now on, or back. */
  | { readonly type: 'absence' }
  | { readonly type: 'revoked' }
  | { readonly type: 'revokeRefused' };
