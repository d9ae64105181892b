import type { Text } from '../models/text.js';

type Words = Readonly<Record<string, Text>>;

/** Every fixed word of every card, a table a card; those about approvals stand in a file of their own. */
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
  overdue: { zh: '预计 {day} 签约（已过期）', en: 'was to close {day}, overdue' },
} satisfies Words;

export const digest = {
  forOthers: { zh: '其中 {count} 项代 {names} 审批', en: '{count} of them for {names}' },
  title: { zh: '日报 · {day}', en: 'Digest · {day}' },
  text: { zh: '日报 {day}：{parts}', en: 'Digest {day}: {parts}' },
  nothing: { zh: '没有需要处理的事', en: 'nothing to report' },
  quiet: { zh: '没有需要处理的事。', en: 'Nothing to report.' },
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
  worth: { zh: '共 {total} 条，合计 {sum}', en: '{total} in all, worth {sum}' },
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
  choose: { zh: '请选择', en: 'Choose' },
  required: { zh: '请填写{label}', en: 'Please fill in: {label}' },
  error: { zh: '请改正：{error}', en: 'Please correct: {error}' },
} satisfies Words;
