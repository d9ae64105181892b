import type { RobotMessage } from '../action-card.js';
import type { Caller } from '../caller.js';
import { refusal } from '../errors.js';
import type { Fields } from '../send.js';

interface Settings {
  readonly robotCode: string;
  readonly oapiUrl: string;
}

const checkSent = ({ invalidStaffIdList, flowControlledStaffIdList }: Fields): void => {
  const isNamed = (list: unknown) => Array.isArray(list) && list.length > 0;
  if (isNamed(invalidStaffIdList)) throw refusal('robot/batchSend', 'staffId.notExisted', '');
  if (isNamed(flowControlledStaffIdList)) throw refusal('robot/batchSend', 'send.too.fast', '');
};

/** What the robot says. */
export const messageCalls = ({ robotCode, oapiUrl }: Settings, { ask, say }: Pick<Caller, 'ask' | 'say'>) => {
  const replyHosts = [oapiUrl, 'https://oapi.dingtalk.com'];

  return {
    /**
     * A message in the conversation of a person and the robot. @returns by what it can be taken back
     * @see https://open.dingtalk.com/document/development/chatbots-send-one-on-one-chat-messages-in-batches
     */
    sendTo: async (userId: string, message: RobotMessage): Promise<string> => {
      const answer = await ask('robot/batchSend', 'POST', '/v1.0/robot/oToMessages/batchSend', {
        robotCode,
        userIds: [userId],
        ...message,
      });
      checkSent(answer);
      return String(answer.processQueryKey ?? '');
    },

    /** @see https://open.dingtalk.com/document/development/batch-message-recall-chat */
    recall: async (processQueryKey: string): Promise<void> => {
      await ask('robot/batchRecall', 'POST', '/v1.0/robot/otoMessages/batchRecall', {
        robotCode,
        processQueryKeys: [processQueryKey],
      });
    },

    /** Into the conversation where somebody wrote: no token, and nothing of the month. */
    reply: async (webhook: string, message: object): Promise<void> => {
      // Over HTTP no signature covers the address.
      if (!replyHosts.some((host) => webhook.startsWith(`${host}/`)))
        throw refusal('sessionWebhook', 'foreign_address', 'not an address of DingTalk');
      await say('sessionWebhook', webhook, message);
    },
  };
};
