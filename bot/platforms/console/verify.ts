/**
 * The console knows no passwords, so a request must come from this machine's own page: another web site must
 * neither reach it (DNS rebinding: a foreign name that points here) nor write to it (cross-site requests).
 */
import type { IncomingHttpHeaders } from 'node:http';
import type { PlatformName } from '../platform.js';

/** A page of another site cannot add it without asking first, and nobody answers that question. */
const PAGE_HEADER = 'x-dealdesk-console';

const LOOPBACK = /^(localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/i;
const PROXY_HEADERS = ['forwarded', 'x-forwarded-for', 'x-forwarded-host', 'x-real-ip'];
const SAME_SITE = ['same-origin', 'none'];

const isLoopback = (host: string): boolean => LOOPBACK.test(host);

/**
 * The console lets anybody be anybody: only beside no real platform, and only for this machine. Whoever has an address for
 * others has a proxy before us, and not every proxy says that it is one.
 */
export const mayServeConsole = ({
  host,
  publicUrl,
  platforms,
}: {
  readonly host: string;
  readonly publicUrl: string;
  readonly platforms: readonly PlatformName[];
}): boolean =>
  isLoopback(host) &&
  isLoopback(new URL(publicUrl).hostname) &&
  platforms.every((name) => name === 'console');

const hostname = (authority: string): string => authority.replace(/:\d+$/, '');

const reads = (method: string): boolean => method === 'GET' || method === 'HEAD';

interface Knock {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

const reasons: readonly { readonly why: string; readonly holds: (knock: Knock) => boolean }[] = [
  {
    why: 'The console answers on a loopback address only: open it at http://127.0.0.1.',
    holds: ({ headers }) => !isLoopback(hostname(headers.host ?? '')),
  },
  {
    why: 'The console answers this machine only, not through a proxy.',
    holds: ({ headers }) => PROXY_HEADERS.some((name) => headers[name] !== undefined),
  },
  {
    why: 'The console answers its own page only.',
    holds: ({ method, headers }) =>
      !reads(method) && headers.origin !== undefined && headers.origin !== `http://${headers.host}`,
  },
  {
    why: 'The console answers its own page only.',
    holds: ({ method, headers }) =>
      !reads(method) && !SAME_SITE.includes(String(headers['sec-fetch-site'] ?? 'none')),
  },
  {
    why: `Requests that write carry ${PAGE_HEADER}: 1.`,
    holds: ({ method, headers }) => !reads(method) && headers[PAGE_HEADER] !== '1',
  },
];

/** Why this request is refused, or undefined when it may pass. */
export const whyRefused = (knock: Knock): string | undefined =>
  reasons.find(({ holds }) => holds(knock))?.why;
