/** Random firms, flows and what happens in them, over the whole vocabulary. */
import fc from 'fast-check';
import { advance, type Progress } from '../../../handlers/approval/rules/engine.js';
import { draft, openTaskOf } from '../../../handlers/approval/rules/instance.js';
import { humanSteps, isHuman } from '../../../handlers/approval/rules/nodes.js';
import { rehearse } from '../../../handlers/approval/rules/rehearse.js';
import { INITIATOR } from '../../../handlers/approval/rules/returning.js';
import { nextTimeout } from '../../../handlers/approval/rules/timing.js';
import { Refusal } from '../../../handlers/useCase.js';
import type {
  Assignee,
  Branch,
  Condition,
  FlowDefinition,
  FlowNode,
  StepDefinition,
  Timeout,
} from '../../../models/approval-flow.js';
import type { ApprovalEvent, Facts, Instance, People } from '../../../models/approval-instance.js';
import type { StepMode } from '../../../models/approval-view.js';

const HEADCOUNT = 9;
const ADMIN = HEADCOUNT;
const everybody = Array.from({ length: HEADCOUNT }, (_, index) => index + 1);
/** As each would sign. */
export const nameOf = (id: number): string => `Person ${id}`;
const anybody = fc.integer({ min: 1, max: HEADCOUNT });
const sometimes = <T>(one: fc.Arbitrary<T>, weight = 3) => fc.option(one, { nil: undefined, freq: weight });

const someFirm: fc.Arbitrary<People> = fc.record({
  names: fc.constant(Object.fromEntries(everybody.map((id) => [id, nameOf(id)]))),
  roles: fc.record({
    legal: fc.subarray(everybody),
    finance: fc.subarray(everybody),
    admin: fc.constantFrom([ADMIN], [ADMIN, 1], [ADMIN, 2]),
  }),
  managerOf: fc
    .array(fc.option(anybody), { minLength: HEADCOUNT, maxLength: HEADCOUNT })
    .map((above) => Object.fromEntries(everybody.map((id, index) => [id, above[index] ?? null]))),
  active: fc
    .subarray(everybody)
    .map((left) => new Set(left.length > HEADCOUNT / 2 ? [...left, ADMIN, 1, 2] : everybody)),
  titleOf: fc.constant({ 3: 'Director', 5: 'Director' }),
  departmentOf: fc.constant(Object.fromEntries(everybody.map((id) => [id, (id % 2) + 1]))),
  headOf: fc.record({ 1: anybody, 2: fc.constant(null) }),
  proxyOf: fc
    .dictionary(fc.constantFrom('2', '3', '4'), fc.constantFrom(5, 6, 7, 1), { maxKeys: 2 })
    .map((proxies) => proxies as Record<number, number>),
  quiet: fc.subarray(everybody).map((ids) => new Set(ids)),
  draw: fc.double({ min: 0, max: 0.999, noNaN: true }),
});

const someAssignee: fc.Arbitrary<Assignee> = fc.oneof(
  fc.record({
    type: fc.constant('role' as const),
    role: fc.constantFrom('legal', 'finance', 'nobody', 'admin'),
    members: fc.constantFrom('any' as const, 'all' as const),
  }),
  fc.record({ type: fc.constant('manager' as const), level: fc.integer({ min: 1, max: 3 }) }),
  fc.constant<Assignee>({ type: 'chain', upTo: { level: 2 } }),
  fc.constant<Assignee>({ type: 'chain', upTo: { title: 'Director' } }),
  fc.constant<Assignee>({ type: 'head' }),
  fc.constant<Assignee>({ type: 'head', field: 'departmentId' }),
  fc.constant<Assignee>({ type: 'field', field: 'buyerId' }),
  fc.record({ type: fc.constant('person' as const), employeeId: anybody }),
);

const someCondition: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    field: fc.constant('amountCents'),
    op: fc.constantFrom('gt' as const, 'lte' as const, 'eq' as const),
    value: fc.constantFrom(100, 200),
  }),
  fc.constantFrom<Condition>(
    { cel: 'record.amountCents > 150' },
    { cel: 'customer.openCents == 0 || record.amountCents < 200' },
  ),
);

const modes: readonly StepMode[] = ['ALL', 'ANY', 'ANY_APPROVE', 'SEQ', 'VOTE', 'EACH_GROUP', 'RANDOM'];

const someTimeout: fc.Arbitrary<Timeout> = fc.record(
  {
    after: fc.constantFrom<Timeout['after']>({ hours: 1 }, { workingHours: 1 }, { workingDays: 0.2 }),
    action: fc.constantFrom<Timeout['action']>(
      'remind',
      'remind',
      'escalate',
      'escalate',
      'reassign',
      'reassign',
      'approve',
      'reject',
      'close',
    ),
    to: sometimes(anybody, 5),
    recoverDays: sometimes(fc.constantFrom(0, 1), 2),
  },
  { requiredKeys: ['after', 'action'] },
);

const permission = fc.constantFrom('read' as const, 'edit' as const, 'edit' as const, 'hidden' as const);
const somePermissions = fc.record({ amount: permission, note: permission }, { requiredKeys: [] });

/** Stands for the step before. */
const BEFORE = 'before';

const someStep: fc.Arbitrary<StepDefinition> = fc.record(
  {
    key: fc.constant(''),
    name: fc.constant({ zh: '步', en: 'Step' }),
    mode: fc.constantFrom(...modes),
    assignees: fc.array(someAssignee, { minLength: 1, maxLength: 3 }),
    when: sometimes(someCondition),
    need: sometimes(fc.integer({ min: 1, max: 3 }), 2),
    needPercent: sometimes(fc.constantFrom(30, 50, 67, 100)),
    veto: fc.boolean(),
    empty: sometimes(
      fc.constantFrom('PASS' as const, 'REJECT' as const, 'UP_ONE_LEVEL' as const, { toPerson: 4 }),
    ),
    own: sometimes(fc.constantFrom('SKIP' as const, 'SELF_OK' as const, 'FORBID' as const)),
    rejectTo: sometimes(fc.constantFrom('initiator', BEFORE, BEFORE), 4),
    opinion: fc.constantFrom(false, false, false, true),
    signature: fc.constantFrom(false, false, false, true),
    fields: sometimes(somePermissions, 2),
    timeout: sometimes(fc.array(someTimeout, { minLength: 1, maxLength: 4 }), 2),
    pausesForInfo: fc.boolean(),
  },
  { requiredKeys: ['key', 'name', 'mode', 'assignees'] },
);

const automatic: fc.Arbitrary<FlowNode> = fc.record({
  kind: fc.constant('automatic' as const),
  key: fc.constant(''),
  name: fc.constant({ zh: '自动', en: 'Automatic' }),
  verdict: fc.constantFrom('approve' as const, 'approve' as const, 'approve' as const, 'reject' as const),
});

const branch = (when: Condition | undefined, steps: readonly FlowNode[]): Branch => ({
  key: '',
  name: { zh: '支', en: 'Branch' },
  steps,
  ...(when && { when }),
});

const { node } = fc.letrec<{ node: FlowNode }>((tie) => ({
  node: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    { weight: 8, arbitrary: someStep },
    { weight: 1, arbitrary: automatic },
    {
      weight: 3,
      arbitrary: fc
        .tuple(
          fc.constantFrom('FIRST' as const, 'MATCHING' as const, 'ALL' as const),
          fc.array(fc.tuple(someCondition, fc.array(tie('node'), { maxLength: 2 })), {
            minLength: 1,
            maxLength: 2,
          }),
          fc.array(tie('node'), { maxLength: 2 }),
        )
        .map(
          ([takes, conditional, usual]): FlowNode => ({
            kind: 'fork',
            key: '',
            name: { zh: '岔', en: 'Fork' },
            takes,
            branches: [
              ...conditional.map(([when, steps]) => branch(takes === 'ALL' ? undefined : when, steps)),
              branch(undefined, usual),
            ],
          }),
        ),
    },
  ),
}));

/** As a flow must: back to the step right before it, if that is one, or else to the initiator. */
const withTarget = (step: StepDefinition, before: FlowNode | undefined, beforeKey: string): StepDefinition =>
  step.rejectTo === BEFORE ? { ...step, rejectTo: before && isHuman(before) ? beforeKey : INITIATOR } : step;

/** Gives every part a key of its own. */
const keyed = (nodes: readonly FlowNode[], prefix = 'n'): readonly FlowNode[] =>
  nodes.map((one, index): FlowNode => {
    const key = `${prefix}-${index}`;
    if (isHuman(one)) return { ...withTarget(one, nodes[index - 1], `${prefix}-${index - 1}`), key };
    if (one.kind !== 'fork') return { ...one, key };
    return {
      ...one,
      key,
      branches: one.branches.map((each, at) => ({
        ...each,
        key: `${key}-b${at}`,
        steps: keyed(each.steps, `${key}-b${at}`),
      })),
    };
  });

const someFlow: fc.Arbitrary<FlowDefinition> = fc.record(
  {
    key: fc.constant('test'),
    purpose: fc.constant('test'),
    name: fc.constant({ zh: '测试', en: 'Test' }),
    steps: fc.array(node, { minLength: 1, maxLength: 4 }).map((nodes) => keyed(nodes)),
    form: fc.constant({
      fields: [
        { key: 'amount', label: { zh: '金额', en: 'Amount' }, type: 'money' as const },
        { key: 'note', label: { zh: '说明', en: 'Note' }, type: 'text' as const },
        { key: 'buyerId', label: { zh: '采购员', en: 'Buyer' }, type: 'person' as const },
        { key: 'departmentId', label: { zh: '部门', en: 'Department' }, type: 'department' as const },
      ],
    }),
    copies: fc.constantFrom(
      [],
      [{ at: 'both' as const, to: [{ type: 'role' as const, role: 'finance', members: 'all' as const }] }],
    ),
    dedupe: fc.constantFrom('NONE' as const, 'ONCE' as const, 'CONSECUTIVE' as const),
    withdraw: fc.constantFrom('APPROVED' as const, 'FIRST_DECISION' as const, 'NEVER' as const),
    maxRounds: fc.integer({ min: 1, max: 3 }),
    keyFields: sometimes(fc.constant(['amountCents'])),
  },
  { requiredKeys: ['key', 'purpose', 'name', 'steps'] },
);

const someFacts: fc.Arbitrary<Facts> = fc.record({
  amountCents: fc.constantFrom(100, 150, 200, 250),
  note: fc.constantFrom('a', 'b'),
  buyerId: anybody,
  departmentId: fc.constantFrom(1, 2, 3),
  'customer.openCents': fc.constantFrom(0, 5),
});

const kinds: readonly (readonly [ApprovalEvent['type'], weight: number])[] = [
  ['approve', 30],
  ['reject', 5],
  ['return', 5],
  ['edit', 8],
  ['resubmit', 8],
  ['withdraw', 1],
  ['takeBack', 4],
  ['addSigner', 8],
  ['removeSigner', 4],
  ['transfer', 4],
  ['delegate', 4],
  ['advise', 5],
  ['ask', 2],
  ['answer', 2],
  ['urge', 2],
  ['terminate', 1],
  ['void', 1],
  ['revoke', 4],
  ['revoked', 2],
  ['revokeRefused', 1],
  ['submit', 1],
  ['tick', 20],
  ['absence', 6],
  ['give', 4],
];

/** A wish: mostly by somebody who may, mostly of what the card shows. */
const someWish = fc.record({
  kind: fc.oneof(...kinds.map(([kind, weight]) => ({ weight, arbitrary: fc.constant(kind) }))),
  byHolder: fc.constantFrom(true, true, true, true, false),
  who: anybody,
  other: anybody,
  third: anybody,
  /** Whether they press on a card that names the task which it showed, and whether that is another by now. */
  card: fc.constantFrom('plain', 'plain', 'named', 'named', 'other'),
  hash: fc.constantFrom('shown', 'shown', 'shown', 'shown', 'shown', 'shown', 'shown', 'stale'),
  comment: fc.constantFrom('Too cheap', 'No', ' '),
  signs: fc.constantFrom(true, true, true, false),
  where: fc.constantFrom('before' as const, 'after' as const, 'beside' as const),
  mode: fc.constantFrom('ALL' as const, 'ANY' as const, 'SEQ' as const),
  way: fc.constantFrom('RERUN' as const, 'JUMP' as const),
  place: fc.nat(20),
  facts: someFacts,
  firmNow: fc.constantFrom(0, 0, 0, 1),
  minutes: fc.constantFrom(0, 1, 90),
  isNeedless: fc.boolean(),
});
type Wish = typeof someWish extends fc.Arbitrary<infer T> ? T : never;

export const story = fc.record({
  definition: someFlow,
  facts: someFacts,
  initiatorId: anybody,
  firms: fc.tuple(someFirm, someFirm),
  wishes: fc.array(someWish, { minLength: 1, maxLength: 30 }),
});
export type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

/** Decided by one person, who mostly may change the content. */
const plainStep: fc.Arbitrary<StepDefinition> = fc
  .tuple(
    anybody,
    fc.constantFrom<StepDefinition['fields']>(
      { amount: 'edit' },
      { amount: 'edit', note: 'edit' },
      undefined,
    ),
    fc.oneof({ weight: 4, arbitrary: fc.constant(undefined) }, { weight: 1, arbitrary: someCondition }),
  )
  .map(([employeeId, fields, when]) => ({
    key: '',
    name: { zh: '步', en: 'Step' },
    mode: 'ANY',
    assignees: [{ type: 'person', employeeId }],
    ...(fields && { fields }),
    ...(when && { when }),
  }));

const besides: fc.Arbitrary<FlowNode> = fc
  .array(fc.array(plainStep, { minLength: 1, maxLength: 3 }), { minLength: 2, maxLength: 2 })
  .map((branches) => ({
    kind: 'fork',
    key: '',
    name: { zh: '岔', en: 'Fork' },
    takes: 'ALL',
    branches: branches.map((steps) => branch(undefined, steps)),
  }));

const plainNode = fc.oneof({ weight: 4, arbitrary: plainStep }, { weight: 1, arbitrary: besides });

const toOrFro = fc.constantFrom<readonly ApprovalEvent['type'][]>(
  ['approve'],
  ['approve'],
  ['approve', 'approve', 'approve', 'return', 'edit', 'approve'],
  ['edit'],
  ['return', 'resubmit'],
);

/** Plain flows in which it goes to and fro, and is changed where it has come back to. */
export const toAndFro: fc.Arbitrary<Story> = fc
  .tuple(
    story,
    fc.array(plainNode, { minLength: 3, maxLength: 5 }),
    fc.array(fc.tuple(someWish, toOrFro), { minLength: 3, maxLength: 8 }),
  )
  .map(([told, nodes, wishes]) => ({
    ...told,
    definition: { ...told.definition, steps: keyed(nodes) },
    wishes: wishes.flatMap(([wish, kinds]) =>
      kinds.map((kind) => ({ ...wish, kind, byHolder: true, hash: 'shown', comment: 'No' })),
    ),
  }));

const byOwner: readonly ApprovalEvent['type'][] = ['resubmit', 'withdraw', 'answer', 'urge', 'revoke'];
const byAdmin: readonly ApprovalEvent['type'][] = ['terminate', 'void'];

/** Whoever may do this now, if anybody. */
const rightful = (instance: Instance, { kind, who, byHolder }: Wish): number => {
  if (!byHolder) return who;
  if (byOwner.includes(kind)) return instance.ownerId;
  if (byAdmin.includes(kind)) return ADMIN;
  if (kind === 'takeBack') return instance.undo?.byId ?? who;
  const open = instance.tasks.filter(
    ({ state, origin }) => state === 'open' && (kind === 'advise') === (origin === 'help'),
  );
  const task = open[who % open.length];
  return task ? ((who % 2 === 0 ? task.proxyId : null) ?? task.assigneeId) : who;
};

const addedSeq = ({ tasks }: Instance, place: number): number => {
  const added = tasks.filter(({ parentSeq, state }) => parentSeq && (state === 'open' || state === 'queued'));
  return added[place % added.length]?.seq ?? place;
};

/** Mostly what the clock would do next. */
const tickOf = (instance: Instance, { place, other, byHolder }: Wish): ApprovalEvent => {
  const clocked = instance.tasks.filter(({ dueAt }) => dueAt !== null);
  const task = byHolder ? clocked[place % clocked.length] : instance.tasks[other];
  const action = (task && nextTimeout(instance, task)?.action) ?? 'remind';
  return { type: 'tick', seq: task?.seq ?? other, action };
};

/** Mostly of one field, which somebody may change perhaps. */
const edited = ({ facts }: Instance, { facts: { amountCents, note, ...others }, place }: Wish): Facts => {
  if (place % 4 === 0) return { ...facts, amountCents: amountCents ?? null, note: note ?? null };
  if (place % 4 === 1) return { ...facts, ...others };
  return place % 4 === 2 ? { ...facts, amountCents: amountCents ?? null } : { ...facts, note: note ?? null };
};

const taskShown = (instance: Instance, byId: number, { card, other }: Wish): { taskSeq?: number } => {
  if (card === 'plain') return {};
  return { taskSeq: card === 'other' ? other : (openTaskOf(instance, byId)?.seq ?? other) };
};

/** Sometimes something that the flow may ask for is left out. */
const resubmitted = ({ facts }: Instance, { facts: changed, place }: Wish): Facts => {
  if (place % 7 === 0) return { ...facts, amountCents: null };
  return place % 2 ? changed : facts;
};

const eventOf = (instance: Instance, wish: Wish): ApprovalEvent => {
  const { comment, mode, where, way, place, other, third } = wish;
  const hash = wish.hash === 'shown' ? instance.contentHash : 'stale';
  const seq = addedSeq(instance, place);
  const adder = instance.tasks[(instance.tasks[seq - 1]?.parentSeq ?? 0) - 1]?.assigneeId;
  const byId = wish.kind === 'removeSigner' && wish.byHolder ? (adder ?? wish.who) : rightful(instance, wish);
  const signature = wish.signs ? nameOf(byId) : 'Somebody';
  const shown = taskShown(instance, byId, wish);
  const targets = ['initiator', ...humanSteps(instance.definition.steps).map(({ key }) => key)];
  const events: { readonly [Type in ApprovalEvent['type']]: ApprovalEvent } = {
    submit: { type: 'submit' },
    tick: tickOf(instance, wish),
    absence: { type: 'absence' },
    give: { type: 'give', to: other },
    approve: { type: 'approve', byId, hash, ...shown, comment, signature },
    reject: { type: 'reject', byId, hash, ...shown, comment },
    return: { type: 'return', byId, hash, comment, way, to: targets[place % targets.length] ?? 'initiator' },
    edit: { type: 'edit', byId, hash, facts: edited(instance, wish) },
    resubmit: { type: 'resubmit', byId, way, facts: resubmitted(instance, wish) },
    withdraw: { type: 'withdraw', byId },
    takeBack: { type: 'takeBack', byId },
    addSigner: {
      type: 'addSigner',
      byId,
      hash,
      where,
      mode,
      comment,
      signature,
      who: place % 3 ? [other] : [other, third],
    },
    removeSigner: { type: 'removeSigner', byId, seq },
    transfer: { type: 'transfer', byId, ...shown, to: other },
    delegate: { type: 'delegate', byId, to: other },
    advise: { type: 'advise', byId, comment },
    ask: { type: 'ask', byId, comment },
    answer: { type: 'answer', byId, comment },
    urge: { type: 'urge', byId },
    terminate: { type: 'terminate', byId, comment },
    void: { type: 'void', byId, comment },
    revoke: { type: 'revoke', byId, comment },
    revoked: { type: 'revoked' },
    revokeRefused: { type: 'revokeRefused' },
  };
  return events[wish.kind];
};

/** One event of a history; `progress` is null when it was refused and everything stayed as it was. */
export interface Moment {
  readonly before: Instance;
  /** What there was before the approval that can be taken back now. */
  readonly untaken?: Instance | null;
  readonly event: ApprovalEvent;
  readonly at: Date;
  readonly people: People;
  readonly progress: Progress | null;
}

/** What an approver changes is taken back where nobody could decide on it. */
export const attempt = (before: Instance, what: ApprovalEvent, at: Date, people: People): Progress | null => {
  try {
    const progress = advance(before, what, at, people);
    if (what.type === 'edit') rehearse(progress.instance, people);
    return progress;
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
};

export const frozen = <T>(value: T): T => {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  for (const part of Object.values(value)) frozen(part);
  return Object.freeze(value);
};

/** What is asked is needless where a colleague approves, until they take it back. */
const eachOf = (wish: Wish): readonly Wish[] => {
  if (wish.kind !== 'ask' || !wish.isNeedless) return [wish];
  const colleague = { ...wish, byHolder: true, who: wish.other };
  return [wish, { ...colleague, kind: 'approve' }, { ...colleague, kind: 'takeBack' }];
};

const START_MS = Date.UTC(2026, 2, 2, 9);

export const play = ({ definition, facts, initiatorId, firms, wishes }: Story): readonly Moment[] => {
  let instance = frozen(draft({ id: 1, definition, initiatorId, facts }));
  let untaken: Instance | null = null;
  let minute = 0;
  const moment = (what: ApprovalEvent, minutes: number, people: People): Moment => {
    minute += minutes;
    const before = instance;
    const at = new Date(START_MS + minute * 60_000);
    const progress = frozen(attempt(before, frozen(what), at, people));
    instance = progress?.instance ?? before;
    const told: Moment = { before, untaken, event: what, at, people, progress };
    if (instance.undo !== before.undo) untaken = instance.undo && before;
    return told;
  };
  return [
    moment({ type: 'submit' }, 0, firms[0]),
    ...wishes
      .flatMap(eachOf)
      .map((wish) => moment(eventOf(instance, wish), wish.minutes, firms[wish.firmNow] ?? firms[0])),
  ];
};
