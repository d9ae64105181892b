/** What a firm writes down of its flows and forms, in the field's own words (all-sign 会签, any-sign 或签, sequential 依次). */

import type { StepMode } from './approval-view.js';
import type { Text } from './text.js';
import type { Span } from './working-time.js';

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
type OwnRule = 'TO_LEADER' | 'SKIP' | 'SELF_OK' | 'FORBID';

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

type FormFieldType =
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
  /** What people type for it besides: 打车 for 交通. */
  readonly words?: readonly string[];
}

/** The options of a choice of which half of a day: where they are left empty it is the whole day. */
export const HALVES = ['morning', 'afternoon'] as const;

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
  /** Of a date: of what has happened already, so that 11-20 is the last one and not the next. */
  readonly past?: boolean;
  /** Of a choice of morning or afternoon: the date whose half it is. */
  readonly halfOf?: string;
  /** Of a number: the two dates whose days it counts, both included. */
  readonly daysOf?: { readonly from: string; readonly until: string };
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
