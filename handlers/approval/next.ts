import { listOpenApprovalIds } from '../../models/approval-lists.js';
import { saying } from '../../models/text.js';
import { type Context, type Entry, withId } from '../useCase.js';
import { words } from './words.js';

/** Of more it is not said how many. */
const MOST_COUNTED = 20;

/** What waits for whoever decides, besides that. */
async function otherIds({ tx, actor }: Context, decidedId: number): Promise<readonly number[]> {
  const ids = await listOpenApprovalIds(tx, actor.id, MOST_COUNTED + 2);
  return ids.filter((id) => id !== decidedId);
}

/** The button to the one behind it, or else to the first. */
function nextButton(ids: readonly number[], decidedId: number) {
  const id = ids.find((one) => one > decidedId) ?? ids[0];
  const count = ids.length > MOST_COUNTED ? `${MOST_COUNTED}+` : ids.length;
  return { label: saying(words.next, { count }), press: { do: 'approval.show', input: { id: id ?? 0 } } };
}

/** Whoever has decided goes on with what waits for them next. A page of the mini-app leads there by itself. */
export const goingOn = (entry: Entry): Entry => ({
  answer: async (ctx, raw) => {
    const decidedId = withId.safeParse(raw).data?.id;
    if (decidedId === undefined || ctx.surface === 'miniapp') return entry.answer(ctx, raw);
    // Asked for at the same time: a decision holds its approval no longer for it.
    const [answer, ids] = await Promise.all([entry.answer(ctx, raw), otherIds(ctx, decidedId)]);
    if (answer.type !== 'words' || ids.length === 0) return answer;
    const buttons = [nextButton(ids, decidedId)];
    return { type: 'view', view: { kind: 'notice', title: answer.words, body: [], buttons }, beside: true };
  },
});
