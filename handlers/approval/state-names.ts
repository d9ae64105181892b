import type { ApprovalState } from '../../models/approval-view.js';
import type { Text } from '../../models/text.js';

/** How an approval stands, within a row of a list. */
export const stateNames: Readonly<Record<ApprovalState, Text>> = {
  draft: { zh: '草稿', en: 'Draft' },
  running: { zh: '审批中', en: 'In progress' },
  returned: { zh: '已退回', en: 'Sent back' },
  approved: { zh: '已通过', en: 'Approved' },
  rejected: { zh: '已拒绝', en: 'Rejected' },
  withdrawn: { zh: '已撤回', en: 'Withdrawn' },
  terminated: { zh: '已终止', en: 'Stopped' },
  revoking: { zh: '撤销审批中', en: 'Being revoked' },
  revoked: { zh: '已撤销', en: 'Revoked' },
  voided: { zh: '已作废', en: 'Void' },
};
