import * as shared from '../cards/shared-words.js';
import type { Text } from '../models/text.js';

export {
  approvalStates,
  modes,
  origins,
  type State,
  stepRules,
  stepStates,
  taskStates,
} from '../cards/approval-words.js';
export { common, customer, digest } from '../cards/shared-words.js';

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
  ...shared.form,
  optional: { zh: '选填', en: 'optional' },
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

export const deal = {
  ...shared.deal,
  customer: { zh: '客户', en: 'Customer' },
  stages: { zh: '阶段进度', en: 'Stages' },
  approval: { zh: '审批 {number}', en: 'Approval {number}' },
} satisfies Words;

export const approval = {
  ...shared.approval,
  subject: { zh: '关于', en: 'About' },
  since: { zh: '{at} 起', en: 'since {at}' },
  due: { zh: '{since}，{at} 到期', en: '{since}, due {at}' },
  paused: {
    zh: '{since}，{at} 起暂停计时，等 {name} 答复',
    en: '{since}, paused since {at}, waiting for the answer of {name}',
  },
  hasRead: { zh: '已阅', en: 'has read it' },
  hasNotRead: { zh: '未阅', en: 'has not read it' },
  readers: { zh: '{need} 人中 {approved} 人已阅', en: '{approved} of {need} have read it' },
  signed: { zh: '签名：{signature}', en: 'signed “{signature}”' },
  asks: { zh: '想知道：“{question}”', en: 'asks: “{question}”' },
  next: { zh: '下一个等你处理', en: 'Next for you' },
  nextOf: { zh: '下一个等你处理（还有 {more} 个）', en: 'Next for you, {more} more' },
  nothingElse: { zh: '没有别的审批等你处理了。', en: 'Nothing else waits for you.' },
} satisfies Words;

export const request = {
  ...shared.request,
  approval: { zh: '审批', en: 'Approval' },
} satisfies Words;

export const todo = {
  ...shared.todo,
  empty: {
    zh: '都处理完了，没有待办。要开始一件事，点上方的“新建”。',
    en: 'All done, nothing to do. Press "New" above to begin something.',
  },
  drafts: { zh: '你的草稿（{count}）', en: 'Your drafts ({count})' },
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
  ...shared.list,
  filter: { zh: '筛选', en: 'Filter' },
  ask: { zh: '查看', en: 'Show' },
  clear: { zh: '清除', en: 'Clear' },
} satisfies Words;
