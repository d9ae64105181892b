import { useCallback, useEffect } from 'react';
import { api } from '../api.js';
import { useLoad } from '../load.js';
import { Ghosts, Problem } from '../parts.js';
import { go } from '../route.js';

/** `/app/draft/7`: leads to a form that holds what was kept. It is a new one each time, as a form is accepted once. */
export const DraftPage = ({ id }: { readonly id: string }) => {
  const { loaded, again } = useLoad(useCallback(() => api.draft(id), [id]));
  useEffect(() => {
    if (loaded.state !== 'there') return;
    const { answer, form } = loaded.value;
    if (form && answer.type === 'form') go(`/app/forms/${form}`, { form: answer.form }, 'replaceState');
  }, [loaded]);
  return loaded.state === 'failed' ? <Problem failure={loaded.failure} retry={again} /> : <Ghosts />;
};
