import type { Instance } from '../../../models/approval-instance.js';
import type { Act } from './act.js';
import { refuseReading, taskToDecide } from './acting.js';
import { editableIn } from './field-permissions.js';
import { factKeys, formFields } from './form-facts.js';
import { notEditable } from './refusals.js';
import { changedFields, withContent } from './returning.js';

const TITLE = 'title';

/** What a record is called follows from what is in it, unless that is a field of its own. */
const followsByItself = ({ definition }: Instance, fact: string): boolean =>
  fact === TITLE && !formFields(definition).some(({ key }) => key === TITLE);

/**
 * A new version of the content. What was approved before stays approved, unless it lies ahead once more; whoever is asked
 * now decides on the new one.
 */
export const editContent: Act<'edit'> = (instance, event, now, people) => {
  const task = taskToDecide(instance, event, people);
  refuseReading(instance, task);
  const allowed = editableIn(instance, task.stepKey).flatMap(factKeys);
  const changed = changedFields(instance.facts, event.facts).filter(
    (fact) => !followsByItself(instance, fact),
  );
  if (changed.length === 0 || changed.some((fact) => !allowed.includes(fact))) throw notEditable();

  const { facts, round, replaced } = instance;
  return {
    ...withContent(instance, event.facts),
    replaced: [...replaced, { facts, round, byId: event.byId, at: now }],
  };
};
