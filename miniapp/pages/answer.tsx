import { useCallback, useEffect } from 'react';
import type { Answered } from '../../bot/miniapp/protocol.js';
import type { Press } from '../../models/view-parts.js';
import { api, newKey } from '../api.js';
import { pressOrGoOn } from '../begun.js';
import { useLoad, useReturn } from '../load.js';
import { Ghosts, Heading, PageProblem } from '../parts.js';
import { go } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { Digest } from '../views/digest.js';
import { List } from '../views/list.js';

/** A form goes to its own page, as it is accepted once: the way back leads to before it was opened. */
const Answer = ({
  answered: { answer, form },
  again,
}: {
  readonly answered: Answered;
  readonly again: () => void;
}) => {
  const { say } = useSpeaker();
  useEffect(() => {
    if (form && answer.type === 'form') go(`/app/forms/${form}`, { form: answer.form }, 'replaceState');
  }, [answer, form]);
  if (answer.type === 'words')
    return (
      <section className="card empty">
        <Heading>{say(answer.words)}</Heading>
      </section>
    );
  if (answer.type !== 'view') return <Ghosts />;
  if (answer.view.kind === 'list') return <List view={answer.view} again={again} />;
  return answer.view.kind === 'digest' ? <Digest view={answer.view} /> : null;
};

const AnswerPage = ({ load, name }: { readonly load: () => Promise<Answered>; readonly name?: string }) => {
  const { loaded, again } = useLoad(load, name);
  useReturn(again);
  if (loaded.state === 'loading') return <Ghosts />;
  if (loaded.state === 'there') return <Answer answered={loaded.value} again={again} />;
  const { failure } = loaded;
  return <PageProblem failure={failure} retry={failure.isUnsure ? again : undefined} />;
};

/** `/app/draft/7`: leads to a form that holds what was kept. */
export const DraftPage = ({ id }: { readonly id: string }) => (
  <AnswerPage load={useCallback(() => api.draft(id), [id])} />
);

/** `/app/list/deals?team=true&page=2`, `/app/digest`, `/app/new/deal`: what a press shows or opens. */
export const PressPage = ({ press }: { readonly press: Press }) => {
  const asked = JSON.stringify(press);
  const load = useCallback(() => {
    const { do: name, input = {} }: Press = JSON.parse(asked);
    return pressOrGoOn({ key: newKey(), do: name, input });
  }, [asked]);
  return <AnswerPage load={load} name={asked} />;
};
