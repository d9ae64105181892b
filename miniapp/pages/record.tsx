import { useCallback, useEffect, useMemo, useState } from 'react';
import type { Shown } from '../../bot/miniapp/protocol.js';
import type { Saying } from '../../models/text.js';
import type { View } from '../../models/views.js';
import { api } from '../api.js';
import { type Deeds, useDeeds } from '../deeds.js';
import { useLoad, useReturn } from '../load.js';
import { Flash, Ghosts, Problem } from '../parts.js';
import { type Subject, takeFlash } from '../route.js';
import { Approval } from '../views/approval.js';
import { Customer } from '../views/customer.js';
import { Deal } from '../views/deal.js';
import { Notice } from '../views/notice.js';
import { Request } from '../views/request.js';

/** Somebody else was faster, or it is another by now: what it is like is read anew. */
const REFUSED = 409;

const Record = ({ shown: { view, links }, deeds }: { readonly shown: Shown; readonly deeds: Deeds }) => {
  if (view.kind === 'deal') return <Deal view={view} links={links} deeds={deeds} />;
  if (view.kind === 'approval') return <Approval view={view} links={links} deeds={deeds} />;
  if (view.kind === 'request') return <Request view={view} deeds={deeds} />;
  if (view.kind === 'customer') return <Customer view={view} deeds={deeds} />;
  return view.kind === 'notice' ? <Notice view={view} deeds={deeds} /> : null;
};

/** `/app/deal/1024`: the record behind a card, and what one may do with it. */
export const RecordPage = ({ subject, id }: { readonly subject: Subject; readonly id: string }) => {
  const { loaded, again, put } = useLoad(useCallback(() => api.record(subject, id), [subject, id]));
  const [flash, setFlash] = useState(takeFlash);
  const [question, setQuestion] = useState<View>();
  const landing = useMemo(
    () => ({
      said: (saying: Saying) => {
        setFlash(saying);
        setQuestion(undefined);
        scrollTo({ top: 0 });
        again();
      },
      shown: (shown: Shown) => {
        if (shown.view.kind === 'notice') setQuestion(shown.view);
        else put(shown);
      },
    }),
    [again, put],
  );
  const deeds = useDeeds(landing);
  useReturn(again);
  useEffect(() => {
    if (deeds.failure?.status === REFUSED) again();
  }, [deeds.failure, again]);
  return (
    <>
      <Flash saying={flash} />
      {question?.kind === 'notice' && <Notice view={question} deeds={deeds} />}
      {loaded.state === 'loading' && <Ghosts />}
      {loaded.state === 'failed' && <Problem failure={loaded.failure} retry={again} />}
      {loaded.state === 'there' && <Record shown={loaded.value} deeds={deeds} />}
    </>
  );
};
