import type { Tx } from '../../models/database/tx.js';
import { listNames } from '../../models/employee.js';
import { countHandovers, type HandoverKind } from '../../models/handover.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { Button } from '../../models/view-parts.js';
import type { NoticeView } from '../../models/views.js';

const words = {
  title: { zh: '{person}已离职，手上的事转给你了', en: '{person} has left: what they held is yours now' },
  deals: { zh: '我的商机', en: 'My deals' },
  approvals: { zh: '待我审批', en: 'Waiting for me' },
} satisfies Record<string, Text>;

const counted: Record<HandoverKind, Text> = {
  deal: { zh: '进行中的商机：{count} 个', en: 'Open deals: {count}' },
  approval: { zh: '等待审批：{count} 项', en: 'Approvals to decide: {count}' },
  customer: { zh: '客户：{count} 家', en: 'Customers: {count}' },
};

const buttons: Partial<Record<HandoverKind, Button>> = {
  deal: { label: saying(words.deals), press: { do: 'deal.list', input: {} } },
  approval: { label: saying(words.approvals), press: { do: 'approval.mine', input: {} } },
};

/** What came to somebody from a person who left; nothing when it all went on. */
export async function handoverView(
  tx: Tx,
  heirId: number,
  leaverId: number,
): Promise<NoticeView | undefined> {
  const [lines, names] = await Promise.all([countHandovers(tx, leaverId, heirId), listNames(tx, [leaverId])]);
  if (lines.length === 0) return undefined;
  const body: Saying[] = lines.map(({ subjectKind, count }) => saying(counted[subjectKind], { count }));
  return {
    kind: 'notice',
    title: saying(words.title, { person: names[0] ?? '' }),
    body,
    buttons: lines.map(({ subjectKind }) => buttons[subjectKind]).filter((button) => button !== undefined),
  };
}
