import { z } from 'zod';
import { getEmployee, saveOwnSettings } from '../../models/employee.js';
import { hurryWaiting } from '../../models/shown-card.js';
import { type Saying, saying } from '../../models/text.js';
import { formValues, refuseErrors, touched, type Values } from '../fields.js';
import { record } from '../history.js';
import { type Context, form, words as say, useCase, withText } from '../useCase.js';
import { quietValues, readSettings } from './read.js';
import { settingsForm, settingsLines } from './view.js';
import { words } from './words.js';

const inARow = (sentences: readonly Saying[]): Saying =>
  sentences.reduce((before, next) => saying(words.inARow, { before, next }));

/** @throws BadForm with what is wrong at its fields */
async function set(ctx: Context, values: Values) {
  const { tx, actor } = ctx;
  const { change, errors } = readSettings(actor, values);
  refuseErrors(() => settingsForm(actor, ctx), values, errors);

  if (Object.keys(change).length === 0) return say(words.asBefore);
  saveOwnSettings(tx, actor.id, change);
  if (change.quiet !== undefined || change.timeZone) hurryWaiting(tx, actor.id);

  const all = inARow(settingsLines(await getEmployee(tx, actor.id), ctx));
  record(ctx, { kind: 'employee', id: actor.id }, 'employee.set', { params: { all } });
  return say(words.saved, { all });
}

export const openSettings = useCase(z.object({}), async (ctx) => form(settingsForm(ctx.actor, ctx)));

/** What was left as it stood in the form was not chosen: the firm may still change it. */
export const submitSettings = useCase(
  z.object({ values: formValues, shown: formValues }),
  (ctx, { values, shown }) => set(ctx, touched(values, shown)),
);

/** What is typed behind the word of a setting; nothing typed opens the form. */
const typed = (valuesOf: (text: string) => Values) =>
  useCase(withText, async (ctx, { text }) =>
    text.trim() === '' ? form(settingsForm(ctx.actor, ctx)) : set(ctx, valuesOf(text.trim())),
  );

/** `/settings language en` */
export const typeLanguage = typed((language) => ({ language }));
/** `/settings zone Berlin` */
export const typeZone = typed((zone) => ({ zone }));
/** `/settings digest 9:00` */
export const typeDigestTime = typed((digest) => ({ digest }));
/** `/settings quiet 20:00-08:00 and weekends` */
export const typeQuiet = typed(quietValues);
