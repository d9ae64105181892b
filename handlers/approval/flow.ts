import { z } from 'zod';
import type { Assignee, Condition, FlowDefinition, StepDefinition } from '../../models/approval-flow.js';
import type { Text } from '../../models/text.js';
import { Refusal } from '../useCase.js';

const faults = {
  key: {
    zh: '标识要用 1 到 40 个小写字母、数字或连字符。',
    en: 'A key has 1 to 40 small letters, digits or hyphens.',
  },
  name: { zh: '请用中文和英文各写一个名称。', en: 'A name is needed in Chinese and in English.' },
  steps: { zh: '流程至少要有一个步骤。', en: 'A flow needs at least one step.' },
  sameKey: { zh: '有两个步骤用了同一个标识。', en: 'Two steps have the same key.' },
  alwaysTaken: {
    zh: '至少要有一个没有条件的步骤，否则可能没人看过就通过了。',
    en: 'At least one step must have no condition, or a request could pass with nobody having looked at it.',
  },
  mode: {
    zh: '审批方式只能是 ALL（会签）、ANY（或签）或 SEQ（依次审批）。',
    en: 'A step is signed by ALL, by ANY, or in turn (SEQ).',
  },
  assignees: { zh: '每个步骤至少要有一位审批人。', en: 'A step needs at least one approver.' },
  assignee: {
    zh: '审批人可以是角色（role）、提交人的上级（manager）或指定的人（person）。',
    en: 'An approver is a role, a manager of whoever submits, or a person.',
  },
  members: {
    zh: '请写明角色中任意一人签（any）还是每人都要签（all）。',
    en: 'Say of a role whether any member signs for it, or all must.',
  },
  role: { zh: '角色名要有 1 到 40 个字符。', en: 'The name of a role has 1 to 40 characters.' },
  level: { zh: '上级的层数要在 1 到 20 之间。', en: 'The level of a manager is a number from 1 to 20.' },
  person: { zh: '指定的人要写员工编号（数字）。', en: 'A person is named by the number of an employee.' },
  condition: {
    zh: '条件要把一个字段用 eq、ne、gt、gte、lt 或 lte 与一个值比较，或用 any、all 把几个条件合起来。',
    en: 'A condition compares a field with a value by eq, ne, gt, gte, lt or lte, or joins conditions by any or all.',
  },
  unknown: { zh: '这里有不认识的内容。', en: 'There is something here that means nothing to a flow.' },
  shape: {
    zh: '这里缺少内容或写法不对。',
    en: 'Something is missing here, or written in another way than expected.',
  },
} satisfies Record<string, Text>;

/** A misspelt word must not go unnoticed: a step with `wen` for `when` would lose its condition. */
const record = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? faults.unknown.en : faults.shape.en),
  });

const key = z.string(faults.key.en).regex(/^[a-z0-9-]{1,40}$/, faults.key.en);
const someText = z.string(faults.name.en).trim().min(1, faults.name.en);
const name = z.strictObject({ zh: someText, en: someText }, faults.name.en);

const comparison = record({
  field: z.string(faults.condition.en).min(1, faults.condition.en),
  op: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte'], faults.condition.en),
  value: z.union([z.string(), z.number()], faults.condition.en),
});

const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union([comparison, record({ any: conditions }), record({ all: conditions })], faults.condition.en),
);

const conditions = z.array(condition, faults.condition.en).min(1, faults.condition.en);

const assignee: z.ZodType<Assignee> = z.discriminatedUnion(
  'type',
  [
    record({
      type: z.literal('role'),
      role: z.string(faults.role.en).min(1, faults.role.en).max(40, faults.role.en),
      members: z.enum(['any', 'all'], faults.members.en),
    }),
    record({
      type: z.literal('manager'),
      level: z.int(faults.level.en).min(1, faults.level.en).max(20, faults.level.en),
    }),
    record({ type: z.literal('person'), employeeId: z.int(faults.person.en).positive(faults.person.en) }),
  ],
  faults.assignee.en,
);

const step: z.ZodType<StepDefinition> = record({
  key,
  name,
  mode: z.enum(['ALL', 'ANY', 'SEQ'], faults.mode.en),
  assignees: z.array(assignee, faults.assignees.en).min(1, faults.assignees.en),
  when: condition.optional(),
});

const keysDiffer = (steps: readonly StepDefinition[]) =>
  new Set(steps.map((one) => one.key)).size === steps.length;

export const flowDefinition: z.ZodType<FlowDefinition> = record({
  key,
  purpose: key,
  name,
  steps: z
    .array(step, faults.steps.en)
    .min(1, faults.steps.en)
    .refine(keysDiffer, faults.sameKey.en)
    .refine((steps) => steps.some((one) => !one.when), faults.alwaysTaken.en),
});

const unreadable: Text = {
  zh: '流程设置有误（{place}）：{fault}',
  en: 'The flow is not right at {place}: {fault}',
};

/** @throws Refusal naming the first place that is wrong, for whoever wrote the definition */
export const readFlow = (data: unknown): FlowDefinition => {
  const read = flowDefinition.safeParse(data);
  if (read.success) return read.data;

  const { path = [], message = '' } = read.error.issues[0] ?? {};
  const fault = Object.values(faults).find((one) => one.en === message) ?? { zh: message, en: message };
  throw new Refusal(unreadable, { place: path.join(' › ') || '/', fault });
};

/**
 * The contract flow as shipped: the seller's manager; then legal and finance, one signature from each; then the
 * general manager for large contracts, and for those in a currency that the threshold cannot be compared with.
 * Reads the facts `amountCents` and `currency`.
 */
export const contractFlow = (thresholdCents = 500_000_00, baseCurrency = 'CNY'): FlowDefinition => ({
  key: 'contract',
  purpose: 'contract',
  name: { zh: '合同审批', en: 'Contract approval' },
  steps: [
    {
      key: 'sales-manager',
      name: { zh: '销售主管', en: 'Sales manager' },
      mode: 'ANY',
      assignees: [{ type: 'manager', level: 1 }],
    },
    {
      key: 'legal-and-finance',
      name: { zh: '法务与财务会签', en: 'Legal and finance' },
      mode: 'ALL',
      assignees: [
        { type: 'role', role: 'legal', members: 'any' },
        { type: 'role', role: 'finance', members: 'any' },
      ],
    },
    {
      key: 'general-manager',
      name: { zh: '总经理', en: 'General manager' },
      mode: 'ANY',
      assignees: [{ type: 'role', role: 'general-manager', members: 'any' }],
      when: {
        any: [
          { field: 'currency', op: 'ne', value: baseCurrency },
          { field: 'amountCents', op: 'gt', value: thresholdCents },
        ],
      },
    },
  ],
});
