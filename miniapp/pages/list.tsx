import { useCallback } from 'react';
import type { ListView } from '../../models/views.js';
import { api, newKey } from '../api.js';
import { useLoad, useReturn } from '../load.js';
import { Ghosts, Heading, Link, Problem, Row, Rows } from '../parts.js';
import type { ListName } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { DraftRows, useDiscarding } from '../views/drafts.js';
import { list as words } from '../words.js';

const shownBy: Record<ListName, string> = {
  mine: 'approval.mine',
  sent: 'approval.sent',
  drafts: 'request.drafts',
  deals: 'deal.list',
};

const List = ({
  view,
  name,
  again,
}: {
  readonly view: ListView;
  readonly name: ListName;
  readonly again: () => void;
}) => {
  const { say, tell } = useSpeaker();
  const discarding = useDiscarding(again);
  const { rows, page, pages, total } = view;
  const to = (at: number) => `/app/list/${name}?page=${at}`;
  return (
    <>
      <Heading>{say(view.title)}</Heading>
      <div className="card">
        {rows.length === 0 && <p>{say(view.empty)}</p>}
        {name === 'drafts' ? (
          <DraftRows rows={rows} discarding={discarding} />
        ) : (
          <Rows>
            {rows.map(({ title, details, press }) => (
              <Row key={title} title={title} details={details} press={press} />
            ))}
          </Rows>
        )}
      </div>
      <nav className="pager">
        {page > 1 && <Link to={to(page - 1)}>{tell(words.previous)}</Link>}
        <span className="quiet">{tell(pages > 1 ? words.page : words.total, { page, pages, total })}</span>
        {page < pages && <Link to={to(page + 1)}>{tell(words.next)}</Link>}
      </nav>
    </>
  );
};

/** `/app/list/mine?page=2`: all of what the to-dos show the first of. */
export const ListPage = ({ name, at }: { readonly name: ListName; readonly at: number }) => {
  const { loaded, again } = useLoad(
    useCallback(() => api.press({ key: newKey(), do: shownBy[name], input: { page: at } }), [name, at]),
  );
  useReturn(again);
  if (loaded.state === 'loading') return <Ghosts />;
  if (loaded.state === 'failed') return <Problem failure={loaded.failure} retry={again} />;
  const { answer } = loaded.value;
  return answer.type === 'view' && answer.view.kind === 'list' ? (
    <List view={answer.view} name={name} again={again} />
  ) : null;
};
