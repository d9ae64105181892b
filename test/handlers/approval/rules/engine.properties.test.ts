import { isDeepStrictEqual as same } from 'node:util';
import fc from 'fast-check';
import { holds } from '../../../../handlers/approval/rules/conditions.js';
import { advance } from '../../../../handlers/approval/rules/engine.js';
import { draft } from '../../../../handlers/approval/rules/instance.js';
import { humanSteps } from '../../../../handlers/approval/rules/nodes.js';
import type { Assignee, Condition, FlowDefinition } from '../../../../models/approval-flow.js';
import type {
  ApprovalEvent,
  Facts,
  Instance,
  People,
  Step,
  Task,
} from '../../../../models/approval-instance.js';
import type { StepMode } from '../../../../models/approval-view.js';
import { clock, flow, person, pressing, step } from '../firm.js';
import { attempt, frozen, type Moment } from '../stories.js';

/** Random flows × histories; a long run sets more. */
const RUNS = Number(process.env.PROPERTY_RUNS ?? 2_000);
const TIMEOUT_MS = 30_000 + 20 * RUNS;
const HEADCOUNT = 8;
const ADMIN = HEADCOUNT;
const everybody = Array.from({ length: HEADCOUNT }, (_, index) => index + 1);

// Firms, flows and what happens in them

const anybody = fc.integer({ min: 1, max: HEADCOUNT });
const someRole = fc.constantFrom('legal', 'finance', 'nobody', 'admin');
const members = fc.subarray(everybody);

const managers = fc
  .array(fc.option(anybody), { minLength: HEADCOUNT, maxLength: HEADCOUNT })
  .map((above) => Object.fromEntries(everybody.map((id, index) => [id, above[index] ?? null])));

/** Managers may go in circles, people may have left; sometimes there is no administrator at all. */
const someFirm: fc.Arbitrary<People> = fc.record({
  names: fc.constant(Object.fromEntries(everybody.map((id) => [id, `Person ${id}`]))),
  roles: fc.record({ legal: members, finance: members, admin: fc.oneof(fc.constant([ADMIN]), members) }),
  managerOf: managers,
  active: members.map((left) => new Set(left.length > HEADCOUNT / 2 ? left : everybody)),
});

const someAssignee: fc.Arbitrary<Assignee> = fc.oneof(
  fc.record({ type: fc.constant('role'), role: someRole, members: fc.constantFrom('any', 'all') }),
  fc.record({ type: fc.constant('manager'), level: fc.integer({ min: 1, max: 3 }) }),
  fc.record({ type: fc.constant('person'), employeeId: anybody }),
);

const someCondition: fc.Arbitrary<Condition> = fc.record({
  field: fc.constant('amountCents'),
  op: fc.constantFrom('gt', 'lte', 'eq'),
  value: fc.constantFrom(100, 200),
});

const someSteps = fc.array(
  fc.tuple(
    fc.constantFrom<StepMode>('ALL', 'ANY', 'SEQ'),
    fc.array(someAssignee, { minLength: 1, maxLength: 4 }),
    fc.option(someCondition, { nil: undefined }),
  ),
  { minLength: 1, maxLength: 4 },
);

/** The first step is always taken, as a flow must have one that is. */
const someFlow: fc.Arbitrary<FlowDefinition> = someSteps.map((steps) =>
  flow(
    ...steps.map(([mode, assignees, when], index) =>
      step(`s${index}`, mode, assignees, index ? when : undefined),
    ),
  ),
);

const someFacts: fc.Arbitrary<Facts> = fc.record({ amountCents: fc.constantFrom(100, 150, 200, 250) });

/** A wish: mostly by somebody who is asked at that time, mostly an approval, mostly of what the card shows. */
interface Wish {
  readonly kind: 'approve' | 'reject' | 'withdraw' | 'submit';
  readonly byHolder: boolean;
  readonly who: number;
  readonly hash: 'shown' | 'stale';
  readonly comment: string;
  readonly firmNow: number;
}

const someWish: fc.Arbitrary<Wish> = fc.record({
  kind: fc.oneof(
    { weight: 12, arbitrary: fc.constant('approve' as const) },
    { weight: 2, arbitrary: fc.constant('reject' as const) },
    { weight: 1, arbitrary: fc.constantFrom('withdraw' as const, 'submit' as const) },
  ),
  byHolder: fc.oneof(
    { weight: 4, arbitrary: fc.constant(true) },
    { weight: 1, arbitrary: fc.constant(false) },
  ),
  who: anybody,
  hash: fc.oneof(
    { weight: 9, arbitrary: fc.constant('shown' as const) },
    { weight: 1, arbitrary: fc.constant('stale' as const) },
  ),
  comment: fc.constantFrom('Too cheap', 'No', ' '),
  firmNow: fc.nat(2),
});

const story = fc.record({
  definition: someFlow,
  facts: someFacts,
  initiatorId: anybody,
  /** The firm as it is at submit, and as it may have become later. */
  firms: fc.tuple(someFirm, someFirm, someFirm),
  wishes: fc.array(someWish, { minLength: 1, maxLength: 24 }),
});
type Story = typeof story extends fc.Arbitrary<infer T> ? T : never;

const actor = (instance: Instance, { byHolder, who }: Wish): number => {
  const open = instance.tasks.filter(({ state }) => state === 'open');
  return (byHolder && open[who % open.length]?.assigneeId) || who;
};

const event = (instance: Instance, wish: Wish): ApprovalEvent => {
  const byId = actor(instance, wish);
  const hash = wish.hash === 'shown' ? instance.contentHash : 'stale';
  const events: Record<Wish['kind'], ApprovalEvent> = {
    submit: { type: 'submit' },
    approve: { type: 'approve', byId, hash, comment: wish.comment },
    reject: { type: 'reject', byId, hash, comment: wish.comment },
    withdraw: { type: 'withdraw', byId: wish.byHolder ? instance.initiatorId : wish.who },
  };
  return events[wish.kind];
};

const play = ({ definition, facts, initiatorId, firms, wishes }: Story): readonly Moment[] => {
  let instance = frozen(draft({ id: 1, definition, initiatorId, facts }));
  const moment = (what: ApprovalEvent, minute: number, people: People): Moment => {
    const before = instance;
    const at = clock(minute);
    const progress = frozen(attempt(before, frozen(what), at, frozen(people)));
    instance = progress?.instance ?? before;
    return { before, event: what, at, people, progress };
  };
  return [
    moment({ type: 'submit' }, 0, firms[0]),
    ...wishes.map((wish, index) => moment(event(instance, wish), index + 1, firms[wish.firmNow] ?? firms[0])),
  ];
};

// What must be true, whatever happens

const isDecided = ({ state }: Task): boolean => state === 'approved' || state === 'rejected';
const hasEnded = ({ state }: Instance): boolean => state !== 'draft' && state !== 'running';
const tasksIn = ({ tasks }: Instance, state: Task['state']) => tasks.filter((task) => task.state === state);
const has = (tasks: readonly Task[], { seq }: Task): boolean => tasks.some((task) => task.seq === seq);
const isDistinct = (list: readonly unknown[]): boolean => new Set(list).size === list.length;

const decisionOf = ({ event: what }: Moment) =>
  what.type === 'approve' || what.type === 'reject' ? what : null;

const askedTask = ({ before }: Moment, byId: number) =>
  tasksIn(before, 'open').find((task) => task.assigneeId === byId);

const standIns = ({ people, before }: Moment): number[] =>
  (people.roles.admin ?? []).filter((id) => people.active.has(id) && id !== before.initiatorId);

const mayDecide = (moment: Moment): boolean => {
  const what = decisionOf(moment);
  if (!what || !askedTask(moment, what.byId)) return false;
  return what.hash === moment.before.contentHash && (what.type === 'approve' || what.comment.trim() !== '');
};

const evidence = ({ id, definition, facts, initiatorId, contentHash }: Instance) =>
  [id, definition, facts, initiatorId, contentHash] as const;

const invariants: Record<string, (moment: Moment, now: Instance) => boolean> = {
  'a running approval always has somebody who is asked, and one that does not run has nobody': (_, now) =>
    now.state === 'running'
      ? tasksIn(now, 'open').length > 0
      : [...tasksIn(now, 'open'), ...tasksIn(now, 'queued')].length === 0,

  'a task is decided at most once, and what was decided stays word for word': ({ before }, now) => {
    const kept = before.tasks.filter(isDecided);
    const decided = now.tasks.filter(isDecided);
    return (
      decided.length <= kept.length + 1 &&
      same(
        decided.filter((task) => has(kept, task)),
        kept,
      )
    );
  },

  'a decision is the verdict of the one who was asked, with name and time, and decides nothing else': (
    moment,
  ) => {
    const what = decisionOf(moment);
    if (!what || !moment.progress) return true;
    const kept = moment.before.tasks.filter(isDecided);
    const verdict = {
      ...askedTask(moment, what.byId),
      state: what.type === 'approve' ? 'approved' : 'rejected',
      decidedAt: moment.at,
      decidedById: what.byId,
      comment: what.comment?.trim() || null,
      contentHash: moment.before.contentHash,
    };
    return same(
      moment.progress.instance.tasks.filter((task) => isDecided(task) && !has(kept, task)),
      [verdict],
    );
  },

  'only somebody who is asked, sees the present content and gives a reason to reject may decide': (moment) =>
    !decisionOf(moment) || !moment.progress || mayDecide(moment),

  'and that one is not turned away while the firm has an administrator': (moment) =>
    !mayDecide(moment) || standIns(moment).length === 0 || moment.progress !== null,

  'the definition, the facts and their hash stay as they were submitted': ({ before }, now) =>
    same(evidence(now), evidence(before)),

  'a change of the firm touches nobody who was asked': ({ before }, now) => {
    const who = ({ tasks }: Instance) =>
      tasks.map(({ seq, stepKey, assigneeId }) => [seq, stepKey, assigneeId]);
    const seats = ({ steps }: Instance) => steps.filter((one) => one.enteredAt).map((one) => one.seats);
    const [asked, mayAsk] = [who(before), seats(before)];
    return same(who(now).slice(0, asked.length), asked) && same(seats(now).slice(0, mayAsk.length), mayAsk);
  },

  'what has ended has ended': ({ before, progress }) => !hasEnded(before) || progress === null,

  'nobody is asked about their own request, and nobody decides it': (_, now) =>
    !now.steps.some(({ seats }) => seats.flatMap((seat) => seat.people).includes(now.initiatorId)) &&
    !now.tasks.some((task) => task.assigneeId === now.initiatorId || task.decidedById === now.initiatorId),

  'nobody who has left is asked': ({ before, people }, now) =>
    now.tasks.slice(before.tasks.length).every((task) => people.active.has(task.assigneeId)),

  'nobody is asked twice in one step': (_, now) =>
    isDistinct(now.tasks.map((task) => `${task.stepKey} ${task.assigneeId}`)),

  'it passes only with every signature of every step that the facts ask for': (_, now) => {
    const signed = tasksIn(now, 'approved');
    const hasPassed = ({ key, state, seats }: Step): boolean =>
      state === 'skipped' ||
      (seats.length > 0 &&
        seats.every(({ people }) =>
          signed.some((task) => task.stepKey === key && people.includes(task.assigneeId)),
        ));
    return now.state !== 'approved' || now.steps.every(hasPassed);
  },

  'a step is skipped only when its condition does not hold': (_, now) =>
    humanSteps(now.definition.steps).every(({ key, when }) => {
      const skipped = now.steps.some((one) => one.key === key && one.state === 'skipped');
      return !skipped || (when !== undefined && !holds(when, now.facts));
    }),

  'a step says when it was over, and so does the approval': (_, now) =>
    [now, ...now.steps].every(({ state, endedAt }) =>
      ['draft', 'running', 'waiting', 'active'].includes(state) ? endedAt === null : endedAt !== null,
    ),

  'a rejection ends it at once': (_, now) =>
    tasksIn(now, 'rejected').length === Number(now.state === 'rejected'),

  'of a step in turn, only whoever can give the first missing signature is asked': (_, now) =>
    humanSteps(now.definition.steps).every(({ key, mode }) => {
      const one = now.steps.find((entered) => entered.key === key);
      if (mode !== 'SEQ' || one?.state !== 'active') return true;
      const tasks = now.tasks.filter((task) => task.stepKey === key);
      const signers = tasks.filter(({ state }) => state === 'approved').map((task) => task.assigneeId);
      const [first] = one.seats.filter(({ people }) => !people.some((id) => signers.includes(id)));
      const asked = tasks.filter(({ state }) => state === 'open').map((task) => task.assigneeId);
      return same(new Set(asked), new Set(first?.people));
    }),

  'the outcome is reported by the event that ends it, and by no other': ({ progress }, now) =>
    !progress || progress.outcome === (hasEnded(now) ? now.state : null),

  'the cards to redraw are those of the initiator and of everybody who was ever asked': (
    { progress },
    now,
  ) => {
    const asked = now.tasks.filter((task) => task.openedAt).map((task) => task.assigneeId);
    const { show } = progress ?? { show: [now.initiatorId, ...asked] };
    return same(new Set(show), new Set([now.initiatorId, ...asked])) && (!progress || isDistinct(show));
  },

  'the tasks called opened are those that were not open before, and are open from now on': (moment, now) => {
    const { before, progress, at } = moment;
    const fresh = tasksIn(now, 'open').filter((task) => !has(tasksIn(before, 'open'), task));
    return !progress || (same(progress.opened, fresh) && fresh.every((task) => same(task.openedAt, at)));
  },

  'the same event at the same time comes to the same': ({ before, event: what, at, people, progress }) =>
    same(attempt(before, what, at, people), progress),
};

const check = (moment: Moment) => {
  for (const [sentence, isTrue] of Object.entries(invariants))
    if (!isTrue(moment, moment.progress?.instance ?? moment.before))
      throw new Error(`It does not hold that ${sentence}.`);
};

test(
  'what must be true is true in every firm, flow and history',
  () => {
    fc.assert(
      fc.property(story, (told) => {
        const moments = play(told);
        moments.forEach(check);
        const ends = moments.filter(({ progress }) => progress?.outcome);
        expect(ends).toHaveLength(
          moments.some(({ progress }) => progress && hasEnded(progress.instance)) ? 1 : 0,
        );
      }),
      { numRuns: RUNS },
    );
  },
  TIMEOUT_MS,
);

test('these histories are worth something: they see every end, refusals, queues and skipped steps', () => {
  const stories = fc.sample(story, { numRuns: 500, seed: 1 });
  const seen = new Set<string>();
  for (const { before, progress, event: what } of stories.flatMap(play)) {
    const { instance = before, outcome = null } = progress ?? {};
    seen.add(progress ? `${what.type} accepted` : `${what.type} refused`);
    seen.add(`ended: ${outcome}`);
    for (const one of [...instance.steps, ...instance.tasks]) seen.add(one.state);
  }
  const types = ['submit', 'approve', 'reject', 'withdraw'];
  expect([...seen]).toEqual(
    expect.arrayContaining([
      ...types.flatMap((type) => [`${type} accepted`, `${type} refused`]),
      ...['approved', 'rejected', 'withdrawn'].map((outcome) => `ended: ${outcome}`),
      ...['waiting', 'active', 'passed', 'rejected', 'skipped', 'cancelled', 'queued', 'open', 'closed'],
    ]),
  );
});

describe('the order in which people press', () => {
  const initiatorId = 1;
  const departments = ['legal', 'finance', 'audit'];
  const plain: People = {
    names: {},
    roles: { legal: [2, 3], finance: [4, 5, 6], audit: [7] },
    managerOf: {},
    active: new Set(everybody),
  };
  const verdict = fc.constantFrom<'+' | '-'>('+', '+', '+', '-');
  type Presses = (readonly [number, '+' | '-'])[];

  /** The same presses in two orders. */
  const twice = (presses: Presses): fc.Arbitrary<[Presses, Presses]> =>
    fc.tuple(fc.constant(presses), fc.shuffledSubarray(presses, { minLength: presses.length }));

  const endOf = (assignees: readonly Assignee[], presses: Presses): string => {
    const definition = flow(step('sign', 'ALL', assignees));
    const asked = draft({ id: 1, definition, initiatorId, facts: {} });
    const { instance } = advance(asked, { type: 'submit' }, clock(0), plain);
    return presses.reduce(
      (now, press, index) => attempt(now, pressing(now, press), clock(index + 1), plain)?.instance ?? now,
      instance,
    ).state;
  };

  const expected = (presses: Presses) => (presses.some(([, sign]) => sign === '-') ? 'rejected' : 'approved');

  test(
    'does not matter where all must sign',
    () => {
      const presses = fc.uniqueArray(fc.tuple(fc.integer({ min: 2, max: HEADCOUNT }), verdict), {
        selector: ([id]) => id,
        minLength: 1,
      });
      fc.assert(
        fc.property(presses.chain(twice), ([one, other]) => {
          const signers = one.map(([id]) => person(id));
          expect([endOf(signers, one), endOf(signers, other)]).toEqual([expected(one), expected(one)]);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );

  test(
    'does not matter where any one signs for each department',
    () => {
      const presses = fc.tuple(
        ...departments.map((name) => fc.tuple(fc.constantFrom(...(plain.roles[name] ?? [])), verdict)),
      );
      fc.assert(
        fc.property(presses.chain(twice), ([one, other]) => {
          const signers = departments.map((name): Assignee => ({ type: 'role', role: name, members: 'any' }));
          expect([endOf(signers, one), endOf(signers, other)]).toEqual([expected(one), expected(one)]);
        }),
        { numRuns: RUNS },
      );
    },
    TIMEOUT_MS,
  );
});
