import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { Card } from '../../../cards/card.js';
import type { Text } from '../../../models/text.js';
import type { Log } from '../log.js';
import { type CardRef, type Platform, PlatformError, type Press } from '../platform.js';
import { encodeGroupCard } from './encode.js';
import { fullWebhook, isTooMany, notYet, noWayTo } from './errors.js';
import { NEWS_EVERY_MS, perWebhook } from './limits.js';
import { encodeMarkdown } from './markdown.js';
import { call } from './send.js';
import type { GroupStore } from './stores.js';

export const channelsNeed: Text = {
  zh: '要在企业微信的群里显示变动，还要配置群的消息推送。',
  en: 'To show changes in a group chat, WeCom needs a webhook of the group.',
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
  readonly publicUrl: string;
  readonly log: Log;
  readonly now: () => Date;
}

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
 * whoever presses its button, and what changed is told in a new message, by the group's webhook.
 */
export const groupChats = ({
  apiUrl,
  groups,
  publicUrl,
  log,
  now,
}: Needs): NonNullable<Platform['channels']> => {
  const digestOf = (card: Card): string =>
    createHash('sha256').update(encodeMarkdown(card, publicUrl)).digest('hex').slice(0, 16);

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
   * As the answer to something that was said to the robot in the group. @returns whether there was anything to answer
   * @see https://developer.work.weixin.qq.com/document/path/101138
   */
  const byRobot = async (chatId: string, card: Card, redraw: Press): Promise<boolean> => {
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
      return byRobot(chatId, card, redraw);
    }
  };

  const placed = (chatId: string, card: Card, redraw: Press): CardRef =>
    refOf({ chatId, digest: digestOf(card), atMs: now().getTime(), redraw });

  return {
    post: async ({ channelId }, card, _key, redraw) => {
      const isThere = (await byRobot(channelId, card, redraw)) || (await byWebhook(channelId, card));
      if (!isThere) throw noWayTo(channelId);
      return placed(channelId, card, redraw);
    },

    /** Only what reads differently is news, and not too often: the newest state is told once there is time for it. */
    update: async (ref, card) => {
      const { chatId, digest, atMs, redraw } = placeOf(ref);
      if (digestOf(card) === digest) return ref;
      const waitMs = atMs + NEWS_EVERY_MS - now().getTime();
      if (waitMs > 0) throw notYet('webhook/send', waitMs);
      const isThere = (await byWebhook(chatId, card)) || (await byRobot(chatId, card, redraw));
      if (!isThere) throw noWayTo(chatId);
      return placed(chatId, card, redraw);
    },
  };
};
