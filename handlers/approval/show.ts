import { repeated } from '../fields.js';
import { readNumber } from '../input/id.js';
import { showRequest } from '../request/show.js';
import { card, Refusal, useCase, withId, withText } from '../useCase.js';
import { approvalToSee, approvalView, readApprovalNumber } from './load.js';
import { words } from './words.js';

export const showApproval = useCase(withId, async (ctx, { id }) =>
  card(await approvalView(ctx.tx, await approvalToSee(ctx, id), ctx.actor.id, ctx.now)),
);

/** `/approval show A-31`, or the request behind it: `/approval R-12` */
export const typeShowApproval = useCase(withText, (ctx, { text }) => {
  const number = readNumber(text.trim().split(/\s+/)[0] ?? '', 'approval');
  if (number?.kind === 'request') return showRequest.run(ctx, { id: number.id });
  if (!number && text.trim() !== '') throw new Refusal(words.notANumber, { typed: repeated(text) });
  return showApproval.run(ctx, { id: readApprovalNumber(text, { zh: '/审批 查看', en: '/approval show' }) });
});
