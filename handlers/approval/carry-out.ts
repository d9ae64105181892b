import { type Approval, lockApproval, saveApproval } from '../../models/approval.js';
import type { ApprovalEvent, Instance, People, Task } from '../../models/approval-instance.js';
import type { Tx } from '../../models/database/tx.js';
import { insertEvidence } from '../../models/evidence.js';
import { listSuperiorIds } from '../../models/hierarchy.js';
import type { HistoryDetail } from '../../models/history.js';
import { show, showIfThere } from '../../models/shown-card.js';
import { type HistoryAction, record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { systemContext } from '../system.js';
import type { Context } from '../useCase.js';
import { peopleOf } from './directory.js';
import { evidenceOf } from './evidence.js';
import { advance, type Outcome, type Progress } from './rules/engine.js';
import { holderOf, openTaskOf, taskBySeq } from './rules/instance.js';
import { movedTasks } from './rules/proxies.js';
import { submittedAnew } from './rules/returning.js';
import { namedIn } from './rules/targets.js';
import { SUPERIORS } from './rules/tick.js';
import { holderNames } from './standing.js';
import { recordTimes } from './step-times.js';
import { subjectOf } from './subjects.js';

/** Everybody's card shows it; who is asked or told now, and whose it is once it has ended, get a new one. */
function showAll({ tx }: Context, { instance, show: audience, opened, told, outcome }: Progress) {
  const { id, initiatorId, ownerId } = instance;
  const asked = new Set([...opened.map(holderOf), ...told]);
  const isFresh = (who: number) => asked.has(who) || (outcome !== null && who === ownerId);
  for (const who of new Set([...audience, ...asked])) {
    if ((who === initiatorId || who === ownerId) && !isFresh(who)) showIfThere(tx, who, 'approval', id);
    else show(tx, who, 'approval', id, { fresh: isFresh(who) });
  }
}

/** For whom somebody has decided just now, if not for themselves. */
const onBehalfOf = ({ tasks }: Instance, actorId: number, now: Date): number | null =>
  tasks.find(
    ({ decidedById, decidedAt, assigneeId }: Task) =>
      decidedById === actorId && decidedAt?.getTime() === now.getTime() && assigneeId !== actorId,
  )?.assigneeId ?? null;

const editsFor = (instance: Instance, actorId: number, taskSeq: number | undefined): number | null => {
  const { assigneeId } = openTaskOf(instance, actorId, taskSeq) ?? {};
  return assigneeId === undefined || assigneeId === actorId ? null : assigneeId;
};

/** What was changed, where that is what was done. */
const contentOf = ({ instance }: Approval, event: ApprovalEvent): Pick<HistoryDetail, 'before' | 'after'> =>
  event.type === 'edit' ? { before: instance.facts, after: event.facts } : {};

/** What one approval has come to may be what another is about. */
async function takeEffect(ctx: Context, approval: Approval, outcome: Outcome) {
  const { subjectId, instance } = approval;
  if (instance.reversesId === null) {
    await subjectOf(approval).settle(ctx, subjectId, instance.id, outcome);
    return;
  }
  const reversed = await lockApproval(ctx.tx, instance.reversesId);
  if (!reversed) throw new Error(`There is no approval ${instance.reversesId} to revoke.`);
  if (reversed.instance.state !== 'revoking') return;
  await carryOut(
    ctx,
    reversed,
    outcome === 'approved' ? { type: 'revoked' } : { type: 'revokeRefused' },
    outcome === 'approved' ? 'approval.revoked' : 'approval.kept',
  );
}

/**
 * Whoever pressed first may come second, as both wait for the same row and other instances have other clocks. What takes
 * effect after a decision is never dated before it, so that the last one is the one that settled it.
 */
const inOrder = (ctx: Context, { tasks }: Instance): Context => {
  const lastMs = tasks.reduce((latest, { decidedAt }) => Math.max(latest, Number(decidedAt)), 0);
  return ctx.now.getTime() > lastMs ? ctx : { ...ctx, now: new Date(lastMs + 1) };
};

/**
 * What is submitted anew is decided by those whom it names now, who act for others at its amount now, and who are above
 * whoever submits it; what is given to somebody perhaps by who is above them.
 */
function renewed(instance: Instance, event: ApprovalEvent): Instance {
  if (event.type === 'resubmit') return submittedAnew(instance, event.facts);
  return event.type === 'give' ? { ...instance, ownerId: event.to } : instance;
}

/** Who comes in besides those who have to do with it already: who is named, or who may take over what is late. */
async function othersIn(tx: Tx, instance: Instance, event: ApprovalEvent): Promise<readonly number[]> {
  if (event.type !== 'tick') return namedIn(event);
  const late = taskBySeq(instance, event.seq);
  return late ? listSuperiorIds(tx, late.assigneeId, SUPERIORS) : [];
}

interface CarriedOut {
  readonly progress: Progress;
  readonly people: People;
  readonly number: string;
  /** As it is now. */
  readonly approval: Approval;
}

/** What is said of it in the history, where that depends on what came of it. */
export type Telling = (
  progress: Progress,
  people: People,
) => { readonly action: HistoryAction; readonly params: HistoryDetail['params'] };

/**
 * Does to an approval what somebody wants, and everything that follows from it. The caller holds it.
 * @throws Refusal with the truth for whoever may not
 */
export async function carryOut(
  asked: Context,
  approval: Approval,
  event: ApprovalEvent,
  action: HistoryAction | Telling,
  params: HistoryDetail['params'] = {},
): Promise<CarriedOut> {
  const ctx = inOrder(asked, approval.instance);
  const others = await othersIn(ctx.tx, approval.instance, event);
  const people = await peopleOf(ctx, renewed(approval.instance, event), others);
  // Whose absence began or ended just now, which no job has seen yet, counts already.
  const current = await moveToHolders(systemContext(ctx.tx, ctx.now), approval, people);
  const telling = typeof action === 'function' ? action : () => ({ action, params });
  const done = await apply(ctx, current, event, people, telling);
  if (done.progress.outcome) await takeEffect(ctx, current, done.progress.outcome);
  return done;
}

/**
 * Whoever may not do it any more hears that now, not after having filled in a form.
 * @throws Refusal with the truth
 */
export async function refuseNow(ctx: Context, { instance }: Approval, event: ApprovalEvent) {
  advance(instance, event, ctx.now, await peopleOf(ctx, instance));
}

/** Brings the tasks to whoever has them now that somebody is away, or back. The caller holds the approval. */
export const moveTasks = async (ctx: Context, approval: Approval): Promise<Approval> =>
  moveToHolders(ctx, approval, await peopleOf(ctx, approval.instance));

async function moveToHolders(ctx: Context, approval: Approval, people: People): Promise<Approval> {
  const moved = movedTasks(approval.instance, people);
  if (moved.length === 0) return approval;
  const said = { action: 'approval.moved', params: { people: holderNames(moved, people) } } as const;
  const { approval: after } = await apply(ctx, approval, { type: 'absence' }, people, () => said);
  return after;
}

async function apply(
  ctx: Context,
  approval: Approval,
  event: ApprovalEvent,
  people: People,
  tell: Telling,
): Promise<CarriedOut> {
  const { tx, now, actor } = ctx;
  const { id } = approval.instance;
  const progress = advance(approval.instance, event, now, people);

  const { instance } = progress;
  const onBehalfOfId =
    event.type === 'edit'
      ? editsFor(approval.instance, actor.id, event.taskSeq)
      : onBehalfOf(instance, actor.id, now);
  const { row, head } = evidenceOf(ctx, approval, { event, instance, people, onBehalfOfId });
  const after = { ...approval, instance, evidence: head };
  saveApproval(tx, approval, after);
  insertEvidence(tx, row);
  recordTimes(tx, approval.instance, instance);
  const number = formatNumber('approval', id);
  const subject = { kind: approval.subjectKind, id: approval.subjectId };
  const { action, params } = tell(progress, people);
  record(
    ctx,
    subject,
    action,
    { params: { number, ...params }, ...contentOf(approval, event) },
    onBehalfOfId,
  );

  showAll(ctx, progress);
  if (!progress.outcome) await subjectOf(approval).follow?.(tx, approval);
  return { progress, people, number, approval: after };
}
