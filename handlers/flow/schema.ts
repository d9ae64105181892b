import { z } from 'zod';
import type {
  Assignee,
  Branch,
  Condition,
  Copy,
  FlowDefinition,
  FlowNode,
  StepDefinition,
} from '../../models/approval-flow.js';
import { expressionFault } from '../approval/rules/expression.js';
import { formDefinition } from './form-schema.js';
import { name, record, someText, strangeKeys } from './schema-parts.js';
import { faults } from './schema-words.js';

const key = z.string(faults.key.en).regex(/^[a-z0-9-]{1,40}$/, faults.key.en);
const field = z.string(faults.condition.en).min(1, faults.condition.en).max(60, faults.condition.en);

const comparison = record({
  field,
  op: z.enum(['eq', 'ne', 'gt', 'gte', 'lt', 'lte'], faults.condition.en),
  value: z.union([z.string(), z.number()], faults.condition.en),
});

const expression = record({
  cel: z
    .string(faults.expression.en)
    .max(1_000, faults.expression.en)
    .refine((text) => expressionFault(text) === undefined, faults.expression.en),
});

/** Told apart by what they hold, so that what is wrong is said about the right one. */
const condition: z.ZodType<Condition> = z.lazy(() =>
  z.union(
    [comparison, record({ any: conditions }), record({ all: conditions }), expression],
    faults.condition.en,
  ),
);

const conditions = z.array(condition, faults.condition.en).min(1, faults.condition.en);

const roleName = z.string(faults.role.en).min(1, faults.role.en).max(40, faults.role.en);
const level = z.int(faults.level.en).min(1, faults.level.en).max(20, faults.level.en);
const employee = z.int(faults.person.en).positive(faults.person.en);

const assignee: z.ZodType<Assignee> = z.discriminatedUnion(
  'type',
  [
    record({
      type: z.literal('role'),
      role: roleName,
      members: z.enum(['any', 'all'], faults.members.en),
    }),
    record({ type: z.literal('manager'), level }),
    record({
      type: z.literal('chain'),
      upTo: z.union([record({ level }), record({ title: someText })], faults.level.en),
    }),
    record({ type: z.literal('head'), field: field.optional() }),
    record({ type: z.literal('field'), field }),
    record({
      type: z.literal('chosen'),
      by: z.enum(['initiator', 'previous'], faults.option.en),
      from: roleName.optional(),
      most: z.int(faults.most.en).min(1, faults.most.en).max(50, faults.most.en),
    }),
    record({ type: z.literal('person'), employeeId: employee }),
  ],
  faults.assignee.en,
);

const assignees = z.array(assignee, faults.assignees.en).min(1, faults.assignees.en);
const flag = z.boolean(faults.option.en);
const count = (most: number) => z.int(faults.need.en).min(1, faults.need.en).max(most, faults.need.en);

/** A year is long enough for anything; a thirtieth of an hour is two minutes. */
const length = z.number(faults.timeout.en).min(0.03, faults.timeout.en).max(9_000, faults.timeout.en);

const timeout = record({
  after: z.union(
    [record({ hours: length }), record({ workingHours: length }), record({ workingDays: length })],
    faults.timeout.en,
  ),
  action: z.enum(['remind', 'escalate', 'reassign', 'approve', 'reject', 'close'], faults.timeout.en),
  to: employee.optional(),
  recoverDays: z
    .int(faults.recoverDays.en)
    .min(0, faults.recoverDays.en)
    .max(365, faults.recoverDays.en)
    .optional(),
})
  .refine(
    ({ to, action }) => to === undefined || action === 'escalate' || action === 'reassign',
    faults.timeoutTo.en,
  )
  .refine(
    ({ recoverDays, action }) => recoverDays === undefined || action === 'close',
    faults.recoverDays.en,
  );

const MOST_REMINDERS = 10;

const timeouts = z
  .array(timeout, faults.timeout.en)
  .min(1, faults.timeout.en)
  .refine(
    (all) => all.filter(({ action }) => action === 'remind').length <= MOST_REMINDERS,
    faults.reminders.en,
  )
  .refine(
    (all) => all.slice(0, -1).every(({ action }) => !['approve', 'reject', 'close'].includes(action)),
    faults.timeoutEnds.en,
  );

const permission = z.enum(['read', 'edit', 'hidden'], faults.permission.en);

const step: z.ZodType<StepDefinition> = record({
  kind: z.literal('step', faults.shape.en).optional(),
  key,
  name,
  mode: z.enum(['ALL', 'ANY', 'ANY_APPROVE', 'SEQ', 'VOTE', 'EACH_GROUP', 'RANDOM'], faults.mode.en),
  assignees,
  when: condition.optional(),
  need: count(500).optional(),
  needPercent: count(100).optional(),
  veto: flag.optional(),
  empty: z
    .union(
      [z.enum(['TO_ADMIN', 'UP_ONE_LEVEL', 'PASS', 'REJECT']), record({ toPerson: employee })],
      faults.empty.en,
    )
    .optional(),
  own: z.enum(['TO_LEADER', 'SKIP', 'SELF_OK', 'FORBID'], faults.own.en).optional(),
  rejectTo: z.string(faults.rejectTo.en).optional(),
  opinion: flag.optional(),
  signature: flag.optional(),
  fields: z.record(z.string().max(40, faults.permission.en), permission, faults.permission.en).optional(),
  timeout: timeouts.optional(),
  pausesForInfo: flag.optional(),
  reading: flag.optional(),
})
  .refine(
    ({ mode, need, needPercent }) => mode !== 'VOTE' || need !== undefined || needPercent !== undefined,
    faults.voteNeed.en,
  )
  .refine(({ pausesForInfo, timeout }) => !pausesForInfo || timeout !== undefined, faults.pausesAlone.en);

const automatic = record({
  kind: z.literal('automatic'),
  key,
  name,
  verdict: z.enum(['approve', 'reject'], faults.verdict.en),
  when: condition.optional(),
});

const branch: z.ZodType<Branch> = z.lazy(() =>
  record({ key, name, when: condition.optional(), steps: z.array(node, faults.shape.en) }),
);

const hasOneDefault = (branches: readonly Branch[]) =>
  branches.findIndex(({ when }) => !when) === branches.length - 1;

const branches = z.array(branch, faults.branches.en).min(2, faults.branches.en).max(20, faults.branches.en);
const fork = (takes: 'FIRST' | 'MATCHING') =>
  record({
    kind: z.literal('fork'),
    key,
    name,
    takes: z.literal(takes),
    branches: branches.refine(hasOneDefault, faults.oneDefault.en),
  });

const parallel = record({
  kind: z.literal('fork'),
  key,
  name,
  takes: z.literal('ALL'),
  branches: branches.refine((all) => all.every(({ when }) => !when), faults.noConditions.en),
});

const kindOf = (data: unknown): unknown =>
  typeof data === 'object' && data !== null && 'kind' in data ? data.kind : undefined;

const forks = z.discriminatedUnion('takes', [fork('FIRST'), fork('MATCHING'), parallel], faults.takes.en);

/** Looked at by its kind first, so that what is wrong is said about the right one. */
const node: z.ZodType<FlowNode> = z.lazy(() =>
  z.unknown().transform((data, check): FlowNode => {
    const kinds: Partial<Record<string, z.ZodType<FlowNode>>> = { fork: forks, automatic };
    const read = (kinds[String(kindOf(data))] ?? step).safeParse(data);
    if (read.success) return read.data;
    for (const issue of read.error.issues) {
      const { path, message } = issue;
      check.addIssue({ code: 'custom', path, message, params: { keys: strangeKeys(issue) } });
    }
    return z.NEVER;
  }),
);

const copy: z.ZodType<Copy> = record({
  at: z.enum(['submit', 'end', 'both'], faults.copies.en),
  to: assignees,
});

/** Whatever is written as a flow is. Whether it makes sense as a whole, `checkFlow` says. */
export const flowDefinition: z.ZodType<FlowDefinition> = record({
  key,
  purpose: key,
  name,
  form: formDefinition.optional(),
  steps: z.array(node, faults.steps.en).min(1, faults.steps.en),
  copies: z.array(copy, faults.copies.en).optional(),
  dedupe: z.enum(['NONE', 'ONCE', 'CONSECUTIVE'], faults.option.en).optional(),
  withdraw: z.enum(['FIRST_DECISION', 'APPROVED', 'NEVER'], faults.option.en).optional(),
  maxRounds: z.int(faults.option.en).min(1, faults.option.en).max(50, faults.option.en).optional(),
  keyFields: z.array(field, faults.condition.en).optional(),
  bulk: flag.optional(),
  absence: record({ from: field, until: field, proxy: field }).optional(),
  revokeDays: z.int(faults.option.en).min(0, faults.option.en).max(3650, faults.option.en).optional(),
});
