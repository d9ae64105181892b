import { sums } from '../../cards/format.js';
import type { ListView } from '../../models/views.js';
import { Button } from '../button.js';
import type { Deeds } from '../deeds.js';
import { Heading, Link, Problem, Row, Rows } from '../parts.js';
import { pathOf, pathOrHome } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { Talk, useTalk } from '../talk.js';
import { list as words } from '../words.js';
import { DraftRows, useDiscarding } from './drafts.js';
import { ListFilter } from './filter.js';

export const ListRows = ({ rows }: Pick<ListView, 'rows'>) => (
  <Rows>
    {rows.map(({ title, details, press }) => (
      <Row key={title} title={title} details={details} press={press} />
    ))}
  </Rows>
);

const Drafts = ({ rows, again }: Pick<ListView, 'rows'> & { readonly again: () => void }) => (
  <DraftRows rows={rows} discarding={useDiscarding(again)} />
);

/** What can be done with all of them. */
const ListButtons = ({ buttons = [], deeds }: Pick<ListView, 'buttons'> & { readonly deeds: Deeds }) => {
  const { say } = useSpeaker();
  return (
    <div className="buttons">
      {buttons.map(({ label, press }) => {
        const to = pathOf(press);
        return to ? (
          <Link key={press.do} to={to} className="button">
            {say(label)}
          </Link>
        ) : (
          <Button
            key={press.do}
            className="button"
            isBusy={deeds.busy !== undefined}
            onClick={() => deeds.press(press)}
          >
            {say(label)}
          </Button>
        );
      })}
    </div>
  );
};

/** How many there are and what they are worth, where that can be said. */
const Worth = ({ worth = [], total }: ListView) => {
  const { tell, reader } = useSpeaker();
  const sum = sums(worth, reader);
  return sum && <p className="worth">{tell(words.worth, { total, sum })}</p>;
};

/** Where a list goes on: whoever comes back to it is on the page that they left, and goes back from it as a whole. */
const Pager = ({ page, pages, total, turn }: ListView) => {
  const { tell } = useSpeaker();
  const to = (at: number) => pathOrHome({ do: turn.do, input: { ...turn.input, page: at } });
  return (
    <nav className="pager">
      {page > 1 && (
        <Link to={to(page - 1)} how="replaceState">
          {tell(words.previous)}
        </Link>
      )}
      <span className="quiet">{tell(pages > 1 ? words.page : words.total, { page, pages, total })}</span>
      {page < pages && (
        <Link to={to(page + 1)} how="replaceState">
          {tell(words.next)}
        </Link>
      )}
    </nav>
  );
};

/** Records to choose from, a page at a time. */
export const List = ({ view, again }: { readonly view: ListView; readonly again: () => void }) => {
  const { say } = useSpeaker();
  const talking = useTalk(again, again);
  const { deeds } = talking;
  const { title, rows, empty, buttons, filter, turn } = view;
  return (
    <>
      <Heading>{say(title)}</Heading>
      <Worth {...view} />
      {filter && <ListFilter fields={filter} turn={turn} />}
      <Talk {...talking} />
      {deeds.failure && !talking.question && <Problem failure={deeds.failure} />}
      <div className="card">
        {rows.length === 0 && <p>{say(empty)}</p>}
        {turn.do === 'request.drafts' ? <Drafts rows={rows} again={again} /> : <ListRows rows={rows} />}
      </div>
      {buttons && <ListButtons buttons={buttons} deeds={deeds} />}
      {(view.pages > 1 || (view.total > 0 && !view.worth)) && <Pager {...view} />}
    </>
  );
};
