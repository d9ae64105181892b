/** The two ways by which DingTalk reaches an app, with the body that both carry. */
import { createHmac, randomUUID } from 'node:crypto';
import { CARD_TOPIC, ROBOT_TOPIC } from '../../../bot/platforms/dingtalk/frames.js';
import type { FakeDingTalk } from './fake.js';

/** How long DingTalk waits for the answer to a press. */
const PRESS_MS = 2000;

export interface Wire {
  /** @returns whether it was taken */
  robot(body: object): Promise<boolean>;
  /** @returns what the app answered, nothing where it took longer than two seconds */
  press(body: object): Promise<PressReply | undefined>;
}

interface PressReply {
  readonly cardData?: { readonly cardParamMap: Record<string, string> };
  readonly userPrivateData?: { readonly cardParamMap: Record<string, string> };
}

export const streamWire = ({ stream }: FakeDingTalk): Wire => ({
  robot: async (body) => (await stream.push('CALLBACK', ROBOT_TOPIC, body))?.code === 200,
  press: async (body) => {
    const ack = await stream.push('CALLBACK', CARD_TOPIC, body, { waitMs: PRESS_MS });
    return ack && (JSON.parse(ack.data) as { response: PressReply }).response;
  },
});

export const signed = (secret: string, text: string): string =>
  createHmac('sha256', secret).update(text).digest('base64');

export const httpWire = (fake: FakeDingTalk, appUrl: string): Wire => {
  const post = (path: string, body: object, headers: Record<string, string>) =>
    fetch(appUrl + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(PRESS_MS),
    });
  return {
    robot: async (body) => {
      const timestamp = String(Date.now());
      const { clientSecret } = fake;
      const answer = await post('/dingtalk/robot', body, {
        timestamp,
        sign: signed(clientSecret, `${timestamp}\n${clientSecret}`),
      });
      return answer.status === 200 && ((await answer.json()) as { msgtype?: string }).msgtype === 'empty';
    },
    press: async (body) => {
      const timestamp = String(Date.now());
      const [{ apiSecret = '' } = {}] = [...fake.callbacks.values()];
      const answer = await post('/dingtalk/card', body, {
        'x-ddpaas-signature-timestamp': timestamp,
        'x-ddpaas-signature': signed(apiSecret, timestamp),
      });
      return answer.status === 200 ? ((await answer.json()) as PressReply) : undefined;
    },
  };
};

export interface RobotOptions {
  readonly group?: string;
  readonly msgId?: string;
  readonly more?: object;
  readonly webhookMs?: number;
}

/** @see https://open.dingtalk.com/document/dingstart/robot-receive-message */
export const robotBody = (
  fake: FakeDingTalk,
  userId: string,
  text: string,
  { group, msgId = randomUUID(), more = {}, webhookMs = 5_400_000 }: RobotOptions = {},
) => ({
  conversationId: group ?? `cid-${userId}`,
  conversationType: group ? '2' : '1',
  ...(group && { conversationTitle: '销售一组', isInAtList: true }),
  msgId,
  createAt: fake.now(),
  msgtype: 'text',
  text: { content: group ? ` ${text}` : text },
  senderId: `$:LWCP_v1:$${userId}`,
  senderNick: fake.users.get(userId)?.name,
  senderStaffId: userId,
  senderCorpId: fake.corpId,
  chatbotCorpId: fake.corpId,
  chatbotUserId: '$:LWCP_v1:$bot',
  robotCode: fake.robotCode,
  sessionWebhook: fake.newWebhook(group ?? userId, webhookMs),
  sessionWebhookExpiredTime: fake.now() + webhookMs,
  ...more,
});

/** @see https://open.dingtalk.com/document/development/event-callback-card */
export const pressBody = (
  fake: FakeDingTalk,
  userId: string,
  outTrackId: string,
  actionId: string,
  params: object,
) => ({
  type: 'actionCallback',
  outTrackId,
  corpId: fake.corpId,
  userId,
  userIdType: 1,
  content: JSON.stringify({ cardPrivateData: { actionIds: [actionId], params } }),
  spaceType: 'IM',
  spaceId: `cid-${userId}`,
  extension: '{}',
});
