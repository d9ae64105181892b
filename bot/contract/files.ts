import type Router from '@koa/router';
import { say } from '../../cards/say.js';
import { Refusal } from '../../handlers/useCase.js';
import { type Draw, drawContract } from '../../jobs/draw-contracts.js';
import { findContract, findContractFile } from '../../models/contract.js';
import type { Database } from '../../models/database.js';
import { locales, type Reader } from '../../models/text.js';
import { isSigned, signPath } from '../seal.js';

const NUMBER = /^[1-9]\d{0,14}$/;
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

export interface FileNeeds {
  readonly database: Database;
  readonly secret: string;
  readonly draw: Draw;
}

const readers = locales.map((locale): Reader => ({ locale, timeZone: 'UTC', link: (path) => path }));

/** Draws it now. @returns what is wrong with the firm's template, if anything, for whoever opened the link */
const drawn = (database: Database, id: number, draw: Draw): Promise<string | undefined> =>
  drawContract(database, id, draw).then(
    () => undefined,
    (error: unknown) => {
      if (!(error instanceof Refusal)) throw error;
      return readers.map((reader) => say(error.words, reader)).join('\n');
    },
  );

/** The link by which the reader of a card opens one of our files. */
export const linkTo =
  (publicUrl: string, secret: string) =>
  (path: string): string =>
    `${publicUrl}/files/${path}?sig=${signPath(secret, path)}`;

/** `GET /files/contracts/12?sig=…`: who has the link may open it; nobody can make one up. */
export function fileRoutes(router: Router, { database, secret, draw }: FileNeeds) {
  router.get('/files/contracts/:id', async (ctx) => {
    const { id: number = '' } = ctx.params;
    const isOurs = isSigned(secret, `contracts/${number}`, String(ctx.query.sig ?? ''));
    if (!isOurs || !NUMBER.test(number)) return ctx.throw(404);
    const id = Number(number);
    const contract = await database.read((tx) => findContract(tx, id));
    if (!contract) return ctx.throw(404);
    const trouble = contract.sha256 ? undefined : await drawn(database, id, draw);
    if (trouble) return ctx.throw(422, trouble);
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
