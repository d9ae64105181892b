import { useEffect } from 'react';
import type { ApprovalView } from '../../models/approval-view.js';
import { api } from '../api.js';
import { useLoad } from '../load.js';
import { Rows, Section } from '../parts.js';
import { useSpeaker } from '../speaker.js';
import { approval as words } from '../words.js';
import { TaskRow } from './todo.js';

const mine = ['approval.approve', 'approval.read', 'approval.advise'];

/** Approvals that waited for this reader when they were last seen here. */
const waited = new Set<number>();

/** Whether it was this reader's to decide, and is not any more. */
const useDone = ({ id, can }: ApprovalView): boolean => {
  const isMine = mine.some((each) => can.includes(each));
  useEffect(() => {
    if (isMine) waited.add(id);
  }, [isMine, id]);
  return !isMine && waited.has(id);
};

/** In the place of what was decided, so that the way back leads to where one began. */
const Following = ({ id }: { readonly id: number }) => {
  const { tell } = useSpeaker();
  const { loaded } = useLoad(api.todo);
  if (loaded.state !== 'there' || loaded.value.view.kind !== 'todo') return null;
  const { tasks, taskCount } = loaded.value.view;
  const next = tasks.find(({ approvalId }) => approvalId > id) ?? tasks[0];
  if (!next) return <p className="card">{tell(words.nothingElse)}</p>;
  return (
    <Section title={tell(taskCount > 1 ? words.nextOf : words.next, { more: taskCount - 1 })}>
      <Rows>
        <TaskRow task={next} how="replaceState" />
      </Rows>
    </Section>
  );
};

/** Whoever has decided goes on with what waits for them next. */
export const Next = ({ view }: { readonly view: ApprovalView }) =>
  useDone(view) ? <Following id={view.id} /> : null;
