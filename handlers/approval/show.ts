import type { Answer } from '../../models/answer.js';
import { saying } from '../../models/text.js';
import { repeated } from '../fields.js';
import { firstWord } from '../input/first-word.js';
import { readNumber } from '../input/id.js';
import { showRequest } from '../request/show.js';
import { type Context, card, Refusal, useCase, withId, withText } from '../useCase.js';
import { approvalToSee, approvalTyped } from './load.js';
import { approvalsOf } from './of-record.js';
import { approvalView } from './seen.js';
import { words } from './words.js';

export const showApproval = useCase(withId, async (ctx, { id }) =>
  card(await approvalView(ctx.tx, await approvalToSee(ctx, id), ctx.actor.id, ctx.now)),
);

/** What was typed beside its number, `同意 A-31`, is done by its buttons. */
async function showUndone(ctx: Context, id: number): Promise<Answer> {
  const view = await approvalView(ctx.tx, await approvalToSee(ctx, id), ctx.actor.id, ctx.now);
  return card(view.can.length > 0 ? { ...view, intro: saying(words.nothingDone) } : view);
}

/** `/approval show A-31`, the request behind it: `/approval R-12`, or what is about a deal or a customer: `/approval D-1024` */
export const typeShowApproval = useCase(withText, async (ctx, { text }) => {
  const number = readNumber(firstWord(text).first, 'approval');
  if (number?.kind === 'request') return showRequest.run(ctx, { id: number.id });
  if (number?.kind === 'deal' || number?.kind === 'customer') return approvalsOf(ctx, number.kind, number.id);
  if (!number && text.trim() !== '') throw new Refusal(words.notANumber, { typed: repeated(text) });
  const line = { zh: '/审批 查看', en: '/approval show' };
  const id = await approvalTyped(ctx, text, line);
  return /\S\s+\S/.test(text) ? showUndone(ctx, id) : showApproval.run(ctx, { id });
});
