import { lockApproval } from '../../models/approval.js';
import { moveTasks } from '../approval/carry-out.js';
import type { Context } from '../useCase.js';

/** Brings an approval's tasks to whoever has them now that somebody is away, or back. */
export async function moveTasksOf(ctx: Context, approvalId: number): Promise<void> {
  const approval = await lockApproval(ctx.tx, approvalId);
  if (approval) await moveTasks(ctx, approval);
}
