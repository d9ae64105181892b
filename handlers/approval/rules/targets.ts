import type { StepDefinition } from '../../../models/approval-flow.js';
import type { ApprovalEvent, Instance, People } from '../../../models/approval-instance.js';
import { isPending, tasksOf } from './instance.js';
import { alreadySigns, asksInitiator, asksOwner, hasLeft, outsideList, tooManyChosen } from './refusals.js';

/** Whom somebody names with what they do: to whom it goes, who is added, who is chosen. */
export const namedIn = (event: ApprovalEvent): readonly number[] => {
  if (event.type === 'addSigner') return event.who;
  if (event.type === 'transfer' || event.type === 'delegate' || event.type === 'give') return [event.to];
  return event.type === 'approve' ? (event.next ?? []) : [];
};

export const standsIn = (instance: Instance, stepKey: string, id: number): boolean =>
  tasksOf(instance, stepKey).some(
    (task) =>
      task.assigneeId === id && (isPending(task) || task.state === 'approved' || task.state === 'rejected'),
  );

const refuseOwnRequest = ({ initiatorId, ownerId }: Instance, id: number, people: People) => {
  if (id === initiatorId) throw asksInitiator(id, people);
  if (id === ownerId) throw asksOwner(id, people);
};

/** @throws Refusal unless these people may be asked in somebody's place, or besides */
export const refuseSigners = (
  instance: Instance,
  stepKey: string,
  who: readonly number[],
  people: People,
) => {
  for (const id of who) {
    refuseOwnRequest(instance, id, people);
    if (!people.active.has(id)) throw hasLeft(id, people);
    if (standsIn(instance, stepKey, id)) throw alreadySigns(id, people);
  }
};

/** @throws Refusal unless these people may be chosen for a step */
export const refuseTargets = (
  instance: Instance,
  who: readonly number[],
  people: People,
  { assignees }: StepDefinition,
) => {
  const rule = assignees.find(({ type }) => type === 'chosen');
  if (rule?.type !== 'chosen') return;
  if (who.length > rule.most) throw tooManyChosen(rule.most);
  for (const id of who) {
    refuseOwnRequest(instance, id, people);
    if (!people.active.has(id)) throw hasLeft(id, people);
    if (rule.from !== undefined && !people.roles[rule.from]?.includes(id))
      throw outsideList(id, rule.from, people);
  }
};
