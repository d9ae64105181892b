import type { IncomingHttpHeaders } from 'node:http';
import type { Context, Next } from 'koa';

/**
 * No script, style or frame of anybody else's, and none within the page's text.
 * @see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Content-Security-Policy
 */
const SECURITY_HEADERS = {
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  // The address of a form is its key.
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
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
export const PAGE_HEADER = 'x-dealdesk-app';

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
