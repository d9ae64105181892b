import type { FlowDefinition } from '../../models/approval-flow.js';
import type { Facts, Instance } from '../../models/approval-instance.js';
import type { ApprovalView } from '../../models/approval-view.js';
import type { Param, Text } from '../../models/text.js';
import { fieldsThatDiffer } from './rules/field-permissions.js';
import { mainAmount, shownFact } from './rules/form-facts.js';
import { mayAct } from './rules/instance.js';
import { changedFields } from './rules/returning.js';
import { words } from './words.js';

/** What the facts of a record are called, as far as people know them. */
const labels: Readonly<Record<string, Text>> = {
  title: words.factTitle,
  amountCents: words.amount,
  currency: words.currency,
  expectedClose: words.expectedClose,
  contractVersion: words.contractVersion,
};

const shown: Readonly<Record<string, (facts: Facts) => Param>> = {
  amountCents: (facts) => mainAmount(facts) ?? '',
  expectedClose: ({ expectedClose }) =>
    typeof expectedClose === 'string' ? { day: expectedClose } : words.none,
};

const ofDeal = (facts: Facts, field: string): Param => shown[field]?.(facts) ?? facts[field] ?? words.none;

interface Change {
  readonly field: Text;
  readonly before: Param;
  readonly after: Param;
}

const changeOfDeal = (field: string, old: Facts, now: Facts): Change[] => {
  const label = labels[field];
  return label ? [{ field: label, before: ofDeal(old, field), after: ofDeal(now, field) }] : [];
};

/** Of what was filled in: by its fields, each once, as money has two facts. */
const changesOfForm = (
  definition: FlowDefinition,
  hidden: ReadonlySet<string>,
  old: Facts,
  now: Facts,
): Change[] =>
  fieldsThatDiffer(definition, old, now)
    .filter(({ key }) => !hidden.has(key))
    .map((field) => ({
      field: field.label,
      before: shownFact(field, old) ?? words.none,
      after: shownFact(field, now) ?? words.none,
    }));

/** The facts as this person saw them last, in a round before this one. */
const lastSeen = ({ tasks, round, pastFacts }: Instance, viewerId: number): Facts | undefined => {
  const seen = tasks
    .filter((task) => mayAct(task, viewerId) && task.openedAt !== null && task.round < round)
    .map((task) => task.round);
  return seen.length > 0 ? pastFacts[Math.max(...seen) - 1] : undefined;
};

/** Since when somebody sees the content of this round. */
const seenSinceMs = ({ initiatorId, tasks, round }: Instance, viewerId: number): number => {
  if (viewerId === initiatorId) return 0;
  const opened = tasks
    .filter((task) => mayAct(task, viewerId) && task.round === round)
    .flatMap(({ openedAt }) => openedAt?.getTime() ?? []);
  return Math.min(...opened);
};

/** The facts before approvers changed them under this person’s eyes; what they changed themselves they know. */
const beforeEdits = (instance: Instance, viewerId: number): Facts | undefined => {
  const sinceMs = seenSinceMs(instance, viewerId);
  const edits = instance.replaced.filter(
    ({ round, at }) => round === instance.round && at.getTime() >= sinceMs,
  );
  const own = edits.findLastIndex(({ byId }) => byId === viewerId);
  return edits[own + 1]?.facts;
};

/** What has changed since this person was asked about it before, or since approvers changed it under their eyes. */
export const changesSeenBy = (
  instance: Instance,
  viewerId: number,
  hidden: ReadonlySet<string> = new Set(),
): ApprovalView['changes'] => {
  const old = lastSeen(instance, viewerId) ?? beforeEdits(instance, viewerId);
  if (!old) return [];
  const { definition, facts } = instance;
  return definition.form
    ? changesOfForm(definition, hidden, old, facts)
    : changedFields(old, facts).flatMap((field) => changeOfDeal(field, old, facts));
};
