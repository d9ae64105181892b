import { isDeepStrictEqual as same } from 'node:util';
import fc from 'fast-check';
import { contentHash } from '../../../handlers/approval/rules/content.js';
import { isOwn, isPending, mayAct, tasksOf } from '../../../handlers/approval/rules/instance.js';
import { before, humanSteps, isHuman } from '../../../handlers/approval/rules/nodes.js';
import { addedBy, verdictOf } from '../../../handlers/approval/rules/signers.js';
import { stepsView } from '../../../handlers/approval/view.js';
import type { ApprovalEvent, Facts, Instance, Step, Task } from '../../../models/approval-instance.js';
import { attempt, type Moment, nameOf, play, story, toAndFro } from './stories.js';

/** Random flows × histories; a long run sets more. */
const RUNS = Number(process.env.VOCABULARY_RUNS ?? 4_000);
const TIMEOUT_MS = 60_000 + 20 * RUNS;

const isOver = ({ state }: Instance): boolean =>
  !['draft', 'running', 'returned', 'revoking'].includes(state);
const isDistinct = (list: readonly unknown[]): boolean => new Set(list).size === list.length;
const wasDecided = ({ decidedById }: Task): boolean => decidedById !== null;
const isUndecided = (task: Task): boolean =>
  isPending(task) && task.origin !== 'help' && task.state !== 'decided_waiting';
const verdict = ({ seq, decidedAt, decidedById, comment, signature, contentHash }: Task) => ({
  seq,
  decidedAt,
  decidedById,
  comment,
  signature,
  contentHash,
});

const clockOf = ({ state, question, dueAt, pausedAt, passedMs }: Task) => ({
  state,
  question,
  dueAt,
  pausedAt,
  passedMs,
});

const onTask: readonly ApprovalEvent['type'][] = [
  'approve',
  'reject',
  'return',
  'edit',
  'addSigner',
  'transfer',
  'delegate',
  'advise',
  'ask',
];
const harmless: readonly ApprovalEvent['type'][] = ['ask', 'answer', 'urge'];

const actorOf = ({ event }: Moment): number | null => ('byId' in event ? event.byId : null);

const selfSteps = ({ definition }: Instance) =>
  new Set(humanSteps(definition.steps).flatMap(({ key, own }) => (own === 'SELF_OK' ? [key] : [])));

/** Counted anew, apart from how the engine does it. */
const signatures = (now: Instance, { key, seats }: Step) => {
  const seated = tasksOf(now, key).filter(
    ({ origin, state }) =>
      ['step', 'beside', 'escalated'].includes(origin) && !['transferred', 'expired'].includes(state),
  );
  const approved = new Set(
    seated.filter((task) => verdictOf(now.tasks, task) === 'approved').map(({ assigneeId }) => assigneeId),
  );
  return seats.map(({ people, need }) => people.filter((id) => approved.has(id)).length >= need);
};

/** What those saw whose approvals in these steps stand. */
const contentsApproved = (
  now: Instance,
  steps: readonly { readonly key: string }[] = humanSteps(now.definition.steps),
): readonly Facts[] => {
  const approved = steps.flatMap(({ key }) => tasksOf(now, key)).filter(({ state }) => state === 'approved');
  const versions = [...now.pastFacts, ...now.replaced.map(({ facts }) => facts)];
  return versions.filter((facts) => approved.some((task) => task.contentHash === contentHash(facts)));
};

const keyFieldsOf = ({ definition }: Instance) =>
  definition.keyFields ?? ['amountCents', 'note', 'buyerId', 'departmentId'];

/** Steps that have passed although one on the way to them is asked again: it went straight back around them. */
const passedOver = ({ definition, steps }: Instance) => {
  const isIn = (state: Step['state'], key: string) =>
    steps.some((step) => step.key === key && step.state === state);
  return humanSteps(definition.steps)
    .filter(({ key }) => isIn('passed', key))
    .filter(({ key }) =>
      before(definition.steps, key).some((node) => isHuman(node) && isIn('active', node.key)),
    );
};

/** The facts that may differ, in the words of this flow’s form. */
const factsOfField: Readonly<Record<string, string>> = { amount: 'amountCents', note: 'note' };

const waitsFor = { held: 'before', helping: 'help', decided_waiting: 'after' } as const;
type Waiting = keyof typeof waitsFor;
const isWaiting = (state: string): state is Waiting => Object.hasOwn(waitsFor, state);

const invariants: Record<string, (moment: Moment, now: Instance) => boolean> = {
  'I1: a running approval has somebody who is asked; any other has nobody': (_, now) =>
    now.state === 'running' ? now.tasks.some(({ state }) => state === 'open') : !now.tasks.some(isPending),

  'I1: every step that is under way has somebody in it': (_, now) =>
    now.state !== 'running' ||
    humanSteps(now.definition.steps).every(
      ({ key }) =>
        now.steps.find((step) => step.key === key)?.state !== 'active' || tasksOf(now, key).some(isPending),
    ),

  'I2: what was decided stays word for word, unless its own author takes it back': ({ before, event }, now) =>
    before.tasks.filter(wasDecided).every((task) => {
      const after = now.tasks[task.seq - 1];
      const isTakenBack =
        event.type === 'takeBack' && before.undo?.seq === task.seq && event.byId === task.decidedById;
      return isTakenBack || (after !== undefined && same(verdict(after), verdict(task)));
    }),

  'I2: an event decides at most one task': ({ before }, now) =>
    now.tasks.filter((task) => wasDecided(task) && !wasDecided(before.tasks[task.seq - 1] ?? task)).length +
      now.tasks.slice(before.tasks.length).filter(wasDecided).length <=
    1,

  'I3: only who is asked, or acts for them, decides': (moment) => {
    const byId = actorOf(moment);
    if (!moment.progress || byId === null || !onTask.includes(moment.event.type)) return true;
    return moment.before.tasks.some((task) => task.state === 'open' && mayAct(task, byId));
  },

  'I5: the flow and the initiator stay as they were submitted, and so does the content unless it is changed openly':
    ({ before, event, progress }, now) =>
      same(
        [now.definition, now.initiatorId, now.id, now.reversesId],
        [
          before.definition,
          event.type === 'resubmit' && progress ? before.ownerId : before.initiatorId,
          before.id,
          before.reversesId,
        ],
      ) &&
      (event.type === 'resubmit' ||
        event.type === 'edit' ||
        same([now.facts, now.contentHash], [before.facts, before.contentHash])),

  'I5: an approver changes only what the step lets them change, and nobody but an approver': ({
    before,
    event,
    progress,
  }) => {
    if (event.type !== 'edit' || !progress) return true;
    const steps = before.tasks
      .filter((task) => task.state === 'open' && mayAct(task, event.byId))
      .map(({ stepKey }) => humanSteps(before.definition.steps).find(({ key }) => key === stepKey));
    const changed = Object.keys(event.facts).filter((name) => before.facts[name] !== event.facts[name]);
    return (
      changed.length > 0 &&
      steps.some((step) =>
        changed.every((name) =>
          Object.entries(step?.fields ?? {}).some(
            ([key, permission]) => permission === 'edit' && factsOfField[key] === name,
          ),
        ),
      )
    );
  },

  'I5: no content is lost that was there: each is a round’s, or one that an approver changed': (
    { before, event, progress },
    now,
  ) =>
    !progress ||
    same(now.facts, before.facts) ||
    (event.type === 'edit'
      ? same(now.replaced.at(-1)?.facts, before.facts)
      : same(now.pastFacts.at(-1), before.facts)),

  'I15: the hash is that of the content': (_, now) => now.contentHash === contentHash(now.facts),

  'I16: a change of the content decides nothing; of a key field it asks anew, at most': (
    { before, event },
    now,
  ) => {
    if (event.type !== 'edit') return true;
    const isKept = keyFieldsOf(now).every((name) => now.facts[name] === before.facts[name]);
    const isAsIs = (step: Step, index: number) =>
      same(step, before.steps[index]) || (!isKept && step.state === 'waiting');
    return same(now.tasks, before.tasks) && now.steps.every(isAsIs);
  },

  'a rule approves for nobody what they have not seen as it is': ({ before }, now) =>
    now.tasks.every((task) => {
      const isNew = task.state === 'approved' && before.tasks[task.seq - 1]?.state !== 'approved';
      if (!isNew || task.decidedById !== null || task.fired > 0) return true;
      return now.tasks.some(
        (one) =>
          one.seq !== task.seq && one.assigneeId === task.assigneeId && one.contentHash === now.contentHash,
      );
    }),

  'I6: what was shown before the content changed decides nothing': ({ event, before, progress }) =>
    !progress || !('hash' in event) || event.hash === before.contentHash,

  'I9: only the event that ends it reports how': ({ before, progress }, now) =>
    !progress ||
    (progress.outcome === null
      ? !isOver(now) || isOver(before) || before.state === 'revoking'
      : progress.outcome === now.state && now.state !== before.state),

  'I10: what is over is over; what is approved is left by revoking or voiding only': ({
    before,
    event,
    progress,
  }) => {
    if (!progress || !isOver(before)) return true;
    return before.state === 'approved' && (event.type === 'revoke' || event.type === 'void');
  },

  'I11: when everybody must look again, nothing of an earlier round counts': ({ event, progress }, now) =>
    event.type !== 'resubmit' ||
    event.way !== 'RERUN' ||
    !progress ||
    humanSteps(now.definition.steps).every(({ key }) =>
      tasksOf(now, key).every(({ round }) => round === now.round),
    ),

  'I11: it goes straight back only when no key field has changed': ({ before, event, progress }) => {
    if (!progress || event.type !== 'resubmit' || event.way !== 'JUMP') return true;
    return [before.facts, ...contentsApproved(before)].every((facts) =>
      keyFieldsOf(before).every((name) => facts[name] === event.facts[name]),
    );
  },

  'I11: it goes straight back around nobody who has approved other key fields': (_, now) =>
    contentsApproved(now, passedOver(now)).every((facts) =>
      keyFieldsOf(now).every((name) => facts[name] === now.facts[name]),
    ),

  'I12: a time-out happens when it is due, and each of them once': ({ before, event, at, progress }, now) => {
    const late = before.tasks[event.type === 'tick' ? event.seq - 1 : -1];
    const isFired = ({ seq, fired }: Task) => fired !== (before.tasks[seq - 1]?.fired ?? fired);
    if (event.type !== 'tick' || !progress) return !now.tasks.some(isFired);
    const after = now.tasks[event.seq - 1];
    return (
      late?.dueAt !== null &&
      late !== undefined &&
      late.dueAt <= at &&
      after?.fired === late.fired + 1 &&
      now.tasks.filter(isFired).length === 1 &&
      (after.dueAt === null || after.dueAt > at)
    );
  },

  'I12: the clock runs for whoever is asked, and for nobody else': (_, now) =>
    now.tasks.every((task) => {
      if (now.state === 'returned' && task.state === 'expired') return true;
      const step = humanSteps(now.definition.steps).find(({ key }) => key === task.stepKey);
      const isRunning = task.state === 'open' && task.fired < (step?.timeout?.length ?? 0);
      const isPaused = isRunning && task.question !== null && step?.pausesForInfo === true;
      return (task.dueAt !== null) === (isRunning && !isPaused) && (task.pausedAt !== null) === isPaused;
    }),

  'I12: what a time-out closed is with its initiator, and one clock says until when': (
    { before, event, progress },
    now,
  ) => {
    const clocks = now.tasks.filter(({ state, dueAt }) => state === 'expired' && dueAt !== null).length;
    const isClosedNow =
      event.type === 'tick' && progress && event.action === 'close' && now.state === 'returned';
    const stays = before.state === 'returned' && now.state === 'returned';
    return clocks === (isClosedNow ? 1 : stays ? before.tasks.filter(({ dueAt }) => dueAt).length : 0);
  },

  'I12: a pause keeps what was counted, and goes on from it': ({ before, event, at }, now) =>
    now.tasks.every((task) => {
      const old = before.tasks[task.seq - 1];
      if (old?.state !== 'open' || task.state !== 'open' || event.type === 'tick') return true;
      if (!same(old.openedAt, task.openedAt) || same(old.pausedAt, task.pausedAt)) return true;
      if (task.pausedAt) return same(task.pausedAt, at) && task.passedMs >= old.passedMs;
      return same(task.clockedAt, at) && task.passedMs === old.passedMs;
    }),

  'I12: whoever gets an approval back finds each question, each pause and each clock as it was': (
    { untaken, event, progress },
    now,
  ) =>
    event.type !== 'takeBack' ||
    !progress ||
    (untaken?.tasks ?? []).every((was) => {
      const task = now.tasks[was.seq - 1];
      const isReminded = task?.fired !== was.fired;
      return was.state !== 'open' || isReminded || same(clockOf(task), clockOf(was));
    }),

  'I12: no event but its own puts off what is due': ({ before, event }, now) =>
    now.tasks.every(({ seq, state, openedAt, dueAt, pausedAt }) => {
      const old = before.tasks[seq - 1];
      if (!old?.dueAt || state !== 'open' || old.state !== 'open' || event.type === 'tick') return true;
      if (pausedAt && event.type === 'ask') return true;
      return !same(old.openedAt, openedAt) || same(old.dueAt, dueAt);
    }),

  'I16: somebody’s absence decides nothing': ({ before, event }, now) =>
    event.type !== 'absence' ||
    (same(now.steps, before.steps) &&
      same(
        now.tasks.map(({ proxyId: _, ...task }) => task),
        before.tasks.map(({ proxyId: _, ...task }) => task),
      )),

  'I13: what is untouched is with who acts for its assignee now': ({ event, people, progress }, now) =>
    !['absence', 'takeBack', 'give'].includes(event.type) ||
    !progress ||
    now.state !== 'running' ||
    now.tasks.every((task) => {
      const proxyId = people.proxyOf?.[task.assigneeId] ?? null;
      const isWanted = task.proxyId === (proxyId !== null && isOwn(now, proxyId) ? null : proxyId);
      const isTouched = task.question !== null || now.tasks.some(({ parentSeq }) => parentSeq === task.seq);
      return isWanted || !isPending(task) || isTouched || task.state !== 'open';
    }),

  'I13: nobody acts for somebody on their own request': (_, now) =>
    now.tasks.filter(isPending).every(({ proxyId }) => proxyId === null || !isOwn(now, proxyId)),

  'I14: nobody is asked to decide on what they have submitted or own now, unless the flow says so': (
    _,
    now,
  ) => {
    const own = selfSteps(now);
    return now.tasks
      .filter(isUndecided)
      .every(({ stepKey, assigneeId }) => own.has(stepKey) || !isOwn(now, assigneeId));
  },

  'I14: and nobody decides on it': ({ before }, now) => {
    const own = selfSteps(now);
    return now.tasks.every(
      ({ seq, stepKey, decidedById, state }) =>
        decidedById === null ||
        decidedById === before.tasks[seq - 1]?.decidedById ||
        state === 'advised' ||
        own.has(stepKey) ||
        !isOwn(now, decidedById),
    );
  },

  'I16: questions, answers and urging move nothing': ({ before, event }, now) =>
    !harmless.includes(event.type) ||
    (same(now.steps, before.steps) &&
      same(
        now.tasks.map(({ state }) => state),
        before.tasks.map(({ state }) => state),
      )),

  'I18: nobody is urged twice within four hours': ({ before, at }, now) =>
    now.tasks.every(({ seq, urgedAt }) => {
      const earlier = before.tasks[seq - 1]?.urgedAt ?? null;
      return earlier === null || urgedAt === earlier || at.getTime() - earlier.getTime() >= 4 * 3_600_000;
    }),

  'I18: nobody gets two messages about one event': ({ progress }) =>
    !progress || (isDistinct(progress.show) && isDistinct(progress.told)),

  'where a name is to be typed, whoever approves has typed their own': (_, now) => {
    const signed = humanSteps(now.definition.steps).filter(({ signature }) => signature);
    return now.tasks.every(({ stepKey, state, decidedById, signature }) => {
      const isApproved = state === 'approved' || state === 'decided_waiting';
      if (!isApproved || decidedById === null || !signed.some(({ key }) => key === stepKey)) return true;
      return signature === nameOf(decidedById);
    });
  },

  'where a name is to be typed, no rule but a time-out approves for anybody': (_, now) =>
    now.tasks.every(
      ({ stepKey, state, decidedById, fired }) =>
        state !== 'approved' ||
        decidedById !== null ||
        fired > 0 ||
        !humanSteps(now.definition.steps).some(({ key, signature }) => key === stepKey && signature),
    ),

  'it has passed only with the signatures that each step needs': (_, now) =>
    humanSteps(now.definition.steps).every(({ key }) => {
      const step = now.steps.find((one) => one.key === key);
      return step?.state !== 'passed' || step.rule !== undefined || signatures(now, step).every(Boolean);
    }),

  'it is approved only when each step of its way is over': (_, now) =>
    now.state !== 'approved' || now.steps.every(({ state }) => state === 'passed' || state === 'skipped'),

  'whoever waits for others waits for somebody': (_, now) =>
    now.tasks.every(
      (task) => !isWaiting(task.state) || addedBy(now.tasks, task, waitsFor[task.state]).some(isPending),
    ),

  'nobody is asked on behalf of a task that does not wait': (_, now) =>
    now.tasks.every((task) => {
      const parent = task.parentSeq === null ? undefined : now.tasks[task.parentSeq - 1];
      if (!parent || task.origin === 'beside' || !isPending(task)) return true;
      return isWaiting(parent.state) && waitsFor[parent.state] === task.origin;
    }),

  'nobody is asked in a step that is not under way': (_, now) =>
    now.tasks.filter(isPending).every(({ stepKey, seq }) => {
      const step = now.steps.find(({ key }) => key === stepKey);
      return step?.state === 'active' && seq >= step.fromSeq;
    }),

  'nobody has two tasks at once in one step': (_, now) =>
    humanSteps(now.definition.steps).every(({ key }) =>
      isDistinct(
        tasksOf(now, key)
          .filter(isPending)
          .map(({ assigneeId }) => assigneeId),
      ),
    ) || now.steps.length === 0,

  'nobody who has left is asked anew': ({ before, people }, now) =>
    now.tasks.slice(before.tasks.length).every(({ assigneeId }) => people.active.has(assigneeId)),

  'I11: whoever has sent it back is not asked at once again, unless nobody else is left to be asked': (
    { before, event, at, progress },
    now,
  ) => {
    if ((event.type !== 'reject' && event.type !== 'return') || !progress || now.state !== 'running')
      return true;
    const by = now.tasks.find((task) => wasDecided(task) && !wasDecided(before.tasks[task.seq - 1] ?? task));
    const step = now.steps.find(({ key }) => key === by?.stepKey);
    const isByRule = now.steps.some(({ rule, enteredAt }) => rule !== undefined && same(enteredAt, at));
    return step?.state !== 'active' || step.fromSeq <= (by?.seq ?? 0) || isByRule;
  },

  'I17: whoever presses on a card decides what that showed, or nothing': ({ before, event, progress }, now) =>
    !progress ||
    !('taskSeq' in event) ||
    now.tasks.every(
      (task) =>
        task.decidedById === null ||
        wasDecided(before.tasks[task.seq - 1] ?? task) ||
        task.seq === event.taskSeq,
    ),

  'I17: how it stands can always be shown': ({ people }, now) => Array.isArray(stepsView(now, people)),

  'tasks are numbered as they came': (_, now) => now.tasks.every(({ seq }, index) => seq === index + 1),

  'the same event at the same time comes to the same': ({ before, event, at, people, progress }) =>
    same(attempt(before, event, at, people), progress),

  'taking back restores what was before, but for what it asked': ({ before, event, progress }, now) =>
    event.type !== 'takeBack' || !progress || now.tasks[(before.undo?.seq ?? 0) - 1]?.state === 'open',
};

/** What nobody has submitted has no steps yet to be looked at. */
const check = (moment: Moment) => {
  const now = moment.progress?.instance ?? moment.before;
  if (now.state === 'draft') return;
  for (const [sentence, isTrue] of Object.entries(invariants)) {
    if (isTrue(moment, now)) continue;
    throw new Error(`It does not hold that ${sentence}: after ${JSON.stringify(moment.event)}`);
  }
};

const types: readonly ApprovalEvent['type'][] = [
  ...onTask,
  'resubmit',
  'withdraw',
  'takeBack',
  'removeSigner',
  'answer',
  'urge',
  'tick',
  'terminate',
  'void',
  'revoke',
];
const worthSeeing = [
  ...types.flatMap((type) => [`${type} accepted`, `${type} refused`]),
  ...['revoked accepted', 'revokeRefused accepted', 'absence accepted', 'give accepted', 'give refused'],
  ...[
    'running',
    'returned',
    'approved',
    'rejected',
    'withdrawn',
    'terminated',
    'revoking',
    'revoked',
    'voided',
  ].map((state) => `approval ${state}`),
  ...[
    'queued',
    'open',
    'held',
    'helping',
    'decided_waiting',
    'advised',
    'approved',
    'rejected',
    'returned',
    'transferred',
    'closed',
    'expired',
    'signed',
  ].map((state) => `task ${state}`),
  ...['waiting', 'active', 'passed', 'rejected', 'returned', 'skipped', 'cancelled'].map(
    (state) => `step ${state}`,
  ),
  ...['nobody', 'own', 'automatic'].map((rule) => `rule ${rule}`),
];
const unseen = new Set(worthSeeing);

const look = ({ before, progress, event }: Moment) => {
  const { instance = before } = progress ?? {};
  unseen.delete(progress ? `${event.type} accepted` : `${event.type} refused`);
  unseen.delete(`approval ${instance.state}`);
  for (const { state, signature } of instance.tasks) {
    unseen.delete(`task ${state}`);
    if (signature) unseen.delete('task signed');
  }
  for (const { state, rule } of instance.steps) {
    unseen.delete(`step ${state}`);
    unseen.delete(`rule ${rule}`);
  }
};

test.each([
  ['in every firm, flow and history', story, RUNS],
  ['where it goes to and fro and is changed on the way', toAndFro, Math.ceil(RUNS / 5)],
])(
  'what must be true is true %s',
  (_, stories, numRuns) => {
    fc.assert(
      fc.property(stories, (told) => {
        for (const moment of play(told)) {
          check(moment);
          look(moment);
        }
      }),
      { numRuns },
    );
  },
  TIMEOUT_MS,
);

test('these histories are worth something: they see every event, end and state', () => {
  // Whoever came before has seen nearly all of it.
  for (let seed = 1; unseen.size > 0 && seed <= 12; seed += 1)
    for (const told of fc.sample(story, { numRuns: 500, seed })) play(told).forEach(look);
  expect([...unseen]).toEqual([]);
});
