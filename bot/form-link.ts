import { z } from 'zod';
import type { FormLink, PlatformUser } from './platforms/platform.js';
import { seal, unsealed } from './seal.js';

const PURPOSE = 'form link';

const content = z.tuple([
  z.string(),
  z.enum(['slack', 'wecom', 'dingtalk', 'console']),
  z.string(),
  z.string(),
]);

/** Sealed, so that neither the address bar nor a proxy's log tells who asked. Letters that every client leaves alone. */
export const formToken = (secret: string, { key, who }: FormKey): string =>
  Buffer.from(
    seal(secret, PURPOSE, JSON.stringify([key, who.platform, who.workspaceId, who.userId])),
    'base64',
  ).toString('base64url');

/** What a token stands for: the event that was answered with a form, and who is to fill it in. */
export interface FormKey {
  readonly key: string;
  readonly who: PlatformUser;
}

export const formLink =
  (publicUrl: string, secret: string): FormLink =>
  (incoming) =>
    `${publicUrl}/app/forms/${formToken(secret, incoming)}`;

/** @returns nothing for a token that was not made here, or was changed since */
export const readFormToken = (secret: string, token: string): FormKey | undefined => {
  const text = unsealed(secret, PURPOSE, token);
  const read = content.safeParse(text && JSON.parse(text));
  if (!read.success) return undefined;
  const [key, platform, workspaceId, userId] = read.data;
  return { key, who: { platform, workspaceId, userId } };
};
