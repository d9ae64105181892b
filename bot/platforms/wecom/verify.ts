import { BadCiphertext, decrypt, isSame, sign } from '../callback-cipher.js';

const MAX_SKEW_S = 600;

/** What a callback carries in its address. */
export interface Signed {
  readonly signature: string;
  readonly timestamp: string;
  readonly nonce: string;
}

export interface Keys {
  readonly corpId: string;
  readonly token: string;
  readonly encodingAesKey: string;
}

export type Verdict =
  | { readonly type: 'genuine'; readonly plain: string }
  /** WeCom's own signature at a wrong time: a clock that is off, or an old callback played again. */
  | { readonly type: 'skewed' }
  | { readonly type: 'forged'; readonly reason: string };

const single = (value: string | string[] | undefined): string => (typeof value === 'string' ? value : '');

type Query = Readonly<Record<string, string | string[] | undefined>>;

export const signedIn = ({ msg_signature, timestamp, nonce }: Query): Signed => ({
  signature: single(msg_signature),
  timestamp: single(timestamp),
  nonce: single(nonce),
});

/**
 * Did WeCom send this, to this firm, just now? What it says is looked at only then.
 * @see https://developer.work.weixin.qq.com/document/path/90930
 */
export const verify = (
  { signature, timestamp, nonce }: Signed,
  encrypted: string,
  { corpId, token, encodingAesKey }: Keys,
  now: Date,
): Verdict => {
  if (!/^\d{1,12}$/.test(timestamp) || !isSame(signature, sign(token, timestamp, nonce, encrypted)))
    return { type: 'forged', reason: 'the signature is wrong' };
  if (Math.abs(now.getTime() / 1000 - Number(timestamp)) > MAX_SKEW_S) return { type: 'skewed' };
  return opened(encodingAesKey, encrypted, corpId);
};

const opened = (encodingAesKey: string, encrypted: string, corpId: string): Verdict => {
  try {
    return { type: 'genuine', plain: decrypt(encodingAesKey, encrypted, corpId) };
  } catch (error) {
    if (error instanceof BadCiphertext) return { type: 'forged', reason: error.message };
    throw error;
  }
};
