import {
  type Absence,
  endAbsence,
  findAbsence,
  insertAbsence,
  listAbsencesOf,
} from '../../models/absence.js';
import { show } from '../../models/shown-card.js';
import { record } from '../history.js';
import type { Context } from '../useCase.js';
import { instantOf } from '../wall-clock.js';
import { dayAfter } from '../working-days.js';
import { replaces } from './rules.js';
import { type AbsenceParams, absenceParams } from './view.js';

/** Both days are away; `YYYY-MM-DD`. */
export interface Days {
  readonly from: string;
  readonly until: string;
  /** Not before the middle of the first day. */
  readonly fromNoon?: boolean;
  /** Not after the middle of the last day. */
  readonly untilNoon?: boolean;
}

export type NewAbsence = Omit<Absence, 'id' | 'nextAt'>;

/** A day has begun somewhere else before it begins where this person is. @param noon the middle of a working day */
export const instants = (
  { from, until, fromNoon, untilNoon }: Days,
  now: Date,
  timeZone: string,
  noon: string,
) => {
  const begins = instantOf(`${from}T${fromNoon ? noon : '00:00'}`, timeZone);
  const ends = untilNoon ? `${until}T${noon}` : `${dayAfter(until)}T00:00`;
  return { startsAt: begins < now ? now : begins, endsAt: instantOf(ends, timeZone) };
};

/** It is over; who was away and who acted for them see it. */
export const closeAbsence = (ctx: Context, absence: Absence) => {
  endAbsence(ctx.tx, absence, ctx.now);
  for (const who of [absence.employeeId, absence.proxyId]) show(ctx.tx, who, 'absence', absence.id);
};

/** In words, with what was said before and does not count any more. */
interface MadeAbsence extends AbsenceParams {
  readonly replaced: readonly AbsenceParams[];
}

/** Somebody is away, in the place of what was said before about the same time and approvals; both of them hear of it. */
export async function makeAbsence(ctx: Context, wanted: NewAbsence): Promise<MadeAbsence> {
  const { tx, now, actor } = ctx;
  const old = await listAbsencesOf(tx, wanted.employeeId);
  const overtaken = old.filter((each) => replaces(wanted, each));
  const replaced = await Promise.all(overtaken.map((one) => absenceParams(tx, one)));
  for (const one of overtaken) closeAbsence(ctx, one);

  const absence = await findAbsence(tx, await insertAbsence(tx, wanted, now));
  if (!absence) throw new Error(`${wanted.employeeId} has an absence that is not there.`);
  const params = await absenceParams(tx, absence);
  record(ctx, { kind: 'employee', id: wanted.employeeId }, 'absence.set', { params });
  show(tx, wanted.proxyId, 'absence', absence.id, { fresh: true });
  show(tx, wanted.employeeId, 'absence', absence.id, { fresh: wanted.employeeId !== actor.id });
  return { ...params, replaced };
}
