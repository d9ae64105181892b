import { z } from 'zod';
import { type Approval, findApproval, findLatestApproval, lockApproval } from '../../models/approval.js';
import type { Instance } from '../../models/approval-instance.js';
import type { Text } from '../../models/text.js';
import { firstWord } from '../input/first-word.js';
import { formatNumber, readNumber } from '../input/id.js';
import { maySee } from '../scope.js';
import { type Context, Refusal, whereTyped } from '../useCase.js';
import { mayAct } from './rules/instance.js';
import { readersOf } from './rules/mentions.js';
import { words } from './words.js';

/**
 * What a button about an approval carries: which one, the hash of the content that it was shown with, and the task that it
 * was shown to whoever presses for; cards that are older name none.
 */
export const onContent = z.object({
  id: z.int(),
  hash: z.string().max(64),
  taskSeq: z.int().default(0),
});
export type OnContent = z.infer<typeof onContent>;

export const wasAsked = ({ instance }: Approval, id: number) =>
  readersOf(instance).includes(id) ||
  instance.tasks.some((task) => mayAct(task, id) && task.openedAt !== null);

/** Whoever may see what its initiator has submitted, or what is whose it is now. */
export const isInScope = async (ctx: Pick<Context, 'tx' | 'actor'>, { initiatorId, ownerId }: Instance) =>
  (await maySee(ctx, initiatorId)) || maySee(ctx, ownerId);

export const maySeeApproval = async (ctx: Context, approval: Approval): Promise<boolean> =>
  wasAsked(approval, ctx.actor.id) || isInScope(ctx, approval.instance);

async function visible(ctx: Context, id: number, approval: Approval | undefined): Promise<Approval> {
  if (!approval || !(await maySeeApproval(ctx, approval)))
    throw new Refusal(whereTyped(ctx, words.notFound, words.notFoundOnPage), {
      number: formatNumber('approval', id),
    });
  return approval;
}

export const approvalToSee = async (ctx: Context, id: number) =>
  visible(ctx, id, await findApproval(ctx.tx, id));

/** Held until the transaction ends: whoever comes second sees what the first has done. */
export const approvalToChange = async (ctx: Context, id: number) =>
  visible(ctx, id, await lockApproval(ctx.tx, id));

/**
 * Which approval is meant: by its number, or by that of a deal the newest about it.
 * @param line what stood before it
 */
export async function approvalTyped(ctx: Context, text: string, line: Text): Promise<number> {
  const number = readNumber(firstWord(text).first, 'approval');
  if (number?.kind === 'approval') return number.id;
  if (number?.kind !== 'deal') throw new Refusal(words.which, { line });
  const newest = await findLatestApproval(ctx.tx, 'deal', number.id);
  if (newest && (await maySeeApproval(ctx, newest))) return newest.instance.id;
  throw new Refusal(words.noneOf, { number: formatNumber('deal', number.id) });
}
