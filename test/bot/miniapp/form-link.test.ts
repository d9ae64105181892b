import { formLink, readFormToken } from '../../../bot/miniapp/form-link.js';
import type { Incoming } from '../../../bot/platforms/platform.js';
import { seal } from '../../../bot/seal.js';

const secret = 'a secret of thirty-two characters at least';
const incoming: Incoming = {
  who: { platform: 'wecom', workspaceId: 'ww1', userId: 'zhang' },
  key: `wecom:ww1:${'x'.repeat(180)}`,
  repeat: false,
  ask: { kind: 'command', text: '/deal new' },
};
const link = formLink('https://crm.acme.example', secret)(incoming);
const token = link.split('/').at(-1) ?? '';

test('the link is a page of ours, short enough for every card, and tells nothing by itself', () => {
  expect(link).toMatch(/^https:\/\/crm\.acme\.example\/app\/forms\/[\w-]+$/);
  expect(link.length).toBeLessThan(1000);
  expect(Buffer.from(token, 'base64url').toString('latin1')).not.toContain('zhang');
});

test('it says which event was answered with the form, and who asked', () => {
  expect(readFormToken(secret, token)).toEqual({ key: incoming.key, who: incoming.who });
});

test.each([
  ['changed by a letter', `${token.slice(0, 40)}${token[40] === 'A' ? 'B' : 'A'}${token.slice(41)}`],
  ['cut', token.slice(0, -8)],
  ['made up', 'forms'],
  ['empty', ''],
  ['sealed for something else', seal(secret, 'mini-app session', '["k","wecom","w","u"]')],
  ['sealed with something else in it', seal(secret, 'form link', '{"key":"k"}')],
  ['of a platform that there is not', seal(secret, 'form link', '["k","fax","w","u"]')],
])('a token that is %s opens nothing', (_what, bad) => {
  expect(readFormToken(secret, bad)).toBeUndefined();
});

test('nor does one that was made with another secret', () => {
  expect(readFormToken('another secret of thirty-two letters', token)).toBeUndefined();
});
