import { isUnderWay, runningKeyOf } from '../../models/approval.js';
import type { Instance, Task } from '../../models/approval-instance.js';
import type { Stored } from '../../models/approval-sweep.js';
import type { ApprovalState } from '../../models/approval-view.js';
import { formatNumber } from '../input/id.js';
import { seal } from './evidence.js';
import { contentHash } from './rules/content.js';
import { isPending, taskBySeq, tasksOf } from './rules/instance.js';
import { everyNode, humanSteps } from './rules/nodes.js';
import { addedBy } from './rules/signers.js';

/** What cannot be, and what to do about it. Each is one broken promise of `approvals`. */
const remedies = {
  nobodyAsked:
    'Nobody can go on with it. As administrator, open it, press "More" and end it with a reason; then submit it again.',
  askedForNothing:
    'Whoever presses hears how it stands, so nothing can be decided twice. Set these tasks to "closed" in approval_tasks.',
  stepEmpty: 'This step would wait for ever. As administrator, end it with a reason; then submit it again.',
  waitsForNobody:
    'This task would wait for ever. As administrator, end it with a reason; then submit it again.',
  numbering: 'Tasks are missing or were added by hand. Restore them from a backup, or end the approval.',
  runningKey:
    'Another could be submitted beside it, or none any more. Set runningKey as written here, after a look at the others of this record.',
  ending:
    'It says that it has ended and has no time for it, or the other way round. Restore the row from a backup.',
  content:
    'What is to be decided was changed in the database, past the service. Compare with its evidence: "npm run evidence".',
  evidence:
    'The record of what was done was changed, or is not whole. Keep a copy of the database, and compare with a backup.',
  unseen: 'Its approver was never told. Press "Urge" as the initiator: that brings the card.',
  revoking:
    'No approval decides any more whether it is revoked. Set its state to "approved" to let it stand.',
  unreadable: 'Nobody can open it. Restore the row, and its tasks and evidence, from a backup.',
} as const;

type Wrong = keyof typeof remedies;

/** What is wrong with one approval, in a sentence, and what to do. */
export interface Unsound {
  readonly id: number;
  readonly number: string;
  readonly wrong: Wrong;
  readonly what: string;
  readonly remedy: string;
}

const list = (tasks: readonly Task[]) => tasks.map(({ seq }) => seq).join(', ');

/** A sentence, or nothing where the part is as it should be. */
type Look = (stored: Stored, instance: Instance) => string | null;

const nobodyAsked: Look = (_, { state, tasks }) =>
  state === 'running' && !tasks.some((task) => task.state === 'open')
    ? 'It runs, and nobody is asked.'
    : null;

const askedForNothing: Look = (_, instance) => {
  const steps = new Map(instance.steps.map((step) => [step.key, step]));
  const stray = instance.tasks.filter(isPending).filter(({ stepKey, seq }) => {
    const step = steps.get(stepKey);
    return instance.state !== 'running' || step?.state !== 'active' || seq < step.fromSeq;
  });
  return stray.length > 0
    ? `It is ${instance.state}, and task ${list(stray)} of a step that is not under way is live.`
    : null;
};

/** Where others are asked still: with nobody anywhere it is the whole approval that waits. */
const stepEmpty: Look = (stored, instance) => {
  if (instance.state !== 'running' || nobodyAsked(stored, instance)) return null;
  const human = new Set(humanSteps(instance.definition.steps).map(({ key }) => key));
  const empty = instance.steps.filter(
    ({ key, state }) => state === 'active' && human.has(key) && !tasksOf(instance, key).some(isPending),
  );
  return empty.length > 0
    ? `Step ${empty.map(({ key }) => key).join(', ')} is under way with nobody in it.`
    : null;
};

const waitsFor = { held: 'before', helping: 'help', decided_waiting: 'after' } as const;
const isWaiting = (state: string): state is keyof typeof waitsFor => Object.hasOwn(waitsFor, state);

const waitsForNobody: Look = (_, { tasks }) => {
  const alone = tasks.filter(
    (task) => isWaiting(task.state) && !addedBy(tasks, task, waitsFor[task.state]).some(isPending),
  );
  return alone.length > 0 ? `Task ${list(alone)} waits for others, and there are none.` : null;
};

const numbering: Look = (_, instance) => {
  const { tasks, steps, definition } = instance;
  if (tasks.some(({ seq }, index) => seq !== index + 1)) return 'Its tasks are not numbered 1, 2, 3, …';
  const keys = new Set(everyNode(definition.steps).map(({ key }) => key));
  const unknown = [...steps.map(({ key }) => key), ...tasks.map(({ stepKey }) => stepKey)].filter(
    (key) => !keys.has(key),
  );
  if (unknown.length > 0) return `Its flow has no step ${unknown[0]}.`;
  const lost = tasks.filter(({ parentSeq }) => parentSeq !== null && !taskBySeq(instance, parentSeq));
  return lost.length > 0 ? `Task ${list(lost)} was added by one that is not there.` : null;
};

const runningKey: Look = ({ approval, runningKey: key }) => {
  const expected = runningKeyOf(approval);
  return key === expected ? null : `Its runningKey is ${key ?? 'NULL'}, and should be ${expected ?? 'NULL'}.`;
};

const ending: Look = (_, { state, endedAt }) =>
  isUnderWay(state) === (endedAt === null)
    ? null
    : `It is ${state}, and ended ${endedAt?.toISOString() ?? 'never'}.`;

const content: Look = (_, { facts, contentHash: hash }) =>
  contentHash(facts) === hash ? null : 'Its content is not what its hash says.';

/** Approvals that are older than the evidence have none. */
const evidence: Look = ({ approval, evidence: rows }, { state }) => {
  const { count, hash } = approval.evidence;
  if (rows.length !== count) return `It has ${rows.length} entries of evidence, and counts ${count}.`;
  for (const [index, row] of rows.entries())
    if (row.number !== index + 1 || seal(rows[index - 1]?.hash ?? '', row.entry) !== row.hash)
      return `Entry ${index + 1} of its evidence is not what was sealed.`;
  const last = rows.at(-1);
  if ((last?.hash ?? '') !== hash) return 'The last entry of its evidence is not the one it remembers.';
  const says = last && (JSON.parse(last.entry) as { state: ApprovalState }).state;
  return says === undefined || says === state ? null : `It is ${state}, and its evidence says ${says}.`;
};

const unseen: Look = ({ unseen: tasks }) =>
  tasks.length > 0
    ? `Task ${tasks.join(', ')} is open, and whoever has it was never to be shown a card.`
    : null;

const revoking: Look = ({ revokedBy }, { state }) =>
  state === 'revoking' && !revokedBy.some(isUnderWay)
    ? 'It is about to be revoked, and nobody is asked whether it is.'
    : null;

const looks: Readonly<Record<Exclude<Wrong, 'unreadable'>, Look>> = {
  numbering,
  nobodyAsked,
  askedForNothing,
  stepEmpty,
  waitsForNobody,
  runningKey,
  ending,
  content,
  evidence,
  unseen,
  revoking,
};

const isLook = (name: string): name is keyof typeof looks => Object.hasOwn(looks, name);

const unsound = (id: number, wrong: Wrong, what: string): Unsound => ({
  id,
  number: formatNumber('approval', id),
  wrong,
  what,
  remedy: remedies[wrong],
});

/** What is kept about it is no approval any more. */
export const unreadable = (id: number, reason: string): Unsound =>
  unsound(id, 'unreadable', `It cannot be read: ${reason}`);

/** Everything that cannot be, in what is kept about one approval. */
export function unsoundIn(stored: Stored): Unsound[] {
  const { instance } = stored.approval;
  // Where tasks or steps are missing, the rest cannot be looked at.
  const broken = numbering(stored, instance);
  const wrongs = broken ? (['numbering'] as const) : Object.keys(looks).filter(isLook);
  return wrongs.flatMap((wrong): Unsound[] => {
    const what = looks[wrong](stored, instance);
    return what ? [unsound(instance.id, wrong, what)] : [];
  });
}
