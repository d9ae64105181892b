import type { StepDefinition } from '../../../models/approval-flow.js';
import type { Instance, People, Task } from '../../../models/approval-instance.js';
import type { ApprovalState, TaskState } from '../../../models/approval-view.js';
import type { Param, Text } from '../../../models/text.js';
import { listed } from '../../fields.js';
import { Refusal } from '../../useCase.js';
import { byKey, holderOf, mayAct, nameOf, tasksOf } from './instance.js';
import { words } from './refusal-words.js';

/** Of those who were named somebody cannot be asked: whoever named them can name others. */
export class UnfitPerson extends Refusal {}

/** What the whole approval says to somebody who comes too late, too early or twice. */
const stands: Record<ApprovalState, Text> = {
  draft: { zh: '{name} 还没有提交这项审批。', en: '{name} has not submitted this yet.' },
  running: {
    zh: '这项审批已于 {at} 提交，正在等 {names} 处理。',
    en: 'This was already submitted on {at} and waits for {names}.',
  },
  returned: {
    zh: '这项审批已退回给 {name}，还没有重新提交。',
    en: 'This went back to {name}, who has not submitted it again yet.',
  },
  approved: {
    zh: '{name} 已于 {at} 同意，这项审批已经通过。',
    en: '{name} approved this on {at}, and with that it has passed.',
  },
  rejected: { zh: '{name} 已于 {at} 拒绝这项审批。', en: '{name} rejected this on {at}.' },
  withdrawn: { zh: '{name} 已于 {at} 撤回这项审批。', en: '{name} withdrew this on {at}.' },
  terminated: { zh: '{name} 已于 {at} 终止这项审批。', en: '{name} ended this on {at}.' },
  revoking: {
    zh: '这项审批通过后，{name} 申请撤销，正在等撤销审批的结果。',
    en: 'This was approved, and is now about to be revoked: {name} has asked for that.',
  },
  revoked: { zh: '这项审批通过后，已于 {at} 撤销。', en: 'This was approved, and was revoked on {at}.' },
  voided: { zh: '{name} 已于 {at} 把这项审批作废。', en: '{name} declared this void on {at}.' },
};

const holdersOf = (tasks: readonly Task[], people: People): Text =>
  listed(tasks.map((task) => nameOf(holderOf(task), people)));

const holders = ({ tasks }: Instance, people: People): Text =>
  holdersOf(
    tasks.filter(({ state }) => state === 'open'),
    people,
  );

const iso = (at: Date | null): Param => (at ? { at: at.toISOString() } : '');

const latest = (tasks: readonly Task[]): Task | undefined =>
  [...tasks].sort((a, b) => Number(a.decidedAt) - Number(b.decidedAt)).at(-1);

/** The tasks whose decisions may have made the verdict: no rejection that others have outvoted. */
const decisive = ({ tasks, steps, state }: Instance): readonly Task[] =>
  tasks
    .filter((task) => task.state === state)
    .filter(({ stepKey }) => state !== 'rejected' || byKey(steps, stepKey).state === 'rejected');

/** Who gave the verdict that the approval now stands at: whoever ended it, or whose decision did. */
const speaker = (instance: Instance): number | null =>
  instance.endedById ?? latest(decisive(instance))?.decidedById ?? null;

/** Nobody ended it: the clock did. */
export const isEndedByTime = ({ state, endedById }: Instance): boolean =>
  state === 'terminated' && endedById === null;

/** Where nobody has given the verdict. */
const byRule: Partial<Record<ApprovalState, Text>> = {
  approved: words.approvedByRule,
  rejected: words.rejectedByRule,
  terminated: words.endedByTime,
};

export const standing = (instance: Instance, people: People): Refusal => {
  const { state, ownerId, endedAt, submittedAt } = instance;
  const by = speaker(instance);
  return new Refusal((by === null && byRule[state]) || stands[state], {
    name: nameOf(state === 'returned' ? ownerId : (by ?? ownerId), people),
    at: iso(endedAt ?? submittedAt),
    names: holders(instance, people),
  });
};

/** The signature that made a task needless: given by somebody who could sign in its place. */
const signedInstead = (instance: Instance, { stepKey, assigneeId }: Task): Task | undefined => {
  const shared = byKey(instance.steps, stepKey)
    .seats.filter(({ people }) => people.includes(assigneeId))
    .flatMap(({ people }) => people);
  return latest(
    tasksOf(instance, stepKey).filter(
      (task) => task.state === 'approved' && shared.includes(task.assigneeId),
    ),
  );
};

/** What somebody has done already with the task that they would act on. */
const done: Partial<Record<TaskState, Text>> = {
  approved: words.alreadyApproved,
  decided_waiting: words.alreadyApproved,
  rejected: words.alreadyRejected,
  returned: words.alreadyReturned,
  transferred: words.handedOn,
  expired: words.timedOut,
  advised: words.advised,
};

/** The flow or its clock decided, and not whoever was asked. */
const isByRule = ({ state, decidedById }: Task): boolean =>
  decidedById === null && (state === 'approved' || state === 'rejected');

const waits: Partial<Record<TaskState, Text>> = {
  queued: words.notYet,
  held: words.waitsForAdded,
  helping: words.waitsForAdded,
};

/** The truth for somebody who would decide in a running approval, but has no open task in it. */
export const noOpenTask = (instance: Instance, byId: number, people: People): Refusal => {
  const names = holders(instance, people);
  const task = instance.tasks.filter((one) => mayAct(one, byId)).at(-1);
  if (!task) return new Refusal(words.notApprover, { names });
  const waiting = waits[task.state];
  if (waiting) return new Refusal(waiting, { names });
  const settled = done[task.state] ? task : signedInstead(instance, task);
  const text = settled && (isByRule(settled) ? words.decidedByRule : done[settled.state]);
  if (!text) return new Refusal(words.noLonger, { names });
  return new Refusal(text, {
    name: nameOf(settled.decidedById ?? settled.assigneeId, people),
    at: iso(settled.decidedAt),
    names,
  });
};

export const ownRequest = (instance: Instance, people: People): Refusal =>
  new Refusal(words.ownRequest, { names: holders(instance, people) });

export const nobodyToAsk = (step: StepDefinition, { ownerId }: Instance, people: People): Refusal =>
  new Refusal(words.nobodyToAsk, { step: step.name, name: nameOf(ownerId, people) });

export const undecidable = (field: string): Refusal => new Refusal(words.undecidable, { field });

const step = (text: Text) => (definition: StepDefinition) => new Refusal(text, { step: definition.name });
const plain = (text: Text) => () => new Refusal(text);
const named = (text: Text) => (id: number, people: People) => new Refusal(text, { name: nameOf(id, people) });
const unfit = (text: Text) => (id: number, people: People) =>
  new UnfitPerson(text, { name: nameOf(id, people) });
const ofOwner =
  (text: Text) =>
  ({ ownerId }: Instance, people: People) =>
    new Refusal(text, { name: nameOf(ownerId, people) });

export const notDue = plain(words.notDue);
export const readOnly = plain(words.readOnly);
export const askedElsewhere = step(words.askedElsewhere);
export const contentMoved = plain(words.contentMoved);
export const opinionOnly = plain(words.opinionOnly);
export const opinionMissing = plain(words.opinionMissing);
export const signatureMissing = named(words.signatureMissing);
export const notEditable = plain(words.notEditable);
export const chosenMissing = step(words.chosenMissing);
export const forbiddenOwn = step(words.forbiddenOwn);
export const nobodyNamed = plain(words.nobodyNamed);
export const beforeAndAfter = plain(words.beforeAndAfter);
export const notAdded = plain(words.notAdded);
export const notPassed = plain(words.notPassed);
export const jumpRefused = plain(words.jumpRefused);
export const nothingToTakeBack = plain(words.nothingToTakeBack);
export const withdrawNever = plain(words.withdrawNever);
export const withdrawTooLate = plain(words.withdrawTooLate);
export const adminOnly = plain(words.adminOnly);
export const nothingAsked = plain(words.nothingAsked);
export const noOpinionAsked = plain(words.noOpinionAsked);
export const asksInitiator = unfit(words.asksInitiator);
export const asksOwner = unfit(words.asksOwner);
export const hasLeft = unfit(words.hasLeft);
export const alreadySigns = unfit(words.alreadySigns);
export const notOwner = ofOwner(words.notOwner);
export const withdrawOthers = ofOwner(words.withdrawOthers);
export const reasonMissing = ofOwner(words.reasonMissing);
export const ownerOrAdminOnly = ofOwner(words.ownerOrAdminOnly);

export const nobodyChosen = (definition: StepDefinition, byPrevious: boolean): Refusal =>
  step(byPrevious ? words.chosenMissing : words.nobodyChosen)(definition);

export const tooManyChosen = (most: number) => new UnfitPerson(words.tooManyChosen, { most });
export const noRoundsLeft = (rounds: number) => new Refusal(words.noRoundsLeft, { rounds });
export const tooLateToRevoke = (days: number) => new Refusal(words.tooLateToRevoke, { days });

export const outsideList = (id: number, role: string, people: People) =>
  new UnfitPerson(words.outsideList, { name: nameOf(id, people), role });

export const actedAlready = ({ assigneeId }: Task, people: People) =>
  named(words.actedAlready)(assigneeId, people);

export const urgedLately = (tasks: readonly Task[], everyMs: number): Refusal => {
  const first = Math.min(...tasks.flatMap(({ urgedAt }) => (urgedAt ? [urgedAt.getTime()] : [])));
  return new Refusal(words.urgedLately, { at: { at: new Date(first + everyMs).toISOString() } });
};

export const quietNow = (tasks: readonly Task[], people: People): Refusal =>
  new Refusal(words.quietNow, { names: holdersOf(tasks, people) });
