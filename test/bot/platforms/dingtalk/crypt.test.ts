import fc from 'fast-check';
import { decrypt, encrypt } from '../../../../bot/platforms/dingtalk/crypt.js';
import { signEvent } from '../../../../bot/platforms/dingtalk/verify.js';

const sample = { aesKey: '1234567890123456789012345678901234567890123', owner: 'dingsnotzck6pm5veliw' };
const demo = { aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', owner: 'dingdemoappkey00001' };

/** The vectors of the reference; the first is DingTalk's own sample. */
const vectors = [
  {
    key: sample,
    token: '123456',
    timestamp: '1614767836',
    nonce: 'A7Co0cJLMzIDtMMI',
    random: 'dICkEDLj0eb6yAbc',
    text: 'success',
    encrypted: 'YvkvaGe4hQxd3VxRmEty0dVlnCOAqwf56xwTRHDHoOURqhalbmBJQk5FNcRk42Gl5T0YQXZNwpwWSm1xAFJ5ZA==',
    signature: '9a95a004dd16f5c307e849b994173f76aa26e5eb',
  },
  {
    key: demo,
    token: 'DemoToken2026',
    timestamp: '1760000000123',
    nonce: 'N0nceABC',
    random: '0123456789abcdef',
    text: '{"EventType":"check_url"}',
    encrypted:
      'Q3stYC6hdFzMh9T8HCvyDLV8JeomtQuxZLosYEI28mjzSD5UpK2hp0QUc4H6M/N51AkCBTRgQgUijSjeUG+NRjElGtyt0TwDYib52aJCiBWIlqIh235xNP1FnYeZOUpS',
    signature: 'f3f727c89d9c6ddb14ca436de717350a40867aa5',
  },
  {
    key: demo,
    token: 'DemoToken2026',
    timestamp: '1760000000123',
    nonce: 'N0nceABC',
    random: 'fedcba9876543210',
    text: 'success',
    encrypted: 'DpQeJfnf/MGZ/+GTIspwVLBfQDfaQNljj+yulm4JEbLMXKhZly84ekH5Nn2PgMGfK5kk0NK/K8IV7eCfTJhw3g==',
    signature: '6c97fc7eac813837a48266055ab02523625167fb',
  },
  {
    key: demo,
    token: 'DemoToken2026',
    timestamp: '1760000000123',
    nonce: 'N0nceABC',
    random: '0123456789abcdef',
    text: '{"EventType":"user_add_org","名称":"张三100%"}',
    encrypted:
      'Q3stYC6hdFzMh9T8HCvyDO0mcNYiAhKjoQX1v/CgJk9iHVDNtHF8BPNdzYnmCgoAs12tGBjMgq3HBygpJ/4/yVHg9Lm9BXnbdLmJwhBgRYSfOWcZh8vGbTg8QFG2xwc+',
    signature: '7376d3141e4868ea9ed013918337b3266a773dce',
  },
] as const;

test.each(vectors)('$text is encrypted, decrypted and signed as DingTalk does', (vector) => {
  const { key, token, timestamp, nonce, random, text, encrypted, signature } = vector;
  expect(encrypt(key, text, Buffer.from(random))).toBe(encrypted);
  expect(decrypt(key, encrypted)).toBe(text);
  expect(signEvent(token, timestamp, nonce, encrypted)).toBe(signature);
});

test('whatever text goes in comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (text) => {
      expect(decrypt(demo, encrypt(demo, text))).toBe(text);
    }),
  );
});

test('what is for another app, or was changed, is not read', () => {
  const sealed = encrypt(demo, 'success');
  expect(() => decrypt({ ...demo, owner: 'dingother' }, sealed)).toThrow('for another app');
  expect(() => decrypt(sample, sealed)).toThrow();
  expect(() => decrypt(demo, sealed.slice(0, 20))).toThrow();
  expect(() => decrypt(demo, '')).toThrow();
});
