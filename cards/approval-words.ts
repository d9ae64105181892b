/** What cards and pages say of how it stands with an approval. States carry a mark and a word, as a mark alone says nothing. */
import type {
  ApprovalState,
  ApprovalStepView,
  SignerOrigin,
  StepMode,
  StepState,
  TaskState,
} from '../models/approval-view.js';
import type { Text } from '../models/text.js';

/** How somebody came to be asked, if not by the flow. */
export const origins = {
  step: { zh: '{who}', en: '{who}' },
  before: { zh: '{who}（前加签）', en: '{who} (added before)' },
  after: { zh: '{who}（后加签）', en: '{who} (added after)' },
  beside: { zh: '{who}（加签）', en: '{who} (added)' },
  help: { zh: '{who}（被请教）', en: '{who} (for an opinion)' },
  escalated: { zh: '{who}（超时上报）', en: '{who} (asked as it was late)' },
} satisfies Record<SignerOrigin, Text>;

/** Why nobody signs a step. */
export const stepRules = {
  nobody: { zh: '没有审批人，按流程设置处理', en: 'nobody to ask, decided by the rule of the flow' },
  own: {
    zh: '审批人就是发起人，按流程设置跳过',
    en: 'the initiator’s own, left out by the rule of the flow',
  },
  automatic: { zh: '系统自动处理', en: 'decided by the system' },
} satisfies Record<NonNullable<ApprovalStepView['rule']>, Text>;

/** How a step of several people is decided, and how far it is. One person needs no rule. */
export const modes = {
  ALL: {
    zh: '会签，{count} 人中 {approved} 人已同意',
    en: 'all must approve ({approved} of {count} have)',
  },
  ANY: { zh: '或签，{count} 人中任一人处理即可', en: 'any one of {count} decides' },
  ANY_APPROVE: { zh: '或签，{count} 人中任一人同意即可', en: 'any one of {count} may approve' },
  SEQ: {
    zh: '依次审批，{count} 人中 {approved} 人已同意',
    en: 'one after another ({approved} of {count} have approved)',
  },
  VOTE: {
    zh: '票签，{count} 人中需 {need} 人同意，已有 {approved} 人同意',
    en: 'vote: {approved} of {need} approvals needed ({count} asked)',
  },
  EACH_GROUP: {
    zh: '分组会签，共需 {need} 人同意，已有 {approved} 人同意（共 {count} 人）',
    en: 'from each group: {approved} of {need} approvals needed ({count} asked)',
  },
  RANDOM: { zh: '随机一人（共 {count} 人）', en: 'one at random (of {count})' },
} satisfies Record<StepMode, Text>;

export interface State {
  readonly mark: string;
  readonly word: Text;
}

/** Marks are plain characters, as not every machine has a font with emoji. */
export const approvalStates: Record<ApprovalState, State> = {
  draft: { mark: '○', word: { zh: '草稿', en: 'Draft' } },
  running: { mark: '●', word: { zh: '审批中', en: 'In progress' } },
  returned: { mark: '↩', word: { zh: '已退回', en: 'Sent back' } },
  approved: { mark: '✓', word: { zh: '已通过', en: 'Approved' } },
  rejected: { mark: '✗', word: { zh: '已拒绝', en: 'Rejected' } },
  withdrawn: { mark: '↩', word: { zh: '已撤回', en: 'Withdrawn' } },
  terminated: { mark: '■', word: { zh: '已终止', en: 'Stopped' } },
  revoking: { mark: '●', word: { zh: '撤销审批中', en: 'Being revoked' } },
  revoked: { mark: '↩', word: { zh: '已撤销', en: 'Revoked' } },
  voided: { mark: '■', word: { zh: '已作废', en: 'Void' } },
};

export const stepStates: Record<StepState, State> = {
  waiting: { mark: '○', word: { zh: '未开始', en: 'not yet' } },
  active: { mark: '●', word: { zh: '进行中', en: 'in progress' } },
  passed: { mark: '✓', word: { zh: '已通过', en: 'passed' } },
  rejected: { mark: '✗', word: { zh: '已拒绝', en: 'rejected' } },
  returned: { mark: '↩', word: { zh: '已退回', en: 'sent back' } },
  skipped: { mark: '–', word: { zh: '无需审批', en: 'not needed' } },
  cancelled: { mark: '–', word: { zh: '已取消', en: 'cancelled' } },
};

export const taskStates: Record<TaskState, State> = {
  queued: { mark: '○', word: { zh: '未轮到', en: 'not their turn yet' } },
  open: { mark: '●', word: { zh: '待处理', en: 'to decide' } },
  held: { mark: '○', word: { zh: '等加签的人先处理', en: 'waits for added signers' } },
  helping: { mark: '○', word: { zh: '在等别人的意见', en: 'waits for an opinion' } },
  decided_waiting: { mark: '✓', word: { zh: '已同意，等后加签的人', en: 'approved, added signers follow' } },
  advised: { mark: '✓', word: { zh: '已给意见', en: 'gave an opinion' } },
  approved: { mark: '✓', word: { zh: '已同意', en: 'approved' } },
  rejected: { mark: '✗', word: { zh: '已拒绝', en: 'rejected' } },
  returned: { mark: '↩', word: { zh: '已退回', en: 'sent back' } },
  transferred: { mark: '→', word: { zh: '已转交', en: 'handed on' } },
  closed: { mark: '–', word: { zh: '无需处理', en: 'not needed' } },
  expired: { mark: '–', word: { zh: '已超时', en: 'timed out' } },
};
