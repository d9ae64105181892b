import { useCallback, useEffect, useRef, useState } from 'react';
import type { Found } from '../../bot/miniapp/protocol.js';
import type { ListView } from '../../models/views.js';
import { api, type Failure } from '../api.js';
import { failureOf, useLoad, useRetry, useReturn } from '../load.js';
import { Ghosts, Heading, Problem, Section, ShowAll } from '../parts.js';
import { go, luggage, pack, pathOf } from '../route.js';
import { useSpeaker } from '../speaker.js';
import { ListRows } from '../views/list.js';
import { search as words } from '../words.js';

/** So long somebody types on without being asked what for. */
const PAUSE_MS = 250;

const useSettled = (text: string): string => {
  const [settled, settle] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => settle(text), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [text]);
  return settled;
};

const kinds = ['deals', 'customers', 'approvals'] as const satisfies readonly (keyof Found)[];

const Kind = ({
  title,
  view: { rows, total, turn },
}: {
  readonly title: string;
  readonly view: ListView;
}) => (
  <Section title={title}>
    <ListRows rows={rows} />
    <ShowAll press={turn} count={total} shown={rows.length} />
  </Section>
);

const Results = ({ text, found }: { readonly text: string; readonly found: Found }) => {
  const { tell } = useSpeaker();
  const count = kinds.reduce((sum, kind) => sum + found[kind].total, 0);
  return (
    <>
      <p className="unseen" role="status">
        {tell(words.found, { count })}
      </p>
      {count === 0 && <p className="card empty">{tell(words.none, { text })}</p>}
      {kinds
        .filter((kind) => found[kind].total > 0)
        .map((kind) => (
          <Kind key={kind} title={tell(words[kind], { count: found[kind].total })} view={found[kind]} />
        ))}
    </>
  );
};

interface Looked {
  readonly text: string;
  readonly found: Found | Failure;
}

const lookFor = (text: string): Promise<Looked> =>
  api.search(text).then(
    (found) => ({ text, found }),
    (error) => ({ text, found: failureOf(error) }),
  );

/** Return leads to what is found, where there is nothing to choose; while one types, nothing moves. */
const openOnly = async (text: string): Promise<void> => {
  const { found } = await lookFor(text);
  const rows = found instanceof Error ? [] : kinds.flatMap((kind) => found[kind].rows);
  const [only, ...others] = rows;
  const path = only?.press && pathOf(only.press);
  if (path && others.length === 0) go(path, { flash: { text: words.only, params: { text } } });
};

/** What was found before stays until what is looked for now is there. */
const Looking = ({ text }: { readonly text: string }) => {
  const { loaded, again } = useLoad(
    useCallback(() => lookFor(text), [text]),
    `search ${text}`,
  );
  useReturn(again);
  const found = loaded.state === 'there' ? loaded.value.found : undefined;
  useRetry(found instanceof Error ? found : undefined, again);
  if (loaded.state !== 'there' || !found) return <Ghosts />;
  if (found instanceof Error) return <Problem failure={found} retry={again} />;
  return <Results text={loaded.value.text} found={found} />;
};

/** `/app/search`: as one types. */
export const SearchPage = () => {
  const { tell } = useSpeaker();
  const [text, setText] = useState(() => luggage().search ?? '');
  const field = useRef<HTMLInputElement>(null);
  const wanted = useSettled(text.trim());
  // Whoever comes back reads on, and needs no keyboard over it.
  useEffect(() => {
    if (!luggage().search) field.current?.focus();
  }, []);
  useEffect(() => pack({ search: wanted }), [wanted]);
  return (
    <>
      <Heading>{tell(words.title)}</Heading>
      <search>
        <form
          onSubmit={(event) => {
            event.preventDefault();
            openOnly(text.trim());
          }}
        >
          <input
            ref={field}
            type="search"
            enterKeyHint="search"
            autoComplete="off"
            maxLength={100}
            aria-label={tell(words.label)}
            placeholder={tell(words.placeholder)}
            value={text}
            onInput={({ currentTarget }) => setText(currentTarget.value)}
          />
        </form>
      </search>
      {wanted === '' ? <p className="quiet">{tell(words.hint)}</p> : <Looking text={wanted} />}
    </>
  );
};
