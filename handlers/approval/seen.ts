import { type Approval, findApproval } from '../../models/approval.js';
import type { Instance, People } from '../../models/approval-instance.js';
import type { ApprovalView } from '../../models/approval-view.js';
import type { Tx } from '../../models/database/tx.js';
import { getEmployee } from '../../models/employee.js';
import { listHistory } from '../../models/history.js';
import { timelineEntry } from '../history.js';
import { formatNumber } from '../input/id.js';
import { canDo } from './can.js';
import { changesSeenBy } from './changes.js';
import { peopleOf } from './directory.js';
import { isInScope } from './load.js';
import { entrySeen, hiddenFrom, isKnownWhatIsHidden } from './rules/field-permissions.js';
import { nameOf, openTaskOf } from './rules/instance.js';
import { hiddenByMention } from './rules/mentions.js';
import { remainingMs, usualTimes } from './step-times.js';
import { subjectOf } from './subjects.js';
import { endedView, keptView, lapsedView, returnedView, stepsView } from './view.js';

/** So far back is looked for what was said: whatever else happens does not push it out. */
const LOOK_BACK = 50;

/** What people have said on an approval, which is shown apart from what they decided. */
const said: ReadonlySet<string> = new Set([
  'approval.commented',
  'approval.asked',
  'approval.answered',
  'approval.edited',
  'approval.spared',
  'approval.sparedLast',
  'absence.notSet',
]);

type ReadPeople = () => Promise<People>;

/** Reads the directory when somebody wants it, and not again. */
function peopleOnce(tx: Tx, instance: Instance, now: Date): ReadPeople {
  let people: Promise<People> | undefined;
  return () => {
    people ??= peopleOf({ tx, now }, instance);
    return people;
  };
}

/** As if nobody had mentioned this person, where it is theirs to see anyway. */
async function withoutNeedlessMention(tx: Tx, instance: Instance, viewerId: number): Promise<Instance> {
  if (hiddenByMention(instance, viewerId).length === 0) return instance;
  const sees = await isInScope({ tx, actor: await getEmployee(tx, viewerId) }, instance);
  return sees ? { ...instance, mentioned: {} } : instance;
}

async function hiddenOf(instance: Instance, viewerId: number, readPeople: ReadPeople) {
  const isKnown = isKnownWhatIsHidden(instance, viewerId);
  return hiddenFrom(instance, viewerId, isKnown ? undefined : await readPeople());
}

/** What this person does not see of it, by key; what was hidden when it was approved stays so while that is revoked. */
export async function hiddenIn(
  tx: Tx,
  { instance }: Approval,
  viewerId: number,
  now: Date,
  readPeople = peopleOnce(tx, instance, now),
): Promise<ReadonlySet<string>> {
  const hidden = await hiddenOf(await withoutNeedlessMention(tx, instance, viewerId), viewerId, readPeople);
  const reversed = instance.reversesId === null ? undefined : await findApproval(tx, instance.reversesId);
  if (!reversed) return hidden;
  const before = await withoutNeedlessMention(tx, reversed.instance, viewerId);
  return new Set([...hidden, ...hiddenFrom(before, viewerId)]);
}

export async function approvalView(
  tx: Tx,
  approval: Approval,
  viewerId: number,
  now: Date,
): Promise<ApprovalView> {
  const { instance } = approval;
  const readPeople = peopleOnce(tx, instance, now);
  const hidden = await hiddenIn(tx, approval, viewerId, now, readPeople);
  const { id, definition, initiatorId, state, round, submittedAt, endedAt, contentHash, reversesId } =
    instance;
  const [people, history, described, usual] = await Promise.all([
    readPeople(),
    listHistory(tx, 'approval', id, LOOK_BACK),
    subjectOf(approval).describe(tx, approval, hidden),
    usualTimes(tx, instance),
  ]);
  const remainsMs = remainingMs(instance, usual, now);
  return {
    kind: 'approval',
    id,
    number: formatNumber('approval', id),
    flow: definition.name,
    state,
    round,
    initiator: { id: initiatorId, name: nameOf(initiatorId, people) },
    ...described,
    steps: stepsView(instance, people, usual),
    ...(remainsMs !== undefined && { remainsMs }),
    comments: history
      .filter(({ action }) => said.has(action))
      .flatMap((row) => entrySeen(row, definition, hidden))
      .map(timelineEntry),
    returned: returnedView(instance, people),
    ...lapsedView(instance, people),
    ended: endedView(instance, people),
    ...keptView(instance, viewerId, people),
    changes: changesSeenBy(instance, viewerId, hidden),
    reverses: reversesId === null ? null : formatNumber('approval', reversesId),
    submittedAt: (submittedAt ?? new Date(0)).toISOString(),
    endedAt: endedAt?.toISOString() ?? null,
    hash: contentHash,
    taskSeq: openTaskOf(instance, viewerId)?.seq ?? 0,
    can: canDo(instance, viewerId, now, people),
  };
}
