import { advance, type Progress } from '../../../handlers/approval/rules/engine.js';
import type { Branch, FlowNode, StepDefinition } from '../../../models/approval-flow.js';
import type { ApprovalEvent, Instance, People } from '../../../models/approval-instance.js';
import { clock, firm, step } from './firm.js';

type Type = ApprovalEvent['type'];
type Rest<T extends Type> = Omit<Extract<ApprovalEvent, { type: T }>, 'type' | 'hash'>;

/** What somebody does, on the content as it is, some minutes after nine. */
export const does = <T extends Type>(
  { instance }: { readonly instance: Instance },
  type: T,
  rest: Rest<T>,
  minute = 30,
  people: People = firm,
): Progress =>
  advance(
    instance,
    { type, hash: instance.contentHash, ...rest } as unknown as ApprovalEvent,
    clock(minute),
    people,
  );

export const stateOf = ({ instance }: { readonly instance: Instance }, key: string) =>
  instance.steps.find((one) => one.key === key)?.state;

/** A step with more to say than its mode and people. */
export const ruled = (definition: StepDefinition, rules: Partial<StepDefinition>): StepDefinition => ({
  ...definition,
  ...rules,
});

export const branch = (key: string, steps: readonly FlowNode[], when?: Branch['when']): Branch => ({
  key,
  name: { zh: key, en: key },
  steps,
  ...(when && { when }),
});

export const fork = (
  key: string,
  takes: 'FIRST' | 'MATCHING' | 'ALL',
  ...branches: readonly Branch[]
): FlowNode => ({ kind: 'fork', key, name: { zh: key, en: key }, takes, branches });

export const automatic = (key: string, verdict: 'approve' | 'reject'): FlowNode => ({
  kind: 'automatic',
  key,
  name: { zh: key, en: key },
  verdict,
});

export const signedBy = (key: string, ...people: readonly number[]): StepDefinition =>
  step(
    key,
    'ALL',
    people.map((employeeId) => ({ type: 'person', employeeId })),
  );
