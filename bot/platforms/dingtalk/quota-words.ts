import type { Text } from '../../../models/text.js';
import type { UsageKind } from './usage.js';

const quotaWords: Record<UsageKind, Text> = {
  call: {
    zh: '钉钉本月 API 调用已用 {used} 次，额度 {allowed} 次。用完后卡片不再更新，请提前购买增购包，或调整 DINGTALK_MONTHLY_CALLS。',
    en: 'DingTalk API calls this month: {used} of {allowed}. Without more, cards stop being updated: buy an add-on pack, or correct DINGTALK_MONTHLY_CALLS.',
  },
  push: {
    zh: '钉钉本月推送已用 {used} 次，额度 {allowed} 次。用完后机器人收不到消息，请提前购买增购包，或调整 DINGTALK_MONTHLY_PUSHES。',
    en: 'DingTalk pushes this month: {used} of {allowed}. Without more, the robot hears nothing: buy an add-on pack, or correct DINGTALK_MONTHLY_PUSHES.',
  },
};

/** What administrators hear of the month, in both languages. */
export const quotaSentence = (kind: UsageKind, used: number, allowed: number): string => {
  const { zh, en } = quotaWords[kind];
  return `${zh}\n${en}`.replaceAll('{used}', String(used)).replaceAll('{allowed}', String(allowed));
};
