import type { Instance, People, StepDefinition, Task } from '../../models/approval-flow.js';
import type { Param, Text } from '../../models/text.js';
import type { ApprovalState } from '../../models/views.js';
import { Refusal } from '../useCase.js';
import { byKey, nameOf, tasksOf } from './instance.js';

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
  terminated: { zh: '这项审批已于 {at} 被管理员终止。', en: 'An administrator ended this on {at}.' },
};

const words = {
  alreadyApproved: { zh: '{name} 已于 {at} 同意过了。', en: '{name} has already approved this on {at}.' },
  notYet: {
    zh: '还没轮到你，现在等 {names} 处理。',
    en: 'It is not your turn yet: this waits for {names} now.',
  },
  notApprover: {
    zh: '你不是这项审批的审批人，现在等 {names} 处理。',
    en: 'You are not an approver of this; it waits for {names}.',
  },
  ownRequest: {
    zh: '自己提交的审批不能自己处理，现在等 {names} 处理。',
    en: 'Nobody decides on their own request; yours waits for {names}.',
  },
  notInitiator: {
    zh: '只有提交人 {name} 可以撤回这项审批。',
    en: 'Only {name}, who submitted this, can withdraw it.',
  },
  contentMoved: {
    zh: '这张卡片发出后内容有变动，卡片已更新，请看过最新内容再处理。',
    en: 'The content has changed since this card was shown; the card has been redrawn. Please look again.',
  },
  reasonMissing: {
    zh: '拒绝时请写明原因，方便 {name} 修改。',
    en: 'Please give a reason for rejecting, so that {name} knows what to change.',
  },
  nobodyToAsk: {
    zh: '“{step}”没有可以审批的人，也没有 {name} 以外的管理员代为处理。请联系公司里负责本系统的同事，指定审批人或管理员后再试。',
    en: 'Nobody can decide “{step}”, and there is no administrator besides {name} to stand in. Ask whoever looks after this system in your firm to name an approver or an administrator, then try again.',
  },
  undecidable: {
    zh: '审批流程要根据“{field}”判断，但这条记录里没有可用的值。请先补上，或请管理员检查流程设置。',
    en: 'The flow decides by “{field}”, which this record does not have in a usable form. Fill it in, or ask an administrator to check the flow.',
  },
};

const holders = ({ tasks }: Instance, people: People): Text => {
  const names = tasks.filter((task) => task.state === 'open').map((task) => nameOf(task.assigneeId, people));
  return { zh: names.join('、'), en: names.join(', ') };
};

const iso = (at: Date | null): Param => (at ? { at: at.toISOString() } : '');

const latest = (tasks: readonly Task[]): Task | undefined =>
  [...tasks].sort((a, b) => Number(a.decidedAt) - Number(b.decidedAt)).at(-1);

/** Who gave the verdict that the approval now stands at. A withdrawal is no task's verdict, but its initiator's. */
const speaker = ({ tasks, state, initiatorId }: Instance): number =>
  latest(tasks.filter((task) => task.state === state))?.decidedById ?? initiatorId;

export const standing = (instance: Instance, people: People): Refusal =>
  new Refusal(stands[instance.state], {
    name: nameOf(speaker(instance), people),
    at: iso(instance.endedAt ?? instance.submittedAt),
    names: holders(instance, people),
  });

/** The signature that made a task needless: given by somebody who could sign in its place. */
const signedInstead = (instance: Instance, { stepKey, assigneeId }: Task): Task | undefined => {
  const shared = byKey(instance.steps, stepKey)
    .seats.filter((seat) => seat.includes(assigneeId))
    .flat();
  return latest(
    tasksOf(instance, stepKey).filter(
      (task) => task.state === 'approved' && shared.includes(task.assigneeId),
    ),
  );
};

/** The truth for somebody who would decide in a running approval, but has no open task in it. */
export const noOpenTask = (instance: Instance, byId: number, people: People): Refusal => {
  const names = holders(instance, people);
  const task = instance.tasks.filter(({ assigneeId }) => assigneeId === byId).at(-1);
  if (task?.state === 'queued') return new Refusal(words.notYet, { names });
  const signed = task?.state === 'approved' ? task : task && signedInstead(instance, task);
  if (!signed) return new Refusal(words.notApprover, { names });
  return new Refusal(words.alreadyApproved, {
    name: nameOf(signed.decidedById ?? signed.assigneeId, people),
    at: iso(signed.decidedAt),
  });
};

export const ownRequest = (instance: Instance, people: People): Refusal =>
  new Refusal(words.ownRequest, { names: holders(instance, people) });

export const notInitiator = ({ initiatorId }: Instance, people: People): Refusal =>
  new Refusal(words.notInitiator, { name: nameOf(initiatorId, people) });

export const contentMoved = (): Refusal => new Refusal(words.contentMoved);

export const reasonMissing = ({ initiatorId }: Instance, people: People): Refusal =>
  new Refusal(words.reasonMissing, { name: nameOf(initiatorId, people) });

export const nobodyToAsk = (step: StepDefinition, initiatorId: number, people: People): Refusal =>
  new Refusal(words.nobodyToAsk, { step: step.name, name: nameOf(initiatorId, people) });

export const undecidable = (field: string): Refusal => new Refusal(words.undecidable, { field });
