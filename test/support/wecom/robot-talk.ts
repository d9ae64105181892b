/** What people do in their chats with a robot that connects, and what they read there at once. */
import { randomUUID } from 'node:crypto';
import type { GroupMessage } from './groups.js';
import { type Kind, object, type RobotWorld } from './robot-commands.js';
import type { Json } from './world.js';

/** A robot has so many messages of one person in hand; what comes on top is not taken. */
const AT_ONCE = 3;

export interface Asked {
  readonly kind: Kind;
  readonly chat: string;
  readonly body: object;
  readonly card?: GroupMessage;
  readonly waitMs?: number | undefined;
}

/** What happens while nobody is connected, nobody hears. @returns the answer, or nothing where there is none */
type Call = (asked: Asked) => Promise<Json | undefined>;

interface Telling {
  readonly msgid?: string;
  readonly waitMs?: number;
}

export const robotTalk = ({ groups, spokenIn, groupChats, now }: RobotWorld, robotId: string, call: Call) => {
  const base = (userid: string, chatId: string) => ({
    ...{ msgid: randomUUID(), aibotid: robotId, create_time: Math.floor(now() / 1000) },
    ...{ from: { userid }, chattype: chatId ? 'group' : 'single', ...(chatId && { chatid: chatId }) },
  });

  return {
    /** @param chatId  '' where it is said to the robot alone @returns what the robot says there at once, '' for nothing */
    tell: async (userid: string, chatId: string, content: string, more: Telling = {}): Promise<string> => {
      const { waitMs, ...known } = more;
      const busy = groups.inHand.get(userid) ?? 0;
      if (busy >= AT_ONCE) throw new Error(`${userid} asks too much at once.`);
      groups.inHand.set(userid, busy + 1);
      const chat = chatId || userid;
      spokenIn.add(chat);
      if (chatId) groupChats.add(chatId);
      const body = { ...base(userid, chatId), msgtype: 'text', text: { content }, ...known };
      const answer = await call({ kind: 'message', chat, body, waitMs });
      groups.inHand.set(userid, (groups.inHand.get(userid) ?? 1) - 1);
      return answer ? String(object(answer.stream).content) : '';
    },

    /** Somebody looks into the robot's chat for the first time in a day. @returns what it says */
    enter: async (userid: string): Promise<string> => {
      const body = { ...base(userid, ''), msgtype: 'event', event: { eventtype: 'enter_chat' } };
      const answer = await call({ kind: 'welcome', chat: userid, body });
      return answer ? String(object(answer.text).content) : '';
    },

    /**
     * A click comes once, and changes the card by its answer or not at all.
     * @param isFlat  as WeCom's own client reads it, where the pages have an object around it
     * @returns whether it was changed
     */
    click: async (userid: string, card: GroupMessage, key: string, isFlat = false, waitMs?: number) => {
      const click = { card_type: 'button_interaction', event_key: key, task_id: card.taskId };
      const event = {
        eventtype: 'template_card_event',
        ...(isFlat ? click : { template_card_event: click }),
      };
      const body = { ...base(userid, card.chatId), msgtype: 'event', event };
      return (await call({ kind: 'update', chat: card.chatId, body, card, waitMs })) !== undefined;
    },
  };
};
