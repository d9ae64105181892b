import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Card } from '../../../cards/card.js';
import { sha256 } from '../../../handlers/hash.js';
import type { Text } from '../../../models/text.js';
import type { Log } from '../log.js';
import { type CardRef, type Platform, PlatformError, type Press } from '../platform.js';
import { encodeGroupCard } from './encode.js';
import { fullWebhook, isTooMany, isUsedTask, notYet, noWayTo } from './errors.js';
import { NEWS_EVERY_MS, perWebhook } from './limits.js';
import type { RobotLine } from './line/index.js';
import { encodeMarkdown } from './markdown.js';
import { call } from './send.js';
import type { GroupStore } from './stores.js';
import { answerTaskId } from './task-id.js';

export const channelsNeed: Text = {
  zh: '要在企业微信的群里显示变动，机器人要使用长连接，或者配置群的消息推送。',
  en: 'To show changes in a group chat, WeCom needs a robot with a long connection, or a webhook of the group.',
};

/** What the group was shown last, kept in `channel_cards.ref`. */
interface Place {
  readonly chatId: string;
  readonly digest: string;
  readonly atMs: number;
  readonly redraw: Press;
}

interface Needs {
  readonly apiUrl: string;
  readonly groups: GroupStore;
  /** Where the robot speaks by itself, without being asked. */
  readonly line?: Pick<RobotLine, 'isHere' | 'say'> | undefined;
  /** Not the same for any two databases. */
  readonly installation: () => Promise<string>;
  readonly publicUrl: string;
  readonly log: Log;
  readonly now: () => Date;
}

/** Brings a card to a group. @returns whether there was a way @param name  the same when the same is tried again */
type Say = (chatId: string, card: Card, redraw: Press, name: string) => Promise<boolean>;

const placeOf = (ref: CardRef): Place => ref as unknown as Place;
const refOf = (place: Place): CardRef => ({ ...place, redraw: { ...place.redraw } });

const anything = z.looseObject({});
/** Whoever asks for too much is not heard for a minute. */
const FULL_MS = perWebhook.windowMs;

const isRefused = (error: unknown): boolean => error instanceof PlatformError && !error.retryable;

/**
 * Says something in a group by its webhook, of which the key is the only secret.
 * @see https://developer.work.weixin.qq.com/document/path/99110
 */
export const sayByWebhook = (apiUrl: string, key: string, markdown: string): Promise<unknown> => {
  const body = { msgtype: 'markdown', markdown: { content: markdown } };
  return call(apiUrl, { method: 'webhook/send', query: { key }, body }, anything);
};

/**
 * Says nothing, which WeCom refuses: for which reason, tells whether the webhook is there. That WeCom looks at the key
 * first is not in its pages.
 * @returns why
 */
export const askWebhook = (apiUrl: string, key: string): Promise<unknown> =>
  call(
    apiUrl,
    { method: 'webhook/send', query: { key }, body: { msgtype: 'text', text: { content: '' } } },
    anything,
  ).catch((error) => error);

/**
 * Deals in group chats. Nothing that stands in a group can be changed from here: the robot's card is drawn anew by
 * whoever presses its button, and what changed is told in a new message, by the group's webhook or, where it has a
 * connection, by the robot.
 */
export const groupChats = ({
  apiUrl,
  groups,
  line,
  installation,
  publicUrl,
  log,
  now,
}: Needs): NonNullable<Platform['channels']> => {
  const digestOf = (card: Card): string => sha256(encodeMarkdown(card, publicUrl)).slice(0, 16);

  /** @returns whether there was one */
  const byWebhook = async (chatId: string, card: Card): Promise<boolean> => {
    const key = await groups.webhookOf(chatId);
    if (key === undefined) return false;
    const waitMs = await groups.takeTurn(key);
    if (waitMs > 0) throw fullWebhook(waitMs, { isTried: false });
    await sayByWebhook(apiUrl, key, encodeMarkdown(card, publicUrl)).catch((error) => {
      throw isTooMany(error) ? fullWebhook(FULL_MS, { isTried: true }) : error;
    });
    return true;
  };

  /**
   * As the answer to something that was said to the robot in the group.
   * @see https://developer.work.weixin.qq.com/document/path/101138
   */
  const asAnswer: Say = async (chatId, card, redraw, name) => {
    const code = await groups.takeWay(chatId);
    if (code === undefined) return false;
    const drawn = { ...encodeGroupCard(card, publicUrl, redraw), task_id: `group-${randomUUID()}` };
    const body = { msgtype: 'template_card', template_card: drawn };
    try {
      await call(apiUrl, { method: 'aibot/response', query: { response_code: code }, body }, anything);
      return true;
    } catch (error) {
      if (!isRefused(error)) throw error;
      log.warn({ err: error, chat: chatId }, 'wecom: the robot may not answer in a group any more');
      return asAnswer(chatId, card, redraw, name);
    }
  };

  /** A message that has arrived without our hearing of it is known by its task id. */
  const taskIdOf = async (...parts: readonly string[]): Promise<string> =>
    answerTaskId(await installation(), parts.join(' '), 'group');

  const byLine =
    ({ say }: Pick<RobotLine, 'say'>): Say =>
    async (chatId, card, redraw, name) => {
      const task_id = await taskIdOf(chatId, name, digestOf(card));
      const drawn = { ...encodeGroupCard(card, publicUrl, redraw), task_id };
      try {
        await say(chatId, { msgtype: 'template_card', template_card: drawn });
        return true;
      } catch (error) {
        if (isUsedTask(error)) return true;
        if (!isRefused(error)) throw error;
        log.warn({ err: error, chat: chatId }, 'wecom: the robot may not speak in a group');
        return false;
      }
    };

  const byRobot = line ? byLine(line) : asAnswer;

  const placed = (chatId: string, card: Card, redraw: Press): CardRef =>
    refOf({ chatId, digest: digestOf(card), atMs: now().getTime(), redraw });

  return {
    ...(line && { isHere: line.isHere }),

    /** Within a minute, the same is the same again; what a group follows anew comes later than that. */
    post: async ({ channelId }, card, key, redraw) => {
      const name = `${key} ${Math.floor(now().getTime() / NEWS_EVERY_MS)}`;
      const isThere = (await byRobot(channelId, card, redraw, name)) || (await byWebhook(channelId, card));
      if (!isThere) throw noWayTo(channelId);
      return placed(channelId, card, redraw);
    },

    /** Only what reads differently is news, and not too often: the newest state is told once there is time for it. */
    update: async (ref, card) => {
      const { chatId, digest, atMs, redraw } = placeOf(ref);
      if (digestOf(card) === digest) return ref;
      const waitMs = atMs + NEWS_EVERY_MS - now().getTime();
      if (waitMs > 0) throw notYet('webhook/send', waitMs);
      const name = `${JSON.stringify(redraw)} ${atMs}`;
      const isThere = (await byWebhook(chatId, card)) || (await byRobot(chatId, card, redraw, name));
      if (!isThere) throw noWayTo(chatId);
      return placed(chatId, card, redraw);
    },
  };
};
