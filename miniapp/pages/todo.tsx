import { Button } from '@base-ui/react/button';
import { useMemo, useState } from 'react';
import { api } from '../api.js';
import { useDeeds } from '../deeds.js';
import { useLoad, useReturn } from '../load.js';
import { Flash, Ghosts, Heading, Problem } from '../parts.js';
import { go, takeFlash } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { Todo } from '../views/todo.js';
import { todo as words } from '../words.js';

/** `/app/`: my to-dos. */
export const TodoPage = () => {
  const { tell } = useSpeaker();
  const { loaded, again } = useLoad(api.todo);
  const [flash] = useState(takeFlash);
  useReturn(again);
  const landing = useMemo(() => ({ said: () => again(), shown: () => go('/app/') }), [again]);
  const deeds = useDeeds(landing);
  return (
    <>
      <div className="title">
        <Heading>{tell(words.title)}</Heading>
        <Button
          className="button primary"
          disabled={deeds.busy !== undefined}
          focusableWhenDisabled
          onClick={() => deeds.press({ do: 'deal.newForm', input: {} })}
        >
          {tell(words.newDeal)}
        </Button>
      </div>
      <Flash saying={flash} />
      {deeds.failure && <Problem failure={deeds.failure} />}
      {loaded.state === 'loading' && <Ghosts />}
      {loaded.state === 'failed' && <Problem failure={loaded.failure} retry={again} />}
      {loaded.state === 'there' && loaded.value.view.kind === 'todo' && (
        <Todo view={loaded.value.view} again={again} />
      )}
    </>
  );
};
