import { type Approval, listApprovalsOf } from '../../models/approval.js';
import { type Contract, findContractFile } from '../../models/contract.js';
import { getDeal } from '../../models/deal.js';
import type { Text } from '../../models/text.js';
import { maySeeApproval } from '../approval/load.js';
import { record } from '../history.js';
import { formatNumber } from '../input/id.js';
import { maySee } from '../scope.js';
import { type Context, Refusal } from '../useCase.js';

const words = {
  notYours: {
    zh: '你现在没有 {number} 的查看权限，它的合同也就打不开。如果不对，请联系它的负责人或管理员。',
    en: 'You may not see {number} now, so its contract does not open either. If that is wrong, ask its owner or an administrator.',
  },
} satisfies Record<string, Text>;

/** On whose card this version stands. */
const isAbout =
  ({ version }: Pick<Contract, 'version'>) =>
  ({ instance }: Approval): boolean =>
    instance.facts.contractVersion === version;

async function maySeeSome(ctx: Context, approvals: readonly Approval[]): Promise<boolean> {
  for (const approval of approvals) if (await maySeeApproval(ctx, approval)) return true;
  return false;
}

/** @throws Refusal unless this person may see the deal, or an approval that shows this version */
export async function refuseContract(ctx: Context, contract: Pick<Contract, 'dealId' | 'version'>) {
  const { dealId } = contract;
  const { ownerId } = await getDeal(ctx.tx, dealId);
  if (await maySee(ctx, ownerId)) return;
  const approvals = await listApprovalsOf(ctx.tx, 'deal', dealId);
  if (await maySeeSome(ctx, approvals.filter(isAbout(contract)))) return;
  throw new Refusal(words.notYours, { number: formatNumber('deal', dealId) });
}

/** The file, for somebody who may have it. Who opened it and when is in the history of the contract, not on the deal's cards. */
export async function openContract(ctx: Context, { id, version }: Pick<Contract, 'id' | 'version'>) {
  record(ctx, { kind: 'contract', id }, 'contract.opened', { params: { version } });
  return findContractFile(ctx.tx, id);
}
