/** The data of the approval engine. Vocabulary and states: the field's own (all-sign 会签, any-sign 或签, sequential 依次). */

import type { Text } from './text.js';
import type { ApprovalState, StepMode, StepState, TaskState } from './views.js';

/**
 * Who decides: members of a role, the initiator's manager (level 1) or that one's manager (2, …), or a named person.
 * Of a role, `any` member signs for all of them (one signature from legal), or `all` must sign, each for himself.
 */
export type Assignee =
  | { readonly type: 'role'; readonly role: string; readonly members: 'any' | 'all' }
  | { readonly type: 'manager'; readonly level: number }
  | { readonly type: 'person'; readonly employeeId: number };

/** Compares a fact of the record with a constant. */
export type Condition =
  | {
      readonly field: string;
      readonly op: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte';
      readonly value: string | number;
    }
  | { readonly any: readonly Condition[] }
  | { readonly all: readonly Condition[] };

export interface StepDefinition {
  readonly key: string;
  readonly name: Text;
  readonly mode: StepMode;
  readonly assignees: readonly Assignee[];
  /** Without it the step is always taken; otherwise it is skipped when the condition does not hold. */
  readonly when?: Condition;
}

export interface FlowDefinition {
  readonly key: string;
  readonly purpose: string;
  readonly name: Text;
  readonly steps: readonly StepDefinition[];
}

/** What the record was when it was submitted; conditions read it, the content hash covers it. */
export type Facts = Readonly<Record<string, string | number | null>>;

export interface Step {
  readonly key: string;
  readonly state: StepState;
  /** The signatures needed, each with the employees of whom any one may give it; frozen when the step is entered. */
  readonly seats: readonly (readonly number[])[];
  readonly enteredAt: Date | null;
  readonly endedAt: Date | null;
}

export interface Task {
  /** 1, 2, 3, … within the instance. */
  readonly seq: number;
  readonly stepKey: string;
  readonly round: number;
  readonly assigneeId: number;
  readonly state: TaskState;
  readonly openedAt: Date | null;
  readonly decidedAt: Date | null;
  readonly decidedById: number | null;
  readonly comment: string | null;
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
}

/** The directory as far as one instance needs it, loaded beforehand. Only active people are in `roles` and `managers`. */
export interface People {
  readonly names: Readonly<Record<number, string>>;
  /** Active members, in order of staff number. */
  readonly roles: Readonly<Record<string, readonly number[]>>;
  /** Manager of each person that matters here, or null at the top. Covers the chains of the initiator and of all role members. */
  readonly managerOf: Readonly<Record<number, number | null>>;
  readonly active: ReadonlySet<number>;
}

export type ApprovalEvent =
  | { readonly type: 'submit' }
  | { readonly type: 'approve'; readonly byId: number; readonly hash: string; readonly comment?: string }
  | { readonly type: 'reject'; readonly byId: number; readonly hash: string; readonly comment: string }
  | { readonly type: 'withdraw'; readonly byId: number; readonly comment?: string };
