import { Component, type ReactNode, useEffect, useMemo, useRef } from 'react';
import type { Me } from '../bot/miniapp/protocol.js';
import { api } from './api.js';
import { Button } from './button.js';
import { useLoad } from './load.js';
import { DraftPage, PressPage } from './pages/answer.js';
import { FormPage } from './pages/form.js';
import { NewPage } from './pages/new.js';
import { RecordPage } from './pages/record.js';
import { SearchPage } from './pages/search.js';
import { SignInPage } from './pages/sign-in.js';
import { TodoPage } from './pages/todo.js';
import { Ghosts, Heading, Link, PageProblem } from './parts.js';
import { HOME, leave, luggage, type Route, routeOf, useAddress } from './route.js';
import { guessedReader, SpeakerContext, speaker, useSpeaker } from './speaker.js';
import { words } from './words.js';

const Nowhere = () => {
  const { tell } = useSpeaker();
  return (
    <section className="card">
      <Heading>{tell(words.nowhere)}</Heading>
      <p>{tell(words.nowhereHint)}</p>
    </section>
  );
};

const Page = ({ route }: { readonly route: Route }) => {
  switch (route.page) {
    case 'todo':
      return <TodoPage />;
    case 'record':
      return <RecordPage subject={route.subject} id={route.id} />;
    case 'form':
      return <FormPage token={route.token} />;
    case 'draft':
      return <DraftPage id={route.id} />;
    case 'answer':
      return <PressPage press={route.press} />;
    case 'search':
      return <SearchPage />;
    case 'new':
      return <NewPage />;
    case 'sign-in':
      return <SignInPage />;
    case 'nowhere':
      return <Nowhere />;
  }
};

/** At hand on every page: to find something, and to begin something. */
const Tools = () => {
  const { tell } = useSpeaker();
  return (
    <nav className="tools" aria-label={tell(words.tools)}>
      <Link to="/app/search" className="tool">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <circle cx="6.5" cy="6.5" r="5" />
          <path d="m10.5 10.5 4.5 4.5" />
        </svg>
        {tell(words.search)}
      </Link>
      <Link to="/app/new" className="tool">
        <svg viewBox="0 0 16 16" aria-hidden="true">
          <path d="M8 1.5v13M1.5 8h13" />
        </svg>
        {tell(words.new)}
      </Link>
    </nav>
  );
};

/** To where one came from; or to the to-dos. */
const Back = () => {
  const { tell } = useSpeaker();
  const { from = HOME } = luggage();
  return (
    <>
      <Link to={from} className="brand">
        <span aria-hidden="true">‹ </span>
        {tell(from === HOME ? words.home : words.back)}
      </Link>
      {from !== HOME && (
        <Link to={HOME} className="brand">
          {tell(words.home)}
        </Link>
      )}
    </>
  );
};

const Bar = ({ page }: { readonly page: Route['page'] }) => (
  <header className="bar">
    {page === 'todo' || page === 'sign-in' ? <span className="brand">Dealdesk</span> : <Back />}
    {page !== 'sign-in' && <Tools />}
  </header>
);

const Foot = ({ me }: { readonly me: Me }) => {
  const { tell } = useSpeaker();
  const leave = async (): Promise<void> => {
    await api.signOut();
    location.assign('/app/sign-in');
  };
  return (
    <footer className="foot">
      <span>{tell(words.signedInAs, { name: me.name })}</span>
      <Link to="/app/settings">{tell(words.settings)}</Link>
      <Button className="plain" onClick={() => void leave()}>
        {tell(words.signOut)}
      </Button>
    </footer>
  );
};

/** One that goes wrong while drawing says so, instead of leaving a white page. */
class Safe extends Component<{ readonly children: ReactNode }, { readonly isBroken: boolean }> {
  override state = { isBroken: false };
  static getDerivedStateFromError = () => ({ isBroken: true });
  override render() {
    return this.state.isBroken ? <Broken /> : this.props.children;
  }
}

const Broken = () => {
  const { tell } = useSpeaker();
  return (
    <section className="card" role="alert">
      <h1>{tell(words.broken)}</h1>
      <Button className="button primary" onClick={() => location.reload()}>
        {tell(words.retry)}
      </Button>
    </section>
  );
};

/** A browser would scroll before there is anything to see, so we do it. */
const usePlaces = (): void =>
  useEffect(() => {
    history.scrollRestoration = 'manual';
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, []);

/** What one pressed on before one left. */
const linkTo = (path: string): HTMLElement | null =>
  document.querySelector(`main a[href=${JSON.stringify(path)}]`);

/** Whoever goes to another page hears its heading, as if it had been loaded; whoever comes back is where they were. */
const useArrival = (address: string) => {
  const main = useRef<HTMLElement>(null);
  const before = useRef(address);
  usePlaces();
  useEffect(() => {
    if (before.current === address) return;
    const { top } = luggage();
    const from = top !== undefined && linkTo(before.current);
    before.current = address;
    scrollTo({ top: top ?? 0 });
    // A page may have a field that one came for.
    if (!main.current?.querySelector(':focus')) (from || main.current)?.focus({ preventScroll: true });
  }, [address]);
  return main;
};

interface Place {
  readonly address: string;
  readonly route: Route;
}

const Frame = ({
  address,
  route,
  me,
  children,
}: Place & { readonly me?: Me; readonly children: ReactNode }) => {
  const main = useArrival(address);
  const reader = me ?? guessedReader();
  const { locale, timeZone } = reader;
  const voice = useMemo(() => speaker({ locale, timeZone }), [locale, timeZone]);
  useEffect(() => {
    document.documentElement.lang = locale;
  }, [locale]);
  return (
    <SpeakerContext value={voice}>
      <Bar page={route.page} />
      <main className="page" ref={main} tabIndex={-1}>
        <Safe key={address}>{children}</Safe>
      </main>
      {me && <Foot me={me} />}
    </SpeakerContext>
  );
};

const SignedIn = (place: Place) => {
  const { loaded, again } = useLoad(api.me);
  if (loaded.state === 'there')
    return (
      <Frame {...place} me={loaded.value}>
        <Page route={place.route} />
      </Frame>
    );
  return (
    <Frame {...place}>
      {loaded.state === 'loading' ? <Ghosts /> : <PageProblem failure={loaded.failure} retry={again} />}
    </Frame>
  );
};

export const App = () => {
  const address = useAddress();
  const { pathname, search } = new URL(address, location.origin);
  const place = { address, route: routeOf(pathname, search) };
  if (place.route.page !== 'sign-in') return <SignedIn {...place} />;
  return (
    <Frame {...place}>
      <SignInPage />
    </Frame>
  );
};
