import type { Text } from '../../models/text.js';

/** What the pages' requests are refused with. */
export const words = {
  signIn: {
    zh: '登录已过期，请重新登录。',
    en: 'You are not signed in any more. Please sign in again.',
  },
  foreign: {
    zh: '这个请求不是从本页面发出的，已拒绝。请刷新页面再试。',
    en: 'This request did not come from our own page, so it was refused. Reload the page and try again.',
  },
  notJson: {
    zh: '请求内容不是有效的 JSON。请刷新页面再试。',
    en: 'The request is not valid JSON. Reload the page and try again.',
  },
  tooLong: {
    zh: '内容太长了，请缩短后再提交。',
    en: 'That is too long. Shorten it and send it again.',
  },
  unreadable: {
    zh: '请求里的“{field}”读不懂。请刷新页面再试。',
    en: 'The request cannot be read at “{field}”. Reload the page and try again.',
  },
  noPage: { zh: '没有这个地址。', en: 'There is nothing at this address.' },
  noForm: {
    zh: '打不开这个表单：链接不完整，或已超过 7 天。请回到聊天里重新操作。',
    en: 'This form cannot be opened: its link is not whole, or older than 7 days. Start again from the chat.',
  },
  notYourForm: {
    zh: '这个表单是发给别人的，只有收到它的人能打开。',
    en: 'This form was sent to somebody else; only they can open it.',
  },
} satisfies Record<string, Text>;
