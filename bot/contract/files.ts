import type Router from '@koa/router';
import type { Context as Request } from 'koa';
import { openContract, refuseContract } from '../../handlers/contract/open.js';
import { formatNumber } from '../../handlers/input/id.js';
import { type Context, Refusal } from '../../handlers/useCase.js';
import { type Draw, drawContract } from '../../jobs/draw-contracts.js';
import { findContract } from '../../models/contract.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import { findEmployee } from '../../models/employee.js';
import type { Text } from '../../models/text.js';
import { Denied } from '../miniapp/denied.js';
import { PAGE_HEADERS } from '../platforms/page-headers.js';
import { words as botWords } from '../words.js';
import { type ContractLink, hasEnded, readLink } from './link.js';
import { refusalPage } from './refusal-page.js';

const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

const words = {
  unknown: {
    zh: '这个链接打不开合同：它不完整，或来自旧版本的卡片。请在聊天里重新打开商机，例如输入“/商机 查看 D-1024”，再从新的卡片打开合同。',
    en: 'This link opens no contract: it is not whole, or from a card of an older version. Show the deal again in the chat, for example by "/deal show D-1024", and open the contract from the new card.',
  },
  ended: {
    zh: '这个链接已过期。请在聊天里输入“/商机 查看 {number}”，再从新的卡片打开合同。',
    en: 'This link has ended. Type "/deal show {number}" in the chat, and open the contract from the new card.',
  },
} satisfies Record<string, Text>;

interface FileNeeds {
  readonly database: Database;
  readonly secret: string;
  readonly draw: Draw;
  readonly now: () => Date;
}

const denying =
  (status: number) =>
  (error: unknown): never => {
    if (error instanceof Refusal) throw new Denied(status, error.words);
    throw error;
  };

/** In whose name it is opened: somebody who works here. */
async function contextFor(tx: Tx, { employeeId }: ContractLink, now: Date): Promise<Context> {
  const actor = await findEmployee(tx, employeeId);
  if (!actor?.active) throw new Refusal(botWords.left);
  return { tx, actor, now, surface: 'link' };
}

/** The contract, if whoever has the link may see it now. */
async function contractBehind(tx: Tx, link: ContractLink, now: Date) {
  const contract = await findContract(tx, link.contractId);
  if (!contract) throw new Denied(404, words.unknown);
  await refuseContract(await contextFor(tx, link, now), contract);
  const number = formatNumber('deal', contract.dealId);
  if (hasEnded(link, now)) throw new Denied(410, words.ended, { number });
  return contract;
}

const refuse = (ctx: Request, { status, words: said }: Denied) => {
  ctx.status = status;
  ctx.type = 'html';
  ctx.body = refusalPage(said);
};

/**
 * `GET /files/contracts/12?for=3&until=20900&sig=…`: opens in the name of whoever had it on a card or a page, as long as
 * they work here and may see what it is about; nobody can make one up.
 */
export function fileRoutes(router: Router, { database, secret, draw, now }: FileNeeds) {
  const open = async (ctx: Request) => {
    const link = readLink(secret, ctx.params.id, ctx.query);
    if (!link) throw new Denied(404, words.unknown);
    const contract = await database.read((tx) => contractBehind(tx, link, now())).catch(denying(403));
    if (!contract.sha256) await drawContract(database, contract.id, draw).catch(denying(422));
    ctx.body = await database.transaction(async (tx) =>
      openContract(await contextFor(tx, link, now()), contract),
    );
    ctx.type = DOCX;
    ctx.set(
      'content-disposition',
      `attachment; filename="contract-D-${contract.dealId}-v${contract.version}.docx"`,
    );
  };

  router.get('/files/contracts/:id', async (ctx) => {
    ctx.set({ ...PAGE_HEADERS, 'cache-control': 'private, no-store' });
    await open(ctx).catch((error: unknown) => {
      if (!(error instanceof Denied)) throw error;
      refuse(ctx, error);
    });
  });
}
