import { useEffect } from 'react';
import { Ghosts } from '../parts.js';

const PATIENCE_MS = 8_000;

/** How long a client that does not answer is waited for. */
const inTime = <T,>(work: Promise<T>): Promise<T> =>
  Promise.race([
    work,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error('The client gave no code.')), PATIENCE_MS);
    }),
  ]);

/** What each client needs is loaded inside that client only. */
const codes: Readonly<Record<string, (corpId: string, clientId: string) => Promise<string>>> = {
  dingtalk: async (corpId, clientId) =>
    (await import('../clients/dingtalk.js')).requestCode(corpId, clientId),
};

const goOn = (query: URLSearchParams): void => {
  const part = (name: string): string => query.get(name) ?? '';
  const platform = part('silent');
  const login = `/app/login/${encodeURIComponent(platform)}`;
  const request = Object.hasOwn(codes, platform) ? codes[platform] : undefined;
  const code = request?.(part('corpId'), part('clientId')) ?? Promise.reject(new Error('No such client.'));
  inTime(code).then(
    (given) =>
      location.replace(
        `${login}/callback?${new URLSearchParams({ code: `client:${given}`, state: part('state') })}`,
      ),
    () => location.replace(`${login}?${new URLSearchParams({ web: '1', next: part('next') })}`),
  );
};

/**
 * `/app/sign-in?silent=dingtalk`: the client says who this is, and the page goes on; nobody is asked anything. Where the
 * client gives no code, the way is the usual one.
 */
export const SilentSignIn = ({ search }: { readonly search: string }) => {
  useEffect(() => goOn(new URLSearchParams(search)), [search]);
  return <Ghosts />;
};
