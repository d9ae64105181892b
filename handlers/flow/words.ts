import type { Condition, Dedupe, FieldPermission, TimeoutAction } from '../../models/approval-flow.js';
import type { StepMode } from '../../models/approval-view.js';
import type { Text } from '../../models/text.js';

export const words = {
  number: { zh: '编号', en: 'Number' },
  initiatorDepartment: { zh: '发起人的部门', en: 'Department of the initiator' },
  initiatorPosition: { zh: '发起人的职位', en: 'Position of the initiator' },
  customerCategory: { zh: '客户类别', en: 'Category of the customer' },
  customerOpen: { zh: '客户在谈金额', en: 'Other open deals of the customer' },
  customerWon: { zh: '客户历史成交', en: 'Won from the customer before' },

  step: { zh: '步骤“{name}”', en: 'Step “{name}”' },
  fork: { zh: '分支点“{name}”', en: 'Fork “{name}”' },
  branch: { zh: '分支“{name}”', en: 'Branch “{name}”' },
  field: { zh: '表单字段“{name}”', en: 'Field “{name}”' },
  option: { zh: '选项“{name}”', en: 'Option “{name}”' },
  nth: { zh: '第 {nth} 项', en: 'number {nth}' },
  wholeFlow: { zh: '整个流程', en: 'The flow' },
  finding: { zh: '{place}：{what}', en: '{place}: {what}' },
  written: { zh: '{label}（{name}）', en: '{label} ({name})' },

  and: { zh: '{one}、{other}', en: '{one}, {other}' },
  both: { zh: '{one} 且 {other}', en: '{one} and {other}' },
  either: { zh: '{one} 或 {other}', en: '{one} or {other}' },
  bracketed: { zh: '（{inner}）', en: '({inner})' },
  cel: { zh: '满足“{expression}”', en: '“{expression}” holds' },

  role: { zh: '任一{role}', en: 'any one of {role}' },
  roleAll: { zh: '每位{role}', en: 'each of {role}' },
  manager: { zh: '发起人的直属上级', en: 'the initiator’s manager' },
  managerAt: { zh: '发起人往上第 {level} 级主管', en: 'the manager {level} levels above the initiator' },
  chainLevel: { zh: '逐级主管，到第 {level} 级', en: 'each manager up to level {level}' },
  chainTitle: { zh: '逐级主管，到“{title}”', en: 'each manager up to the “{title}”' },
  ownHead: { zh: '发起人部门的负责人', en: 'the head of the initiator’s department' },
  headOf: { zh: '“{field}”的负责人', en: 'the head of “{field}”' },
  inField: { zh: '“{field}”里填的人', en: 'whoever is in “{field}”' },
  chosenInitiator: {
    zh: '发起人选的人（最多 {most} 位）',
    en: 'whom the initiator chooses (at most {most})',
  },
  chosenPrevious: {
    zh: '上一步审批人选的人（最多 {most} 位）',
    en: 'whom the previous approver chooses (at most {most})',
  },
  person: { zh: '{name}', en: '{name}' },
  unknownPersonId: { zh: '员工 #{id}', en: 'employee #{id}' },

  facetName: { zh: '名称', en: 'name' },
  facetWho: { zh: '谁来处理', en: 'who' },
  facetMode: { zh: '怎么算通过', en: 'how it passes' },
  facetWhen: { zh: '条件', en: 'condition' },
  facetEmpty: { zh: '没有人时', en: 'if there is nobody' },
  facetOwn: { zh: '轮到发起人自己时', en: 'if it is the initiator' },
  facetReject: { zh: '拒绝后', en: 'after a rejection' },
  facetOpinion: { zh: '必须写意见', en: 'an opinion is needed' },
  facetSignature: { zh: '必须签名', en: 'a signature is needed' },
  facetFields: { zh: '字段权限', en: 'fields' },
  permission: { zh: '“{field}”{permission}', en: '“{field}” {permission}' },
  facetReading: { zh: '只需阅读', en: 'for reading only' },
  facetTimeout: { zh: '超时', en: 'if it takes long' },
  facetPauses: { zh: '等补充时暂停计时', en: 'pausing while it waits for an answer' },
  facetVerdict: { zh: '自动结果', en: 'decided by rule' },
  facetPlace: { zh: '位置', en: 'place' },
  facetType: { zh: '类型', en: 'type' },
  facetRequired: { zh: '必填', en: 'required' },
  facetMin: { zh: '最小', en: 'least' },
  facetMax: { zh: '最大', en: 'most' },
  facetHint: { zh: '提示', en: 'hint' },
  facetOptions: { zh: '选项', en: 'options' },
  facetCurrency: { zh: '默认币种', en: 'usual currency' },
  facetNotBefore: { zh: '不早于', en: 'not before' },
  facetPast: { zh: '已经发生的日子', en: 'a day that is over' },
  facetHalfOf: { zh: '哪天的半天', en: 'the half of' },
  facetDaysOf: { zh: '哪几天的天数', en: 'counting the days of' },
  facetDedupe: { zh: '重复的审批人', en: 'the same approver again' },
  facetWithdraw: { zh: '撤回', en: 'withdrawing' },
  facetRounds: { zh: '最多轮次', en: 'most rounds' },
  facetKey: { zh: '关键字段', en: 'key fields' },
  facetBulk: { zh: '批量同意', en: 'approval in bulk' },
  facetRevoke: { zh: '通过后可撤销的天数', en: 'days to revoke' },
  facetCopies: { zh: '抄送', en: 'copies' },
  facetAbsence: { zh: '通过后外出', en: 'away once it is approved' },
  absence: {
    zh: '从“{from}”到“{until}”，由“{proxy}”代为审批',
    en: 'from “{from}” until “{until}”, and “{proxy}” decides meanwhile',
  },
  facetPurpose: { zh: '用途', en: 'purpose' },
  facetTakes: { zh: '怎么走', en: 'which branches' },
  always: { zh: '总是', en: 'always' },
  default: { zh: '其他情况（默认）', en: 'otherwise (the default)' },
  yes: { zh: '是', en: 'yes' },
  no: { zh: '否', en: 'no' },
  usual: { zh: '默认', en: 'the usual' },
  nothing: { zh: '没有', en: 'none' },
  approve: { zh: '自动通过', en: 'approve' },
  reject: { zh: '自动拒绝', en: 'reject' },
  toInitiator: { zh: '退回发起人', en: 'back to the initiator' },
  toStep: { zh: '退回“{step}”', en: 'back to “{step}”' },
  ends: { zh: '审批结束', en: 'the approval ends' },
  first: { zh: '最前面', en: 'first' },
  after: { zh: '在“{step}”之后', en: 'after “{step}”' },
  inBranch: { zh: '“{branch}”里{place}', en: 'in “{branch}”, {place}' },
  toPerson: { zh: '转给 {name}', en: 'goes to {name}' },
  votes: { zh: '票签，{need} 票通过', en: 'a vote, {need} approvals' },
  share: { zh: '票签，{percent}% 通过', en: 'a vote, {percent} per cent' },
  groups: { zh: '每组至少 {need} 人同意', en: 'at least {need} from each group' },
  timeout: { zh: '{after}后{action}', en: 'after {after}, {action}' },
  hours: { zh: '{count} 小时', en: '{count} hours' },
  workingHours: { zh: '{count} 个工作小时', en: '{count} working hours' },
  workingDays: { zh: '{count} 个工作日', en: '{count} working days' },
  closedFor: {
    zh: '关闭（{days} 天内可以恢复）',
    en: 'it is closed (and can be taken up again for {days} days)',
  },
  actionTo: { zh: '{action}（{name}）', en: '{action} ({name})' },
  copyAt: { zh: '{at}：{to}', en: '{at}: {to}' },

  compareAdded: { zh: '新增{what}', en: 'Added: {what}' },
  compareRemoved: { zh: '删除{what}', en: 'Removed: {what}' },
  compareChanged: {
    zh: '{what}的{facet}：由“{before}”改为“{after}”',
    en: '{what}, {facet}: “{before}” becomes “{after}”',
  },
  compareDetail: {
    zh: '只在细节上不同（例如可选范围），请直接对照两个文件。',
    en: 'They differ in details only, such as who can be chosen: put the two files side by side.',
  },
  listed: { zh: '{key}  第 {version} 版  {name}（{how}）', en: '{key}  version {version}  {name} ({how})' },
  byForm: { zh: '用表单发起', en: 'started by a form' },
  byDeal: { zh: '由商机阶段发起', en: 'started by a stage of a deal' },
  facet: { zh: '{facet}：{value}', en: '{facet}: {value}' },
  compareSame: { zh: '两个版本一样。', en: 'The two are the same.' },
} satisfies Record<string, Text>;

type Op = Extract<Condition, { field: string }>['op'];

export const comparisons: Record<Op, Text> = {
  eq: { zh: '{field}是{value}', en: '{field} is {value}' },
  ne: { zh: '{field}不是{value}', en: '{field} is not {value}' },
  gt: { zh: '{field}大于{value}', en: '{field} is above {value}' },
  gte: { zh: '{field}不小于{value}', en: '{field} is at least {value}' },
  lt: { zh: '{field}小于{value}', en: '{field} is below {value}' },
  lte: { zh: '{field}不大于{value}', en: '{field} is at most {value}' },
};

export const modeWords: Record<StepMode, Text> = {
  ALL: { zh: '会签：都要同意', en: 'all must approve' },
  ANY: { zh: '或签：一人处理即可', en: 'any one decides' },
  ANY_APPROVE: { zh: '一人同意即可', en: 'any one may approve' },
  SEQ: { zh: '依次同意', en: 'one after another' },
  VOTE: words.votes,
  EACH_GROUP: words.groups,
  RANDOM: { zh: '随机一人', en: 'one at random' },
};

export const takesWords: Record<'FIRST' | 'MATCHING' | 'ALL', Text> = {
  FIRST: { zh: '走第一条符合条件的', en: 'the first whose condition holds' },
  MATCHING: { zh: '走所有符合条件的', en: 'all whose conditions hold' },
  ALL: { zh: '都走', en: 'all of them' },
};

export const emptyWords: Record<'TO_ADMIN' | 'UP_ONE_LEVEL' | 'PASS' | 'REJECT', Text> = {
  TO_ADMIN: { zh: '转给管理员', en: 'it goes to an administrator' },
  UP_ONE_LEVEL: { zh: '转给上一级主管', en: 'it goes one manager up' },
  PASS: { zh: '跳过', en: 'it passes' },
  REJECT: { zh: '拒绝', en: 'it is rejected' },
};

export const ownWords: Record<'TO_LEADER' | 'SKIP' | 'SELF_OK' | 'FORBID', Text> = {
  TO_LEADER: { zh: '转给上级', en: 'it goes to the manager' },
  SKIP: { zh: '由其他人处理，没有其他人就跳过', en: 'the others decide, or it passes' },
  SELF_OK: { zh: '可以自己同意', en: 'may approve it' },
  FORBID: { zh: '不能提交', en: 'may not submit it' },
};

export const dedupeWords: Record<Dedupe, Text> = {
  NONE: { zh: '每次都要处理', en: 'asked each time' },
  ONCE: { zh: '同意过就不再问', en: 'asked once' },
  CONSECUTIVE: { zh: '连续两步只问一次', en: 'not asked by two steps in a row' },
};

export const withdrawWords: Record<'FIRST_DECISION' | 'APPROVED' | 'NEVER', Text> = {
  FIRST_DECISION: { zh: '有人处理之前可以', en: 'until somebody has decided' },
  APPROVED: { zh: '结束之前可以', en: 'until it has ended' },
  NEVER: { zh: '不可以', en: 'never' },
};

export const timeoutWords: Record<TimeoutAction, Text> = {
  remind: { zh: '提醒', en: 'a reminder' },
  escalate: { zh: '上级也可以处理', en: 'the superior may decide, too' },
  reassign: { zh: '转给上级', en: 'it goes to the superior' },
  approve: { zh: '自动同意', en: 'it is approved by rule' },
  reject: { zh: '自动拒绝', en: 'it is rejected by rule' },
  close: { zh: '结束审批', en: 'the approval ends' },
};

export const copyWords: Record<'submit' | 'end' | 'both', Text> = {
  submit: { zh: '提交时', en: 'when submitted' },
  end: { zh: '结束时', en: 'at the end' },
  both: { zh: '提交和结束时', en: 'when submitted and at the end' },
};

export const typeWords: Record<string, Text> = {
  text: { zh: '一行文字', en: 'a line of text' },
  longText: { zh: '多行文字', en: 'text' },
  number: { zh: '数字', en: 'a number' },
  money: { zh: '金额', en: 'money' },
  date: { zh: '日期', en: 'a date' },
  choice: { zh: '选择', en: 'a choice' },
  person: { zh: '一位同事', en: 'a colleague' },
  people: { zh: '几位同事', en: 'colleagues' },
  department: { zh: '部门', en: 'a department' },
  customer: { zh: '客户', en: 'a customer' },
  deal: { zh: '商机', en: 'a deal' },
};

export const permissionWords: Record<FieldPermission, Text> = {
  read: { zh: '只读', en: 'is read only' },
  edit: { zh: '可修改', en: 'may be edited' },
  hidden: { zh: '隐藏', en: 'is hidden' },
};
