import { useState } from 'react';
import { api } from '../api.js';
import { useLoad, useReturn } from '../load.js';
import { Flash, Ghosts, Heading, Problem } from '../parts.js';
import { take } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { Places } from '../views/places.js';
import { Todo } from '../views/todo.js';
import { todo as words } from '../words.js';

/** `/app/`: my to-dos, and the way to all else. */
export const TodoPage = () => {
  const { tell } = useSpeaker();
  const { loaded, again } = useLoad(api.todo, 'todo');
  const [flash] = useState(() => take('flash'));
  useReturn(again);
  return (
    <>
      <Heading>{tell(words.title)}</Heading>
      <Flash saying={flash} />
      <Places />
      {loaded.state === 'loading' && <Ghosts />}
      {loaded.state === 'failed' && <Problem failure={loaded.failure} retry={again} />}
      {loaded.state === 'there' && loaded.value.view.kind === 'todo' && (
        <Todo view={loaded.value.view} again={again} />
      )}
    </>
  );
};
