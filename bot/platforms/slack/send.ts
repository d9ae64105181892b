import { httpClient } from '../http.js';
import { httpTrouble, networkTrouble, rateLimited, refusal } from './errors.js';

export interface SlackAnswer {
  readonly ok: boolean;
  readonly error?: string;
  readonly channel?: string;
  readonly ts?: string;
  /** Of `auth.test`. */
  readonly team?: string;
  readonly team_id?: string;
  readonly user?: string;
  readonly enterprise_id?: string | null;
  readonly is_enterprise_install?: boolean;
  readonly response_metadata?: { readonly messages?: readonly string[] };
}

const exchange = httpClient({ connections: 128, maxResponseBytes: 1024 * 1024 });

/**
 * One call of a method that takes JSON: all that carry blocks do. `WebClient` would cost four times the CPU.
 * @throws SlackError
 * @see https://docs.slack.dev/apis/web-api#post-bodies
 */
export const callMethod = async (
  apiUrl: string,
  token: string,
  method: string,
  args: object,
  timeLimitMs: number,
): Promise<SlackAnswer> => {
  const { status, headers, text } = await exchange({
    method: 'POST',
    url: apiUrl + method,
    headers: { authorization: `Bearer ${token}` },
    body: args,
    timeLimitMs,
  }).catch((error) => {
    throw networkTrouble(method, error);
  });
  if (status === 429) throw rateLimited(method, Number(headers['retry-after']));
  if (status !== 200) throw httpTrouble(method, status);

  const answer = answerIn(method, text);
  if (!answer.ok) throw refusal(method, answer.error ?? 'no_reason', answer.response_metadata?.messages);
  return answer;
};

const answerIn = (method: string, text: string): SlackAnswer => {
  try {
    return JSON.parse(text) as SlackAnswer;
  } catch (error) {
    throw networkTrouble(method, error);
  }
};

/**
 * Posts to a `response_url`: five times within half an hour, without a token.
 * @returns Slack's words if it refused (`expired_url`, `used_url`), else undefined
 * @see https://docs.slack.dev/interactivity/handling-user-interaction#message_responses
 */
export const postResponse = async (
  responseUrl: string,
  message: object,
  timeLimitMs: number,
): Promise<string | undefined> => {
  try {
    const { status, text } = await exchange({ method: 'POST', url: responseUrl, body: message, timeLimitMs });
    return status === 200 ? undefined : `${status} ${text.slice(0, 100)}`;
  } catch (error) {
    return String(error);
  }
};
