import { z } from 'zod';
import type { Profile } from '../platform.js';
import type { Caller } from './caller.js';
import type { TemplateCard } from './encode.js';
import { isUnknownPerson, mayNotAsk, notReached, notYet } from './errors.js';
import { DUPLICATE_CHECK_S, LONG_WAY_MS } from './limits.js';
import { type Member, memberShape, staffNumberOf, worksHere } from './member.js';
import type { TurnStore } from './stores.js';

export interface Sent {
  /** With which the card can be changed once. */
  readonly code: string | undefined;
}

interface ApiNeeds {
  readonly caller: Caller;
  readonly agentId: number;
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

/** Sent again word for word, it arrives once. */
const onlyOnce = { enable_duplicate_check: 1, duplicate_check_interval: DUPLICATE_CHECK_S } as const;

const BUSINESS_MAIL = 1;

/** What we ask of WeCom, under the app's token, within WeCom's limits. */
export const wecomApi = ({ caller: { ready, ask, askWith }, agentId, turns, staffField }: ApiNeeds) => {
  /**
   * A message to one person.
   * @see https://developer.work.weixin.qq.com/document/path/90236
   */
  const send = async (userId: string, message: object): Promise<Sent> => {
    const method = 'message/send';
    const token = await ready(method);
    const takenAtMs = Date.now();
    const waitMs = await turns.take(userId);
    if (waitMs > 0) throw notYet(method, waitMs);
    const body = { touser: userId, agentid: agentId, ...message, enable_id_trans: 0 };
    const sent = await askWith(token, { method, body }, sentShape).finally(async () => {
      // What was sent is sent, whether or not it can be written down how late.
      if (Date.now() - takenAtMs > LONG_WAY_MS) await turns.delay(userId).catch(() => undefined);
    });
    const missed = [sent.invaliduser, sent.invalidparty, sent.unlicenseduser].filter(Boolean).join(' ');
    if (missed) throw notReached(method, `WeCom did not deliver to ${missed}`);
    return { code: sent.response_code };
  };

  const member = (userId: string): Promise<Member> =>
    // https://developer.work.weixin.qq.com/document/path/90196
    ask({ method: 'user/get', query: { userid: userId } }, memberShape);

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
      const staffNumber = worksHere(found) ? staffNumberOf(found, staffField) : undefined;
      return {
        email: (worksHere(found) && found.biz_mail) || null,
        name: found.name ?? found.userid,
        ...(staffNumber && { staffNumber }),
      };
    },

    /** By their staff number, if that is their user id. */
    findByStaffNumber: async (staffNumber: string): Promise<string | undefined> => {
      if (staffField || !/^[\w@.-]{1,64}$/.test(staffNumber)) return undefined;
      const found = await member(staffNumber).catch(nobody);
      return found && worksHere(found) ? found.userid : undefined;
    },

    /** @see https://developer.work.weixin.qq.com/document/path/95895 */
    findByEmail: async (email: string): Promise<string | undefined> => {
      const body = { email, email_type: BUSINESS_MAIL };
      const shape = z.object({ userid: z.string() });
      return (await ask({ method: 'user/get_userid_by_email', body }, shape).catch(nobody))?.userid;
    },

    /**
     * By the id that a robot knows somebody by; one that is the app's own already is told to be none of a robot's.
     * @see https://developer.work.weixin.qq.com/document/path/101521
     */
    userIdOf: async (robotsId: string): Promise<string> => {
      const body = { open_userid_list: [robotsId] };
      const shape = z.object({
        userid_list: z.array(z.object({ userid: z.string(), open_userid: z.string() })).default([]),
      });
      const { userid_list } = await ask({ method: 'batch/openuserid_to_userid', body }, shape);
      return userid_list.find(({ open_userid }) => open_userid === robotsId)?.userid ?? robotsId;
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
  if (isUnknownPerson(error) || mayNotAsk(error)) return undefined;
  throw error;
};
