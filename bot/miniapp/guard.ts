import type { IncomingHttpHeaders } from 'node:http';
import type { Context, Next } from 'koa';
import { PAGE_HEADERS } from '../platforms/page-headers.js';

const SECURITY_HEADERS = {
  ...PAGE_HEADERS,
  'permissions-policy': 'camera=(), microphone=(), geolocation=(), payment=()',
};

const HSTS = { 'strict-transport-security': 'max-age=31536000' };

export const secured =
  (isSecure: boolean) =>
  async (ctx: Context, next: Next): Promise<void> => {
    ctx.set(isSecure ? { ...SECURITY_HEADERS, ...HSTS } : SECURITY_HEADERS);
    await next();
  };

/** A page of another site cannot add it without asking first, and nobody answers that question. */
const PAGE_HEADER = 'x-dealdesk-app';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|\[::1\])(:\d+)?$/i;

/** Where the browser sees us: the public address; on this machine, where nothing public is configured, any name of it. */
export const originFor = (publicUrl: string, { host = '' }: IncomingHttpHeaders): string => {
  const { origin, host: publicHost } = new URL(publicUrl);
  return LOOPBACK.test(publicHost) && LOOPBACK.test(host) ? `http://${host}` : origin;
};

/**
 * A changing request is taken from our own page only. Cookies are `SameSite=Lax`, which keeps them out of other sites'
 * requests; older web views do not know that, so the request has to say as well where it comes from, and carry a header
 * that no form of another site can send.
 */
export const isOwnPage = (publicUrl: string, headers: IncomingHttpHeaders): boolean => {
  if (headers[PAGE_HEADER] !== '1') return false;
  if (headers.origin !== undefined) return headers.origin === originFor(publicUrl, headers);
  return headers['sec-fetch-site'] === 'same-origin';
};
