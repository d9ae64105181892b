import type { Text } from '../../models/text.js';

export const words = {
  notFound: {
    zh: '没有找到审批 {number}，或者你没有查看权限。输入“/todo”查看待办。',
    en: 'There is no approval {number} that you can see. Type "/todo" to see what waits for you.',
  },
  which: {
    zh: '请写明是哪个审批，例如“/approval {sub} A-31”。',
    en: 'Say which approval, for example "/approval {sub} A-31".',
  },
  approvedNext: {
    zh: '已同意 {number}，接下来由 {people} 处理。',
    en: 'You approved {number}. It goes on to {people}.',
  },
  approvedLast: { zh: '已同意 {number}，审批通过。', en: 'You approved {number}. It is approved.' },
  approvedWaiting: {
    zh: '已同意 {number}，还在等 {people}。',
    en: 'You approved {number}. It still waits for {people}.',
  },
  rejected: {
    zh: '已拒绝 {number}，已通知 {initiator}。',
    en: 'You rejected {number}. {initiator} is told.',
  },
  withdrawn: { zh: '已撤回 {number}。', en: 'You withdrew {number}.' },
  commented: { zh: '评论已添加到 {number}。', en: 'Your comment is on {number}.' },
  rejectTitle: { zh: '拒绝审批', en: 'Reject' },
  reject: { zh: '拒绝', en: 'Reject' },
  reason: { zh: '拒绝原因', en: 'Reason' },
  reasonHint: {
    zh: '提交人会看到，请写明怎样改才能通过',
    en: 'The requester reads this; say what would make it pass',
  },
  commentTitle: { zh: '添加评论', en: 'Add a comment' },
  comment: { zh: '评论', en: 'Comment' },
  send: { zh: '发送', en: 'Send' },
  customer: { zh: '客户', en: 'Customer' },
  amount: { zh: '金额', en: 'Amount' },
  expectedClose: { zh: '预计签约日', en: 'Expected close' },
  discount: { zh: '最大折扣', en: 'Largest discount' },
  lines: { zh: '产品明细', en: 'Lines' },
  linesCount: { zh: '{count} 项', en: '{count} lines' },
  openDeals: { zh: '客户在谈金额', en: 'Other open deals' },
  wonDeals: { zh: '客户历史成交', en: 'Won from them before' },
  none: { zh: '无', en: 'None' },
  percent: { zh: '{percent}%', en: '{percent}%' },
  contract: { zh: '合同第 {version} 版', en: 'Contract, version {version}' },
  contractDocument: { zh: '合同文档', en: 'Contract document' },
  waitingFor: { zh: '等 {people} 处理', en: 'waits for {people}' },
  sentTitle: { zh: '我发起的审批', en: 'My requests' },
  sentEmpty: { zh: '你没有正在审批的请求。', en: 'None of your requests is waiting.' },
  mineTitle: { zh: '等我审批', en: 'Waiting for me' },
  mineEmpty: { zh: '没有等你审批的事项。', en: 'Nothing waits for your decision.' },
} satisfies Record<string, Text>;
