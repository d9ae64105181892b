/** The pieces that all pages are made of. */
import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { type Choice, choicesOn, pressOf } from '../cards/choices.js';
import type { Param, Saying, Text } from '../models/text.js';
import type { Press, TimelineEntry } from '../models/view-parts.js';
import type { Failure } from './api.js';
import { Button } from './button.js';
import type { Deeds } from './deeds.js';
import { go, pathOf, type Way } from './route.js';
import { useSpeaker } from './speaker.js';
import { Sure, takeFocus, useAsked } from './sure.js';
import { common, words } from './words.js';

const isPlain = ({ button, metaKey, ctrlKey, shiftKey, altKey }: MouseEvent): boolean =>
  button === 0 && !metaKey && !ctrlKey && !shiftKey && !altKey;

/** A link to another of our pages, which a new tab can open as well. */
export const Link = ({
  to,
  className,
  leave,
  how,
  children,
}: {
  readonly to: string;
  readonly className?: string;
  /** What is to be done before. */
  readonly leave?: () => void;
  readonly how?: Way | undefined;
  readonly children: ReactNode;
}) => (
  <a
    href={to}
    className={className}
    onClick={(event) => {
      if (!isPlain(event)) return;
      event.preventDefault();
      leave?.();
      go(to, {}, how);
    }}
  >
    {children}
  </a>
);

/** What the page is about, also by the name of its window or tab. */
export const Heading = ({ children }: { readonly children: ReactNode }) => {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = `${heading.current?.textContent?.trim()} · Dealdesk`;
  });
  return (
    <h1 tabIndex={-1} ref={heading}>
      {children}
    </h1>
  );
};

export const Ghosts = () => {
  const { tell } = useSpeaker();
  return (
    <div aria-busy="true">
      <p className="unseen" role="status">
        {tell(words.loading)}
      </p>
      <div className="ghost" />
      <div className="ghost" />
      <div className="ghost" />
    </div>
  );
};

/** What is not there, or not for this person, is not there a moment later either. */
const isForGood = ({ status }: Failure): boolean => status === 403 || status === 404;

export const Problem = ({
  failure,
  retry,
}: {
  readonly failure: Failure;
  readonly retry?: (() => void) | undefined;
}) => {
  const { say, tell } = useSpeaker();
  return (
    <div className="notice bad" role="alert">
      <p>{say(failure.words)}</p>
      {retry && !isForGood(failure) && (
        <Button className="button" onClick={retry}>
          {tell(words.retry)}
        </Button>
      )}
    </div>
  );
};

/** Instead of a page, which has a heading also when there is nothing to show. */
export const PageProblem = (problem: Parameters<typeof Problem>[0]) => {
  const { tell } = useSpeaker();
  return (
    <>
      <Heading>{tell(words.notOpened)}</Heading>
      <Problem {...problem} />
    </>
  );
};

/** Said once, where somebody arrives after something was done. */
export const Flash = ({ saying }: { readonly saying: Saying | undefined }) => {
  const { say } = useSpeaker();
  return (
    <div role="status" aria-live="polite">
      {saying && <p className="notice good">✓ {say(saying)}</p>}
    </div>
  );
};

export const Section = ({ title, children }: { readonly title: string; readonly children: ReactNode }) => (
  <section className="card">
    <h2>{title}</h2>
    {children}
  </section>
);

export type FactEntry = readonly [label: Text, value: ReactNode];

/** Label and value; a fact without a value is left out. */
export const Facts = ({ entries }: { readonly entries: readonly FactEntry[] }) => {
  const { tell } = useSpeaker();
  const known = entries.filter(([, value]) => value || value === 0);
  return (
    <dl className="facts">
      {known.map(([label, value]) => (
        <div key={label.en}>
          <dt>{tell(label)}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};

/** One thing of a list: what it is, and beneath it what else matters. Where it has a page, it leads there. */
export const Row = ({
  title,
  details,
  press,
  how,
  children,
}: {
  readonly title: string;
  readonly details: readonly (Param | null | undefined | false)[];
  readonly press?: Press | undefined;
  readonly how?: Way | undefined;
  /** Stands beside it. */
  readonly children?: ReactNode;
}) => {
  const { show } = useSpeaker();
  const to = press && pathOf(press);
  const beneath = details
    .filter((each): each is Param => each !== null && each !== undefined && each !== false && each !== '')
    .map(show);
  const inside = (
    <>
      <span className="row-title">{show(title)}</span>
      {beneath.length > 0 && (
        <span className="row-details">
          {beneath.map((each) => (
            <span key={each}>{each}</span>
          ))}
        </span>
      )}
    </>
  );
  if (!to) return <li className="row">{inside}</li>;
  return (
    <li className={children ? 'beside' : undefined}>
      <Link to={to} className="row" how={how}>
        {inside}
      </Link>
      {children}
    </li>
  );
};

export const Rows = ({ children }: { readonly children: ReactNode }) => <ul className="rows">{children}</ul>;

/** The way to all of them, where only the first are shown. */
export const ShowAll = ({
  press,
  count,
  shown,
}: {
  readonly press: Press;
  readonly count: number;
  readonly shown: number;
}) => {
  const { tell } = useSpeaker();
  const to = pathOf(press);
  if (!to || count <= shown) return null;
  return (
    <Link to={to} className="more">
      {tell(common.showAll, { count })}
    </Link>
  );
};

/** What happened and was said, where anything was. */
export const Timeline = ({
  title = common.timeline,
  entries,
}: {
  readonly title?: Text;
  readonly entries: readonly TimelineEntry[];
}) => {
  const { say, show, tell } = useSpeaker();
  if (entries.length === 0) return null;
  return (
    <Section title={tell(title)}>
      <ol className="timeline">
        {entries.map(({ at, who, onBehalfOf, what }) => (
          <li key={`${at} ${show(who)} ${what.text.en}`}>
            <p>
              <strong>{onBehalfOf ? tell(common.onBehalfOf, { who, whom: onBehalfOf }) : show(who)}</strong>{' '}
              {say(what)}
            </p>
            <time dateTime={at}>{show({ at })}</time>
          </li>
        ))}
      </ol>
    </Section>
  );
};

/** What this reader may do with a record: at hand at the foot of the screen. */
export const Actions = <View extends { readonly id: number; readonly can: readonly string[] }>({
  view,
  choices,
  deeds,
}: {
  readonly view: View;
  readonly choices: readonly Choice<View>[];
  readonly deeds: Deeds;
}) => {
  const { tell } = useSpeaker();
  const { asked, spared, ask, leave, done } = useAsked<string>();
  const there = choicesOn('page', view, choices);
  if (there.length === 0 && !deeds.failure) return null;
  const final = there.find(({ can }) => can === asked);
  const act = (choice: Choice<View>) => {
    done();
    deeds.press(pressOf(choice, view));
  };

  return (
    <div className="actions">
      {deeds.failure && <Problem failure={deeds.failure} />}
      {final ? (
        <Sure
          question={tell(words.sure, { action: final.label })}
          yes={tell(words.yes, { action: final.label })}
          style={final.style ?? 'primary'}
          act={() => act(final)}
          leave={leave}
        />
      ) : (
        <div className="buttons">
          {there.map((choice) => (
            <Button
              key={choice.can}
              ref={choice.can === spared ? takeFocus : null}
              className={`button ${choice.style ?? ''}`}
              isBusy={deeds.busy !== undefined}
              aria-busy={deeds.busy === choice.do}
              onClick={() => (choice.isFinal ? ask(choice.can) : act(choice))}
            >
              {tell(choice.label)}
            </Button>
          ))}
        </div>
      )}
    </div>
  );
};
