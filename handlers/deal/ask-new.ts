import { z } from 'zod';
import { type Saying, saying } from '../../models/text.js';
import { LONGEST_NAME } from '../customer/forms.js';
import {
  type FieldErrors,
  formValues,
  refuseErrors,
  textError,
  tidy,
  tooLong,
  type Values,
} from '../fields.js';
import { readDateField } from '../input/date.js';
import { type DealLine, readDealLine } from '../input/deal-line.js';
import { readRoughMoney } from '../input/vague-amount.js';
import { unreadableAmount, unreadableDay } from '../unreadable.js';
import { form, useCase, withText } from '../useCase.js';
import { cannotBegin, newDeal } from './create.js';
import { askDoubts, isDoubtful, typedWords } from './doubts.js';
import { LONGEST_TITLE, newDealForm, type TypedDeal } from './forms.js';
import { askIfMeant, doubtfulDay } from './past-day.js';
import { getPipeline, openStageNames, openStages, type Pipeline, type Stage } from './pipeline.js';
import { words } from './words.js';

/** A title that is the name of an end stage was meant as the stage. */
const endStageNamed = (pipeline: Pipeline, title: string | undefined): Stage | undefined =>
  pipeline.stages.find(
    ({ key, name, outcome }) =>
      outcome && [key, name.zh, name.en].some((word) => word.toLowerCase() === title?.toLowerCase()),
  );

const isMissingSome = ({ customer = '', amountCents, doubts }: DealLine): boolean =>
  tidy(customer) === '' || (amountCents === undefined && doubts.amount.length === 0);

/** Says what is not clear yet and has no field that says it. */
function introFor(line: DealLine): Saying | undefined {
  if (line.unclear.length > 0) return saying(words.unclear, { words: typedWords(line.unclear) });
  return isMissingSome(line) ? saying(words.incomplete) : undefined;
}

const lengthErrors = ({ customer = '', title = '' }: Pick<TypedDeal, 'customer' | 'title'>): FieldErrors => ({
  customer: tooLong(words.customer, LONGEST_NAME, customer),
  title: tooLong(words.title, LONGEST_TITLE, title),
});

/** `/deal new 上海云帆 2万 ERP升级 月底`: makes the deal, or opens a form that holds what was understood. */
export const typeNewDeal = useCase(withText, async (ctx, { text }) => {
  const pipeline = await getPipeline(ctx.tx);
  const typed = readDealLine(text, ctx.now, ctx.actor.timeZone, openStageNames(pipeline));
  const { doubts: _, unclear: __, amountCents, ...rest } = typed;
  const customer = tidy(typed.customer ?? '');
  const end = endStageNamed(pipeline, rest.title);
  if (end) throw cannotBegin(pipeline, end);

  const filled = (intro?: Saying) => newDealForm(clipped({ ...typed, customer }), pipeline, intro);
  refuseErrors(filled, {}, lengthErrors({ customer, title: rest.title }));
  const intro = text.trim() === '' ? undefined : introFor(typed);
  const asking = () => askDoubts(filled(intro), typed, pipeline);
  const doubtful = doubtfulDay(ctx, rest.expectedClose);
  if (doubtful) return askIfMeant(asking(), {}, doubtful);
  if (customer === '' || amountCents === undefined || intro || isDoubtful(typed)) return form(asking());
  return newDeal.run(ctx, { amountCents, ...rest, customer });
});

const clipped = (typed: TypedDeal): TypedDeal => ({
  ...typed,
  customer: typed.customer?.slice(0, LONGEST_NAME),
  title: typed.title?.slice(0, LONGEST_TITLE),
});

export const openNewDeal = useCase(z.object({}), async (ctx) =>
  form(newDealForm({}, await getPipeline(ctx.tx))),
);

function errorsIn(
  values: Values,
  amount: ReturnType<typeof readRoughMoney>,
  day: string | undefined,
): FieldErrors {
  const customer = tidy(values.customer ?? '');
  return {
    ...lengthErrors({ title: values.title }),
    customer: textError(words.customer, LONGEST_NAME, customer),
    amount: amount ? undefined : unreadableAmount(values.amount ?? ''),
    expectedClose: values.expectedClose && !day ? unreadableDay(values.expectedClose) : undefined,
  };
}

export const submitNewDeal = useCase(
  z.object({ values: formValues, meant: z.string().optional() }),
  async (ctx, { values, meant }) => {
    const pipeline = await getPipeline(ctx.tx);
    const money = readRoughMoney(values.amount ?? '');
    const day = readDateField(values.expectedClose ?? '', ctx.now, ctx.actor.timeZone);
    const empty = newDealForm({}, pipeline);
    refuseErrors(() => empty, values, errorsIn(values, money, day));
    const doubtful = doubtfulDay(ctx, day, meant);
    if (doubtful) return askIfMeant(empty, values, doubtful);

    const isStage = openStages(pipeline).some(({ key }) => key === values.stage);
    return newDeal.run(ctx, {
      customer: tidy(values.customer ?? ''),
      amountCents: money?.cents ?? 0,
      ...(money?.currency && { currency: money.currency }),
      ...(values.title && { title: values.title }),
      ...(day && { expectedClose: day }),
      ...(isStage && values.stage && { stage: values.stage }),
    });
  },
);
