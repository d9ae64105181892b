import { type Saying, saying, type Text } from '../../../models/text.js';
import type { Check, Verdict } from '../platform.js';
import { isShutWebhook } from './errors.js';
import { askWebhook } from './groups.js';
import type { GroupStore } from './stores.js';

const what: Text = { zh: '企业微信：群的消息推送', en: 'WeCom: webhooks of groups' };

const words = {
  shut: {
    zh: '群 {chat} 的消息推送已被删除、重置或停用',
    en: 'The webhook of the group {chat} was removed, renewed or switched off',
  },
  unreadable: {
    zh: '群 {chat} 的消息推送地址是用另一个 SESSION_SECRET 加密的，读不出来',
    en: 'The webhook of the group {chat} was sealed under another SESSION_SECRET and cannot be read',
  },
  again: {
    zh: '在群里重新取得地址，然后运行 npm run webhook -- add {chat}（docs/wecom.zh-CN.md 第 6 节）。',
    en: 'Get its address in the group again and run npm run webhook -- add {chat} (docs/wecom.md, §6).',
  },
  without: {
    zh: '{chats} 在跟进商机，但没有配置消息推送，只有有人 @ 机器人或点“刷新”时才更新',
    en: '{chats} follow deals without a webhook, and see changes only when somebody speaks to the robot or presses Refresh',
  },
} satisfies Record<string, Text>;

type Webhook = Awaited<ReturnType<GroupStore['webhooks']>>[number];

/** What is wrong with it, if anything. Nothing is said in the group. */
const faultOf = async (apiUrl: string, { chatId, key }: Webhook): Promise<Saying | undefined> => {
  if (key === undefined) return saying(words.unreadable, { chat: chatId });
  const error = await askWebhook(apiUrl, key);
  if (isShutWebhook(error)) return saying(words.shut, { chat: chatId });
  return undefined;
};

const look = async (apiUrl: string, groups: GroupStore, robotSpeaks: boolean): Promise<Verdict> => {
  const [webhooks, following] = await Promise.all([groups.webhooks(), groups.following()]);
  for (const webhook of webhooks) {
    const wrong = await faultOf(apiUrl, webhook);
    if (wrong) return { wrong, todo: saying(words.again, { chat: webhook.chatId }) };
  }
  const without = following.filter((chat) => webhooks.every(({ chatId }) => chatId !== chat));
  return without.length > 0 && !robotSpeaks
    ? { note: saying(words.without, { chats: without.join(', ') }) }
    : {};
};

/**
 * Whether news reaches the groups that follow something.
 * @param robotSpeaks  by itself, so that a group needs no webhook
 */
export const groupsCheck = (apiUrl: string, groups: GroupStore, robotSpeaks: boolean): Check => ({
  what,
  run: () => look(apiUrl, groups, robotSpeaks),
});
