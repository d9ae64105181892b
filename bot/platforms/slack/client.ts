import type { WebClient, WebClientOptions } from '@slack/web-api';
import type { Log } from '../log.js';
import { httpTrouble, networkTrouble, rateLimited, refusal } from './errors.js';
import { packageLogger } from './log.js';

/**
 * No retries, as the delivery has its own; no waiting inside for a rate limit, as that holds up all other calls of the
 * client. And no `headers`, ever: the client writes its token into the object it is given, and the next workspace's
 * client reads it from there.
 */
export const clientOptions = (apiUrl: string, timeLimitMs: number, log: Log): WebClientOptions => ({
  slackApiUrl: apiUrl,
  timeout: timeLimitMs,
  retryConfig: { retries: 0 },
  rejectRateLimitedCalls: true,
  logger: packageLogger(log),
});

export interface Clients {
  /** Loaded with the first call: `@slack/web-api` is not needed to start. */
  of(token: string | undefined): Promise<WebClient>;
}

const MAX_CLIENTS = 200;

/** One client a token; of the oldest ones, whose tokens were rotated away, none stays. */
export const webClients = (apiUrl: string, timeLimitMs: number, log: Log): Clients => {
  const clients = new Map<string | undefined, WebClient>();
  return {
    of: async (token) => {
      const { WebClient } = await import('@slack/web-api');
      const client = clients.get(token) ?? new WebClient(token, clientOptions(apiUrl, timeLimitMs, log));
      clients.set(token, client);
      if (clients.size > MAX_CLIENTS) clients.delete(clients.keys().next().value);
      return client;
    },
  };
};

interface Failure {
  readonly code?: string;
  readonly data?: { readonly error: string; readonly response_metadata?: { readonly messages?: string[] } };
  readonly retryAfter?: number;
  readonly statusCode?: number;
  readonly original?: unknown;
}

const readings: Readonly<Record<string, (method: string, failure: Failure) => Error>> = {
  slack_webapi_platform_error: (method, { data }) =>
    refusal(method, data?.error ?? 'no_reason', data?.response_metadata?.messages),
  slack_webapi_rate_limited_error: (method, { retryAfter }) => rateLimited(method, retryAfter ?? 1),
  slack_webapi_http_error: (method, { statusCode }) => httpTrouble(method, statusCode ?? 500),
  slack_webapi_request_error: (method, { original }) => networkTrouble(method, original),
};

/**
 * Runs a call of the client.
 * @throws SlackError whatever the client throws
 */
export const asked = async <T>(method: string, call: () => Promise<T>): Promise<T> => {
  try {
    return await call();
  } catch (error) {
    const failure = error as Failure;
    throw (readings[failure.code ?? ''] ?? networkTrouble)(method, failure);
  }
};
