import type { ApprovalStepView, ApprovalTaskView, ApprovalView } from '../models/approval-view.js';
import type { Param, Reader, Text } from '../models/text.js';
import { modes, origins, stepRules, stepStates, taskStates } from './approval-words.js';
import type { Container, Element, TextBlock } from './card.js';
import { line, lines } from './clean.js';
import { actingFor, andMore, duration, NAME, names, paragraph, REMARK, small } from './parts.js';
import { inWords, tell, tellInLines } from './say.js';
import { approval as words } from './words.js';

const MAX_STEPS = 8;
const MAX_TASKS = 5;
const MAX_READERS = 20;

/** `李四（代 王五）` when somebody decided for somebody else. */
export const decider = ({ who, onBehalfOf }: ApprovalTaskView, reader: Reader): string =>
  actingFor(who, onBehalfOf, reader);

/** `票签，3 人中需 2 人同意，已有 1 人同意`, as long as several people sign; or why nobody does. */
const rule = ({ mode, need, approved, size, rule }: ApprovalStepView, reader: Reader): readonly string[] => {
  if (rule) return [inWords(stepRules[rule], reader)];
  if (mode === null || size < 2) return [];
  return [
    tell(reader, modes[mode], { count: mode === 'ALL' || mode === 'SEQ' ? need : size, need, approved }),
  ];
};

const pauseOf = ({ since, waitsFor }: NonNullable<ApprovalTaskView['paused']>): Record<string, Param> => ({
  at: { at: since },
  name: line(waitsFor, NAME),
});

const clocked = ({ paused, dueAt }: ApprovalTaskView, since: string, reader: Reader): string => {
  if (paused) return tell(reader, words.pausedAt, { task: since, ...pauseOf(paused) });
  return dueAt ? tell(reader, words.dueAt, { task: since, at: { at: dueAt } }) : since;
};

const timed = (task: ApprovalTaskView, said: string, reader: Reader): string => {
  if (task.decidedAt) return tell(reader, words.taskAt, { task: said, at: { at: task.decidedAt } });
  if (task.state !== 'open' || !task.openedAt) return said;
  const since = tell(reader, words.taskSince, { task: said, at: { at: task.openedAt } });
  const clock = clocked(task, since, reader);
  return task.urgedAt ? tell(reader, words.urgedAt, { task: clock, at: { at: task.urgedAt } }) : clock;
};

const stateWord = (task: ApprovalTaskView): Param => {
  const { word } = taskStates[task.state];
  if (task.byTimeout) return { text: words.byTimeout, params: { state: word } };
  return task.byRule ? words.byRule : word;
};

/** `✓ 李四（代王五） 已同意 · 2026-07-01 14:30：“没问题”` */
const taskLine = (task: ApprovalTaskView, reader: Reader): string => {
  const { mark } = taskStates[task.state];
  const state = stateWord(task);
  const who = tell(reader, origins[task.origin], { who: decider(task, reader) });
  const said = timed(task, tell(reader, words.task, { mark, who, state }), reader);
  if (task.question)
    return tellInLines(reader, words.taskAsks, { task: said, question: lines(task.question, REMARK) });
  const signed = task.signature
    ? tell(reader, words.taskSigned, { task: said, signature: line(task.signature, NAME) })
    : said;
  return task.comment
    ? tellInLines(reader, words.taskComment, { task: signed, comment: lines(task.comment, REMARK) })
    : signed;
};

/** Said while it is under way: who waits wants to know. */
const usually = ({ state, usualMs }: ApprovalStepView, reader: Reader): readonly string[] =>
  state === 'active' && usualMs !== undefined
    ? [tell(reader, words.usually, { span: duration(usualMs, reader) })]
    : [];
const signatures = (step: ApprovalStepView, reader: Reader): readonly TextBlock[] => [
  ...[...rule(step, reader), ...usually(step, reader)].map((said) => small(said)),
  ...step.tasks.slice(0, MAX_TASKS).map((task) => small(taskLine(task, reader))),
  ...andMore(reader, step.tasks.length, MAX_TASKS),
];

const receipt = (text: Text, tasks: readonly ApprovalTaskView[], reader: Reader): readonly TextBlock[] => {
  const people = tasks.map((task) => decider(task, reader));
  const shown = names(reader, people, MAX_READERS);
  return people.length > 0 ? [small(tell(reader, text, { count: people.length, names: shown }))] : [];
};

/** Who has read it and who has not. */
const receipts = ({ tasks }: ApprovalStepView, reader: Reader): readonly TextBlock[] => [
  ...receipt(
    words.haveRead,
    tasks.filter(({ state }) => state === 'approved'),
    reader,
  ),
  ...receipt(
    words.haveNotRead,
    tasks.filter(({ state }) => state === 'open' || state === 'queued'),
    reader,
  ),
];

const stepBlock = (step: ApprovalStepView, reader: Reader): Container => {
  const { mark, word } = stepStates[step.state];
  const name = line(inWords(step.name, reader), NAME);
  const head: Record<string, Param> = { mark, step: name, state: word };
  return {
    type: 'Container',
    spacing: 'small',
    items: [
      paragraph(tell(reader, words.step, head)),
      ...(step.reading ? receipts(step, reader) : signatures(step, reader)),
    ],
  };
};

/** Each step with its people: who has decided what and when, and who is next. */
export const approvalSteps = ({ steps }: ApprovalView, reader: Reader): readonly Element[] => [
  ...steps.slice(0, MAX_STEPS).map((step) => stepBlock(step, reader)),
  ...andMore(reader, steps.length, MAX_STEPS),
];
