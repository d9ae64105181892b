import { z } from 'zod';
import type { Profile } from '../platform.js';
import type { TemplateCard } from './encode.js';
import { isTooMany, isUnknownPerson, notReached, notYet, refusesToken, tooMany } from './errors.js';
import { DUPLICATE_CHECK_S } from './limits.js';
import { type Call, call } from './send.js';
import type { TurnStore } from './stores.js';
import type { Tokens } from './tokens.js';

export interface Sent {
  /** With which the card can be changed once. */
  readonly code: string | undefined;
}

interface ApiNeeds {
  readonly apiUrl: string;
  readonly agentId: number;
  readonly tokens: Tokens;
  readonly turns: TurnStore;
  /** Where the staff number stands, when it is not the user id itself. */
  readonly staffField: string | undefined;
}

export type WecomApi = ReturnType<typeof wecomApi>;

const sentShape = z.object({
  invaliduser: z.string().default(''),
  invalidparty: z.string().default(''),
  unlicenseduser: z.string().default(''),
  response_code: z.string().optional(),
});

/** Here a list, where sending has a string with `|` between. */
const updatedShape = z.object({ invaliduser: z.array(z.string()).default([]) });

const memberShape = z.object({
  userid: z.string(),
  name: z.string().optional(),
  status: z.number().default(1),
  biz_mail: z.string().optional(),
  extattr: z
    .object({
      attrs: z
        .array(
          z.object({
            name: z.string(),
            value: z.string().optional(),
            text: z.object({ value: z.string() }).optional(),
          }),
        )
        .default([]),
    })
    .optional(),
});
type Member = z.infer<typeof memberShape>;

/** Sent again word for word, it arrives once. */
const onlyOnce = { enable_duplicate_check: 1, duplicate_check_interval: DUPLICATE_CHECK_S } as const;

const ACTIVE = 1;
const BUSINESS_MAIL = 1;

/** What we ask of WeCom, under the app's token, within WeCom's limits. */
export const wecomApi = ({ apiUrl, agentId, tokens, turns, staffField }: ApiNeeds) => {
  const attempt = async <T>(asked: Call, shape: z.ZodType<T>, token: string): Promise<T> => {
    const query = { access_token: token, ...asked.query };
    return call(apiUrl, { ...asked, query }, shape).catch(async (error) => {
      throw isTooMany(error) ? tooMany(asked.method, await turns.block(asked.method)) : error;
    });
  };

  /** A token that ended early is replaced, once. */
  const ask = async <T>(asked: Call, shape: z.ZodType<T>): Promise<T> => {
    const blockedMs = await turns.blockedMs(asked.method);
    if (blockedMs > 0) throw notYet(asked.method, blockedMs);
    const token = await tokens.get();
    try {
      return await attempt(asked, shape, token);
    } catch (error) {
      if (!refusesToken(error)) throw error;
      return attempt(asked, shape, await tokens.renew(token));
    }
  };

  /**
   * A message to one person.
   * @see https://developer.work.weixin.qq.com/document/path/90236
   */
  const send = async (userId: string, message: object): Promise<Sent> => {
    const waitMs = await turns.take(userId);
    if (waitMs > 0) throw notYet('message/send', waitMs);
    const body = { touser: userId, agentid: agentId, ...message, enable_id_trans: 0 };
    const sent = await ask({ method: 'message/send', body }, sentShape);
    const missed = [sent.invaliduser, sent.invalidparty, sent.unlicenseduser].filter(Boolean).join(' ');
    if (missed) throw notReached('message/send', `WeCom did not deliver to ${missed}`);
    return { code: sent.response_code };
  };

  const member = (userId: string): Promise<Member> =>
    // https://developer.work.weixin.qq.com/document/path/90196
    ask({ method: 'user/get', query: { userid: userId } }, memberShape);

  const staffNumberOf = ({ userid, extattr }: Member): string | undefined => {
    if (!staffField) return userid;
    const attribute = extattr?.attrs.find(({ name }) => name === staffField);
    return attribute?.text?.value ?? attribute?.value;
  };

  return {
    /** An answer. Two equal answers are two messages. */
    sendText: async (userId: string, content: string): Promise<void> => {
      await send(userId, { msgtype: 'text', text: { content } });
    },

    /** What belongs to a card, and may be sent again with it. */
    sendTextOnce: async (userId: string, content: string): Promise<void> => {
      await send(userId, { msgtype: 'text', text: { content }, ...onlyOnce });
    },

    sendCard: (userId: string, taskId: string, card: TemplateCard): Promise<Sent> =>
      send(userId, { msgtype: 'template_card', template_card: { ...card, task_id: taskId }, ...onlyOnce }),

    /**
     * Changes the card that this code belongs to; the code is spent.
     * @see https://developer.work.weixin.qq.com/document/path/94888
     */
    update: async (userId: string, code: string, card: TemplateCard): Promise<void> => {
      const body = { userids: [userId], agentid: agentId, response_code: code, template_card: card };
      const { invaliduser } = await ask({ method: 'message/update_template_card', body }, updatedShape);
      if (invaliduser.length > 0)
        throw notReached('message/update_template_card', `WeCom did not change it for ${userId}`);
    },

    /** Only what WeCom vouches for: the id, a field that the admin fills in, the firm's own mailbox. */
    profile: async (userId: string): Promise<Profile> => {
      const found = await member(userId);
      const staffNumber = found.status === ACTIVE ? staffNumberOf(found) : undefined;
      return {
        email: (found.status === ACTIVE && found.biz_mail) || null,
        name: found.name ?? found.userid,
        ...(staffNumber && { staffNumber }),
      };
    },

    /** By their staff number, if that is their user id. */
    findByStaffNumber: async (staffNumber: string): Promise<string | undefined> => {
      if (staffField || !/^[\w@.-]{1,64}$/.test(staffNumber)) return undefined;
      const found = await member(staffNumber).catch(nobody);
      return found?.status === ACTIVE ? found.userid : undefined;
    },

    /** @see https://developer.work.weixin.qq.com/document/path/95895 */
    findByEmail: async (email: string): Promise<string | undefined> => {
      const body = { email, email_type: BUSINESS_MAIL };
      const shape = z.object({ userid: z.string() });
      return (await ask({ method: 'user/get_userid_by_email', body }, shape).catch(nobody))?.userid;
    },

    /** @see https://developer.work.weixin.qq.com/document/path/91023 */
    whoIs: async (code: string): Promise<string> => {
      const shape = z.object({ userid: z.string().optional() });
      const { userid } = await ask({ method: 'auth/getuserinfo', query: { code } }, shape);
      if (!userid) throw notReached('auth/getuserinfo', 'this is nobody of the firm');
      return userid;
    },
  };
};

const nobody = (error: unknown): undefined => {
  if (isUnknownPerson(error)) return undefined;
  throw error;
};
