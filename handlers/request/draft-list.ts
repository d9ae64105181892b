/** The drafts of somebody, which nobody else sees. */
import { z } from 'zod';
import { findLatestFlow } from '../../models/flow.js';
import { countDrafts, listDrafts, type RequestDraft } from '../../models/request-draft.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { ListRow } from '../../models/views.js';
import { isoDayIn } from '../input/day.js';
import { anyPage, pageOf } from '../page.js';
import { type Context, card, useCase, whereTyped } from '../useCase.js';
import { isRemovedSoon, removedFrom } from './draft-age.js';
import { words } from './words.js';

/** Nobody is surprised by a draft that is gone. */
const removal = (draft: RequestDraft, { actor, now }: Context): readonly Saying[] => {
  if (!isRemovedSoon(draft, now)) return [];
  const day = isoDayIn(actor.timeZone, removedFrom(draft));
  return [saying(words.draftRemoved, { day: { day } })];
};

/** As nothing else was written in it, it is called like its flow. */
const isNameOf = ({ zh, en }: Text, title: string): boolean => title === zh || title === en;

async function draftRow(ctx: Context, draft: RequestDraft): Promise<ListRow> {
  const { id, title, savedAt } = draft;
  const name = (await findLatestFlow(ctx.tx, draft.flowKey))?.definition.name;
  return {
    title,
    details: [
      ...(name && !isNameOf(name, title) ? [name] : []),
      saying(words.draftSaved, { at: { at: savedAt.toISOString() } }),
      ...removal(draft, ctx),
    ],
    press: { do: 'request.openDraft', input: { id } },
    discard: { do: 'request.discardDraft', input: { id } },
  };
}

/** The one that was saved or opened last comes first. */
export async function draftRows(ctx: Context, limit: number, offset = 0): Promise<readonly ListRow[]> {
  const drafts = await listDrafts(ctx.tx, ctx.actor.id, limit, offset);
  return Promise.all(drafts.map((draft) => draftRow(ctx, draft)));
}

export const listMyDrafts = useCase(z.object({ page: anyPage }), async (ctx, { page }) => {
  const { limit, offset, shown } = pageOf(page, await countDrafts(ctx.tx, ctx.actor.id));
  return card({
    kind: 'list',
    title: saying(words.draftsTitle),
    rows: await draftRows(ctx, limit, offset),
    empty: saying(whereTyped(ctx, words.draftsNone, words.draftsNoneOnPage)),
    ...shown,
    turn: { do: 'request.drafts', input: {} },
  });
});
