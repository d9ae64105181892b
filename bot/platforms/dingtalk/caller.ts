import type { Tokens } from '../app-tokens.js';
import type { Log } from '../log.js';
import { DingTalkError, isBan, isPause, isTooFast, refusesToken } from './errors.js';
import { pacing } from './pace.js';
import { type Fields, send } from './send.js';
import type { UsageMeter } from './usage.js';

export const TIME_LIMIT_MS = 8000;
const WEBHOOK_TIME_LIMIT_MS = 4000;
const MAX_PAUSES = 2;
const PAUSE_MS = 1000;

export interface CallerNeeds {
  readonly tokens: Tokens;
  readonly meter: Pick<UsageMeter, 'count'>;
  readonly log: Log;
}

/** Sign-in, tokens and the contacts cost nothing of the month. */
interface Cost {
  readonly isFree: boolean;
}
const free: Cost = { isFree: true };
const metered: Cost = { isFree: false };

interface Hosts {
  readonly apiUrl: string;
  readonly oapiUrl: string;
}

export type Caller = ReturnType<typeof caller>;

/** How anything is called: at its pace, with a token that is taken, counted where it costs. It throws `DingTalkError`. */
export const caller = ({ apiUrl, oapiUrl }: Hosts, { tokens, meter, log }: CallerNeeds) => {
  const pace = pacing();

  const learn = (api: string, error: unknown): void => {
    if (!(error instanceof DingTalkError) || error.retryAfterMs === undefined) return;
    if (isPause(error) || isTooFast(error)) return;
    if (isBan(error)) log.error({ api, waitMs: error.retryAfterMs }, 'dingtalk: this address is banned');
    pace.close(error.retryAfterMs, isBan(error) ? '' : api);
  };

  /** Refused for its pace is not counted; everything else that arrived is. */
  const isCounted = (error: unknown): boolean =>
    !(error instanceof DingTalkError) || (error.retryAfterMs === undefined && !refusesToken(error));

  const counted = async (call: () => Promise<Fields>, { isFree }: Cost): Promise<Fields> => {
    try {
      const answer = await call();
      if (!isFree) meter.count('call');
      return answer;
    } catch (error) {
      if (!isFree && isCounted(error)) meter.count('call');
      throw error;
    }
  };

  /** Who was too fast by a little waits for the next second. */
  const patiently = async (api: string, call: () => Promise<Fields>, pauses = 0): Promise<Fields> => {
    try {
      return await call();
    } catch (error) {
      if (!isTooFast(error) || pauses >= MAX_PAUSES) throw error;
      await pace.tooFast(api, PAUSE_MS);
      await pace.turn(api);
      return patiently(api, call, pauses + 1);
    }
  };

  const withToken = async (api: string, call: (token: string) => Promise<Fields>): Promise<Fields> => {
    const token = await tokens.get();
    await pace.turn(api);
    try {
      return await patiently(api, () => call(token));
    } catch (error) {
      if (!refusesToken(error)) throw error;
      const fresh = await tokens.renew(token);
      await pace.turn(api);
      return patiently(api, () => call(fresh));
    }
  };

  const guarded = async (
    api: string,
    cost: Cost,
    call: (token: string) => Promise<Fields>,
  ): Promise<Fields> => {
    pace.checkOpen(api);
    try {
      return await withToken(api, (token) => counted(() => call(token), cost));
    } catch (error) {
      learn(api, error);
      throw error;
    }
  };

  const ask = (api: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Fields> =>
    guarded(api, metered, (token) =>
      send({
        api,
        url: `${apiUrl}${path}`,
        method,
        ...(body && { body }),
        token,
        timeLimitMs: TIME_LIMIT_MS,
      }),
    );

  /** The old API takes its token in the address. */
  const askOld = async (path: string, body: object): Promise<Fields> => {
    const answer = await guarded(path, free, (token) =>
      send({
        api: path,
        url: `${oapiUrl}/${path}?access_token=${encodeURIComponent(token)}`,
        method: 'POST',
        body,
        timeLimitMs: TIME_LIMIT_MS,
      }),
    );
    return (answer.result ?? {}) as Fields;
  };

  /** Without a token, and nothing of the month. */
  const say = async (api: string, url: string, body: object): Promise<void> => {
    await pace.turn(api);
    await send({ api, url, method: 'POST', body, timeLimitMs: WEBHOOK_TIME_LIMIT_MS }).catch((error) => {
      learn(api, error);
      throw error;
    });
  };

  return {
    ask,
    askOld,
    say,
    /** Nothing more is asked. */
    stop: (): void => pace.stop(),
  };
};
