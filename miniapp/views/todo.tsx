import type { ReactNode } from 'react';
import type { Text } from '../../models/text.js';
import type { Press } from '../../models/view-parts.js';
import type { TodoView } from '../../models/views.js';
import { Row, Rows, Section, ShowAll } from '../parts.js';
import type { Way } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { approval, common, todo as words } from '../words.js';
import { Drafts } from './drafts.js';

const Part = ({
  title,
  count,
  shown,
  all,
  children,
}: {
  readonly title: Text;
  readonly count: number;
  readonly shown: number;
  /** Lists all of them. */
  readonly all: Press;
  readonly children: ReactNode;
}) => {
  const { tell } = useSpeaker();
  if (count === 0) return null;
  return (
    <Section title={tell(title, { count })}>
      <Rows>{children}</Rows>
      <ShowAll press={all} count={count} shown={shown} />
    </Section>
  );
};

/** @param how  whether one comes back here from what it leads to */
export const TaskRow = ({
  task: { approvalId, number, title, flow, amount, initiator, onBehalfOf, since, dueAt },
  how,
}: {
  readonly task: TodoView['tasks'][number];
  readonly how?: Way;
}) => {
  const { tell } = useSpeaker();
  return (
    <Row
      title={`${number} ${title}`}
      details={[
        flow,
        amount,
        tell(words.from, { who: initiator }),
        onBehalfOf && tell(words.forWhom, { who: onBehalfOf }),
        dueAt ? tell(words.due, { at: { at: dueAt } }) : tell(words.since, { at: { at: since } }),
      ]}
      press={{ do: 'approval.show', input: { id: approvalId } }}
      how={how}
    />
  );
};

/** What waits for this person, what this person waits for and has begun, and the deals to move on. */
export const Todo = ({ view, again }: { readonly view: TodoView; readonly again: () => void }) => {
  const { tell } = useSpeaker();
  const { tasks, taskCount, waiting, waitingCount, drafts, draftCount, deals, dealCount } = view;
  const isEmpty = taskCount + waitingCount + draftCount + dealCount === 0;
  return (
    <>
      {isEmpty && <p className="card empty">{tell(words.empty)}</p>}
      <Part title={words.tasks} count={taskCount} shown={tasks.length} all={{ do: 'approval.mine' }}>
        {tasks.map((task) => (
          <TaskRow key={task.approvalId} task={task} />
        ))}
      </Part>
      <Part title={words.waiting} count={waitingCount} shown={waiting.length} all={{ do: 'approval.sent' }}>
        {waiting.map(({ approvalId, number, title, waitingFor, since }) => (
          <Row
            key={approvalId}
            title={`${number} ${title}`}
            details={[
              waitingFor.length > 0 &&
                tell(approval.waitingFor, { names: waitingFor.join(tell(common.comma)) }),
              tell(words.since, { at: { at: since } }),
            ]}
            press={{ do: 'approval.show', input: { id: approvalId } }}
          />
        ))}
      </Part>
      <Drafts rows={drafts} count={draftCount} again={again} />
      <Part title={words.deals} count={dealCount} shown={deals.length} all={{ do: 'deal.list' }}>
        {deals.map(({ id, number, title, customer, stage, amount, expectedClose, isOverdue }) => (
          <Row
            key={id}
            title={`${number} ${title}`}
            details={[
              customer,
              stage.name,
              amount,
              expectedClose &&
                tell(isOverdue ? words.overdue : words.closes, { day: { day: expectedClose } }),
            ]}
            press={{ do: 'deal.show', input: { id } }}
          />
        ))}
      </Part>
    </>
  );
};
