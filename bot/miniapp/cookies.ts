import type { Context } from 'koa';

/** Of one cookie: everything but its value. */
export interface Crumb {
  readonly name: string;
  readonly path: string;
  readonly maxAgeS: number;
  readonly isSecure: boolean;
}

/**
 * By hand, as Koa's own refuses `Secure` where a proxy in front of us speaks HTTPS. `Lax`: the link in a chat must bring
 * the cookie along, the form or the picture on another site must not.
 */
const write = (ctx: Context, { name, path, maxAgeS, isSecure }: Crumb, value: string): void =>
  ctx.append(
    'set-cookie',
    `${name}=${value}; Path=${path}; Max-Age=${maxAgeS}; HttpOnly; SameSite=Lax${isSecure ? '; Secure' : ''}`,
  );

/** @param value letters that need no escape: base64url */
export const setCookie = (ctx: Context, crumb: Crumb, value: string): void => write(ctx, crumb, value);

export const clearCookie = (ctx: Context, crumb: Crumb): void => write(ctx, { ...crumb, maxAgeS: 0 }, '');

export const readCookie = (ctx: Context, { name }: Pick<Crumb, 'name'>): string | undefined =>
  ctx.cookies.get(name) || undefined;
