import type { Answer } from '../../models/answer.js';
import { saying } from '../../models/text.js';
import { repeated } from '../fields.js';
import { firstWord } from '../input/first-word.js';
import { halfWidth } from '../input/fold.js';
import { formatNumber, readNumber } from '../input/id.js';
import { asksAbout } from '../input/question.js';
import { mayChange } from '../scope.js';
import { type Context, card, useCase, withId, withText } from '../useCase.js';
import { changeTo, readValuesTyped } from './edit.js';
import { dealToSee, dealToShow, readDealNumber, stageNamed } from './find.js';
import { listTyped } from './list-typed.js';
import { getPipeline } from './pipeline.js';
import { openStage } from './stage.js';
import { dealCard, dealView } from './view.js';
import { words } from './words.js';

export const showDeal = useCase(withId, async (ctx, { id }) =>
  card(await dealCard(ctx, await dealToShow(ctx, id))),
);

/** What stands behind the number of a deal: the name of a stage or new values are asked about or done; of the rest nothing is understood. */
async function withRest(ctx: Context, id: number, rest: string): Promise<Answer> {
  const stage = stageNamed(await getPipeline(ctx.tx), rest);
  if (stage && !stage.outcome) return openStage.run(ctx, { id, chosen: stage.key });
  const typed = readValuesTyped(rest, ctx);
  if (Object.keys(typed.named).length > 0) return changeTo(ctx, id, typed);
  if (asksAbout(rest)) return showDeal.run(ctx, { id });
  const deal = await dealToSee(ctx, id);
  const view = await dealView(ctx, deal, await mayChange(ctx, deal.ownerId));
  const intro = saying(words.notUnderstood, { typed: repeated(rest), number: formatNumber('deal', id) });
  return card({ ...view, intro });
}

const isNumber = (typed: string): boolean => /^\W*(?:[A-Z]\W*)?\d+$/i.test(halfWidth(typed));

/** Words that are no number are looked for. */
export function looksForDeals(text: string): boolean {
  const typed = text.trim();
  const { first } = firstWord(typed);
  return typed !== '' && readNumber(first)?.kind !== 'deal' && !isNumber(typed);
}

/** `/deal show D-1024`, `/deal ERP` */
export const typeShowDeal = useCase(withText, async (ctx, { text }) => {
  if (looksForDeals(text)) return listTyped(ctx, text, true);
  const { id, rest } = readDealNumber(text, { zh: '/商机 查看', en: '/deal show' });
  return rest === '' ? showDeal.run(ctx, { id }) : withRest(ctx, id, rest);
});
