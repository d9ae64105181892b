import type { ApprovalEvent, Instance, People, Step, Task } from '../../../models/approval-instance.js';
import type { Act, Event } from './act.js';
import { answerApprovers, askInitiator, urge } from './asking.js';
import { newCopies } from './copies.js';
import { approve, reject } from './deciding.js';
import { editContent } from './editing.js';
import { declareVoid, revoke, revoked, stayApproved, terminate, withdraw } from './ending.js';
import { give } from './giving.js';
import { goOn } from './going-on.js';
import { holderOf } from './instance.js';
import { readersOf } from './mentions.js';
import { everyNode, humanSteps } from './nodes.js';
import { moveTasks } from './proxies.js';
import { standing } from './refusals.js';
import { rehearse } from './rehearse.js';
import { giveBack, resubmit } from './returning.js';
import { addSigner, advise, delegate, removeSigner, transfer } from './signing.js';
import { isChosenByInitiator } from './staffing.js';
import { refuseTargets } from './targets.js';
import { reminded, tick } from './tick.js';
import { timed } from './timing.js';
import { takeBack, undoOf } from './undo.js';

const outcomes = ['approved', 'rejected', 'withdrawn', 'terminated', 'revoked', 'voided'] as const;
export type Outcome = (typeof outcomes)[number];

export interface Progress {
  readonly instance: Instance;
  /** Employees whose card about this approval changes: the initiator, whose it is now, and everybody who was ever asked or told. */
  readonly show: readonly number[];
  /** Tasks that this event opened: their assignees get a fresh card. */
  readonly opened: readonly Task[];
  /** Others who get a fresh card: who is asked something, urged, or sent a copy. */
  readonly told: readonly number[];
  /** Set by exactly the event that ends the approval, or what it had come to. */
  readonly outcome: Outcome | null;
}

const submit: Act<'submit'> = (instance, event, now, people) => {
  if (instance.state !== 'draft') throw standing(instance, people);
  const steps = everyNode(instance.definition.steps).map(
    ({ key }): Step => ({ key, state: 'waiting', seats: [], fromSeq: 1, enteredAt: null, endedAt: null }),
  );
  const chosen: Instance = { ...instance, chosen: event.chosen ?? {}, steps };
  for (const step of humanSteps(instance.definition.steps).filter(isChosenByInitiator))
    refuseTargets(chosen, chosen.chosen[step.key] ?? [], people, step);
  rehearse(chosen, people);
  return goOn({ ...chosen, state: 'running', submittedAt: now }, now, people);
};

const acts: { readonly [Type in ApprovalEvent['type']]: Act<Type> } = {
  submit,
  approve,
  reject,
  return: giveBack,
  edit: editContent,
  resubmit,
  withdraw,
  takeBack,
  addSigner,
  removeSigner,
  transfer,
  delegate,
  advise,
  ask: askInitiator,
  answer: answerApprovers,
  urge,
  terminate,
  void: declareVoid,
  give,
  tick,
  absence: moveTasks,
  revoke,
  revoked,
  revokeRefused: stayApproved,
};

const act = <Type extends ApprovalEvent['type']>(
  instance: Instance,
  event: Event<Type>,
  now: Date,
  people: People,
): Instance => acts[event.type as Type](instance, event, now, people);

const isNoAct = (event: ApprovalEvent): boolean =>
  event.type === 'urge' || event.type === 'absence' || (event.type === 'tick' && event.action === 'remind');

/** What can be taken back now: the approval that this event was, or nothing. To urge or to remind is not to act. */
const remembering = (before: Instance, event: ApprovalEvent, after: Instance): Instance => {
  if (isNoAct(event)) return after;
  const isApproval = event.type === 'approve' || event.type === 'addSigner';
  return { ...after, undo: isApproval ? undoOf(before, after, event.byId) : null };
};

const askedOf = ({ tasks }: Instance): readonly number[] =>
  tasks
    .filter((task) => task.openedAt)
    .flatMap(({ assigneeId, proxyId }) => (proxyId === null ? [assigneeId] : [assigneeId, proxyId]));

/**
 * Whoever still waits in a queue has not heard of the approval, and does not hear of its end either. Who has acted for
 * somebody until now sees that it is over.
 */
const audience = (before: Instance, instance: Instance): readonly number[] => [
  ...new Set([
    instance.initiatorId,
    instance.ownerId,
    ...askedOf(instance),
    ...askedOf(before),
    ...readersOf(instance),
  ]),
];

const newlyOpen = (before: Instance, { tasks }: Instance): readonly Task[] =>
  tasks.filter(({ seq, state }) => state === 'open' && before.tasks[seq - 1]?.state !== 'open');

const urged = (before: Instance, { tasks }: Instance): readonly number[] =>
  tasks.filter(({ seq, urgedAt }) => urgedAt !== (before.tasks[seq - 1]?.urgedAt ?? null)).map(holderOf);

/** Whose turn it is now that somebody is away, or back. */
const newHolders = (before: Instance, { tasks }: Instance): readonly number[] =>
  tasks
    .filter(({ seq, state, proxyId }) => state === 'open' && proxyId !== before.tasks[seq - 1]?.proxyId)
    .map(holderOf);

const asking = ({ tasks }: Instance): readonly number[] =>
  tasks.filter(({ question }) => question !== null).map(holderOf);

const told: Partial<Record<ApprovalEvent['type'], (before: Instance, after: Instance) => readonly number[]>> =
  {
    ask: (_, { ownerId }) => [ownerId],
    answer: asking,
    urge: urged,
    tick: reminded,
    absence: newHolders,
  };

const isOutcome = (state: string): state is Outcome => outcomes.some((outcome) => outcome === state);

/** An approval that nobody could revoke has not passed once more. */
const outcomeOf = (event: ApprovalEvent, { state }: Instance): Outcome | null =>
  event.type !== 'revokeRefused' && isOutcome(state) ? state : null;

/**
 * What an event makes of an approval. Pure: the caller holds the row's lock, so that of two people who press at the
 * same instant the second finds the first one's decision.
 * @throws Refusal with the truth for whoever may not do this, or not any more
 */
export const advance = (before: Instance, event: ApprovalEvent, now: Date, people: People): Progress => {
  const acted = remembering(before, event, act(before, event, now, people));
  const after = timed(before, acted, now, people);
  const copies = newCopies(before, after, people);
  const instance = { ...after, copied: [...new Set([...after.copied, ...copies])] };
  const isBack = instance.state === 'returned' && before.state === 'running';
  return {
    instance,
    show: audience(before, instance),
    opened: newlyOpen(before, instance),
    told: [
      ...new Set([
        ...(told[event.type]?.(before, instance) ?? []),
        ...(isBack ? [instance.ownerId] : []),
        ...copies,
      ]),
    ],
    outcome: outcomeOf(event, instance),
  };
};
