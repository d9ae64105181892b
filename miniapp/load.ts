import { useCallback, useEffect, useState } from 'react';
import { Failure } from './api.js';
import { words } from './words.js';

export type Loaded<T> =
  | { readonly state: 'loading' }
  | { readonly state: 'there'; readonly value: T }
  | { readonly state: 'failed'; readonly failure: Failure };

export const failureOf = (error: unknown): Failure =>
  error instanceof Failure ? error : new Failure(0, { text: words.trouble });

interface Loading<T> {
  readonly loaded: Loaded<T>;
  /** Looks again; what is there stays on the screen meanwhile. */
  readonly again: () => void;
  readonly put: (value: T) => void;
}

/** @param load the same function as long as the same thing is wanted: `useCallback` */
export const useLoad = <T>(load: () => Promise<T>): Loading<T> => {
  const [turn, setTurn] = useState(0);
  const [loaded, setLoaded] = useState<Loaded<T>>({ state: 'loading' });

  // biome-ignore lint/correctness/useExhaustiveDependencies: another turn loads the same once more
  useEffect(() => {
    let isStale = false;
    load().then(
      (value) => !isStale && setLoaded({ state: 'there', value }),
      (error) => !isStale && setLoaded({ state: 'failed', failure: failureOf(error) }),
    );
    return () => {
      isStale = true;
    };
  }, [load, turn]);

  const again = useCallback(() => setTurn((before) => before + 1), []);
  const put = useCallback((value: T) => setLoaded({ state: 'there', value }), []);
  return { loaded, again, put };
};
