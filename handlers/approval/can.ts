import { isUnderWay } from '../../models/approval.js';
import type { Instance, People, Task } from '../../models/approval-instance.js';
import { isReading } from './rules/acting.js';
import { isAdmin, isRevocable, isVoidable, isWithdrawable } from './rules/ending.js';
import { editableIn } from './rules/field-permissions.js';
import { openTaskOf } from './rules/instance.js';
import { isAddedBy } from './rules/signers.js';
import { lapsedTask } from './rules/timing.js';

/** Who looks at an approval, and how it stands for them. */
interface Look {
  readonly instance: Instance;
  readonly viewerId: number;
  readonly now: Date;
  readonly isOwner: boolean;
  readonly isAdmin: boolean;
  /** The task that this person would act on. */
  readonly task: Task | undefined;
}

type Rule = (look: Look) => boolean;

/** Closed, as nobody decided in time, and not over yet. */
const isLapsed: Rule = ({ instance }) => lapsedTask(instance) !== undefined;
const isRunning: Rule = ({ instance: { state } }) => state === 'running';
const isAskedToRead = ({ instance, task }: Look): boolean =>
  task !== undefined && task.origin !== 'help' && isReading(instance, task);
const decides: Rule = (look) =>
  look.task !== undefined && look.task.origin !== 'help' && !isAskedToRead(look);
const advises: Rule = ({ task }) => task?.origin === 'help';
const isAsked: Rule = ({ instance }) => instance.tasks.some(({ question }) => question !== null);

/** Those whom this person has added and who have not acted yet. */
export const removable = (instance: Instance, viewerId: number): readonly Task[] =>
  instance.tasks
    .filter(({ state }) => state === 'open' || state === 'queued')
    .filter((task) => isAddedBy(instance, task, viewerId));

/** On the card itself. */
const onCard: Readonly<Record<string, Rule>> = {
  'approval.approve': decides,
  'approval.reject': decides,
  'approval.read': isAskedToRead,
  'approval.advise': advises,
  'approval.answer': (look) => look.isOwner && isRunning(look) && isAsked(look),
  'approval.resubmit': (look) => look.isOwner && look.instance.state === 'returned' && !isLapsed(look),
  'approval.recover': (look) => isLapsed(look) && (look.isOwner || look.isAdmin),
  'approval.comment': () => true,
  'approval.withdraw': ({ instance, isOwner }) => isOwner && isWithdrawable(instance),
};

/** One tap behind it. */
const behind: Readonly<Record<string, Rule>> = {
  'approval.edit': (look) =>
    decides(look) && look.task !== undefined && editableIn(look.instance, look.task.stepKey).length > 0,
  'approval.return': decides,
  'approval.transfer': (look) => decides(look) || advises(look) || isAskedToRead(look),
  'approval.delegate': decides,
  'approval.addSigner': decides,
  'approval.removeSigner': ({ instance, viewerId }) =>
    instance.state === 'running' && removable(instance, viewerId).length > 0,
  'approval.ask': (look) => decides(look) || advises(look),
  'approval.takeBack': ({ instance, viewerId }) =>
    instance.state === 'running' && instance.undo?.byId === viewerId,
  'approval.why': ({ instance }) =>
    instance.tasks.some(({ dueAt, pausedAt }) => (dueAt ?? pausedAt) !== null),
  'approval.urge': (look) => look.isOwner && isRunning(look),
  'approval.revoke': (look) => (look.isOwner || look.isAdmin) && isRevocable(look.instance, look.now),
  'approval.terminate': (look) => look.isAdmin && isUnderWay(look.instance.state),
  'approval.void': (look) => look.isAdmin && isVoidable(look.instance),
};

const allowed = (rules: Readonly<Record<string, Rule>>, look: Look): string[] =>
  Object.keys(rules).filter((name) => rules[name]?.(look));

const lookAt = (instance: Instance, viewerId: number, now: Date, people: People): Look => ({
  instance,
  viewerId,
  now,
  isOwner: viewerId === instance.ownerId,
  isAdmin: isAdmin(viewerId, people),
  task: instance.state === 'running' ? openTaskOf(instance, viewerId) : undefined,
});

export const canMore = (instance: Instance, viewerId: number, now: Date, people: People): string[] =>
  allowed(behind, lookAt(instance, viewerId, now, people));

/** What the buttons on this reader's card do; the names are those of `ApprovalView.can`. */
export const canDo = (instance: Instance, viewerId: number, now: Date, people: People): string[] => [
  ...allowed(onCard, lookAt(instance, viewerId, now, people)),
  ...(canMore(instance, viewerId, now, people).length > 0 ? ['approval.more'] : []),
];
