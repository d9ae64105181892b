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

const nextButton = (id: number, left: number) => ({
  label: saying(words.next, { count: left > MOST_COUNTED ? `${MOST_COUNTED}+` : left }),
  press: { do: 'approval.show', input: { id } },
});

/** Whoever has decided goes on with what waits for them next. A page of the mini-app leads there by itself. */
export const goingOn = (entry: Entry): Entry => ({
  answer: async (ctx, raw) => {
    const decidedId = withId.safeParse(raw).data?.id;
    if (decidedId === undefined || ctx.surface === 'miniapp') return entry.answer(ctx, raw);
    // Asked for at the same time: a decision holds its approval no longer for it.
    const [answer, ids] = await Promise.all([entry.answer(ctx, raw), otherIds(ctx, decidedId)]);
    // The one behind it, or else the first.
    const nextId = ids.find((id) => id > decidedId) ?? ids[0];
    if (answer.type !== 'words' || nextId === undefined) return answer;
    const buttons = [nextButton(nextId, ids.length)];
    return { type: 'view', view: { kind: 'notice', title: answer.words, body: [], buttons }, beside: true };
  },
});
