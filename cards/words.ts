/** What cards say, a table a card; how it stands with an approval is said in `approval-words.ts`. */
import type { Text } from '../models/text.js';
import * as shared from './shared-words.js';

type Words = Readonly<Record<string, Text>>;

export const common = {
  ...shared.common,
  open: { zh: '打开 {what}', en: 'Open {what}' },
  andMore: { zh: '还有 {count} 项', en: '{count} more' },
  namesAndMore: { zh: '{names} 等 {count} 人', en: '{names} and {more} more' },
  entry: { zh: '{at} {who}：{what}', en: '{at} {who}: {what}' },
  titled: { zh: '{title}：{text}', en: '{title}: {text}' },
  semicolon: { zh: '；', en: '; ' },
  amount: { zh: '金额', en: 'Amount' },
  underOneMinute: { zh: '不到 1 分钟', en: 'under a minute' },
  minutes: { zh: '{minutes} 分钟', en: '{minutes} min' },
  hours: { zh: '{hours} 小时 {minutes} 分钟', en: '{hours} h {minutes} min' },
  days: { zh: '{days} 天 {hours} 小时', en: '{days} d {hours} h' },
} satisfies Words;

export const deal = {
  ...shared.deal,
  text: {
    zh: '商机 {number}：{title}{customer}，{amount}，阶段 {stage}，负责人 {owner}',
    en: 'Deal {number}: {title}{customer}, {amount}, stage {stage}, owner {owner}',
  },
  textCustomer: { zh: '，客户 {customer}', en: ', customer {customer}' },
  here: { zh: '●{stage}', en: '●{stage}' },
} satisfies Words;

export const approval = {
  ...shared.approval,
  text: {
    zh: '审批 {number}：{flow} {title}{amount}，发起人 {initiator}，{status}',
    en: 'Approval {number}: {flow} {title}{amount}, from {initiator}. {status}',
  },
  textAmount: { zh: '，{amount}', en: ', {amount}' },
  standing: { zh: '{mark} 审批 {number}：{state}', en: '{mark} Approval {number}: {state}' },
  status: { zh: '{mark} {state}，{status}', en: '{mark} {state}. {status}' },
  stateOnly: { zh: '{mark} {state}', en: '{mark} {state}' },
  nthRound: { zh: '第 {round} 轮', en: '{round}' },
  step: { zh: '{mark} {step} · {state}', en: '{mark} {step} · {state}' },
  task: { zh: '{mark} {who} {state}', en: '{mark} {who}: {state}' },
  taskAt: { zh: '{task} · {at}', en: '{task} · {at}' },
  taskSince: { zh: '{task}（{at} 起）', en: '{task} (since {at})' },
  taskSigned: { zh: '{task}（签名：{signature}）', en: '{task}, signed “{signature}”' },
  taskComment: { zh: '{task}：“{comment}”', en: '{task}: “{comment}”' },
  haveRead: { zh: '已阅（{count}）：{names}', en: 'Have read it ({count}): {names}' },
  haveNotRead: { zh: '未阅（{count}）：{names}', en: 'Have not yet ({count}): {names}' },
  dueAt: { zh: '{task}，{at} 到期', en: '{task}, due {at}' },
  urgedAt: { zh: '{task}，{at} 催办', en: '{task}, urged {at}' },
  pausedAt: {
    zh: '{task}，{at} 起暂停计时，等 {name} 答复',
    en: '{task}, paused since {at}, waiting for the answer of {name}',
  },
  usually: { zh: '这一步通常用时 {span}', en: 'This step usually takes {span}' },
  remains: { zh: '通常还需', en: 'Usually still takes' },
  taskAsks: { zh: '{task}，想知道：“{question}”', en: '{task}, asks: “{question}”' },
} satisfies Words;

/** How an approval ended. */
export const result = {
  text: {
    zh: '审批 {number} {state}：{flow} {title}{amount}，发起人 {initiator}{verdict}',
    en: 'Approval {number} ({state}): {flow} {title}{amount}, from {initiator}{verdict}',
  },
  textVerdict: { zh: '，{verdict}', en: '. {verdict}' },
  approved: { zh: '由 {who} 最后同意', en: 'Last approved by {who}' },
  approvedByRule: { zh: '按流程设置自动通过', en: 'Passed by a rule of its flow' },
  readBy: { zh: '{who} 已阅读', en: 'Read by {who}' },
  allRead: { zh: '{count} 人都已阅读', en: 'All {count} have read it' },
  rejected: { zh: '{who} 拒绝：“{reason}”', en: '{who} rejected it: “{reason}”' },
  rejectedBy: { zh: '由 {who} 拒绝', en: 'Rejected by {who}' },
  rejectedByRule: { zh: '按流程设置自动拒绝', en: 'Rejected by a rule of its flow' },
  withdrawn: { zh: '由 {who} 撤回', en: 'Withdrawn by {who}' },
  endedBy: { zh: '由 {who} 处理', en: 'By {who}' },
  endedBecause: { zh: '{who}：“{reason}”', en: '{who}: “{reason}”' },
  took: { zh: '用时', en: 'Took' },
} satisfies Words;

export const request = {
  ...shared.request,
  text: {
    zh: '{flow} {number}：{title}，发起人 {owner}{state}',
    en: '{flow} {number}: {title}, from {owner}{state}',
  },
  textState: { zh: '，{state}', en: '. {state}' },
} satisfies Words;

export const customer = {
  ...shared.customer,
  text: { zh: '客户 {number}：{name}{totals}', en: 'Customer {number}: {name}{totals}' },
  textOpen: { zh: '，进行中商机 {amount}', en: ', open deals {amount}' },
} satisfies Words;

export const todo = {
  ...shared.todo,
  text: {
    zh: '待办：待你审批 {tasks} 项，你跟进的 {waiting} 项审批中，商机 {deals} 个',
    en: 'To do: {tasks} to approve, {waiting} of yours waiting for others, deals: {deals}',
  },
  textEmpty: { zh: '待办：都处理完了', en: 'To do: all done' },
  empty: {
    zh: '都处理完了，没有待办。新建商机请输入“/商机 新建”。',
    en: 'All done, nothing to do. Type "/deal new" to start a deal.',
  },
} satisfies Words;

export const digest = {
  ...shared.digest,
  text: { zh: '日报 {day}：{parts}', en: 'Digest {day}: {parts}' },
  nothing: { zh: '没有需要处理的事', en: 'nothing to report' },
  shortToDecide: { zh: '待你审批 {count} 项', en: '{count} to approve' },
  shortSlipping: { zh: '过期未签 {count} 个', en: '{count} past their expected close' },
  shortStuck: { zh: '没有进展 {count} 个', en: '{count} stuck' },
  shortWon: { zh: '赢单 {count} 个', en: '{count} won' },
  shortLost: { zh: '输单 {count} 个', en: '{count} lost' },
  list: { zh: '清单', en: 'list' },
} satisfies Words;

export const list = {
  ...shared.list,
  text: {
    zh: '{title}：共 {total} 条，第 {page}/{pages} 页',
    en: '{title}: {total} in all, page {page} of {pages}',
  },
  textOnePage: { zh: '{title}：共 {total} 条', en: '{title}: {total} in all' },
} satisfies Words;

export const form = {
  ...shared.form,
  text: { zh: '请填写：{title}', en: 'Please fill in: {title}' },
  textWithErrors: {
    zh: '请改正后再提交：{title}（{errors}）',
    en: 'Please correct and send again: {title} ({errors})',
  },
  error: { zh: '请改正：{error}', en: 'Please correct: {error}' },
} satisfies Words;
