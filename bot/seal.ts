import {
  createCipheriv,
  createDecipheriv,
  createHmac,
  hkdfSync,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
/** Without it a tag of four bytes would do, which somebody could guess. */
const withWholeTag = { authTagLength: TAG_BYTES };

const keys = new Map<string, Buffer>();

/** Made once for each purpose: it takes longer than what is done with it. */
function keyFor(secret: string, purpose: string): Buffer {
  const name = `${purpose} ${secret}`;
  const key = keys.get(name) ?? Buffer.from(hkdfSync('sha256', secret, '', purpose, 32));
  keys.set(name, key);
  return key;
}

/** Keeps a secret in the database: AES-256-GCM under a key made of `SESSION_SECRET`. */
export function seal(secret: string, purpose: string, plain: string): string {
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv(CIPHER, keyFor(secret, purpose), iv, withWholeTag);
  const sealed = Buffer.concat([cipher.update(plain, 'utf8'), cipher.final()]);
  return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64');
}

/** @throws when it was sealed under another secret or changed since */
export function unseal(secret: string, purpose: string, text: string): string {
  const bytes = Buffer.from(text, 'base64');
  const iv = bytes.subarray(0, IV_BYTES);
  const decipher = createDecipheriv(CIPHER, keyFor(secret, purpose), iv, withWholeTag);
  decipher.setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
  return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
    'utf8',
  );
}

/** @returns nothing for what was sealed under another secret or changed since: it is as good as none */
export const unsealed = (secret: string, purpose: string, text: string): string | undefined => {
  try {
    return unseal(secret, purpose, text);
  } catch {
    return undefined;
  }
};

const signatureOf = (secret: string, path: string): Buffer =>
  createHmac('sha256', keyFor(secret, 'link')).update(path).digest();

/** What shows that a path was given out by us. */
export const signPath = (secret: string, path: string): string =>
  signatureOf(secret, path).toString('base64url');

export function isSigned(secret: string, path: string, signature: string): boolean {
  const given = Buffer.from(signature, 'base64url');
  const right = signatureOf(secret, path);
  return given.length === right.length && timingSafeEqual(given, right);
}
