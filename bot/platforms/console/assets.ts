/** The files of the page, the same whether the service runs from `dist/` or from the sources. */
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Context } from 'koa';
import { atRoot } from '../../root.js';

const PAGE = 'bot/platforms/console/page';

const folders: Readonly<Record<string, string>> = {
  '.html': atRoot(PAGE),
  '.css': atRoot(PAGE),
  '.svg': atRoot(PAGE),
  '.js': atRoot('dist', PAGE),
};

const borrowed: Readonly<Record<string, string>> = {
  'adaptivecards.js': atRoot('node_modules/adaptivecards/dist/adaptivecards.min.js'),
};

/** One flat folder: a name with a slash or a leading dot is nobody's. */
const NAME = /^[a-z][a-z-]*\.(html|css|svg|js)$/;

const pathOf = (name: string): string | undefined => {
  if (!NAME.test(name)) return undefined;
  return borrowed[name] ?? join(folders[extname(name)] ?? '', name);
};

/** Answers with the file, 304 when the browser has it already, 404 when there is none. */
export const serveAsset = async (ctx: Context, name: string): Promise<void> => {
  const path = pathOf(name);
  const found = path ? await stat(path).catch(() => undefined) : undefined;
  if (!path || !found) return ctx.throw(404, 'There is no such file.');

  ctx.status = 200;
  ctx.type = extname(name);
  ctx.etag = `${found.size}-${found.mtimeMs}`;
  ctx.set('cache-control', 'no-cache');
  if (ctx.fresh) ctx.status = 304;
  if (ctx.status === 200) ctx.body = await readFile(path);
};
