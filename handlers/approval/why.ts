import type { Timeout, TimeoutAction } from '../../models/approval-flow.js';
import type { Instance, People, Task } from '../../models/approval-instance.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { Span } from '../../models/working-time.js';
import { DAY_MS, MINUTE_MS } from '../duration.js';
import { formatNumber } from '../input/id.js';
import { card, Refusal, useCase, withId, withText } from '../useCase.js';
import { type CountedDay, usualWorkingTime, workingDayMs } from '../working-time.js';
import { peopleOf } from './directory.js';
import { approvalToSee, approvalTyped } from './load.js';
import { nameOf } from './rules/instance.js';
import { awakeFrom, dueOf, lapsedTask, leftMs, nextTimeout, recoverDaysOf } from './rules/timing.js';
import { holderNames } from './standing.js';
import { why as words } from './why-words.js';

/** `3 小时 20 分钟` */
const lengthText = (ms: number): Text => {
  const whole = Math.round(ms / MINUTE_MS);
  const [hours, minutes] = [Math.floor(whole / 60), whole % 60];
  if (whole === 0) return words.noTime;
  return {
    zh: [hours > 0 && `${hours} 小时`, minutes > 0 && `${minutes} 分钟`].filter(Boolean).join(' '),
    en: [hours > 0 && `${hours} h`, minutes > 0 && `${minutes} min`].filter(Boolean).join(' '),
  };
};

const whatHappens: Record<TimeoutAction, Text> = {
  remind: words.remind,
  escalate: words.escalate,
  reassign: words.reassign,
  approve: words.approve,
  reject: words.reject,
  close: words.close,
};

const whatNext = (next: Timeout): Text | Saying => {
  const days = recoverDaysOf(next);
  return next.action === 'close' && days > 0 ? saying(words.closedFor, { days }) : whatHappens[next.action];
};

const spanSaying = (span: Span, dayMs: number): Saying => {
  if ('hours' in span) return saying(words.natural, { hours: span.hours });
  if ('workingHours' in span) return saying(words.workingHours, { hours: span.workingHours });
  return saying(words.workingDays, { days: span.workingDays, length: lengthText(dayMs) });
};

/** Days in a row that gave the same. */
interface Run extends Pick<CountedDay, 'kind' | 'ms'> {
  readonly from: string;
  readonly to: string;
  readonly count: number;
}

const isLike = (one: CountedDay, other: CountedDay | undefined) =>
  one.kind === other?.kind && one.ms === other.ms;

const runsIn = (days: readonly CountedDay[]): readonly Run[] => {
  const firsts = days.flatMap((day, index) => (isLike(day, days[index - 1]) ? [] : [{ day, index }]));
  return firsts.map(({ day: { kind, ms, day }, index }, at) => {
    const end = firsts[at + 1]?.index ?? days.length;
    return { kind, ms, from: day, to: days[end - 1]?.day ?? day, count: end - index };
  });
};

const runSaying = ({ kind, ms, from, to, count }: Run): Saying => {
  const days =
    count === 1
      ? saying(words.oneDay, { from: { day: from } })
      : saying(words.someDays, {
          from: { day: from },
          to: { day: to },
        });
  const what = words.kinds[kind];
  if (ms === 0) return saying(words.nothing, { days, what });
  return saying(count === 1 ? words.gave : words.gaveEach, { days, what, length: lengthText(ms) });
};

const periodsText = ({ workingTime = usualWorkingTime }: People): string =>
  workingTime.periods.map(({ from, to }) => `${from}–${to}`).join(', ');

const spanOf = ({ after }: Timeout, { workingTime = usualWorkingTime }: People): Saying =>
  spanSaying(after, workingDayMs(workingTime));

/** One task whose clock stands still: what it waits for, and what is left after that. */
const pausedLines = (task: Task, next: Timeout, instance: Instance, people: People): readonly Saying[] => {
  if (!task.pausedAt) return [];
  const left = leftMs(task, next, people);
  return [
    saying(left > 0 ? words.paused : words.pausedLate, {
      who: holderNames([task], people),
      at: { at: task.pausedAt.toISOString() },
      name: nameOf(instance.ownerId, people),
      left: lengthText(left),
      what: whatNext(next),
    }),
    saying(words.passed, { span: spanOf(next, people), length: lengthText(task.passedMs) }),
  ];
};

/** Is it the end of quiet hours, for which a reminder has waited? */
const isMorning = (task: Task, at: Date, people: People): boolean =>
  awakeFrom(task, new Date(at.getTime() - 1), people).getTime() === at.getTime();

/** Why it is due at another time than it would be if it were counted now. */
const differenceLines = (
  task: Task,
  { action }: Timeout,
  counted: Date,
  people: People,
): readonly Saying[] => {
  const { dueAt } = task;
  if (!dueAt || counted.getTime() === dueAt.getTime()) return [];
  const hasWaited = action === 'remind' && dueAt > counted && isMorning(task, dueAt, people);
  return [saying(hasWaited ? words.waited : words.changed, { at: { at: counted.toISOString() } })];
};

/** One task's due time, counted again line by line. */
const dueLines = (task: Task, next: Timeout, people: People): readonly Saying[] => {
  const { dueAt, clockedAt } = task;
  if (!dueAt || !clockedAt) return [];
  const due = dueOf(task, clockedAt, next, people);
  const zone = people.timeZoneOf?.[task.assigneeId] ?? 'UTC';
  return [
    saying(words.due, {
      who: holderNames([task], people),
      at: { at: dueAt.toISOString() },
      what: whatNext(next),
    }),
    saying(words.counted, {
      from: { at: clockedAt.toISOString() },
      span: spanOf(next, people),
    }),
    ...(task.passedMs > 0 ? [saying(words.kept, { length: lengthText(task.passedMs) })] : []),
    ...(due.days.length > 0 ? [saying(words.hours, { periods: periodsText(people), zone })] : []),
    ...runsIn(due.days).map(runSaying),
    ...(due.quietAt ? [saying(words.quiet, { at: { at: due.quietAt.toISOString() } })] : []),
    ...differenceLines(task, next, due.at, people),
  ];
};

/** What was closed, as nobody decided in time: how long it can be taken up again. */
const lapsedLines = (task: Task, instance: Instance, people: People): readonly Saying[] => {
  const { dueAt, clockedAt } = task;
  if (!dueAt || !clockedAt) return [];
  const days = Math.round((dueAt.getTime() - clockedAt.getTime()) / DAY_MS);
  return [
    saying(words.lapsed, {
      who: holderNames([task], people),
      name: nameOf(instance.ownerId, people),
      at: { at: dueAt.toISOString() },
    }),
    saying(words.counted, { from: { at: clockedAt.toISOString() }, span: saying(words.days, { days }) }),
  ];
};

const reasons = (instance: Instance, people: People): readonly Saying[] =>
  instance.tasks.flatMap((task) => {
    if (lapsedTask(instance) === task) return lapsedLines(task, instance, people);
    const next = nextTimeout(instance, task);
    return next ? [...pausedLines(task, next, instance, people), ...dueLines(task, next, people)] : [];
  });

/** Why something is due when it is. */
export const showWhy = useCase(withId, async (ctx, { id }) => {
  const { instance } = await approvalToSee(ctx, id);
  const number = formatNumber('approval', id);
  const body = reasons(instance, await peopleOf(ctx, instance));
  if (body.length === 0) throw new Refusal(words.noClock, { number });
  return card({ kind: 'notice', title: saying(words.title, { number }), body, buttons: [] });
});

/** `/approval why A-31`, `/approval why D-1024` */
export const typeWhy = useCase(withText, async (ctx, { text }) =>
  showWhy.run(ctx, { id: await approvalTyped(ctx, text, { zh: '/审批 为什么', en: '/approval why' }) }),
);
