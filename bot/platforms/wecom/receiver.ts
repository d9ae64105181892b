import { randomBytes } from 'node:crypto';
import type Router from '@koa/router';
import type { Context } from 'koa';
import { BadBody, readBody } from '../body.js';
import { encrypt, sign } from './crypto.js';
import type { Exchange } from './exchange.js';
import type { Log } from './log.js';
import { type Keys, signedIn, type Verdict, verify } from './verify.js';
import { BadXml, buildXml, parseXml, type XmlTree } from './xml.js';

const PATH = '/wecom/callback';
const BODY_LIMIT_MS = 2_000;

interface Needs {
  readonly keys: Keys;
  readonly exchange: Exchange;
  readonly log: Log;
  readonly now: () => Date;
}

const warnings: Record<Exclude<Verdict['type'], 'genuine'>, string> = {
  forged: 'wecom: a callback that WeCom did not send to us was refused',
  skewed: 'wecom: a signed callback of another time was refused: an old one again, or a clock is wrong',
};

/** Only this much is looked at before the signature is right: base64 between two tags. */
const ENCRYPTED = /<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/=]+)(?:\]\]>)?\s*<\/Encrypt>/;

/**
 * The address that WeCom calls, for the check of it (GET) and for everything that happens (POST).
 * @see https://developer.work.weixin.qq.com/document/path/90930
 */
export const callbackRoutes = (router: Router, { keys, exchange, log, now }: Needs): void => {
  const opened = (ctx: Context, encrypted: string): string | undefined => {
    const verdict = verify(signedIn(ctx.query), encrypted, keys, now());
    if (verdict.type === 'genuine') return verdict.plain;
    const reason = verdict.type === 'forged' ? verdict.reason : undefined;
    log.warn({ timestamp: ctx.query.timestamp, reason }, warnings[verdict.type]);
    refuse(ctx, 403);
    return undefined;
  };

  /** The bare text, within a second: no quotes, no line break. */
  router.get(PATH, (ctx) => {
    const { echostr } = ctx.query;
    const plain = opened(ctx, typeof echostr === 'string' ? echostr : '');
    if (plain !== undefined) say(ctx, plain);
  });

  router.post(PATH, async (ctx) => {
    const raw = await bodyOf(ctx);
    const plain = raw === undefined ? undefined : opened(ctx, ENCRYPTED.exec(raw)?.[1] ?? '');
    if (plain === undefined) return;
    const xml = readXml(plain, log);
    if (!xml) return refuse(ctx, 400);
    const text = await exchange.receive(xml);
    say(ctx, text === undefined ? '' : reply(keys, xml, text, now()));
    if (text !== undefined) ctx.type = 'text/xml';
  });
};

/** @returns nothing for a body that is refused, once that is said */
const bodyOf = async (ctx: Context): Promise<string | undefined> => {
  try {
    return (await readBody(ctx.req, BODY_LIMIT_MS)).toString();
  } catch (error) {
    if (!(error instanceof BadBody)) throw error;
    refuse(ctx, error.status);
    if (!ctx.req.readableEnded) ctx.set('connection', 'close');
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

const readXml = (plain: string, log: Log): XmlTree | undefined => {
  try {
    return parseXml(plain);
  } catch (error) {
    if (!(error instanceof BadXml)) throw error;
    log.warn({ reason: error.message }, 'wecom: a callback could not be read');
    return undefined;
  }
};

/** @see https://developer.work.weixin.qq.com/document/path/90241 */
const reply = (
  { corpId, token, encodingAesKey }: Keys,
  { FromUserName }: XmlTree,
  text: string,
  now: Date,
): string => {
  const seconds = Math.floor(now.getTime() / 1000);
  const nonce = randomBytes(8).toString('hex');
  const plain = buildXml({
    ToUserName: String(FromUserName),
    FromUserName: corpId,
    CreateTime: seconds,
    MsgType: 'text',
    Content: text,
  });
  const encrypted = encrypt(encodingAesKey, plain, corpId);
  return buildXml({
    Encrypt: encrypted,
    MsgSignature: sign(token, String(seconds), nonce, encrypted),
    TimeStamp: seconds,
    Nonce: nonce,
  });
};
