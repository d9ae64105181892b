import type { Values } from '../fields.js';
import { handOver, heirTyped, ownerInput, readHeir } from '../owner.js';
import { type Context, form, useCase, withId, withText } from '../useCase.js';
import { openDeal } from './enter.js';
import { readDealNumber } from './find.js';
import { ownerForm } from './forms.js';
import { giveDeal } from './give.js';

async function hand(ctx: Context, id: number, values: Values, from?: number | null) {
  const deal = await openDeal(ctx, id);
  const heir = await readHeir(ctx.tx, values, () => ownerForm(deal));
  const give = async () => {
    await giveDeal(ctx, deal, heir.id);
    return [];
  };
  return handOver(ctx, { ...deal, kind: 'deal' }, { heir, from, values, give });
}

/** `/deal owner D-1024 王芳`: without a name it asks for one. */
export const typeOwner = useCase(withText, (ctx, { text }) => {
  const { id, rest } = readDealNumber(text, { zh: '/商机 转交', en: '/deal owner' });
  return rest === '' ? openOwner.run(ctx, { id }) : hand(ctx, id, { owner: heirTyped(rest) });
});

export const openOwner = useCase(withId, async (ctx, { id }) => form(ownerForm(await openDeal(ctx, id))));

export const submitOwner = useCase(ownerInput, (ctx, { id, from, values }) => hand(ctx, id, values, from));
