import type { FormLink, PlatformUser } from './platforms/platform.js';
import { isSigned, signPath } from './seal.js';

const pathOf = (payload: string): string => `/app/forms/${payload}`;

/** The page of the form that an event was answered with: `${publicUrl}/app/forms/<token>`. */
export const formLink =
  (publicUrl: string, secret: string): FormLink =>
  ({ key, who }) => {
    const payload = Buffer.from(JSON.stringify({ key, who })).toString('base64url');
    return `${publicUrl}${pathOf(payload)}.${signPath(secret, pathOf(payload))}`;
  };

/** Which event, and whose; nothing for a token that we did not make. */
export const readFormToken = (
  secret: string,
  token: string,
): { readonly key: string; readonly who: PlatformUser } | undefined => {
  const [payload = '', signature = ''] = token.split('.');
  if (!isSigned(secret, pathOf(payload), signature)) return undefined;
  return JSON.parse(Buffer.from(payload, 'base64url').toString());
};
