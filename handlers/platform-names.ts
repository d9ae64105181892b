import type { Text } from '../models/text.js';

/** What people call the platforms. */
const platformNames: Readonly<Record<'slack' | 'wecom' | 'dingtalk' | 'console', Text>> = {
  slack: { zh: 'Slack', en: 'Slack' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  dingtalk: { zh: '钉钉', en: 'DingTalk' },
  console: { zh: '演示聊天', en: 'the demo chat' },
};

export const platformName = (name: string): Text =>
  Object.hasOwn(platformNames, name)
    ? platformNames[name as keyof typeof platformNames]
    : { zh: name, en: name };
