import { useCallback, useEffect, useRef, useState } from 'react';
import { Failure } from './api.js';
import { luggage } from './route.js';
import { words } from './words.js';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: Failure };

export const failureOf = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure(0, { text: words.trouble });

/** Whoever looked at something goes on looking at it while the network is away. */
const afterFailure = <T>(before: Loaded<T>, failure: Failure): Loaded<T> =>
  before.state === 'there' && failure.isUnsure ? before : { state: 'failed', failure };

const RETRY_MS = 3_000;
const BUG = 500;

/** What could not be reached is asked for again by itself; a bug would be one again. */
export const useRetry = (failure: Failure | undefined, again: () => void): void =>
  useEffect(() => {
    if (!failure?.isUnsure || failure.status === BUG) return;
    const timer = setTimeout(again, RETRY_MS);
    return () => clearTimeout(timer);
  }, [failure, again]);

/** What was on the pages that one has left, by its name; after whatever one has done, it may be otherwise. */
const seen = new Map<string, unknown>();
export const forget = (): void => seen.clear();

/** Whoever comes back sees what was there, while it is looked for anew. */
const asLeft = <T>(name: string | undefined): Loaded<T> =>
  name !== undefined && luggage().top !== undefined && seen.has(name)
    ? { state: 'there', value: seen.get(name) as T }
    : { state: 'loading' };

/** As far down as one was, once there is the page to go down on. */
const useOwnPlace = (isThere: boolean): void =>
  useEffect(() => {
    const { top } = luggage();
    if (isThere && top) scrollTo({ top });
  }, [isThere]);

interface Loading<T> {
  readonly loaded: Loaded<T>;
  /** Looks again; what is there stays on the screen until it is done. */
  readonly again: () => Promise<void>;
  readonly put: (value: T) => void;
}

/**
 * @param load the same function as long as the same thing is wanted: `useCallback`
 * @param name under which it is remembered for whoever comes back
 */
export const useLoad = <T>(load: () => Promise<T>, name?: string): Loading<T> => {
  const [turn, setTurn] = useState(0);
  const [loaded, setLoaded] = useState<Loaded<T>>(() => asLeft(name));
  const whenLooked = useRef<(() => void)[]>([]);
  useOwnPlace(name !== undefined && loaded.state === 'there');

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn loads the same once more
  useEffect(() => {
    let isStale = false;
    const come = (value: T): void => {
      if (name !== undefined) seen.set(name, value);
      setLoaded({ state: 'there', value });
    };
    load()
      .then(
        (value) => !isStale && come(value),
        (error) => !isStale && setLoaded((before) => afterFailure(before, failureOf(error))),
      )
      .finally(() => {
        if (!isStale) for (const looked of whenLooked.current.splice(0)) looked();
      });
    return () => {
      isStale = true;
    };
  }, [load, turn]);

  const again = useCallback(
    () =>
      new Promise<void>((resolve) => {
        whenLooked.current.push(resolve);
        setTurn((before) => before + 1);
      }),
    [],
  );
  useRetry(loaded.state === 'failed' ? loaded.failure : undefined, again);
  const put = useCallback((value: T) => setLoaded({ state: 'there', value }), []);
  return { loaded, again, put };
};

/** Looks again when somebody comes back: in a chat's window a page stays open for hours. */
export const useReturn = (again: () => void): void =>
  useEffect(() => {
    const look = () => {
      if (document.visibilityState === 'visible') again();
    };
    document.addEventListener('visibilitychange', look);
    return () => document.removeEventListener('visibilitychange', look);
  }, [again]);
