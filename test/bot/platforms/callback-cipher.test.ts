import * as official from '@wecom/crypto';
import fc from 'fast-check';
import { BadCiphertext, decrypt, encrypt, sign } from '../../../bot/platforms/callback-cipher.js';
import {
  addressCheck,
  fixedRandom,
  keys,
  message,
  reply,
  replyText,
  robot,
  robotText,
  type Vector,
} from '../../support/wecom/vectors.js';

const { token, corpId, encodingAesKey } = keys;

const vectors: readonly (readonly [string, Vector])[] = [
  ['the check of an address', addressCheck],
  ['a message', message],
  ['a reply', reply],
  ['a word to a robot', robot],
];

test.each(vectors)('we sign %s as Tencent does', (_what, { timestamp, nonce, encrypted, signature }) => {
  expect(sign(token, timestamp, nonce, encrypted)).toBe(signature);
});

test('we read what Tencent encrypted', () => {
  expect(decrypt(encodingAesKey, addressCheck.encrypted, corpId)).toBe('1616140317555161061');
  const text = decrypt(encodingAesKey, message.encrypted, corpId);
  expect(Buffer.byteLength(text)).toBe(284);
  for (const words of ['<FromUserName><![CDATA[mycreate]]>', 'hello', '4561255354251345929'])
    expect(text).toContain(words);
});

test('we encrypt byte for byte as Tencent does', () => {
  expect(encrypt(encodingAesKey, replyText, corpId, fixedRandom)).toBe(reply.encrypted);
  expect(encrypt(encodingAesKey, robotText, '', fixedRandom)).toBe(robot.encrypted);
  expect(decrypt(encodingAesKey, robot.encrypted, '')).toBe(robotText);
});

const anyText = fc.string({ unit: 'grapheme', maxLength: 300 });
const anyKey = fc
  .uint8Array({ minLength: 32, maxLength: 32 })
  .map((bytes) => Buffer.from(bytes).toString('base64').slice(0, 43))
  .filter((key) => /^[A-Za-z0-9]{43}$/.test(key));

describe('with the official code at the other end', () => {
  test('it reads whatever we encrypt, under any key', () => {
    fc.assert(
      fc.property(anyKey, anyText, (key, text) => {
        expect(official.decrypt(key, encrypt(key, text, corpId))).toMatchObject({
          message: text,
          id: corpId,
        });
      }),
    );
  });

  test('we read whatever it encrypts, and know its signature', () => {
    fc.assert(
      fc.property(anyKey, anyText, (key, text) => {
        const encrypted = official.encrypt(key, text, corpId);
        expect(decrypt(key, encrypted, corpId)).toBe(text);
        expect(sign(token, '1', 'n', encrypted)).toBe(official.getSignature(token, '1', 'n', encrypted));
      }),
    );
  });

  test('with the same random bytes both write the same', () => {
    expect(official.encrypt(encodingAesKey, replyText, corpId, fixedRandom)).toBe(reply.encrypted);
  });
});

describe('what is not for us, or was changed, is refused and breaks nothing', () => {
  test('for another firm', () => {
    expect(() => decrypt(encodingAesKey, message.encrypted, 'wxother')).toThrow(BadCiphertext);
    expect(() => decrypt(encodingAesKey, message.encrypted, '')).toThrow(BadCiphertext);
  });

  test('under another key', () => {
    const other = `${encodingAesKey.slice(0, 20)}${'x'.repeat(23)}`;
    expect(() => decrypt(other, message.encrypted, corpId)).toThrow(BadCiphertext);
  });

  test.each(['', 'A', '====', 'AAAA', 'P9nAzCzyDtyTWESHep1vCw=='])('too short: %j', (encrypted) => {
    expect(() => decrypt(encodingAesKey, encrypted, corpId)).toThrow(BadCiphertext);
  });

  test('cut anywhere, or with any byte changed: the text is right or there is none', () => {
    const whole = Buffer.from(message.encrypted, 'base64');
    const text = decrypt(encodingAesKey, message.encrypted, corpId);
    const read = (bytes: Buffer): string | undefined => {
      try {
        return decrypt(encodingAesKey, bytes.toString('base64'), corpId);
      } catch (error) {
        expect(error).toBeInstanceOf(BadCiphertext);
        return undefined;
      }
    };
    for (let end = 0; end < whole.length; end += 1) expect(read(whole.subarray(0, end))).toBeUndefined();
    // A changed byte garbles its block and flips bits in the next; the last blocks hold the receiver and the padding.
    for (let at = whole.length - 64; at < whole.length; at += 1) {
      const changed = Buffer.from(whole);
      changed[at] = (changed[at] ?? 0) ^ 0x01;
      expect(read(changed)).not.toBe(text);
    }
  });

  test('a length that reaches beyond the end', () => {
    fc.assert(
      fc.property(fc.uint8Array({ minLength: 0, maxLength: 200 }), (bytes) => {
        const encrypted = Buffer.from(bytes).toString('base64');
        expect(() => decrypt(encodingAesKey, encrypted, corpId)).toThrow(BadCiphertext);
      }),
    );
  });
});

const sample = { aesKey: '1234567890123456789012345678901234567890123', owner: 'dingsnotzck6pm5veliw' };
const demo = { aesKey: 'abcdefghijklmnopqrstuvwxyz0123456789ABCDEFG', owner: 'dingdemoappkey00001' };

/** Of DingTalk's reference; the first is its own sample. */
const dingTalkVectors = [
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

test.each(dingTalkVectors)('$text is encrypted, decrypted and signed as DingTalk does', (vector) => {
  const { key, random, text, encrypted, signature } = vector;
  expect(encrypt(key.aesKey, text, key.owner, Buffer.from(random))).toBe(encrypted);
  expect(decrypt(key.aesKey, encrypted, key.owner)).toBe(text);
  expect(sign(vector.token, vector.timestamp, vector.nonce, encrypted)).toBe(signature);
});
