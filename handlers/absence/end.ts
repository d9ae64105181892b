import { z } from 'zod';
import { findAbsence, type KnownAbsence, listAbsencesOf } from '../../models/absence.js';
import type { Employee } from '../../models/employee.js';
import { saying } from '../../models/text.js';
import { record } from '../history.js';
import { mayChange } from '../scope.js';
import { type Context, card, Refusal, words as say, useCase, withText } from '../useCase.js';
import { closeAbsence } from './make.js';
import { moveNow } from './move.js';
import { isOver } from './rules.js';
import { absenceParams } from './view.js';
import { isSaying, readWho } from './who.js';
import { words } from './words.js';

const MOST_TO_CHOOSE = 10;

const hasBegun = ({ startsAt }: KnownAbsence, now: Date): boolean => startsAt <= now;

async function end(ctx: Context, absence: KnownAbsence) {
  const { employeeId, employeeName: who } = absence;
  const params = await absenceParams(ctx.tx, absence);
  closeAbsence(ctx, absence);
  await moveNow(ctx, employeeId);
  record(ctx, { kind: 'employee', id: employeeId }, 'absence.ended', { params: { who } });
  return say(hasBegun(absence, ctx.now) ? words.ended : words.calledOff, params);
}

async function askWhich(ctx: Context, who: Employee, absences: readonly KnownAbsence[]) {
  const shown = absences.slice(0, MOST_TO_CHOOSE);
  const all = await Promise.all(shown.map((one) => absenceParams(ctx.tx, one)));
  return card({
    kind: 'notice',
    title: saying(words.whichTitle, { who: who.name, count: absences.length }),
    body: all.map((params) => saying(words.mine, params)),
    buttons: shown.map(({ id }, index) => ({
      label: saying(words.endThis, all[index]),
      press: { do: 'absence.off', input: { id } },
    })),
  });
}

/** The one that runs now; while none runs, the one that is to come. */
async function endMeant(ctx: Context, who: Employee) {
  const all = (await listAbsencesOf(ctx.tx, who.id)).filter((one) => !isOver(one, ctx.now));
  const running = all.filter((one) => hasBegun(one, ctx.now));
  const [meant, ...others] = running.length > 0 ? running : all;
  if (!meant) throw new Refusal(words.noneToEnd, { who: who.name });
  return others.length > 0 ? askWhich(ctx, who, [meant, ...others]) : end(ctx, meant);
}

/** @throws Refusal for whoever may not */
export async function endFor(ctx: Context, typed: string) {
  const who = await readWho(ctx, typed);
  if (isSaying(who)) throw new Refusal(who.text, who.params);
  return endMeant(ctx, who);
}

/** `/away off`, `/away off @li` */
export const typeOff = useCase(withText, (ctx, { text }) => endFor(ctx, text));

/** @throws Refusal for whoever may not, or when it is over */
async function endById(ctx: Context, id: number) {
  const absence = await findAbsence(ctx.tx, id);
  const who = absence?.employeeName ?? ctx.actor.name;
  if (absence && !(await mayChange(ctx, absence.employeeId)))
    throw new Refusal(words.notYours, { name: who });
  if (!absence || isOver(absence, ctx.now)) throw new Refusal(words.noneToEnd, { who });
  return end(ctx, absence);
}

/** The button on the card about one absence, or without a number the one of one's own that is meant. */
export const endAbsenceOf = useCase(z.object({ id: z.int().optional() }), (ctx, { id }) =>
  id === undefined ? endMeant(ctx, ctx.actor) : endById(ctx, id),
);
