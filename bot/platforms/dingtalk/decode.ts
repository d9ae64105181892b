import { z } from 'zod';
import { digest } from '../../../handlers/hash.js';
import type { Json } from '../../../models/view-parts.js';
import { own } from '../../own.js';
import { BadBody, parseJson } from '../body.js';
import type { Incoming, PlatformUser } from '../platform.js';

/** Where somebody wrote, and how long one can reply there without a call of ours. */
export interface Conversation {
  /** In a group others read along. */
  readonly isGroup: boolean;
  readonly webhook: string;
  readonly untilMs: number;
}

/** A card on which somebody pressed. */
export interface PressedCard {
  readonly trackId: string;
}

export type RobotMessage =
  | { readonly type: 'ask'; readonly incoming: Incoming; readonly conversation: Conversation }
  /** From another organisation, or of an app that is not published: nobody of whom we know who it is. */
  | { readonly type: 'stranger'; readonly conversation: Conversation }
  /** The month's pushes are used up: what was typed does not come any more. */
  | { readonly type: 'usedUp'; readonly conversation: Conversation };

export type CardPress =
  | { readonly type: 'ask'; readonly incoming: Incoming; readonly card: PressedCard }
  | { readonly type: 'ignored' };

const MAX_KEY = 190;
const USED_UP = 20001;

const robotSchema = z.object({
  msgId: z.string().min(1),
  conversationType: z.string().default('1'),
  conversationId: z.string().max(80).default(''),
  senderStaffId: z.string().optional(),
  senderCorpId: z.string().optional(),
  chatbotCorpId: z.string().optional(),
  sessionWebhook: z.string().default(''),
  sessionWebhookExpiredTime: z.coerce.number().default(0),
  msgtype: z.string().default('text'),
  text: z.object({ content: z.string() }).optional(),
  content: z.unknown().optional(),
  errCode: z.coerce.number().optional(),
});
type Robot = z.infer<typeof robotSchema>;

const richSchema = z.object({ richText: z.array(z.object({ text: z.string().optional() })) });
const spokenSchema = z.object({ recognition: z.string() });

const keyOf = (...parts: readonly string[]): string => {
  const key = ['dingtalk', ...parts].join(':');
  return key.length <= MAX_KEY ? key : `dingtalk:${digest(key)}`;
};

const member = (workspaceId: string, userId: string): PlatformUser => ({
  platform: 'dingtalk',
  workspaceId,
  userId,
});

type Read = (robot: Robot) => string;
const reads: Readonly<Record<string, Read>> = {
  text: ({ text }) => text?.content ?? '',
  richText: ({ content }) =>
    (richSchema.safeParse(content).data?.richText ?? []).map(({ text = '' }) => text).join(' '),
  /** DingTalk hears what was said. */
  audio: ({ content }) => spokenSchema.safeParse(content).data?.recognition ?? '',
};

/** To mention the robot is how to call it, no part of what it is told. DingTalk leaves a space where it stood. */
const MENTIONS = /^(?:\s*@\S+[\s\u2005]+)+|^\s*@\S+$/u;

const typed = (robot: Robot): string => {
  return (own(reads, robot.msgtype)?.(robot) ?? '').replace(MENTIONS, '').trim();
};

/**
 * What the robot was told, over either wire.
 * @param workspaceId  a self-built app has one organisation, so its client id names it
 * @throws BadBody 400 for a shape that DingTalk does not send
 * @see https://open.dingtalk.com/document/dingstart/robot-receive-message
 */
export const decodeRobot = (payload: unknown, workspaceId: string): RobotMessage => {
  const robot = shaped(robotSchema, payload);
  const conversation: Conversation = {
    isGroup: robot.conversationType === '2',
    webhook: robot.sessionWebhook,
    untilMs: robot.sessionWebhookExpiredTime,
  };
  if (robot.errCode === USED_UP) return { type: 'usedUp', conversation };
  const { senderStaffId, senderCorpId, chatbotCorpId } = robot;
  if (!senderStaffId || senderCorpId !== chatbotCorpId) return { type: 'stranger', conversation };
  return {
    type: 'ask',
    incoming: {
      who: member(workspaceId, senderStaffId),
      key: keyOf(workspaceId, robot.msgId),
      repeat: false,
      ask: { kind: 'command', text: typed(robot) },
      ...(conversation.isGroup &&
        robot.conversationId && {
          channel: { platform: 'dingtalk', workspaceId, channelId: robot.conversationId },
        }),
    },
    conversation,
  };
};

const text = z.union([z.string(), z.record(z.string(), z.unknown())]);
const cardSchema = z.object({
  type: z.string().default('actionCallback'),
  outTrackId: z.string().min(1),
  userId: z.string().min(1),
  content: text.optional(),
  /** What older texts call the content. */
  value: text.optional(),
});

const params = z.record(z.string(), z.unknown());
const contentSchema = z.object({
  cardPrivateData: z.object({ actionIds: z.array(z.string()).default([]), params: params.optional() }),
  params: params.optional(),
});

type Input = { readonly [key: string]: Json };
const inputSchema = z.record(z.string(), z.json()) as z.ZodType<Input>;

const inputOf = (given: unknown): Input | undefined =>
  inputSchema.safeParse(typeof given === 'string' && given.startsWith('{') ? parseJson(given) : undefined)
    .data;

/**
 * A press on one of our cards. One that our cards never make means nothing here.
 * @param eventId  tells this press from others: DingTalk's own body does not
 * @throws BadBody 400 for a shape that DingTalk does not send
 * @see https://open.dingtalk.com/document/development/event-callback-card
 */
export const decodeCard = (payload: unknown, eventId: string, workspaceId: string): CardPress => {
  const { type, outTrackId, userId, content, value } = shaped(cardSchema, payload);
  if (type !== 'actionCallback') return { type: 'ignored' };
  const given = content ?? value ?? '{}';
  const read = contentSchema.safeParse(typeof given === 'string' ? parseJson(given) : given).data;
  const press = read?.cardPrivateData.actionIds[0];
  const input = inputOf((read?.cardPrivateData.params ?? read?.params)?.input);
  if (!press || !input) return { type: 'ignored' };
  return {
    type: 'ask',
    incoming: {
      who: member(workspaceId, userId),
      key: keyOf(workspaceId, 'card', digest(`${outTrackId} ${userId} ${eventId}`)),
      repeat: false,
      ask: { kind: 'press', do: press, input },
    },
    card: { trackId: outTrackId },
  };
};

const shaped = <T>(schema: z.ZodType<T>, payload: unknown): T => {
  const { success, data, error } = schema.safeParse(payload);
  if (!success) throw new BadBody(400, `DingTalk sends nothing of this shape: ${z.prettifyError(error)}`);
  return data;
};
