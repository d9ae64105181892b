import type { Text } from '../models/text.js';

/** What cards say of an approval, pages say as well. */
export {
  approvalStates,
  modes,
  origins,
  type State,
  stepRules,
  stepStates,
  taskStates,
} from '../cards/approval-words.js';
export { digest } from '../cards/words.js';

type Words = Readonly<Record<string, Text>>;

/** Of the page itself. */
export const words = {
  home: { zh: '待办', en: 'To do' },
  back: { zh: '返回', en: 'Back' },
  tools: { zh: '搜索和新建', en: 'Search and new' },
  search: { zh: '搜索', en: 'Search' },
  new: { zh: '新建', en: 'New' },
  loading: { zh: '正在打开…', en: 'Opening…' },
  retry: { zh: '重试', en: 'Try again' },
  offline: {
    zh: '没有连上服务，请检查网络后重试。',
    en: 'The service could not be reached. Check the network and try again.',
  },
  trouble: {
    zh: '服务暂时有问题，请过一会儿再试。',
    en: 'The service has a problem right now. Please try again in a moment.',
  },
  nowhere: { zh: '没有这个页面', en: 'There is no such page' },
  nowhereHint: {
    zh: '可以点上方的“搜索”查找，或从聊天里的卡片重新打开。',
    en: 'Press "Search" above to find it, or open it again from a card in the chat.',
  },
  notOpened: { zh: '没有打开', en: 'Not opened' },
  broken: { zh: '页面出错了', en: 'This page broke' },
  signedInAs: { zh: '当前用户：{name}', en: 'Signed in as {name}' },
  settings: { zh: '设置', en: 'Settings' },
  signOut: { zh: '退出登录', en: 'Sign out' },
  signIn: { zh: '登录 Dealdesk', en: 'Sign in to Dealdesk' },
  signInHint: { zh: '用你平时聊天的账号登录。', en: 'Use the account you chat with.' },
  signInWith: { zh: '用{platform}登录', en: 'Sign in with {platform}' },
  noSignIn: {
    zh: '还没有可用的登录方式，请联系管理员。',
    en: 'There is no way to sign in yet. Please ask an administrator.',
  },
  expired: {
    zh: '登录链接已失效（超过 10 分钟，或已经用过）。请再登录一次。',
    en: 'That sign-in had expired: it took over ten minutes, or was used before. Please sign in again.',
  },
  ended: {
    zh: '你已不在登录状态。再登录一次，就回到刚才的页面；填写的内容还在。',
    en: 'You are not signed in any more. Sign in again to go on where you were; what you typed is still there.',
  },
  refused: {
    zh: '聊天平台没有确认你的身份，登录没有成功。',
    en: 'The chat platform did not confirm who you are, so you are not signed in.',
  },
  later: {
    zh: '聊天平台暂时没有回应，请过一会儿再登录。',
    en: 'The chat platform does not answer right now. Please sign in again in a moment.',
  },
  sure: { zh: '确定{action}？', en: '{action}: are you sure?' },
  yes: { zh: '确定{action}', en: '{action}' },
  no: { zh: '不了', en: 'No, keep it' },
  close: { zh: '关闭', en: 'Close' },
} satisfies Words;

export const platformNames = {
  slack: { zh: ' Slack ', en: 'Slack' },
  wecom: { zh: '企业微信', en: 'WeCom' },
  dingtalk: { zh: '钉钉', en: 'DingTalk' },
  console: { zh: '演示账号', en: 'a demo account' },
} satisfies Words;

export const form = {
  optional: { zh: '选填', en: 'optional' },
  choose: { zh: '请选择', en: 'Choose' },
  required: { zh: '请填写{label}', en: 'Please fill in: {label}' },
  tooLong: {
    zh: '{label}最多 {max} 个字，现在有 {length} 个。',
    en: '{label} takes at most {max} characters; this has {length}.',
  },
  check: { zh: '有 {count} 处需要修改', en: 'Please correct: {count}' },
  sending: { zh: '正在提交…', en: 'Sending…' },
  cancel: { zh: '取消', en: 'Cancel' },
  suggestions: { zh: '候选项', en: 'To choose from' },
  offered: { zh: '有 {count} 项可选，按上下键选择', en: '{count} to choose from, by the arrow keys' },
  kept: { zh: '你填写的内容还在。', en: 'What you typed is still here.' },
  sent: { zh: '这个表单已经提交', en: 'This form was sent' },
  open: { zh: '打开记录', en: 'Open the record' },
  keptAsDraft: { zh: '这个表单已存为草稿', en: 'This form was kept as a draft' },
  goOn: { zh: '继续填写', en: 'Go on with it' },
} satisfies Words;

export const common = {
  onBehalfOf: { zh: '{who}（代 {whom}）', en: '{who} (for {whom})' },
  showAll: { zh: '查看全部（{count}）', en: 'Show all ({count})' },
  timeline: { zh: '动态', en: 'Activity' },
  amount: { zh: '金额', en: 'Amount' },
  owner: { zh: '负责人', en: 'Owner' },
  handOver: { zh: '转交', en: 'Hand over' },
  comma: { zh: '、', en: ', ' },
} satisfies Words;

export const deal = {
  about: { zh: '商机 {number}', en: 'Deal {number}' },
  customer: { zh: '客户', en: 'Customer' },
  stages: { zh: '阶段进度', en: 'Stages' },
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
  approval: { zh: '审批 {number}', en: 'Approval {number}' },
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
  subject: { zh: '关于', en: 'About' },
  steps: { zh: '审批流程', en: 'Steps' },
  onBehalfOf: { zh: '{who}（代 {whom}）', en: '{who} (for {whom})' },
  since: { zh: '{at} 起', en: 'since {at}' },
  due: { zh: '{since}，{at} 到期', en: '{since}, due {at}' },
  paused: {
    zh: '{since}，{at} 起暂停计时，等 {name} 答复',
    en: '{since}, paused since {at}, waiting for the answer of {name}',
  },
  byTimeout: { zh: '超时，系统自动{state}', en: '{state} by the system, as it was late' },
  comments: { zh: '评论', en: 'Comments' },
  document: { zh: '查看{name}', en: 'Open: {name}' },
  approve: { zh: '同意', en: 'Approve' },
  read: { zh: '我已阅读', en: 'I have read it' },
  toRead: { zh: '请你阅读', en: 'For you to read' },
  hasRead: { zh: '已阅', en: 'has read it' },
  hasNotRead: { zh: '未阅', en: 'has not read it' },
  readers: { zh: '{need} 人中 {approved} 人已阅', en: '{approved} of {need} have read it' },
  reject: { zh: '拒绝', en: 'Reject' },
  comment: { zh: '评论', en: 'Comment' },
  withdraw: { zh: '撤回', en: 'Withdraw' },
  advise: { zh: '给意见', en: 'Give opinion' },
  answer: { zh: '答复', en: 'Answer' },
  resubmit: { zh: '重新提交', en: 'Submit again' },
  recover: { zh: '恢复审批', en: 'Take it up again' },
  more: { zh: '更多', en: 'More' },
  byRule: { zh: '之前已同意，自动通过', en: 'approved before, not asked again' },
  signed: { zh: '签名：{signature}', en: 'signed “{signature}”' },
  asks: { zh: '想知道：“{question}”', en: 'asks: “{question}”' },
  returned: { zh: '{who} 退回给 {to}：“{reason}”', en: '{who} sent it back to {to}: “{reason}”' },
  lapsed: {
    zh: '{who} 没有按时处理，审批已关闭。{until} 之前可以恢复，过后终止。',
    en: '{who} did not decide in time, and it was closed. It can be taken up again until {until}; then it is over.',
  },
  reverses: { zh: '撤销 {number}', en: 'Would revoke {number}' },
  because: { zh: '原因：“{reason}”', en: 'Because: “{reason}”' },
  changes: { zh: '你上次看过之后的变动', en: 'Changed since you saw it' },
  change: { zh: '{field}：{before} → {after}', en: '{field}: {before} → {after}' },
  next: { zh: '下一个等你处理', en: 'Next for you' },
  nextOf: { zh: '下一个等你处理（还有 {more} 个）', en: 'Next for you, {more} more' },
  nothingElse: { zh: '没有别的审批等你处理了。', en: 'Nothing else waits for you.' },
} satisfies Words;

export const request = {
  approval: { zh: '审批', en: 'Approval' },
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
  title: { zh: '待办', en: 'To do' },
  empty: {
    zh: '都处理完了，没有待办。要开始一件事，点上方的“新建”。',
    en: 'All done, nothing to do. Press "New" above to begin something.',
  },
  tasks: { zh: '待你审批（{count}）', en: 'To approve ({count})' },
  waiting: { zh: '你跟进的审批（{count}）', en: 'Your requests ({count})' },
  drafts: { zh: '你的草稿（{count}）', en: 'Your drafts ({count})' },
  deals: { zh: '你的商机（{count}）', en: 'Your deals ({count})' },
  from: { zh: '发起人 {who}', en: 'from {who}' },
  forWhom: { zh: '代 {who}', en: 'for {who}' },
  due: { zh: '{at} 到期', en: 'due {at}' },
  since: { zh: '{at} 起', en: 'since {at}' },
  closes: { zh: '预计 {day} 签约', en: 'closes {day}' },
  overdue: { zh: '预计 {day} 签约（已过期）', en: 'was to close {day}, overdue' },
} satisfies Words;

export const places = {
  all: { zh: '查看', en: 'Lists' },
  digest: { zh: '日报', en: 'Digest' },
  deals: { zh: '商机', en: 'Deals' },
  slipping: { zh: '过期未签', en: 'Overdue deals' },
  customers: { zh: '客户', en: 'Customers' },
  sent: { zh: '我发起的', en: 'My requests' },
  decided: { zh: '我处理过的', en: 'Decided by me' },
} satisfies Words;

/** Of the page on which one begins something. */
export const begin = {
  title: { zh: '新建', en: 'New' },
  deal: { zh: '商机', en: 'Deal' },
  customer: { zh: '客户', en: 'Customer' },
} satisfies Words;

export const search = {
  title: { zh: '搜索', en: 'Search' },
  label: { zh: '搜索商机、客户、审批', en: 'Search deals, customers and approvals' },
  placeholder: { zh: '编号、名称、联系人、电话', en: 'Number, name, contact, phone' },
  hint: {
    zh: '可以搜商机、客户和审批：名称的一部分，或编号、联系人姓名、电话、邮箱的开头，例如 D-10、“云帆”或 138 0013。',
    en: 'Deals, customers and approvals are searched: by a part of a name, or by how a number, a contact, a phone or an e-mail begins. Try D-10, or a few letters of a name.',
  },
  only: { zh: '查找“{text}”，只有这一个。', en: 'The only one for "{text}".' },
  found: { zh: '找到 {count} 条', en: '{count} found' },
  none: {
    zh: '没有找到“{text}”。写名称的一部分，或编号、电话、邮箱的开头；还没有的，点上方的“新建”。',
    en: 'Nothing found for "{text}". Write a part of the name, or how the number, phone or e-mail begins; press "New" above if it is not there yet.',
  },
  deals: { zh: '商机（{count}）', en: 'Deals ({count})' },
  customers: { zh: '客户（{count}）', en: 'Customers ({count})' },
  approvals: { zh: '审批（{count}）', en: 'Approvals ({count})' },
} satisfies Words;

export const draft = {
  discard: { zh: '删除', en: 'Discard' },
  discardThis: { zh: '删除草稿“{title}”', en: 'Discard the draft “{title}”' },
  sure: {
    zh: '删除这份草稿？删除后不能恢复。',
    en: 'Discard this draft? It cannot be brought back.',
  },
  yes: { zh: '确定删除', en: 'Yes, discard it' },
} satisfies Words;

export const list = {
  page: { zh: '第 {page} 页，共 {pages} 页 · 共 {total} 条', en: 'Page {page} of {pages} · {total} in all' },
  total: { zh: '共 {total} 条', en: '{total} in all' },
  worth: { zh: '共 {total} 条，合计 {sum}', en: '{total} in all, worth {sum}' },
  filter: { zh: '筛选', en: 'Filter' },
  ask: { zh: '查看', en: 'Show' },
  clear: { zh: '清除', en: 'Clear' },
  previous: { zh: '上一页', en: 'Previous page' },
  next: { zh: '下一页', en: 'Next page' },
} satisfies Words;
