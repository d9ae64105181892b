import { z } from 'zod';
import { listAbsences } from '../../models/absence.js';
import type { Answer } from '../../models/answer.js';
import type { Employee } from '../../models/employee.js';
import { type Flow, listLatestFlows } from '../../models/flow.js';
import { type Money, type Saying, saying } from '../../models/text.js';
import { type NamedPeople, readPeople } from '../approval/named-people.js';
import {
  type FieldErrors,
  formValues,
  listed,
  refuseErrors,
  repeated,
  tidy,
  type Values,
  withErrors,
} from '../fields.js';
import { isTooMuch, readMoney, USUAL_CURRENCY } from '../input/amount.js';
import { readDateField } from '../input/date.js';
import { dayNumber, isoDayIn, isoOf } from '../input/day.js';
import { fold } from '../input/fold.js';
import { unreadableAmount } from '../unreadable.js';
import { type Context, form, Refusal, words as say, useCase, withText } from '../useCase.js';
import { getWorkingTime, middayOf } from '../working-time.js';
import type { ReadDays } from './days.js';
import { endFor } from './end.js';
import { ALL_FLOWS, absenceForm, NOON, WHOLE } from './forms.js';
import { type Days, instants, makeAbsence, type NewAbsence } from './make.js';
import { moveNow } from './move.js';
import { namesActor, readAbsence, type TypedAbsence } from './read.js';
import { faultOf } from './rules.js';
import { isSaying, readWho } from './who.js';
import { words } from './words.js';

const LONGEST_DAYS = 366;

/** What somebody wants, as far as it could be read, and what is wrong with it, by field. */
interface Wanted {
  readonly absence: NewAbsence | undefined;
  readonly errors: FieldErrors;
}

const isBackwards = ({ from, until, fromNoon, untilNoon }: Days): boolean =>
  until < from || Boolean(until === from && fromNoon && untilNoon);

const daysError = (days: Days, today: string, ends: Date, now: Date): FieldErrors => {
  const { until } = days;
  if (until < today) return { until: saying(words.past, { day: { day: until } }) };
  if (isBackwards(days)) return { until: saying(words.backwards) };
  if (ends <= now) return { until: saying(words.pastHalf, { day: { day: until } }) };
  const last = isoOf(dayNumber(today) + LONGEST_DAYS);
  return until > last ? { until: saying(words.tooFar, { day: { day: until } }) } : {};
};

const proxyError = ({ ids, error }: NamedPeople, who: Employee): Saying | undefined => {
  if (error) return error;
  return ids.includes(who.id) ? saying(words.oneself, { name: who.name }) : undefined;
};

const readBelow = (typed: string): Money | undefined => {
  const money = readMoney(typed);
  return money && money.cents > 0 ? { currency: USUAL_CURRENCY, ...money } : undefined;
};

function belowError(typed: string): Saying | undefined {
  if (!typed || readBelow(typed)) return undefined;
  return isTooMuch(typed) ? unreadableAmount(typed) : saying(words.badAmount, { amount: typed });
}

async function read(ctx: Context, days: ReadDays | undefined, values: Values): Promise<Wanted> {
  const half: FieldErrors = days?.isEitherHalf ? { fromHalf: saying(words.whichHalf) } : {};
  const who = await readWho(ctx, values.who ?? '');
  if (isSaying(who)) return { absence: undefined, errors: { ...half, who } };
  const today = isoDayIn(who.timeZone, ctx.now);
  const proxy = await readPeople(ctx.tx, values.proxy ?? '', 1);
  const noon = middayOf(await getWorkingTime(ctx.tx));
  const span = days && instants(days, ctx.now, who.timeZone, noon);
  const errors: FieldErrors = {
    ...half,
    ...(days && span ? daysError(days, today, span.endsAt, ctx.now) : { from: saying(words.badDay) }),
    proxy: proxyError(proxy, who),
    below: belowError(values.below?.trim() ?? ''),
  };
  const [proxyId] = proxy.ids;
  if (!span || proxyId === undefined || Object.values(errors).some(Boolean))
    return { absence: undefined, errors };

  const absence = {
    employeeId: who.id,
    proxyId,
    flowKey: values.flow === ALL_FLOWS || !values.flow ? null : values.flow,
    below: readBelow(values.below ?? '') ?? null,
    ...span,
    setById: ctx.actor.id,
    requestId: null,
  };
  const fault = faultOf(absence, await listAbsences(ctx.tx));
  const [name = ''] = proxy.names;
  return { absence, errors: { proxy: fault && saying(words[fault], { name, who: who.name }) } };
}

/** One sentence behind the other. */
const inARow = (sentences: readonly Saying[]): Saying =>
  sentences.reduce((before, next) => saying(words.inARow, { before, next }));

async function set(ctx: Context, wanted: NewAbsence) {
  const { replaced, ...params } = await makeAbsence(ctx, wanted);
  const kept = await moveNow(ctx, wanted.employeeId);
  const { text, params: gaps } = inARow([
    saying(words.done, params),
    ...replaced.map((old) => saying(words.replaced, old)),
    ...(kept.length > 0 ? [saying(words.keeping, { who: params.who, numbers: listed(kept) })] : []),
  ]);
  return say(text, gaps);
}

/** @throws Refusal naming the flows that there are */
const flowNamed = (flows: readonly Flow[], typed: string): string => {
  if (!typed) return ALL_FLOWS;
  const found = flows.find(({ definition: { key, name } }) =>
    [key, name.zh, name.en].some((one) => fold(one).startsWith(fold(typed))),
  );
  if (found) return found.definition.key;
  throw new Refusal(words.unknownFlow, {
    flow: typed,
    flows: listed(flows.map(({ definition }) => definition.name)),
  });
};

const introFor = (unclear: string | undefined): Saying | undefined =>
  unclear ? saying(words.unclearDay, { typed: repeated(unclear) }) : undefined;

/** What is merely missing is asked for without reproach. */
const typedOnly = (errors: FieldErrors, values: Values): FieldErrors =>
  Object.fromEntries(Object.entries(errors).filter(([field]) => values[field]));

/** `@li off`, `李娜回来`: with a space before the English words, as Geoff does not end with `off`. */
const OFF = /^(?<who>\S.*?)(?:\s+(?:off|back|cancel)|\s*(?:结束|回来|取消))$/i;

/** What was typed, as it stands in the form. */
const valuesOf = (
  flows: readonly Flow[],
  { who, days, proxy, flow, below, unclear }: TypedAbsence,
): Values => ({
  who,
  proxy,
  flow: flowNamed(flows, flow),
  below,
  from: days?.from ?? '',
  until: unclear ? '' : (days?.until ?? ''),
  fromHalf: days?.fromNoon ? NOON : WHOLE,
  untilHalf: days?.untilNoon ? NOON : WHOLE,
});

/** `/away fri-wed 李四`; what is missing, or will not do, is asked for. */
export const typeSet = useCase(withText, async (ctx, { text }) => {
  const off = OFF.exec(tidy(text))?.groups?.who;
  if (off) return endFor(ctx, off);
  const typed = readAbsence(text, ctx.now, ctx.actor.timeZone);
  const { days, proxy, unclear } = typed;
  const flows = await listLatestFlows(ctx.tx);
  const values = valuesOf(flows, typed);
  const { absence, errors } = await read(ctx, days, values);
  if (!days || !proxy || unclear)
    return form(withErrors(absenceForm(flows, introFor(unclear)), values, typedOnly(errors, values)));
  refuseErrors(() => absenceForm(flows), values, errors);
  if (!absence) throw new Refusal(words.badDay);
  return set(ctx, absence);
});

/** 明天请假找李娜代, without a command: may be meant as a leave to be approved as well, so nothing is set yet. */
export async function askAbsence(ctx: Context, text: string): Promise<Answer | undefined> {
  if (!namesActor(text)) return undefined;
  const typed = readAbsence(text, ctx.now, ctx.actor.timeZone);
  if (!typed.days || !typed.proxy) return undefined;
  const flows = await listLatestFlows(ctx.tx);
  const values = valuesOf(flows, typed);
  const { errors } = await read(ctx, typed.days, values);
  return form(withErrors(absenceForm(flows, saying(words.said)), values, errors));
}

export const openAbsence = useCase(z.object({}), async (ctx) =>
  form(absenceForm(await listLatestFlows(ctx.tx))),
);

const daysIn = ({ from = '', until = '', fromHalf, untilHalf }: Values, ctx: Context): Days | undefined => {
  const [first, last] = [from, until].map((day) => readDateField(day, ctx.now, ctx.actor.timeZone));
  const halves = { fromNoon: fromHalf === NOON, untilNoon: untilHalf === NOON };
  return first && last ? { from: first, until: last, ...halves } : undefined;
};

export const submitAbsence = useCase(z.object({ values: formValues }), async (ctx, { values }) => {
  const flows = await listLatestFlows(ctx.tx);
  const { absence, errors } = await read(ctx, daysIn(values, ctx), values);
  refuseErrors(() => absenceForm(flows), values, errors);
  if (!absence) throw new Refusal(words.badDay);
  return set(ctx, absence);
});
