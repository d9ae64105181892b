/** The built page: one HTML file for every address, and its parts, whose names change with their content. */
import { createReadStream } from 'node:fs';
import { readFile, stat } from 'node:fs/promises';
import { extname } from 'node:path';
import type { Context } from 'koa';
import { atRoot } from '../root.js';

const PAGE = atRoot('dist/miniapp');
const A_YEAR_S = 31_536_000;

const NAME = /^[\w-][\w.-]*\.(js|css|svg)$/;
/** Best first. Each part is kept compressed beside itself. */
const encodings = ['br', 'gzip'] as const;
const suffix = { br: '.br', gzip: '.gz', identity: '' } as const;

/** `GET /app/assets/…`: from the disk, as it was compressed when it was built. */
export const serveAsset = async (ctx: Context, name: string): Promise<void> => {
  const encoding = ctx.acceptsEncodings(...encodings, 'identity') || 'identity';
  const path = `${PAGE}/assets/${name}${suffix[encoding as keyof typeof suffix]}`;
  const found = NAME.test(name) ? await stat(path).catch(() => undefined) : undefined;
  if (!found) return ctx.throw(404, 'There is no such file.');

  ctx.type = extname(name);
  ctx.length = found.size;
  ctx.set('cache-control', `public, max-age=${A_YEAR_S}, immutable`);
  ctx.vary('accept-encoding');
  if (encoding !== 'identity') ctx.set('content-encoding', encoding);
  ctx.body = createReadStream(path);
};

let shell: Promise<string> | undefined;

const readShell = (): Promise<string> => {
  shell ??= readFile(`${PAGE}/index.html`, 'utf8').catch((error) => {
    shell = undefined;
    throw error;
  });
  return shell;
};

/** @param wanted addresses that the page will ask for, so that they are on their way before its script is */
const hints = (wanted: readonly string[]): string =>
  wanted.map((path) => `<link rel="preload" href="${path}" as="fetch" crossorigin />`).join('');

export const servePage = async (ctx: Context, wanted: readonly string[]): Promise<void> => {
  const html = await readShell();
  const lang = ctx.acceptsLanguages('zh-CN', 'zh', 'en') === 'en' ? 'en' : 'zh-CN';
  ctx.type = 'html';
  ctx.set('cache-control', 'no-store');
  ctx.vary('accept-language');
  ctx.body = html.replace('lang="zh-CN"', `lang="${lang}"`).replace('</head>', `${hints(wanted)}</head>`);
};
