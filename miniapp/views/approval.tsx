import type { Shown } from '../../bot/miniapp/protocol.js';
import { approvalChoices } from '../../cards/choices.js';
import type {
  ApprovalState,
  ApprovalStepView,
  ApprovalTaskView,
  ApprovalView,
} from '../../models/approval-view.js';
import type { Text } from '../../models/text.js';
import type { Deeds } from '../deeds.js';
import { Actions, Facts, Heading, Link, Section, Timeline } from '../parts.js';
import { pathOf } from '../route.js';
import { type Speaker, useSpeaker } from '../speaker.js';
import {
  approvalStates,
  common,
  modes,
  origins,
  stepRules,
  stepStates,
  taskStates,
  approval as words,
} from '../words.js';
import { Next } from './next.js';

const tones: Record<ApprovalState, string> = {
  draft: '',
  running: 'now',
  returned: 'warn',
  approved: 'good',
  rejected: 'bad',
  withdrawn: 'warn',
  terminated: 'warn',
  revoking: 'now',
  revoked: 'warn',
  voided: 'warn',
};

const decider = ({ who, onBehalfOf }: ApprovalTaskView, { tell, show }: Speaker): string =>
  onBehalfOf ? tell(common.onBehalfOf, { who, whom: onBehalfOf }) : show(who);

const timeOf = (task: ApprovalTaskView, { tell, show }: Speaker): string => {
  if (task.decidedAt) return show({ at: task.decidedAt });
  if (task.state !== 'open' || !task.openedAt) return '';
  const since = tell(words.since, { at: { at: task.openedAt } });
  if (task.paused)
    return tell(words.paused, { since, at: { at: task.paused.since }, name: show(task.paused.waitsFor) });
  return task.dueAt ? tell(words.due, { since, at: { at: task.dueAt } }) : since;
};

const readStates: Partial<Record<ApprovalTaskView['state'], Text>> = {
  approved: words.hasRead,
  open: words.hasNotRead,
  queued: words.hasNotRead,
};

const stateOf = (task: ApprovalTaskView, reading: boolean, { tell }: Speaker): string => {
  const { word } = taskStates[task.state];
  if (task.byTimeout) return tell(words.byTimeout, { state: word });
  if (task.byRule) return tell(words.byRule);
  return tell((reading && readStates[task.state]) || word);
};

const Task = ({ task, reading }: { readonly task: ApprovalTaskView; readonly reading: boolean }) => {
  const speaker = useSpeaker();
  const { mark } = taskStates[task.state];
  const who = speaker.tell(origins[task.origin], { who: decider(task, speaker) });
  return (
    <li className={`task ${task.state}`}>
      <span>
        <span aria-hidden="true">{mark}</span> {who} <em>{stateOf(task, reading, speaker)}</em>
      </span>
      <small>{timeOf(task, speaker)}</small>
      {task.question && <q>{speaker.tell(words.asks, { question: task.question })}</q>}
      {task.signature && <small>{speaker.tell(words.signed, { signature: task.signature })}</small>}
      {task.comment && <q>{speaker.show(task.comment)}</q>}
    </li>
  );
};

/** As long as several people sign; or why nobody does. */
const ruleOf = (
  { mode, need, approved, size, rule, reading }: ApprovalStepView,
  { tell }: Speaker,
): string => {
  if (rule) return tell(stepRules[rule]);
  if (reading) return tell(words.readers, { approved, need });
  if (mode === null || size < 2) return '';
  return tell(modes[mode], { count: mode === 'ALL' || mode === 'SEQ' ? need : size, need, approved });
};

const Step = ({ step }: { readonly step: ApprovalStepView }) => {
  const speaker = useSpeaker();
  const { mark, word } = stepStates[step.state];
  return (
    <li className={`step ${step.state}`}>
      <span className="step-mark" aria-hidden="true">
        {mark}
      </span>
      <div>
        <p>
          <strong>{speaker.tell(step.name)}</strong> <em>{speaker.tell(word)}</em>
        </p>
        <small>{ruleOf(step, speaker)}</small>
        <ul>
          {step.tasks.map((task) => (
            <Task
              key={`${task.who} ${task.onBehalfOf} ${task.openedAt} ${task.state}`}
              task={task}
              reading={step.reading ?? false}
            />
          ))}
        </ul>
      </div>
    </li>
  );
};

/** Does it wait for its reader, to decide or to give an opinion? */
const isYours = ({ can }: ApprovalView): boolean =>
  can.includes('approval.approve') || can.includes('approval.advise');

/** Who has it now, in the reader's eyes: you, or these people, or nobody while it is not running. */
const holder = (view: ApprovalView, speaker: Speaker): string => {
  if (isYours(view)) return speaker.tell(words.yours);
  if (view.can.includes('approval.read')) return speaker.tell(words.toRead);
  const open = view.steps.flatMap(({ tasks }) => tasks.filter(({ state }) => state === 'open'));
  const names = open.map((task) => decider(task, speaker)).join(speaker.tell(common.comma));
  return names && speaker.tell(words.waitingFor, { names });
};

const Standing = ({ view }: { readonly view: ApprovalView }) => {
  const speaker = useSpeaker();
  const { mark, word } = approvalStates[view.state];
  const who = holder(view, speaker);
  const isMine = isYours(view) || view.can.includes('approval.read');
  return (
    <p className={`standing ${isMine ? 'mine' : tones[view.state]}`}>
      <span aria-hidden="true">{mark}</span> <strong>{speaker.tell(word)}</strong>
      {who && <span> · {who}</span>}
    </p>
  );
};

/** What is to be known before anything else: why it is back, what it would revoke, why it ended, what has changed. */
const Notices = ({ view }: { readonly view: ApprovalView }) => {
  const { tell, show } = useSpeaker();
  const { returned, lapsed, kept, reverses, ended, changes } = view;
  const quoted = ({ who, reason }: { readonly who: string; readonly reason: string | null }) => ({
    who: show(who),
    reason: show(reason ?? ''),
  });
  return (
    <>
      {returned && <p>{tell(words.returned, { ...quoted(returned), to: show(returned.to) })}</p>}
      {lapsed && <p>{tell(words.lapsed, { who: show(lapsed.who), until: { at: lapsed.until } })}</p>}
      {kept && <p>{tell(words.kept, { ...kept })}</p>}
      {reverses && <p>{tell(words.reverses, { number: reverses })}</p>}
      {ended?.byTime && <p>{tell(words.timedOut)}</p>}
      {ended?.reason && <p>{tell(words.because, quoted(ended))}</p>}
      {changes.length > 0 && (
        <>
          <p>{tell(words.changes)}</p>
          <ul>
            {changes.map((change) => (
              <li key={change.field.en}>{tell(words.change, { ...change })}</li>
            ))}
          </ul>
        </>
      )}
    </>
  );
};

/** What is asked, who has it, how far it is, and what its reader may do. */
export const Approval = ({
  view,
  links,
  deeds,
}: {
  readonly view: ApprovalView;
  readonly links: Shown['links'];
  readonly deeds: Deeds;
}) => {
  const { tell, show } = useSpeaker();
  const { subject, document } = view;
  const about = pathOf({ do: `${subject.kind}.show`, input: { id: subject.id } });
  const title = `${subject.number} ${show(subject.title)}`;
  const aboutLink = about ? <Link to={about}>{title}</Link> : title;
  return (
    <>
      <Next view={view} />
      <header className="card head">
        <p className="quiet">{tell(words.title, { flow: view.flow, number: view.number })}</p>
        <Heading>{show(subject.title)}</Heading>
        <Standing view={view} />
        <Notices view={view} />
        <Facts
          entries={[
            [words.initiator, show(view.initiator.name)],
            [words.subject, aboutLink],
            ...view.facts.map(({ label, value }) => [label, show(value)] as const),
            [words.submittedAt, show({ at: view.submittedAt })],
            [words.endedAt, view.endedAt && show({ at: view.endedAt })],
            [words.round, view.round > 1 && show(view.round)],
          ]}
        />
        {document && (
          <a className="file" href={links[document.path]}>
            {tell(words.document, { name: document.name })}
          </a>
        )}
      </header>
      <Section title={tell(words.steps)}>
        <ol className="steps">
          {view.steps.map((step) => (
            <Step key={step.name.en} step={step} />
          ))}
        </ol>
      </Section>
      <Timeline title={words.comments} entries={view.comments} />
      <Actions view={view} choices={approvalChoices} deeds={deeds} />
    </>
  );
};
