import type { WebClient } from '@slack/web-api';
import { asked, type Clients } from './client.js';
import { isTooMany, rateLimited, refusesToken } from './errors.js';
import { callMethod, type SlackAnswer } from './send.js';
import type { Tokens } from './tokens.js';

export const TIME_LIMIT_MS = 8000;

interface Needs {
  readonly apiUrl: string;
  readonly tokens: Tokens;
  readonly clients: Clients;
}

export type Caller = ReturnType<typeof caller>;

/** Calls under a workspace's token, while Slack takes them. All of them throw `SlackError`. */
export const caller = ({ apiUrl, tokens, clients }: Needs) => {
  /** Until when Slack wants no more of a kind of call, by that kind. */
  const closedUntilMs = new Map<string, number>();

  const staysOut = (lane: string, method: string): void => {
    const waitMs = (closedUntilMs.get(lane) ?? 0) - performance.now();
    if (waitMs > 0) throw rateLimited(method, waitMs / 1000);
    closedUntilMs.delete(lane);
  };

  const learn = (error: unknown, workspaceId: string, lane: string): void => {
    if (refusesToken(error)) tokens.forget(workspaceId);
    if (isTooMany(error)) closedUntilMs.set(lane, performance.now() + error.retryAfterMs);
  };

  /** @param subject  what the limit is counted by besides workspace and method, such as the channel */
  const guarded = async <T>(
    workspaceId: string,
    method: string,
    subject: string,
    call: (token: string) => Promise<T>,
  ): Promise<T> => {
    const lane = [workspaceId, method, subject].join(' ');
    staysOut(lane, method);
    try {
      return await call(await tokens.of(workspaceId));
    } catch (error) {
      learn(error, workspaceId, lane);
      throw error;
    }
  };

  const call = (
    token: string,
    method: string,
    args: object,
    timeLimitMs = TIME_LIMIT_MS,
  ): Promise<SlackAnswer> => callMethod(apiUrl, token, method, args, timeLimitMs);

  const send = (
    workspaceId: string,
    method: string,
    args: object,
    {
      subject = '',
      timeLimitMs,
    }: { readonly subject?: string; readonly timeLimitMs?: number | undefined } = {},
  ): Promise<SlackAnswer> =>
    guarded(workspaceId, method, subject, (token) => call(token, method, args, timeLimitMs));

  const look = <T>(
    workspaceId: string,
    method: string,
    call: (client: WebClient) => Promise<T>,
  ): Promise<T> =>
    guarded(workspaceId, method, '', async (token) => {
      const client = await clients.of(token);
      return asked(method, () => call(client));
    });

  return { guarded, call, send, look };
};
