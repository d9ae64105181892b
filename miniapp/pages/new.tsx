import type { ListView } from '../../models/views.js';
import { api, newKey } from '../api.js';
import { useLoad } from '../load.js';
import { Ghosts, Heading, Link, Problem, Row, Rows, Section, ShowAll } from '../parts.js';
import { pathOrHome } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { ListRows } from '../views/list.js';
import { begin as words } from '../words.js';

const records = [
  { title: words.deal, press: { do: 'deal.newForm' } },
  { title: words.customer, press: { do: 'customer.newForm' } },
] as const;

const startable = () => api.press({ key: newKey(), do: 'request.list', input: {} });

/** The requests that one may start, and what one has begun of them. */
const Startable = ({
  view: { title, rows, empty, total, turn, buttons = [] },
}: {
  readonly view: ListView;
}) => {
  const { say } = useSpeaker();
  return (
    <Section title={say(title)}>
      {total === 0 && <p>{say(empty)}</p>}
      <ListRows rows={rows} />
      <ShowAll press={turn} count={total} shown={rows.length} />
      {buttons.map(({ label, press }) => (
        <Link key={press.do} to={pathOrHome(press)} className="more">
          {say(label)}
        </Link>
      ))}
    </Section>
  );
};

/** `/app/new`: what one can begin, by the forms that the commands open. */
export const NewPage = () => {
  const { tell } = useSpeaker();
  const { loaded, again } = useLoad(startable, 'startable');
  const answer = loaded.state === 'there' ? loaded.value.answer : undefined;
  return (
    <>
      <Heading>{tell(words.title)}</Heading>
      <div className="card">
        <Rows>
          {records.map(({ title, press }) => (
            <Row key={press.do} title={tell(title)} details={[]} press={press} />
          ))}
        </Rows>
      </div>
      {loaded.state === 'loading' && <Ghosts />}
      {loaded.state === 'failed' && <Problem failure={loaded.failure} retry={again} />}
      {answer?.type === 'view' && answer.view.kind === 'list' && <Startable view={answer.view} />}
    </>
  );
};
