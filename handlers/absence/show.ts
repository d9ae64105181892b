import { z } from 'zod';
import { type KnownAbsence, listAbsences } from '../../models/absence.js';
import { saying, type Text } from '../../models/text.js';
import { type Context, card, useCase } from '../useCase.js';
import { isOver } from './rules.js';
import { absenceParams } from './view.js';
import { words } from './words.js';

const MOST = 10;

const lines = (ctx: Context, absences: readonly KnownAbsence[], text: Text) =>
  Promise.all(absences.slice(0, MOST).map(async (one) => saying(text, await absenceParams(ctx.tx, one))));

/** My absences, and for whom I act. */
export const showMine = useCase(z.object({}), async (ctx) => {
  const current = (await listAbsences(ctx.tx)).filter((one) => !isOver(one, ctx.now));
  const own = current.filter(({ employeeId }) => employeeId === ctx.actor.id);
  const acting = current.filter(({ proxyId }) => proxyId === ctx.actor.id);
  return card({
    kind: 'notice',
    title: saying(words.mineTitle),
    body: [
      ...(own.length > 0 ? await lines(ctx, own, words.mine) : [saying(words.mineNone)]),
      ...(await lines(ctx, acting, words.acting)),
    ],
    buttons: [
      { label: saying(words.title), press: { do: 'absence.form', input: {} }, style: 'primary' },
      ...(own.length > 0 ? [{ label: saying(words.off), press: { do: 'absence.off', input: {} } }] : []),
    ],
  });
});
