/** What cards and the mini-app's pages say alike, a table a record or a list. */
import type { Text } from '../models/text.js';

type Words = Readonly<Record<string, Text>>;

export const common = {
  showAll: { zh: '查看全部（{count}）', en: 'Show all ({count})' },
  timeline: { zh: '动态', en: 'Activity' },
  onBehalfOf: { zh: '{who}（代 {whom}）', en: '{who} (for {whom})' },
  comma: { zh: '、', en: ', ' },
  owner: { zh: '负责人', en: 'Owner' },
  handOver: { zh: '转交', en: 'Hand over' },
} satisfies Words;

export const deal = {
  about: { zh: '商机 {number}', en: 'Deal {number}' },
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
  setStage: { zh: '推进阶段', en: 'Move stage' },
  reopen: { zh: '重新打开', en: 'Reopen' },
  edit: { zh: '编辑', en: 'Edit' },
  note: { zh: '写跟进', en: 'Add note' },
  won: { zh: '赢单', en: 'Won' },
  lost: { zh: '输单', en: 'Lost' },
} satisfies Words;

export const approval = {
  title: { zh: '{flow} {number}', en: '{flow} {number}' },
  yours: { zh: '等你处理', en: 'Waiting for you' },
  waitingFor: { zh: '等 {names} 处理', en: 'Waiting for {names}' },
  initiator: { zh: '发起人', en: 'From' },
  submittedAt: { zh: '发起时间', en: 'Sent' },
  endedAt: { zh: '结束时间', en: 'Ended' },
  round: { zh: '轮次', en: 'Round' },
  steps: { zh: '审批流程', en: 'Steps' },
  comments: { zh: '评论', en: 'Comments' },
  document: { zh: '查看{name}', en: 'Open: {name}' },
  approve: { zh: '同意', en: 'Approve' },
  read: { zh: '我已阅读', en: 'I have read it' },
  toRead: { zh: '请你阅读', en: 'For you to read' },
  reject: { zh: '拒绝', en: 'Reject' },
  comment: { zh: '评论', en: 'Comment' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  advise: { zh: '给意见', en: 'Give opinion' },
  answer: { zh: '答复', en: 'Answer' },
  resubmit: { zh: '重新提交', en: 'Submit again' },
  recover: { zh: '恢复审批', en: 'Take it up again' },
  more: { zh: '更多', en: 'More' },
  byTimeout: { zh: '{state}（超时，系统自动处理）', en: '{state} by the system, as it was late' },
  byRule: { zh: '之前已同意，自动通过', en: 'approved before, not asked again' },
  returned: { zh: '{who} 退回给 {to}：“{reason}”', en: '{who} sent it back to {to}: “{reason}”' },
  lapsed: {
    zh: '{who} 没有按时处理，审批已关闭。{until} 之前可以恢复，过后终止。',
    en: '{who} did not decide in time, and it was closed. It can be taken up again until {until}; then it is over.',
  },
  kept: {
    zh: '你外出期间 {proxy} 只代理 {below} 以下的审批，这一项仍由你处理。',
    en: 'While you are away {proxy} decides only below {below}: this one stays with you.',
  },
  reverses: { zh: '申请撤销 {number}', en: 'Asks to revoke {number}' },
  timedOut: { zh: '没有在规定时间内处理，自动终止', en: 'Nobody decided in time' },
  because: { zh: '原因：“{reason}”', en: 'Because: “{reason}”' },
  changes: { zh: '你上次看过之后的变动', en: 'Changed since you saw it' },
  change: { zh: '{field}：{before} → {after}', en: '{field}: {before} → {after}' },
} satisfies Words;

export const request = {
  open: { zh: '查看审批', en: 'Open approval' },
  resubmit: { zh: '修改并重新提交', en: 'Change and submit again' },
  again: { zh: '再来一份', en: 'Another like this' },
} satisfies Words;

export const customer = {
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
  mergeWith: { zh: '与其他客户合并', en: 'Merge with another' },
  unmerge: { zh: '撤销合并', en: 'Undo the merge' },
} satisfies Words;

export const todo = {
  forWhom: { zh: '代 {who}', en: 'for {who}' },
  due: { zh: '{at} 到期', en: 'due {at}' },
  title: { zh: '待办', en: 'To do' },
  tasks: { zh: '待你审批（{count}）', en: 'To approve ({count})' },
  waiting: { zh: '你跟进的审批（{count}）', en: 'Your requests ({count})' },
  deals: { zh: '你的商机（{count}）', en: 'Your deals ({count})' },
  from: { zh: '发起人 {who}', en: 'from {who}' },
  since: { zh: '{at} 起', en: 'since {at}' },
  closes: { zh: '预计 {day} 签约', en: 'closes {day}' },
  overdue: { zh: '预计 {day} 签约（已过期）', en: 'was to close {day}, overdue' },
} satisfies Words;

export const digest = {
  forOthers: { zh: '其中 {count} 项代 {names} 审批', en: '{count} of them for {names}' },
  title: { zh: '日报 · {day}', en: 'Digest · {day}' },
  quiet: { zh: '没有需要处理的事。', en: 'Nothing to report.' },
  toDecide: { zh: '待你审批：{count} 项', en: 'To approve: {count}' },
  slipping: { zh: '已过预计签约日：{count} 个', en: 'Past their expected close: {count}' },
  stuck: { zh: '{days} 天以上没有进展：{count} 个', en: 'No progress for {days} days or more: {count}' },
  won: { zh: '赢单：{count} 个（{since} 起）', en: 'Won: {count} (since {since})' },
  lost: { zh: '输单：{count} 个（{since} 起）', en: 'Lost: {count} (since {since})' },
  stage: { zh: '{stage}：{count} 个', en: '{stage}: {count}' },
  pipeline: { zh: '进行中商机', en: 'Open deals by stage' },
  weighted: { zh: '按赢率 {percent} 折算 {amount}', en: '{amount} weighted at {percent}' },
  forecast: { zh: '加权预测：{amount}', en: 'Weighted forecast: {amount}' },
} satisfies Words;

export const list = {
  total: { zh: '共 {total} 条', en: '{total} in all' },
  worth: { zh: '共 {total} 条，合计 {sum}', en: '{total} in all, worth {sum}' },
  page: { zh: '第 {page} 页，共 {pages} 页 · 共 {total} 条', en: 'Page {page} of {pages} · {total} in all' },
  previous: { zh: '上一页', en: 'Previous page' },
  next: { zh: '下一页', en: 'Next page' },
} satisfies Words;

export const form = {
  choose: { zh: '请选择', en: 'Choose' },
  required: { zh: '请填写{label}', en: 'Please fill in: {label}' },
} satisfies Words;
