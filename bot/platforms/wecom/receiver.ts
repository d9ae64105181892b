import type Router from '@koa/router';
import type { Context } from 'koa';
import { BadBody, bodyOf } from '../body.js';
import type { Log } from '../log.js';
import { type Keys, signedIn, type Verdict, verify } from './verify.js';

/** How what is encrypted is packed, and what it is answered with. */
export interface Dialect {
  /** The ciphertext in a body; '' where there is none. */
  readonly sealedIn: (raw: string) => string;
  /**
   * @param nonce  of the callback
   * @returns nothing for what cannot be read
   */
  readonly answer: (plain: string, nonce: string) => Promise<Answered | undefined>;
}

export interface Answered {
  readonly type: string;
  readonly body: string;
}

interface Needs {
  readonly keys: Keys;
  readonly dialect: Dialect;
  readonly log: Log;
  readonly now: () => Date;
}

const warnings: Record<Exclude<Verdict['type'], 'genuine'>, string> = {
  forged: 'wecom: a callback that WeCom did not send to us was refused',
  skewed: 'wecom: a signed callback of another time was refused: an old one again, or a clock is wrong',
};

/**
 * The address that WeCom calls, for the check of it (GET) and for everything that happens (POST).
 * @see https://developer.work.weixin.qq.com/document/path/90930
 */
export const callbackRoutes = (router: Router, path: string, { keys, dialect, log, now }: Needs): void => {
  const opened = (ctx: Context, encrypted: string): string | undefined => {
    const verdict = verify(signedIn(ctx.query), encrypted, keys, now());
    if (verdict.type === 'genuine') return verdict.plain;
    const reason = verdict.type === 'forged' ? verdict.reason : undefined;
    log.warn({ timestamp: ctx.query.timestamp, reason }, warnings[verdict.type]);
    refuse(ctx, 403);
    return undefined;
  };

  /** The bare text, within a second: no quotes, no line break. */
  router.get(path, (ctx) => {
    const { echostr } = ctx.query;
    const plain = opened(ctx, typeof echostr === 'string' ? echostr : '');
    if (plain !== undefined) say(ctx, plain);
  });

  router.post(path, async (ctx) => {
    const raw = await textOf(ctx);
    const plain = raw === undefined ? undefined : opened(ctx, dialect.sealedIn(raw));
    if (plain === undefined) return;
    const answered = await dialect.answer(plain, signedIn(ctx.query).nonce);
    if (!answered) return refuse(ctx, 400);
    say(ctx, answered.body);
    ctx.type = answered.type;
  });
};

/** @returns nothing for a body that is refused, once that is said */
const textOf = async (ctx: Context): Promise<string | undefined> => {
  try {
    return (await bodyOf(ctx)).toString();
  } catch (error) {
    if (!(error instanceof BadBody)) throw error;
    refuse(ctx, error.status);
    return undefined;
  }
};

const say = (ctx: Context, text: string): void => {
  ctx.status = 200;
  ctx.type = 'text/plain';
  ctx.body = text;
};

const refuse = (ctx: Context, status: number): void => {
  ctx.status = status;
  ctx.body = '';
};
