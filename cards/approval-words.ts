/** What cards say of approvals. States carry a mark and a word, as a mark alone says nothing. */
import type {
  ApprovalState,
  ApprovalStepView,
  SignerOrigin,
  StepMode,
  StepState,
  TaskState,
} from '../models/approval-view.js';
import type { Text } from '../models/text.js';

type Words = Readonly<Record<string, Text>>;

export const approval = {
  text: {
    zh: '审批 {number}：{flow} {title}{amount}，发起人 {initiator}，{status}',
    en: 'Approval {number}: {flow} {title}{amount}, from {initiator}. {status}',
  },
  textAmount: { zh: '，{amount}', en: ', {amount}' },
  title: { zh: '{flow} {number}', en: '{flow} {number}' },
  yours: { zh: '等你处理', en: 'Waiting for you' },
  waitingFor: { zh: '等 {names} 处理', en: 'Waiting for {names}' },
  status: { zh: '{mark} {state}，{status}', en: '{mark} {state}. {status}' },
  stateOnly: { zh: '{mark} {state}', en: '{mark} {state}' },
  initiator: { zh: '发起人', en: 'From' },
  submittedAt: { zh: '发起时间', en: 'Sent' },
  round: { zh: '轮次', en: 'Round' },
  nthRound: { zh: '第 {round} 轮', en: '{round}' },
  steps: { zh: '审批流程', en: 'Steps' },
  step: { zh: '{mark} {step} · {state}', en: '{mark} {step} · {state}' },
  task: { zh: '{mark} {who} {state}', en: '{mark} {who}: {state}' },
  taskAt: { zh: '{task} · {at}', en: '{task} · {at}' },
  taskSince: { zh: '{task}（{at} 起）', en: '{task} (since {at})' },
  taskSigned: { zh: '{task}（签名：{signature}）', en: '{task}, signed “{signature}”' },
  taskComment: { zh: '{task}：“{comment}”', en: '{task}: “{comment}”' },
  comments: { zh: '评论', en: 'Comments' },
  document: { zh: '查看{name}', en: 'Open: {name}' },
  approve: { zh: '同意', en: 'Approve' },
  read: { zh: '我已阅读', en: 'I have read it' },
  toRead: { zh: '请你阅读', en: 'For you to read' },
  haveRead: { zh: '已阅（{count}）：{names}', en: 'Have read it ({count}): {names}' },
  haveNotRead: { zh: '未阅（{count}）：{names}', en: 'Have not yet ({count}): {names}' },
  reject: { zh: '拒绝', en: 'Reject' },
  comment: { zh: '评论', en: 'Comment' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  advise: { zh: '给意见', en: 'Give opinion' },
  answer: { zh: '答复', en: 'Answer' },
  resubmit: { zh: '重新提交', en: 'Submit again' },
  recover: { zh: '恢复审批', en: 'Take it up again' },
  more: { zh: '更多', en: 'More' },
  byTimeout: { zh: '超时，系统自动{state}', en: '{state} by the system, as it was late' },
  dueAt: { zh: '{task}，{at} 到期', en: '{task}, due {at}' },
  urgedAt: { zh: '{task}，{at} 催办', en: '{task}, urged {at}' },
  pausedAt: {
    zh: '{task}，{at} 起暂停计时，等 {name} 答复',
    en: '{task}, paused since {at}, waiting for the answer of {name}',
  },
  usually: { zh: '这一步通常用时 {span}', en: 'This step usually takes {span}' },
  remains: { zh: '通常还需', en: 'Usually still takes' },
  byRule: { zh: '之前已同意，自动通过', en: 'approved before, not asked again' },
  taskAsks: { zh: '{task}，想知道：“{question}”', en: '{task}, asks: “{question}”' },
  kept: {
    zh: '你外出期间 {proxy} 只代理 {below} 以下的审批，这一项仍由你处理。',
    en: 'While you are away {proxy} decides only below {below}: this one stays with you.',
  },
  returned: { zh: '{who} 退回给 {to}：“{reason}”', en: '{who} sent it back to {to}: “{reason}”' },
  lapsed: {
    zh: '{who} 没有按时处理，审批已关闭。{until} 之前可以恢复，过后终止。',
    en: '{who} did not decide in time, and it was closed. It can be taken up again until {until}; then it is over.',
  },
  reverses: { zh: '撤销 {number}', en: 'Would revoke {number}' },
  because: { zh: '原因：“{reason}”', en: 'Because: “{reason}”' },
  changes: { zh: '你上次看过之后的变动', en: 'Changed since you saw it' },
  change: { zh: '{field}：{before} → {after}', en: '{field}: {before} → {after}' },
} satisfies Words;

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
  returned: { mark: '↩', word: { zh: '已退回', en: 'returned' } },
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
  returned: { mark: '↩', word: { zh: '已退回', en: 'returned' } },
  transferred: { mark: '→', word: { zh: '已转交', en: 'handed on' } },
  closed: { mark: '–', word: { zh: '无需处理', en: 'not needed' } },
  expired: { mark: '–', word: { zh: '已超时', en: 'timed out' } },
};

/** How an approval ended. */
export const result = {
  text: {
    zh: '审批 {number} {state}：{flow} {title}{amount}，发起人 {initiator}{verdict}',
    en: 'Approval {number} ({state}): {flow} {title}{amount}, from {initiator}{verdict}',
  },
  textVerdict: { zh: '，{verdict}', en: '. {verdict}' },
  approved: { zh: '由 {who} 最后同意', en: 'Last approved by {who}' },
  readBy: { zh: '{who} 已阅读', en: 'Read by {who}' },
  allRead: { zh: '{count} 人都已阅读', en: 'All {count} have read it' },
  rejected: { zh: '{who} 拒绝：“{reason}”', en: '{who} rejected it: “{reason}”' },
  rejectedBy: { zh: '由 {who} 拒绝', en: 'Rejected by {who}' },
  withdrawn: { zh: '由 {who} 撤回', en: 'Taken back by {who}' },
  endedBy: { zh: '由 {who} 处理', en: 'By {who}' },
  endedBecause: { zh: '{who}：“{reason}”', en: '{who}: “{reason}”' },
  timedOut: { zh: '没有在规定时间内处理，自动终止', en: 'Nobody decided in time' },
  endedAt: { zh: '结束时间', en: 'Ended' },
  took: { zh: '用时', en: 'Took' },
} satisfies Words;
