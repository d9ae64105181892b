import { createHash, randomBytes } from 'node:crypto';
import type { Context } from 'koa';
import { z } from 'zod';
import { BadBody, bodyOf, parseJson } from '../body.js';
import { decrypt, encrypt, sign } from '../callback-cipher.js';
import type { Log } from '../log.js';
import type { Listener } from '../platform.js';
import type { Exchange } from './exchange.js';
import { type Verdict, verifyCard, verifyEvent, verifyRobot } from './verify.js';

interface Needs {
  readonly exchange: Exchange;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly cardSecret: string;
  readonly eventToken?: string | undefined;
  readonly eventAesKey?: string | undefined;
  /** Tells DingTalk where presses go. */
  readonly register: () => Promise<void>;
  readonly log: Log;
  readonly now: () => Date;
}

const warnings: Record<Exclude<Verdict, 'genuine'>, string> = {
  forged: 'dingtalk: a request without a valid signature was refused',
  skewed: 'dingtalk: a signed request of another time was refused: an old one again, or a clock is wrong',
};

const encryptedSchema = z.object({ encrypt: z.string().min(1) });
const eventSchema = z.looseObject({ EventType: z.string() });

/** DingTalk's calls, where it can reach us. Nothing is looked at before the signature is right. */
export const httpMode = (needs: Needs): Listener => {
  const { exchange, clientId, clientSecret, cardSecret, eventToken, eventAesKey, register, log, now } = needs;

  const checked = (verdict: Verdict, path: string): void => {
    if (verdict === 'genuine') return;
    log.warn({ verdict, path }, warnings[verdict]);
    throw new Refused();
  };

  const robot = async (ctx: Context): Promise<void> => {
    const raw = await bodyOf(ctx);
    checked(verifyRobot(ctx.headers, clientSecret, now()), ctx.path);
    await exchange.message(parseJson(raw.toString()));
    // The answer goes to the conversation's own address, as over the other wire.
    ctx.body = { msgtype: 'empty' };
  };

  /** The body tells one press from the next by nothing, so the time of its signature has to. */
  const card = async (ctx: Context): Promise<void> => {
    const raw = await bodyOf(ctx);
    checked(verifyCard(ctx.headers, cardSecret, now()), ctx.path);
    const id = createHash('sha256')
      .update(String(ctx.headers['x-ddpaas-signature-timestamp']))
      .update(raw)
      .digest('base64url');
    const { reply, sent } = await exchange.press(parseJson(raw.toString()), id);
    ctx.body = reply;
    // Also where DingTalk has hung up.
    ctx.res.once('close', sent);
  };

  const eventRoute =
    (token: string, aesKey: string) =>
    async (ctx: Context): Promise<void> => {
      const raw = await bodyOf(ctx);
      const sealed = encryptedSchema.safeParse(parseJson(raw.toString())).data?.encrypt ?? '';
      checked(verifyEvent(ctx.query, sealed, token, now()), ctx.path);
      const { EventType } = eventSchema.parse(parseJson(opened(aesKey, sealed, clientId)));
      if (EventType !== 'check_url') exchange.event(EventType);
      // A plain `success` is a failure to DingTalk.
      ctx.body = signedReply(encrypt(aesKey, 'success', clientId), token, now());
    };

  /** Whatever went wrong, the sender learns no more than a status. */
  const guarded =
    (run: (ctx: Context) => Promise<void>) =>
    async (ctx: Context): Promise<void> => {
      try {
        await run(ctx);
      } catch (error) {
        ctx.status = statusOf(error);
        ctx.body = '';
        if (ctx.status === 503)
          log.error({ err: error, path: ctx.path }, 'dingtalk: a request could not be taken');
      }
    };

  return {
    routes: (router) => {
      router.post('/dingtalk/robot', guarded(robot));
      router.post('/dingtalk/card', guarded(card));
      if (eventToken && eventAesKey)
        router.post('/dingtalk/events', guarded(eventRoute(eventToken, eventAesKey)));
    },
    /** DingTalk keeps the address, so a failure at one start is no end. */
    start: async () => {
      register().catch((error) =>
        log.error({ err: error }, 'dingtalk: the address for presses is not registered'),
      );
    },
    stop: async () => {},
  };
};

/** The signature is not theirs, or of another time. */
class Refused extends Error {}

const statusOf = (error: unknown): number => {
  if (error instanceof Refused) return 401;
  if (error instanceof BadBody) return error.status;
  return error instanceof z.ZodError ? 400 : 503;
};

const opened = (...sealed: Parameters<typeof decrypt>): string => {
  try {
    return decrypt(...sealed);
  } catch {
    throw new BadBody(400, 'The event cannot be decrypted.');
  }
};

const signedReply = (sealed: string, token: string, now: Date) => {
  const timeStamp = String(now.getTime());
  const nonce = randomBytes(8).toString('hex');
  return { msg_signature: sign(token, timeStamp, nonce, sealed), timeStamp, nonce, encrypt: sealed };
};
