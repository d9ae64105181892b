import { halfWidth } from '../input/fold.js';
import { readNumber } from '../input/id.js';
import { card, useCase, withId, withText } from '../useCase.js';
import { dealToSee, readDealNumber, stageNamed } from './find.js';
import { listMyDeals } from './list.js';
import { getPipeline } from './pipeline.js';
import { openStage } from './stage.js';
import { dealCard } from './view.js';

export const showDeal = useCase(withId, async (ctx, { id }) => {
  const deal = await dealToSee(ctx, id);
  return card(await dealCard(ctx, deal));
});

const LONGEST_SEARCH = 100;

/** `/deal show D-1024`; the name of a stage behind it asks whether it goes there. Words that are no number are looked for. */
export const typeShowDeal = useCase(withText, async (ctx, { text }) => {
  const typed = text.trim();
  const [first = ''] = typed.split(/\s+/);
  if (typed !== '' && readNumber(first)?.kind !== 'deal' && !/^\W*[A-Z]?\W*\d+$/i.test(halfWidth(typed)))
    return listMyDeals.run(ctx, { page: 1, team: true, search: typed.slice(0, LONGEST_SEARCH) });
  const { id, rest } = readDealNumber(text, { zh: '/商机 查看', en: '/deal show' });
  const stage = rest === '' ? undefined : stageNamed(await getPipeline(ctx.tx), rest);
  return stage && !stage.outcome ? openStage.run(ctx, { id, chosen: stage.key }) : showDeal.run(ctx, { id });
});
