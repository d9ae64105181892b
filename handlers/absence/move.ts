import { listAbsences, listApprovalsAsking } from '../../models/absence.js';
import { lockApproval } from '../../models/approval.js';
import { show } from '../../models/shown-card.js';
import { moveTasks } from '../approval/carry-out.js';
import { openTasks } from '../approval/standing.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { keepersNow, reliesOn } from './rules.js';

/** As many of the approvals go at once; the others within the minute. */
const MOST_AT_ONCE = 50;

/**
 * Brings an approval's tasks to whoever has them now that somebody is away, or back.
 * @returns those who are away and keep theirs, as it is not below what others decide for them; their cards say so
 */
export async function moveTasksOf(ctx: Context, approvalId: number): Promise<readonly number[]> {
  const approval = await lockApproval(ctx.tx, approvalId);
  if (!approval) return [];
  const { instance } = await moveTasks(ctx, approval);

  const matter = { flowKey: instance.definition.key, facts: instance.facts };
  const keepers = keepersNow(await listAbsences(ctx.tx), matter, ctx.now);
  const kept = openTasks(instance).filter(
    ({ assigneeId, proxyId }) => proxyId === null && keepers[assigneeId] !== undefined,
  );
  const people = [...new Set(kept.map(({ assigneeId }) => assigneeId))];
  for (const who of people) show(ctx.tx, who, 'approval', approvalId);
  return people;
}

/** Tasks go to whoever has them now, at once. @returns the numbers of those that stay for their amount */
export async function moveNow(ctx: Context, employeeId: number): Promise<readonly string[]> {
  const asked = reliesOn(await listAbsences(ctx.tx), employeeId);
  const ids = await listApprovalsAsking(ctx.tx, asked);
  const kept: string[] = [];
  for (const id of ids.slice(0, MOST_AT_ONCE))
    if ((await moveTasksOf(ctx, id)).includes(employeeId)) kept.push(formatNumber('approval', id));
  return kept;
}
