import { createCipheriv, createDecipheriv, createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/**
 * How WeCom and DingTalk seal the body of a callback, both in the same way: AES-256-CBC, PKCS#7 to blocks of 32 bytes,
 * `16 random bytes | length of the message | message | receiver`.
 * @see https://developer.work.weixin.qq.com/document/path/90968
 * @see https://open.dingtalk.com/document/development/http-push-of-event-subscription
 */
const BLOCK_BYTES = 32;
const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;

/** What came is not encrypted under our key, or for somebody else. */
export class BadCiphertext extends Error {
  override readonly name = 'BadCiphertext';
}

/** Of an EncodingAESKey's 43 characters; the last one may have bits that mean nothing. */
const keyOf = (encodingAesKey: string): Buffer => Buffer.from(`${encodingAesKey}=`, 'base64');

/** The signature of what they send and of what they are answered. */
export const sign = (token: string, timestamp: string, nonce: string, encrypted: string): string =>
  createHash('sha1').update([token, timestamp, nonce, encrypted].sort().join('')).digest('hex');

/** In a time that tells nothing of where they differ. */
export const isSame = (given: string, right: string): boolean => {
  const [a, b] = [Buffer.from(given), Buffer.from(right)];
  return a.length === b.length && timingSafeEqual(a, b);
};

/** @param receiveId WeCom's id of the firm, or nothing for a robot; DingTalk's client id of the app */
export const encrypt = (
  encodingAesKey: string,
  plain: string,
  receiveId: string,
  random = randomBytes(RANDOM_BYTES),
): string => {
  const key = keyOf(encodingAesKey);
  const message = Buffer.from(plain);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  const unpadded = Buffer.concat([random, length, message, Buffer.from(receiveId)]);
  const pad = BLOCK_BYTES - (unpadded.length % BLOCK_BYTES);
  // Node pads to 16 bytes by itself, and knows no other way.
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, RANDOM_BYTES)).setAutoPadding(false);
  const padded = Buffer.concat([unpadded, Buffer.alloc(pad, pad)]);
  return Buffer.concat([cipher.update(padded), cipher.final()]).toString('base64');
};

/** @throws BadCiphertext */
export const decrypt = (encodingAesKey: string, encrypted: string, receiveId: string): string => {
  const bytes = unpadded(deciphered(encodingAesKey, Buffer.from(encrypted, 'base64')));
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (bytes.length < start) throw new BadCiphertext('The message is too short.');
  const end = start + bytes.readUInt32BE(RANDOM_BYTES);
  if (end > bytes.length) throw new BadCiphertext('The message is shorter than it says.');
  if (bytes.toString('utf8', end) !== receiveId) throw new BadCiphertext('The message is for somebody else.');
  return bytes.toString('utf8', start, end);
};

const deciphered = (encodingAesKey: string, encrypted: Buffer): Buffer => {
  if (encrypted.length === 0 || encrypted.length % RANDOM_BYTES !== 0)
    throw new BadCiphertext('The message is no whole number of blocks.');
  const key = keyOf(encodingAesKey);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, RANDOM_BYTES)).setAutoPadding(false);
  return Buffer.concat([decipher.update(encrypted), decipher.final()]);
};

const unpadded = (bytes: Buffer): Buffer => {
  const pad = bytes.at(-1) ?? 0;
  const padding = bytes.subarray(bytes.length - pad);
  const isRight =
    pad >= 1 && pad <= BLOCK_BYTES && pad <= bytes.length && padding.every((each) => each === pad);
  if (!isRight) throw new BadCiphertext('The padding is wrong.');
  return bytes.subarray(0, bytes.length - pad);
};
