import type Router from '@koa/router';
import { drawContract } from '../jobs/draw-contracts.js';
import { findContract, findContractFile } from '../models/contract.js';
import type { Database } from '../models/database.js';
import { isSigned, signPath } from './seal.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface FileNeeds {
  readonly database: Database;
  readonly secret: string;
  readonly templatesDir: string;
}

/** The link by which the reader of a card opens one of our files. */
export const linkTo =
  (publicUrl: string, secret: string) =>
  (path: string): string =>
    `${publicUrl}/files/${path}?sig=${signPath(secret, path)}`;

/** `GET /files/contracts/12?sig=…`: who has the link may open it; nobody can make one up. */
export function fileRoutes(router: Router, { database, secret, templatesDir }: FileNeeds) {
  router.get('/files/contracts/:id', async (ctx) => {
    const id = Number(ctx.params.id);
    if (!isSigned(secret, `contracts/${ctx.params.id}`, String(ctx.query.sig ?? ''))) ctx.throw(404);
    const contract = await database.read((tx) => findContract(tx, id));
    if (!contract) return ctx.throw(404);
    if (!contract.sha256) await drawContract(database, id, templatesDir);
    ctx.body = await database.read((tx) => findContractFile(tx, id));
    ctx.type = DOCX;
    ctx.set(
      'content-disposition',
      `attachment; filename="contract-D-${contract.dealId}-v${contract.version}.docx"`,
    );
    ctx.set('cache-control', 'private, no-store');
    ctx.set('x-content-type-options', 'nosniff');
  });
}
