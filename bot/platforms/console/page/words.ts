import type { Locale, Text } from '../../../../models/text.js';
import type { View } from '../../../../models/views.js';

export const inLocale = (locale: Locale, text: Text): string => (locale === 'en' ? text.en : text.zh);

/** Puts the values into the `{gaps}`. */
export const say = (
  locale: Locale,
  text: Text,
  gaps: Readonly<Record<string, string | number>> = {},
): string => inLocale(locale, text).replace(/\{(\w+)\}/g, (gap, name) => String(gaps[name] ?? gap));

export const ui = {
  colleagues: { zh: '同事', en: 'People' },
  findPerson: { zh: '按姓名或岗位查找', en: 'Find by name or position' },
  nobodyFound: { zh: '没有找到', en: 'Nobody found' },
  noMessages: { zh: '还没有消息', en: 'No messages yet' },
  unread: { zh: '{count} 条未读', en: '{count} unread' },
  openBeside: { zh: '并排打开 {name}', en: 'Open {name} beside' },
  split: { zh: '并排查看两个人', en: 'See two people side by side' },
  closePane: { zh: '关闭 {name} 的会话', en: 'Close the conversation of {name}' },
  gallery: { zh: '卡片展览', en: 'Card gallery' },
  themeAuto: { zh: '外观：跟随系统', en: 'Appearance: as the system' },
  themeLight: { zh: '外观：浅色', en: 'Appearance: light' },
  themeDark: { zh: '外观：深色', en: 'Appearance: dark' },
  conversation: { zh: '{name} 与 Dealdesk 的会话', en: 'Conversation of {name} with Dealdesk' },
  you: { zh: '我', en: 'You' },
  privately: { zh: '仅自己可见', en: 'Only visible to you' },
  updated: { zh: '{time} 更新', en: 'updated {time}' },
  today: { zh: '今天', en: 'Today' },
  yesterday: { zh: '昨天', en: 'Yesterday' },
  composer: { zh: '以 {name} 的身份输入指令', en: 'Type a command as {name}' },
  composerHint: {
    zh: 'Enter 发送 · Shift+Enter 换行 · ↑↓ 历史 · Tab 补全',
    en: 'Enter sends · Shift+Enter breaks the line · ↑↓ history · Tab completes',
  },
  send: { zh: '发送', en: 'Send' },
  sending: { zh: '发送中…', en: 'Sending…' },
  notSent: { zh: '发送失败', en: 'Not sent' },
  notDone: { zh: '没有送达', en: 'That did not get through' },
  cancel: { zh: '取消', en: 'Cancel' },
  retry: { zh: '重试', en: 'Try again' },
  discard: { zh: '删除', en: 'Delete' },
  answering: { zh: 'Dealdesk 正在处理', en: 'Dealdesk is working on it' },
  suggestions: { zh: '指令补全', en: 'Command completion' },
  toChoose: { zh: '候选项', en: 'To choose from' },
  offered: { zh: '有 {count} 项可选，按上下键选择', en: '{count} to choose from, by the arrow keys' },
  newMessage: { zh: '有新消息', en: 'New message' },
  cardChanged: { zh: '卡片已更新', en: 'A card changed' },
  older: { zh: '更早的消息', en: 'Older messages' },
  reconnecting: { zh: '连接已断开，正在重新连接…', en: 'The connection is lost; trying again…' },
  cannotShow: { zh: '这张卡片无法显示', en: 'This card cannot be shown' },
  welcome: { zh: '你好，{name}', en: 'Hello, {name}' },
  welcomeHint: {
    zh: '你现在以「{position}」的身份与 Dealdesk 对话。可以从这里开始：',
    en: 'You are talking to Dealdesk as {position}. Some ways to begin:',
  },
  signInAs: { zh: '以谁的身份登录？', en: 'Sign in as whom?' },
  openApp: { zh: '以 {name} 的身份打开小程序', en: 'Open the mini-app as {name}' },
  backToChat: { zh: '回到对话', en: 'Back to the chat' },
  allKinds: { zh: '全部', en: 'All' },
  bothLanguages: { zh: '两种语言', en: 'Both languages' },
  language: { zh: '语言', en: 'Language' },
  payload: { zh: '报文', en: 'Payload' },
  findCard: { zh: '查找卡片', en: 'Find a card' },
  copy: { zh: '复制', en: 'Copy' },
  copied: { zh: '已复制', en: 'Copied' },
  size: { zh: '{count} 字节', en: '{count} bytes' },
  cards: { zh: '{count} 张卡片', en: 'Cards: {count}' },
  noCards: { zh: '没有符合条件的卡片', en: 'No card is like that' },
} as const satisfies Record<string, Text>;

/** What the gallery has cards of. */
export const kindNames: Readonly<Record<View['kind'], Text>> = {
  deal: { zh: '商机', en: 'Deal' },
  approval: { zh: '审批', en: 'Approval' },
  request: { zh: '申请', en: 'Request' },
  customer: { zh: '客户', en: 'Customer' },
  todo: { zh: '待办', en: 'To do' },
  digest: { zh: '日报', en: 'Digest' },
  list: { zh: '列表', en: 'List' },
  notice: { zh: '提示', en: 'Notice' },
  help: { zh: '帮助', en: 'Help' },
  form: { zh: '表单', en: 'Form' },
};
