import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

const RANDOM_BYTES = 16;
const LENGTH_BYTES = 4;
/** PKCS#7 to 32-byte blocks, twice AES's own. */
const BLOCK_BYTES = 32;

/** The console's key of 43 characters, and whose events they are: the client id of a self-built app. */
export interface EventKey {
  readonly aesKey: string;
  readonly owner: string;
}

const keyOf = ({ aesKey }: EventKey): Buffer => Buffer.from(`${aesKey}=`, 'base64');

/**
 * What DingTalk encrypted for us. AES-256-CBC; within: 16 random bytes, the length, the text, its owner.
 * @throws Error when it is not ours, or was changed
 * @see https://open.dingtalk.com/document/development/http-push-of-event-subscription
 */
export const decrypt = (event: EventKey, encrypted: string): string => {
  const key = keyOf(event);
  const decipher = createDecipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  const padded = Buffer.concat([decipher.update(encrypted, 'base64'), decipher.final()]);
  const padding = padded.at(-1) ?? 0;
  if (padding < 1 || padding > BLOCK_BYTES) throw new Error('The event has no padding.');

  const plain = padded.subarray(0, padded.length - padding);
  const start = RANDOM_BYTES + LENGTH_BYTES;
  if (plain.length < start) throw new Error('The event is too short.');
  const end = start + plain.readUInt32BE(RANDOM_BYTES);
  if (plain.subarray(end).toString() !== event.owner) throw new Error('The event is for another app.');
  return plain.subarray(start, end).toString('utf8');
};

export const encrypt = (event: EventKey, text: string, random = randomBytes(RANDOM_BYTES)): string => {
  const key = keyOf(event);
  const message = Buffer.from(text);
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt32BE(message.length);
  const plain = Buffer.concat([random, length, message, Buffer.from(event.owner)]);
  const padding = BLOCK_BYTES - (plain.length % BLOCK_BYTES);
  const cipher = createCipheriv('aes-256-cbc', key, key.subarray(0, 16)).setAutoPadding(false);
  return Buffer.concat([
    cipher.update(Buffer.concat([plain, Buffer.alloc(padding, padding)])),
    cipher.final(),
  ]).toString('base64');
};
