import { absenceView } from '../../handlers/absence/view.js';
import { approvalView } from '../../handlers/approval/seen.js';
import { customerNotice } from '../../handlers/customer/notice.js';
import { dealCard } from '../../handlers/deal/view.js';
import { digestView } from '../../handlers/digest/view.js';
import { handoverView } from '../../handlers/directory/notice.js';
import { findApproval } from '../../models/approval.js';
import type { Tx } from '../../models/database/tx.js';
import { findDeal } from '../../models/deal.js';
import { dayOfDigest } from '../../models/digest.js';
import type { Employee } from '../../models/employee.js';
import type { Subject } from '../../models/shown-card.js';
import type { View } from '../../models/views.js';

/** What is read for a card; who sees it is read at the same time as what it is about. */
export interface Reading {
  readonly tx: Tx;
  readonly reader: Promise<Employee>;
  readonly now: Date;
}

type Load = (reading: Reading, id: number) => Promise<View | undefined>;

const contextOf = async ({ tx, reader, now }: Reading) =>
  ({ tx, actor: await reader, now, surface: 'system' }) as const;

/** What a card that follows the truth is drawn from, as of now; nothing when there is nothing to see any more. */
export const loadView: Readonly<Record<Subject, Load>> = {
  deal: async (reading, id) => {
    const [deal, ctx] = await Promise.all([findDeal(reading.tx, id), contextOf(reading)]);
    return deal && dealCard(ctx, deal);
  },
  approval: async ({ tx, reader, now }, id) => {
    const [approval, { id: readerId }] = await Promise.all([findApproval(tx, id), reader]);
    return approval && approvalView(tx, approval, readerId, now);
  },
  customer: async (reading, id) => customerNotice(await contextOf(reading), id),
  absence: async (reading, id) => absenceView(await contextOf(reading), id),
  handover: async ({ tx, reader }, id) => handoverView(tx, (await reader).id, id),
  digest: async (reading, id) => digestView(await contextOf(reading), dayOfDigest(id)),
};
