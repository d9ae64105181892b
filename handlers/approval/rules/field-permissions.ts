/** What each step may do with the fields of the form: read them, change them, or not know of them. */

import type { FlowDefinition, FormField } from '../../../models/approval-flow.js';
import type { Instance, People } from '../../../models/approval-instance.js';
import type { HistoryRow } from '../../../models/history.js';
import { joined } from '../../fields.js';
import { Refusal } from '../../useCase.js';
import { factKeys, formFields } from './form-facts.js';
import { byKey, mayAct } from './instance.js';
import { hiddenByMention } from './mentions.js';
import { humanSteps } from './nodes.js';
import { stepsAhead } from './rehearse.js';
import { changedFields } from './returning.js';
import { staff } from './staffing.js';

type Keys = ReadonlySet<string>;

const nothing: Keys = new Set();

/** Of an approval that revokes another, the flow may not have the step. */
const permissionsIn = ({ steps }: FlowDefinition, stepKey: string) =>
  humanSteps(steps).find(({ key }) => key === stepKey)?.fields ?? {};

export const hidesInStep = (definition: FlowDefinition, stepKey: string, key: string): boolean =>
  permissionsIn(definition, stepKey)[key] === 'hidden';

const hiddenInStep = (definition: FlowDefinition, stepKey: string): readonly string[] =>
  Object.entries(permissionsIn(definition, stepKey)).flatMap(([key, may]) => (may === 'hidden' ? [key] : []));

/** Is there anything that somebody does not see? */
const hidesAnything = ({ steps }: FlowDefinition): boolean =>
  humanSteps(steps).some(({ fields = {} }) => Object.values(fields).includes('hidden'));

/** What any step hides is in no title: lists and notices show titles to everybody. */
export const isHiddenSomewhere = ({ steps }: FlowDefinition, key: string): boolean =>
  humanSteps(steps).some(({ fields }) => fields?.[key] === 'hidden');

/** What every one of these steps hides. */
const hiddenInAll = (definition: FlowDefinition, stepKeys: readonly string[]): Keys => {
  const [first, ...others] = [...new Set(stepKeys)].map((key) => hiddenInStep(definition, key));
  return new Set(first?.filter((key) => others.every((keys) => keys.includes(key))));
};

/** The steps in which somebody was asked, by the tasks that they have or had. */
const stepsAsked = ({ tasks }: Instance, viewerId: number): readonly string[] =>
  tasks.filter((task) => task.openedAt !== null && mayAct(task, viewerId)).map(({ stepKey }) => stepKey);

const isAskedBy = (
  step: Parameters<typeof staff>[0],
  instance: Instance,
  viewerId: number,
  people: People,
): boolean => {
  try {
    return staff(step, instance, people).seats.some((seat) => seat.people.includes(viewerId));
  } catch (error) {
    if (error instanceof Refusal) return false;
    throw error;
  }
};

/** Those in which they will be asked, as far as that is known now: they do not look it up beforehand. */
const stepsToCome = (instance: Instance, viewerId: number, people: People): readonly string[] =>
  stepsAhead(instance.definition.steps, instance)
    .filter(({ key }) => byKey(instance.steps, key).state === 'waiting')
    .filter((step) => isAskedBy(step, instance, viewerId, people))
    .map(({ key }) => key);

/** Whether all that was hidden is known without asking the directory. */
export const isKnownWhatIsHidden = (instance: Instance, viewerId: number): boolean =>
  viewerId === instance.initiatorId ||
  !hidesAnything(instance.definition) ||
  stepsAsked(instance, viewerId).length > 0 ||
  instance.state !== 'running';

/**
 * The fields, by key, that somebody does not see: those hidden in every step in which they were asked, or, as long as they
 * were in none, in which they will be, and from whoever has mentioned them. Of an own request nothing is hidden.
 */
export const hiddenFrom = (instance: Instance, viewerId: number, people?: People): Keys => {
  if (viewerId === instance.initiatorId) return nothing;
  const asked = stepsAsked(instance, viewerId);
  if (asked.length > 0) return hiddenInAll(instance.definition, asked);
  const toCome = people ? stepsToCome(instance, viewerId, people) : [];
  return new Set([...hiddenInAll(instance.definition, toCome), ...hiddenByMention(instance, viewerId)]);
};

/** The fields that the approvers of a step may change. */
export const editableIn = ({ definition }: Pick<Instance, 'definition'>, stepKey: string) => {
  const permissions = permissionsIn(definition, stepKey);
  return formFields(definition).filter(({ key }) => permissions[key] === 'edit');
};

/** The fields that differ, each once, as money has two facts. */
export const fieldsThatDiffer = (
  definition: FlowDefinition,
  before: Readonly<Record<string, unknown>>,
  after: Readonly<Record<string, unknown>>,
): readonly FormField[] => {
  const changed = changedFields(before, after);
  return formFields(definition).filter((field) => factKeys(field).some((key) => changed.includes(key)));
};

const edits: ReadonlySet<string> = new Set(['request.edited', 'approval.edited']);

/** An entry of a timeline as somebody may read it: of hidden fields not even that they were changed. */
export const entrySeen = (
  row: HistoryRow,
  definition: FlowDefinition,
  hidden: ReadonlySet<string>,
): readonly HistoryRow[] => {
  if (hidden.size === 0 || !edits.has(row.action)) return [row];
  const { params, before = {}, after = {} } = row.detail;
  const seen = fieldsThatDiffer(definition, before, after).filter(({ key }) => !hidden.has(key));
  if (seen.length === 0) return [];
  const fields = joined(seen.map(({ label }) => label));
  return [{ ...row, detail: { ...row.detail, params: { ...params, fields } } }];
};
