import { z } from 'zod';

/** What DingTalk sends down a connection. */
const frameSchema = z.object({
  type: z.string(),
  headers: z.looseObject({
    topic: z.string().default(''),
    messageId: z.string().default(''),
    eventType: z.string().optional(),
    eventId: z.string().optional(),
  }),
  data: z.string().default(''),
});
export type Frame = z.infer<typeof frameSchema>;

export const ROBOT_TOPIC = '/v1.0/im/bot/messages/get';
export const CARD_TOPIC = '/v1.0/card/instances/callback';

/** All that this app listens to; which events, the console says. */
export const subscriptions = [
  { type: 'EVENT', topic: '*' },
  { type: 'CALLBACK', topic: ROBOT_TOPIC },
  { type: 'CALLBACK', topic: CARD_TOPIC },
] as const;

/** Nothing where it is not a frame of theirs. */
export const readFrame = (text: string): Frame | undefined => {
  try {
    return frameSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
};

export interface Ack {
  readonly code: 200 | 404 | 500;
  readonly message: string;
  /** JSON, except that a ping's is what it brought. */
  readonly data: string;
}

export const ok = (data: object): Ack => ({ code: 200, message: 'OK', data: JSON.stringify(data) });

/** @see https://open.dingtalk.com/document/development/stream-mode-protocol */
export const writeAck = ({ headers }: Frame, { code, message, data }: Ack): string =>
  JSON.stringify({
    code,
    headers: { contentType: 'application/json', messageId: headers.messageId },
    message,
    data,
  });
