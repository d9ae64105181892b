import { randomBytes } from 'node:crypto';
import { encrypt, sign } from '../callback-cipher.js';
import type { Log } from '../log.js';
import type { Exchange } from './exchange.js';
import type { Dialect } from './receiver.js';
import type { Keys } from './verify.js';
import { BadXml, buildXml, parseXml, type XmlTree } from './xml.js';

interface Needs {
  readonly keys: Keys;
  readonly exchange: Pick<Exchange, 'receive'>;
  readonly log: Log;
  readonly now: () => Date;
}

/** Only this much is looked at before the signature is right: base64 between two tags. */
const ENCRYPTED = /<Encrypt>\s*(?:<!\[CDATA\[)?([A-Za-z0-9+/=]+)(?:\]\]>)?\s*<\/Encrypt>/;

/** How apps and the contact sync talk. */
export const xmlDialect = ({ keys, exchange, log, now }: Needs): Dialect => ({
  sealedIn: (raw) => ENCRYPTED.exec(raw)?.[1] ?? '',
  answer: async (plain) => {
    const xml = readXml(plain, log);
    if (!xml) return undefined;
    const text = await exchange.receive(xml);
    if (text === undefined) return { type: 'text/plain', body: '' };
    return { type: 'text/xml', body: reply(keys, xml, text, now()) };
  },
});

const readXml = (plain: string, log: Log): XmlTree | undefined => {
  try {
    return parseXml(plain);
  } catch (error) {
    if (!(error instanceof BadXml)) throw error;
    log.warn({ reason: error.message }, 'wecom: a callback could not be read');
    return undefined;
  }
};

/** @see https://developer.work.weixin.qq.com/document/path/90241 */
const reply = (
  { corpId, token, encodingAesKey }: Keys,
  { FromUserName }: XmlTree,
  text: string,
  now: Date,
): string => {
  const seconds = Math.floor(now.getTime() / 1000);
  const nonce = randomBytes(8).toString('hex');
  const plain = buildXml({
    ToUserName: String(FromUserName),
    FromUserName: corpId,
    CreateTime: seconds,
    MsgType: 'text',
    Content: text,
  });
  const encrypted = encrypt(encodingAesKey, plain, corpId);
  return buildXml({
    Encrypt: encrypted,
    MsgSignature: sign(token, String(seconds), nonce, encrypted),
    TimeStamp: seconds,
    Nonce: nonce,
  });
};
