import { halfWidth } from '../input/fold.js';
import { card, useCase, withId, withText } from '../useCase.js';
import { dealToShow, readDealNumber } from './find.js';
import { listMyDeals } from './list.js';
import { dealCard } from './view.js';

export const showDeal = useCase(withId, async (ctx, { id }) =>
  card(await dealCard(ctx, await dealToShow(ctx, id))),
);

const LONGEST_SEARCH = 100;

/** `/deal show D-1024`; words that are no number are looked for. */
export const typeShowDeal = useCase(withText, (ctx, { text }) => {
  const typed = text.trim();
  if (typed === '' || /^\W*[A-Z]?\W*\d+$/i.test(halfWidth(typed)))
    return showDeal.run(ctx, { id: readDealNumber(text, { zh: '/商机 查看', en: '/deal show' }).id });
  return listMyDeals.run(ctx, { page: 1, team: true, search: typed.slice(0, LONGEST_SEARCH) });
});
