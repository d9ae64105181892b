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

/** Every fixed word of every card, a table a card. States carry a mark and a word, as a mark alone says nothing. */
export const common = {
  open: { zh: '打开 {what}', en: 'Open {what}' },
  showAll: { zh: '查看全部（{count}）', en: 'Show all ({count})' },
  andMore: { zh: '还有 {count} 项', en: '{count} more' },
  namesAndMore: { zh: '{names} 等 {count} 人', en: '{names} and {more} more' },
  timeline: { zh: '动态', en: 'Activity' },
  onBehalfOf: { zh: '{who}（代 {whom}）', en: '{who} (for {whom})' },
  entry: { zh: '{at} {who}：{what}', en: '{at} {who}: {what}' },
  titled: { zh: '{title}：{text}', en: '{title}: {text}' },
  comma: { zh: '、', en: ', ' },
  semicolon: { zh: '；', en: '; ' },
  amount: { zh: '金额', en: 'Amount' },
  owner: { zh: '负责人', en: 'Owner' },
  handOver: { zh: '转交', en: 'Hand over' },
  underOneMinute: { zh: '不到 1 分钟', en: 'under a minute' },
  minutes: { zh: '{minutes} 分钟', en: '{minutes} min' },
  hours: { zh: '{hours} 小时 {minutes} 分钟', en: '{hours} h {minutes} min' },
  days: { zh: '{days} 天 {hours} 小时', en: '{days} d {hours} h' },
} satisfies Words;

export const deal = {
  text: {
    zh: '商机 {number}：{title}{customer}，{amount}，阶段 {stage}，负责人 {owner}',
    en: 'Deal {number}: {title}{customer}, {amount}, stage {stage}, owner {owner}',
  },
  textCustomer: { zh: '，客户 {customer}', en: ', customer {customer}' },
  about: { zh: '商机 {number}', en: 'Deal {number}' },
  here: { zh: '●{stage}', en: '●{stage}' },
  stageSince: { zh: '进入本阶段', en: 'Stage since' },
  expectedClose: { zh: '预计签约', en: 'Expected close' },
  wonReason: { zh: '赢单原因', en: 'Why won' },
  lostReason: { zh: '输单原因', en: 'Why lost' },
  lines: { zh: '产品明细', en: 'Lines' },
  line: { zh: '{quantity} × {price}', en: '{quantity} × {price}' },
  discount: { zh: '优惠 {percent}', en: '{percent} off' },
  tax: { zh: '税率 {percent}', en: 'plus {percent} tax' },
  linesTotal: { zh: '合计', en: 'Total' },
  contract: { zh: '查看合同（第 {version} 版）', en: 'Open contract (version {version})' },
  approval: { zh: '{mark} 审批 {number}：{state}', en: '{mark} Approval {number}: {state}' },
  setStage: { zh: '推进阶段', en: 'Move stage' },
  reopen: { zh: '重新打开', en: 'Reopen' },
  edit: { zh: '编辑', en: 'Edit' },
  note: { zh: '写跟进', en: 'Add note' },
  won: { zh: '赢单', en: 'Won' },
  lost: { zh: '输单', en: 'Lost' },
} satisfies Words;

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

export const request = {
  text: {
    zh: '{flow} {number}：{title}，发起人 {owner}{state}',
    en: '{flow} {number}: {title}, from {owner}{state}',
  },
  textState: { zh: '，{state}', en: '. {state}' },
  title: { zh: '{flow} {number}', en: '{flow} {number}' },
  approval: { zh: '{mark} 审批 {number}：{state}', en: '{mark} Approval {number}: {state}' },
  waitingFor: { zh: '等 {names} 处理', en: 'Waiting for {names}' },
  open: { zh: '查看审批', en: 'Open approval' },
  resubmit: { zh: '修改并重新提交', en: 'Change and submit again' },
  again: { zh: '再来一份', en: 'Another like this' },
} satisfies Words;

export const customer = {
  text: { zh: '客户 {number}：{name}{totals}', en: 'Customer {number}: {name}{totals}' },
  textOpen: { zh: '，进行中商机 {amount}', en: ', open deals {amount}' },
  about: { zh: '客户 {number}', en: 'Customer {number}' },
  phone: { zh: '电话', en: 'Phone' },
  taxNumber: { zh: '税号', en: 'Tax number' },
  address: { zh: '地址', en: 'Address' },
  openTotals: { zh: '进行中商机', en: 'Open deals' },
  wonTotals: { zh: '已签约', en: 'Won' },
  lastActivity: { zh: '最近动态', en: 'Last activity' },
  contacts: { zh: '联系人', en: 'Contacts' },
  deals: { zh: '商机（{count}）', en: 'Deals ({count})' },
  approvals: { zh: '审批', en: 'Approvals' },
  edit: { zh: '编辑', en: 'Edit' },
  parts: { zh: '已并入', en: 'Includes' },
  perhapsSame: { zh: '疑似重复', en: 'Perhaps the same' },
  merge: { zh: '合并疑似重复', en: 'Merge these two' },
  unmerge: { zh: '撤销合并', en: 'Undo the merge' },
} satisfies Words;

export const todo = {
  forWhom: { zh: '代 {who}', en: 'for {who}' },
  due: { zh: '{at} 到期', en: 'due {at}' },
  title: { zh: '待办', en: 'To do' },
  text: {
    zh: '待办：待你审批 {tasks} 项，你跟进的 {waiting} 项审批中，商机 {deals} 个',
    en: 'To do: {tasks} to approve, {waiting} of yours waiting for others, deals: {deals}',
  },
  textEmpty: { zh: '待办：都处理完了', en: 'To do: all done' },
  empty: {
    zh: '都处理完了，没有待办。新建商机请输入“/商机 新建”。',
    en: 'All done, nothing to do. Type "/deal new" to start a deal.',
  },
  tasks: { zh: '待你审批（{count}）', en: 'To approve ({count})' },
  waiting: { zh: '你跟进的审批（{count}）', en: 'Your requests ({count})' },
  deals: { zh: '你的商机（{count}）', en: 'Your deals ({count})' },
  from: { zh: '发起人 {who}', en: 'from {who}' },
  since: { zh: '{at} 起', en: 'since {at}' },
  closes: { zh: '预计 {day} 签约', en: 'closes {day}' },
} satisfies Words;

export const digest = {
  forOthers: { zh: '其中 {count} 项代 {names} 审批', en: '{count} of them for {names}' },
  title: { zh: '日报 · {day}', en: 'Digest · {day}' },
  text: { zh: '日报 {day}：{parts}', en: 'Digest {day}: {parts}' },
  nothing: { zh: '没有需要处理的事', en: 'nothing to report' },
  toDecide: { zh: '待你审批：{count} 项', en: 'To approve: {count}' },
  slipping: { zh: '已过预计签约日：{count} 个', en: 'Past their expected close: {count}' },
  stuck: { zh: '{days} 天以上没有进展：{count} 个', en: 'No progress for {days} days or more: {count}' },
  won: { zh: '赢单：{count} 个（{since} 起）', en: 'Won: {count} (since {since})' },
  lost: { zh: '输单：{count} 个（{since} 起）', en: 'Lost: {count} (since {since})' },
  stage: { zh: '{stage}：{count} 个', en: '{stage}: {count}' },
  shortToDecide: { zh: '待你审批 {count} 项', en: '{count} to approve' },
  shortSlipping: { zh: '过期未签 {count} 个', en: '{count} past their expected close' },
  shortStuck: { zh: '没有进展 {count} 个', en: '{count} stuck' },
  shortWon: { zh: '赢单 {count} 个', en: '{count} won' },
  shortLost: { zh: '输单 {count} 个', en: '{count} lost' },
  pipeline: { zh: '进行中商机', en: 'Open deals by stage' },
  weighted: { zh: '按赢率 {percent} 折算 {amount}', en: '{amount} weighted at {percent}' },
  forecast: { zh: '加权预测：{amount}', en: 'Weighted forecast: {amount}' },
  list: { zh: '清单', en: 'list' },
} satisfies Words;

export const list = {
  text: {
    zh: '{title}：共 {total} 条，第 {page}/{pages} 页',
    en: '{title}: {total} in all, page {page} of {pages}',
  },
  textOnePage: { zh: '{title}：共 {total} 条', en: '{title}: {total} in all' },
  total: { zh: '共 {total} 条', en: '{total} in all' },
  page: { zh: '第 {page} 页，共 {pages} 页 · 共 {total} 条', en: 'Page {page} of {pages} · {total} in all' },
  previous: { zh: '上一页', en: 'Previous page' },
  next: { zh: '下一页', en: 'Next page' },
} satisfies Words;

export const form = {
  text: { zh: '请填写：{title}', en: 'Please fill in: {title}' },
  textWithErrors: {
    zh: '请改正后再提交：{title}（{errors}）',
    en: 'Please correct and send again: {title} ({errors})',
  },
  required: { zh: '请填写{label}', en: 'Please fill in: {label}' },
  error: { zh: '请改正：{error}', en: 'Please correct: {error}' },
} satisfies Words;
