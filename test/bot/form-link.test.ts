import { formLink, readFormToken } from '../../bot/form-link.js';
import type { Incoming } from '../../bot/platforms/platform.js';

const secret = 's'.repeat(32);
const incoming: Incoming = {
  who: { platform: 'dingtalk', workspaceId: 'dingA', userId: 'manager807' },
  key: 'dingtalk:dingA:msg1',
  repeat: false,
  ask: { kind: 'command', text: '商机 新建' },
};
const tokenOf = (link: string) => link.split('/').at(-1) ?? '';

test('a form has a page that knows which event it answers, and whose it is', () => {
  const link = formLink('https://crm.example.com', secret)(incoming);
  expect(link).toMatch(/^https:\/\/crm\.example\.com\/app\/forms\/[\w-]+\.[\w-]+$/);
  expect(readFormToken(secret, tokenOf(link))).toEqual({ key: incoming.key, who: incoming.who });
});

test.each([
  ['another secret', 't'.repeat(32), (token: string) => token],
  ['a changed signature', secret, (token: string) => `${token.slice(0, -2)}AA`],
  ['another payload', secret, (token: string) => token.replace(/^[\w-]+/, 'e30')],
  ['nothing at all', secret, () => ''],
])('with %s there is no form', (_what, key, change) => {
  const token = change(tokenOf(formLink('https://crm.example.com', secret)(incoming)));
  expect(readFormToken(key, token)).toBeUndefined();
});
