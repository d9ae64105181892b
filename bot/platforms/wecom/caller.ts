import type { z } from 'zod';
import type { Tokens } from '../app-tokens.js';
import { isTooMany, notYet, refusesToken, tooMany } from './errors.js';
import { type Call, call } from './send.js';
import type { TurnStore } from './stores.js';

interface Needs {
  readonly apiUrl: string;
  readonly tokens: Tokens;
  readonly turns: TurnStore;
}

/** Calls under a token, while WeCom takes them. */
export const caller = ({ apiUrl, tokens, turns }: Needs) => {
  const attempt = <T>(asked: Call, shape: z.ZodType<T>, token: string): Promise<T> => {
    const query = { access_token: token, ...asked.query };
    return call(apiUrl, { ...asked, query }, shape).catch(async (error) => {
      throw isTooMany(error) ? tooMany(asked.method, await turns.block(asked.method)) : error;
    });
  };

  /** @returns the token, if the call may be made now */
  const ready = async (method: string): Promise<string> => {
    const blockedMs = await turns.blockedMs(method);
    if (blockedMs > 0) throw notYet(method, blockedMs);
    return tokens.get();
  };

  /** A token that ended early is replaced, once. */
  const askWith = async <T>(token: string, asked: Call, shape: z.ZodType<T>): Promise<T> => {
    try {
      return await attempt(asked, shape, token);
    } catch (error) {
      if (!refusesToken(error)) throw error;
      return attempt(asked, shape, await tokens.renew(token));
    }
  };

  return {
    ready,
    askWith,
    ask: async <T>(asked: Call, shape: z.ZodType<T>): Promise<T> =>
      askWith(await ready(asked.method), asked, shape),
  };
};

export type Caller = ReturnType<typeof caller>;
