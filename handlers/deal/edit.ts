import { z } from 'zod';
import type { Answer } from '../../models/answer.js';
import { findCustomer } from '../../models/customer.js';
import {
  type Deal,
  type DealLine,
  deleteDealLines,
  insertDealLine,
  listDealLines,
  saveDeal,
} from '../../models/deal.js';
import { show } from '../../models/shown-card.js';
import type { Text } from '../../models/text.js';
import { formValues, joined, refuseErrors, remembering, touched, type Values } from '../fields.js';
import { record } from '../history.js';
import { dealFieldNames, readDealChange } from '../input/deal-change.js';
import { formatNumber } from '../input/id.js';
import { readLine } from '../input/line.js';
import { readShift } from '../input/shift.js';
import { type Context, form, Refusal, words as say, useCase, withId, withText } from '../useCase.js';
import { errorsIn, type Read, readValues } from './edit-values.js';
import { openDealToChange } from './enter.js';
import { readDealNumber } from './find.js';
import { editDealForm } from './forms.js';
import { writeLines } from './lines.js';
import { askIfMeant, doubtfulDay } from './past-day.js';
import { dealTotals } from './totals.js';
import { words } from './words.js';

/** Tells the day as it was understood: `2/3` may have been meant as another. */
function edited(before: Deal, after: Deal, fields: Text) {
  const params = { number: formatNumber('deal', after.id), fields };
  const { expectedClose: day } = after;
  return day === null || day === before.expectedClose
    ? say(words.edited, params)
    : say(words.editedClose, { ...params, day: { day } });
}

async function formFor(ctx: Context, deal: Deal, lines: readonly DealLine[]) {
  const customer = deal.customerId === null ? undefined : await findCustomer(ctx.tx, deal.customerId);
  return remembering(editDealForm(deal, customer?.name ?? null, lines));
}

type Column = 'customerId' | 'amountCents' | 'currency' | 'title' | 'expectedClose';

/** What an edit may change, and what people call it. */
const columns: readonly (readonly [Column, Text])[] = [
  ['customerId', words.customer],
  ['amountCents', words.amount],
  ['currency', words.amount],
  ['title', words.title],
  ['expectedClose', words.expectedClose],
];

const changedFields = (before: Deal, after: Deal): Text[] => [
  ...new Set(columns.filter(([column]) => before[column] !== after[column]).map(([, name]) => name)),
];

const tracked = (deal: Deal) => Object.fromEntries(columns.map(([column]) => [column, deal[column]]));

const afterEdit = (before: Deal, values: Values, { customers, money, day, title, lines }: Read): Deal => {
  const ofLines = 'lines' in lines && lines.lines.length > 0 ? dealTotals(lines.lines).totalCents : undefined;
  return {
    ...before,
    customerId: customers[0]?.id ?? before.customerId,
    amountCents: ofLines ?? money?.cents ?? before.amountCents,
    currency: money?.currency ?? before.currency,
    title,
    expectedClose: values.expectedClose === undefined ? before.expectedClose : (day ?? null),
  };
};

const replaceLines = ({ tx }: Context, id: number, lines: readonly DealLine[]): void => {
  deleteDealLines(tx, id);
  for (const line of lines) insertDealLine(tx, id, line);
};

/** @param meant a day that is over, and was asked about */
async function apply(ctx: Context, before: Deal, values: Values, meant?: string) {
  const { tx, now } = ctx;
  const { id } = before;
  const oldLines = await listDealLines(tx, id);
  const read = await readValues(ctx, before, values);
  const form = await formFor(ctx, before, oldLines);
  refuseErrors(() => form, values, errorsIn(before, values, read));
  const doubtful = doubtfulDay(ctx, read.day, before.expectedClose, meant);
  if (doubtful) return askIfMeant(form, values, doubtful);

  const after = afterEdit(before, values, read);
  const lines = 'lines' in read.lines ? read.lines.lines : [];
  const linesChanged = values.lines !== undefined && writeLines(lines) !== writeLines(oldLines);
  const changed = [...changedFields(before, after), ...(linesChanged ? [words.lines] : [])];
  if (changed.length === 0) return say(words.nothingChanged, { number: formatNumber('deal', id) });

  const fields = joined(changed);
  saveDeal(tx, after, now);
  if (linesChanged) replaceLines(ctx, id, lines);
  const change = { params: { fields }, before: tracked(before), after: tracked(after) };
  record(ctx, { kind: 'deal', id }, 'deal.edited', change);
  show(tx, before.ownerId, 'deal', id);
  return edited(before, after, fields);
}

export const openEdit = useCase(withId, async (ctx, { id }) => {
  const deal = await openDealToChange(ctx, id, 'edit');
  return form(await formFor(ctx, deal, await listDealLines(ctx.tx, id)));
});

export const submitEdit = useCase(
  z.object({ id: z.int(), shown: formValues.default({}), meant: z.string().optional(), values: formValues }),
  async (ctx, { id, shown, meant, values }) => {
    const deal = await openDealToChange(ctx, id, 'edit');
    return apply(ctx, deal, await valuesWith(ctx, deal, touched(values, shown)), meant);
  },
);

interface Typed {
  readonly named: Values;
  /** What is neither a field nor its value. */
  readonly stray: readonly string[];
}

/** `金额=3万`, 金额改成3万, 推迟一周 */
export function readValuesTyped(text: string, { now, actor }: Context): Typed {
  const change = readDealChange(text, now, actor.timeZone);
  if (change) return { named: change, stray: [] };
  const { words: others, named, unknown } = readLine(text, dealFieldNames);
  // What follows `owner=Li` is likely the rest of its value.
  return { named, stray: [...unknown, ...others] };
}

const unknownWords: Text = {
  zh: '“{typed}”没看明白。写法：“/商机 修改 {number} 金额=3万 日期=月底 标题=ERP升级”，或不写内容打开表单。',
  en: 'What is meant by "{typed}"? Write "/deal edit {number} amount=30000 close=friday title=ERP", or nothing to open the form.',
};

/** Lines that were left alone still make the amount. What else was left alone is not read anew. */
const valuesWith = async ({ tx }: Context, { id }: Deal, named: Values): Promise<Values> => ({
  lines: writeLines(await listDealLines(tx, id)),
  ...named,
});

/** 推迟一周 as the day on which it closes then. */
const moved = ({ expectedClose: before }: Deal, values: Values): Values => {
  const after = before === null ? undefined : readShift(values.expectedClose ?? '', before);
  return after === undefined ? values : { ...values, expectedClose: after };
};

/** @throws Refusal where something is neither a field nor its value */
export async function changeTo(ctx: Context, id: number, { named, stray }: Typed): Promise<Answer> {
  if (stray.length > 0)
    throw new Refusal(unknownWords, { typed: stray.join(' '), number: formatNumber('deal', id) });
  const deal = await openDealToChange(ctx, id, 'edit');
  return apply(ctx, deal, await valuesWith(ctx, deal, moved(deal, named)));
}

/** `/deal edit D-1024 金额=3万`: named values are saved at once, otherwise the form opens. */
export const typeEdit = useCase(withText, (ctx, { text }) => {
  const { id, rest } = readDealNumber(text, { zh: '/商机 修改', en: '/deal edit' });
  return rest === '' ? openEdit.run(ctx, { id }) : changeTo(ctx, id, readValuesTyped(rest, ctx));
});
