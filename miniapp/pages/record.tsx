import { useCallback } from 'react';
import type { Shown } from '../../bot/miniapp/protocol.js';
import { api } from '../api.js';
import type { Deeds } from '../deeds.js';
import { useLoad, useReturn } from '../load.js';
import { Ghosts, PageProblem } from '../parts.js';
import type { Subject } from '../route.js';
import { Talk, useTalk } from '../talk.js';
import { Approval } from '../views/approval.js';
import { Customer } from '../views/customer.js';
import { Deal } from '../views/deal.js';
import { Notice } from '../views/notice.js';
import { Request } from '../views/request.js';

const Record = ({ shown: { view, links }, deeds }: { readonly shown: Shown; readonly deeds: Deeds }) => {
  if (view.kind === 'deal') return <Deal view={view} links={links} deeds={deeds} />;
  if (view.kind === 'approval') return <Approval view={view} links={links} deeds={deeds} />;
  if (view.kind === 'request') return <Request view={view} deeds={deeds} />;
  if (view.kind === 'customer') return <Customer view={view} deeds={deeds} />;
  return view.kind === 'notice' ? <Notice view={view} deeds={deeds} /> : null;
};

/** `/app/deal/1024`: the record behind a card, and what one may do with it. */
export const RecordPage = ({ subject, id }: { readonly subject: Subject; readonly id: string }) => {
  const load = useCallback(() => api.record(subject, id), [subject, id]);
  const { loaded, again, put } = useLoad(load, `${subject} ${id}`);
  const talking = useTalk(again, put);
  useReturn(again);
  return (
    <>
      <Talk {...talking} />
      {loaded.state === 'loading' && <Ghosts />}
      {loaded.state === 'failed' && <PageProblem failure={loaded.failure} retry={again} />}
      {loaded.state === 'there' && <Record shown={loaded.value} deeds={talking.deeds} />}
    </>
  );
};
