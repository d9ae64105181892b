import { z } from 'zod';
import { type FormLink, PLATFORM_NAMES, type PlatformUser } from '../platforms/platform.js';
import { sealed } from './sealed.js';

/** What a token stands for: the event that was answered with a form, and who is to fill it in. */
export interface FormKey {
  readonly key: string;
  readonly who: PlatformUser;
}

/** Sealed, so that neither the address bar nor a proxy's log tells who asked. */
const formSeal = sealed('form link', z.tuple([z.string(), z.enum(PLATFORM_NAMES), z.string(), z.string()]));

export const formToken = (secret: string, { key, who }: FormKey): string =>
  formSeal(secret).write([key, who.platform, who.workspaceId, who.userId]);

export const formLink =
  (publicUrl: string, secret: string): FormLink =>
  (incoming) =>
    `${publicUrl}/app/forms/${formToken(secret, incoming)}`;

/** @returns nothing for a token that was not made here, or was changed since */
export const readFormToken = (secret: string, token: string): FormKey | undefined => {
  const content = formSeal(secret).read(token);
  if (!content) return undefined;
  const [key, platform, workspaceId, userId] = content;
  return { key, who: { platform, workspaceId, userId } };
};
