import { platformFor } from '../../../bot/miniapp/pages.js';

const all = ['slack', 'wecom', 'dingtalk'] as const;

test.each([
  [
    'WeCom on a phone',
    'Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/116 Mobile Safari/537.36 wxwork/4.1.22 MicroMessenger/7.0.1 Language/zh',
    'wecom',
  ],
  [
    'DingTalk on a phone',
    'Mozilla/5.0 (iPhone; CPU iPhone OS 17_0 like Mac OS X) AppleWebKit/605.1.15 AliApp(DingTalk/7.6.15) com.laiwang.DingTalk/1234',
    'dingtalk',
  ],
  [
    'Slack on a desktop',
    'Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Slack_SSB/4.40.0 Chrome/126 Safari/537.36',
    'slack',
  ],
  ['any browser', 'Mozilla/5.0 (Windows NT 10.0) Chrome/126 Safari/537.36', undefined],
  ['WeChat, which is not WeCom', 'Mozilla/5.0 (iPhone) MicroMessenger/8.0.49', undefined],
])('%s signs in with its own', (_client, userAgent, platform) => {
  expect(platformFor(userAgent, all)).toBe(platform);
});

test('where there is one way to sign in, nobody is asked', () => {
  expect(platformFor('Mozilla/5.0', ['slack'])).toBe('slack');
  expect(platformFor('wxwork/4.1', ['slack'])).toBe('slack');
  expect(platformFor('wxwork/4.1', [])).toBeUndefined();
});
