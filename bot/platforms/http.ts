import type { Dispatcher } from 'undici';

interface Limits {
  readonly connections: number;
  readonly maxResponseBytes: number;
}

type Request = (
  url: string,
  options: Omit<Dispatcher.RequestOptions, 'origin' | 'path'>,
) => Promise<Dispatcher.ResponseData>;

/** Only what sends a request: all of undici takes 9 MB more, and four times as long to load. */
const load = async ({ connections, maxResponseBytes }: Limits): Promise<Request> => {
  const { default: Agent } = await import('undici/lib/dispatcher/agent.js');
  const { default: request } = await import('undici/lib/api/api-request.js');
  const agent = new Agent({ connections, maxResponseSize: maxResponseBytes });
  return (url, options) => {
    const { origin, pathname, search } = new URL(url);
    return request.call(agent, { ...options, origin, path: pathname + search });
  };
};

/** A platform's own connections, loaded with the first call, not at start-up. */
export const httpClient = (limits: Limits): (() => Promise<Request>) => {
  let client: Promise<Request> | undefined;
  return () => {
    client ??= load(limits);
    return client;
  };
};
