import { findAbsence, type KnownAbsence } from '../../models/absence.js';
import type { Tx } from '../../models/database/tx.js';
import { listNames } from '../../models/employee.js';
import { listLatestFlows } from '../../models/flow.js';
import { type Param, type Saying, saying, type Text } from '../../models/text.js';
import type { NoticeView } from '../../models/views.js';
import { formatNumber } from '../input/id.js';
import type { Context } from '../useCase.js';
import { wallTime } from '../wall-clock.js';
import { dayBefore } from '../working-days.js';
import { getWorkingTime, middayOf } from '../working-time.js';
import { isCancelled, isOver } from './rules.js';
import { words } from './words.js';

async function flowName(tx: Tx, key: string | null): Promise<Text> {
  if (key === null) return words.allFlows;
  const flow = (await listLatestFlows(tx)).find(({ definition }) => definition.key === key);
  return flow?.definition.name ?? { zh: key, en: key };
}

/** For which approvals: of which flow, and below which amount. */
const scopeOf = async (tx: Tx, { flowKey, below }: KnownAbsence): Promise<Text | Saying> => {
  const flow = await flowName(tx, flowKey);
  return below ? saying(words.limited, { flow, below }) : flow;
};

const MIDNIGHT = '00:00';

interface Moment {
  readonly day: string;
  readonly said: Param;
  readonly isHalf: boolean;
}

/**
 * Whole days are named by the day, the last one included, and halves by the day and which half it is; all of them as they
 * are where the person is who is away.
 */
const moment = (
  at: Date,
  timeZone: string,
  noon: string,
  half: Text,
  dayOf: (day: string) => string,
): Moment => {
  const [day = '', time = ''] = wallTime(at, timeZone).split('T');
  if (time === MIDNIGHT) return { day: dayOf(day), said: { day: dayOf(day) }, isHalf: false };
  const said = saying(time === noon ? half : words.dayAt, { day: { day }, time });
  return { day, said, isHalf: time === noon };
};

/** The day, or the half of it, where there is but one. */
const onlyOne = (first: Moment, last: Moment): Param | undefined => {
  if (first.day !== last.day) return undefined;
  if (first.isHalf !== last.isHalf) return first.isHalf ? first.said : last.said;
  return JSON.stringify(first.said) === JSON.stringify(last.said) ? first.said : undefined;
};

export type AbsenceParams = Awaited<ReturnType<typeof absenceParams>>;

/** When, by whom and for which approvals: the gaps of every sentence about an absence. */
export async function absenceParams(tx: Tx, absence: KnownAbsence) {
  const { employeeName, proxyName, startsAt, endsAt, timeZone } = absence;
  const noon = middayOf(await getWorkingTime(tx));
  const first = moment(startsAt, timeZone, noon, words.afternoonOf, (day) => day);
  const last = moment(endsAt, timeZone, noon, words.morningOf, dayBefore);
  const only = onlyOne(first, last);
  const [from, until] = [only ?? first.said, only ?? last.said];
  return {
    who: employeeName,
    proxy: proxyName,
    from,
    until,
    when: saying(only ? words.whenOneDay : words.when, { from, until }),
    away: saying(only ? words.awayOneDay : words.away, { from, until }),
    flow: await scopeOf(tx, absence),
  };
}

async function setBy(tx: Tx, { setById, employeeId, requestId }: KnownAbsence): Promise<readonly Saying[]> {
  if (requestId !== null) return [saying(words.cardRequest, { request: formatNumber('request', requestId) })];
  if (setById === employeeId) return [];
  const [name = ''] = await listNames(tx, [setById]);
  return [saying(words.cardBy, { name })];
}

/** What is to be read about it. The day on which it ends says nothing once it has been called off. */
async function bodyOf(ctx: Context, absence: KnownAbsence): Promise<readonly Saying[]> {
  const params = await absenceParams(ctx.tx, absence);
  if (isCancelled(absence)) return [saying(words.cardCancelled, params)];
  return [
    saying(words.cardBody, params),
    ...(absence.below ? [saying(words.cardAbove, { ...params, below: absence.below })] : []),
    ...(await setBy(ctx.tx, absence)),
    ...(isOver(absence, ctx.now) ? [saying(words.cardOver)] : []),
  ];
}

/** For whoever is away, and for whoever acts for them. */
export async function absenceView(ctx: Context, id: number): Promise<NoticeView | undefined> {
  const absence = await findAbsence(ctx.tx, id);
  if (!absence) return undefined;
  const over = isOver(absence, ctx.now);
  const isOwn = absence.employeeId === ctx.actor.id;
  return {
    kind: 'notice',
    title: saying(isCancelled(absence) ? words.cardTitleCancelled : words.cardTitle, {
      who: absence.employeeName,
    }),
    body: await bodyOf(ctx, absence),
    buttons:
      isOwn && !over ? [{ label: saying(words.off), press: { do: 'absence.off', input: { id } } }] : [],
  };
}
