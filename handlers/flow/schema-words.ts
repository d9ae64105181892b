import type { Text } from '../../models/text.js';

/** What can be wrong with a flow, in words for whoever draws it. */
export const faults = {
  key: {
    zh: '标识要用 1 到 40 个小写字母、数字或连字符。',
    en: 'A key has 1 to 40 small letters, digits or hyphens.',
  },
  name: { zh: '请用中文和英文各写一个名称。', en: 'A name is needed in Chinese and in English.' },
  steps: { zh: '流程至少要有一个步骤。', en: 'A flow needs at least one step.' },
  mode: {
    zh: '审批方式只能是 ALL（会签）、ANY（或签）、ANY_APPROVE（一人同意即可）、SEQ（依次审批）、VOTE（票签）、EACH_GROUP（分组会签）或 RANDOM（随机一人）。',
    en: 'A step is signed by ALL, by ANY, by ANY_APPROVE, in turn (SEQ), by VOTE, by EACH_GROUP, or by one at RANDOM.',
  },
  assignees: { zh: '每个步骤至少要有一位审批人。', en: 'A step needs at least one approver.' },
  assignee: {
    zh: '审批人可以是角色（role）、提交人的上级（manager）、逐级主管（chain）、部门负责人（head）、字段里的人（field）、由人选择（chosen）或指定的人（person）。',
    en: 'An approver is a role, a manager or a chain of managers of whoever submits, the head of a department, somebody in a field, somebody chosen, or a person.',
  },
  members: {
    zh: '请写明角色中任意一人签（any）还是每人都要签（all）。',
    en: 'Say of a role whether any member signs for it, or all must.',
  },
  role: { zh: '角色名要有 1 到 40 个字符。', en: 'The name of a role has 1 to 40 characters.' },
  level: { zh: '上级的层数要在 1 到 20 之间。', en: 'The level of a manager is a number from 1 to 20.' },
  person: { zh: '指定的人要写员工编号（数字）。', en: 'A person is named by the number of an employee.' },
  condition: {
    zh: '条件要把一个字段用 eq、ne、gt、gte、lt 或 lte 与一个值比较，或用 any、all 把几个条件合起来。',
    en: 'A condition compares a field with a value by eq, ne, gt, gte, lt or lte, or joins conditions by any or all.',
  },
  expression: {
    zh: '这个表达式不能用：请只用 record、initiator、customer 的字段和比较，结果要是“是”或“否”。',
    en: 'This expression cannot be used: compare fields of record, initiator and customer, so that it comes to yes or no.',
  },
  need: {
    zh: '票数要在 1 到 500 之间，比例要在 1 到 100 之间。',
    en: 'A vote takes 1 to 500 approvals, or 1 to 100 per cent.',
  },
  voteNeed: {
    zh: '票签要写明需要几票（need）或多大比例（needPercent）。',
    en: 'A vote says how many approvals it takes, by need or by needPercent.',
  },
  empty: {
    zh: '没有审批人时的处理只能是 TO_ADMIN、UP_ONE_LEVEL、PASS、REJECT 或指定的人（toPerson）。',
    en: 'Where nobody can decide it goes TO_ADMIN, UP_ONE_LEVEL, to a person (toPerson), or is a PASS or REJECT.',
  },
  own: {
    zh: '审批人是提交人时只能是 TO_LEADER、SKIP、SELF_OK 或 FORBID。',
    en: 'Where the approver is the initiator it goes TO_LEADER, or the rule is SKIP, SELF_OK or FORBID.',
  },
  rejectTo: {
    zh: '拒绝后退回的步骤必须在这一步之前，或是提交人（initiator）。',
    en: 'A rejection can send it back to a step before this one, or to the initiator.',
  },
  most: { zh: '可选人数要在 1 到 50 之间。', en: 'From 1 to 50 people can be chosen.' },
  branches: { zh: '分支至少要有两条。', en: 'A fork needs at least two branches.' },
  takes: {
    zh: '分支方式只能是 FIRST（条件分支）、MATCHING（包容分支）或 ALL（并行分支）。',
    en: 'A fork takes the FIRST branch whose condition holds, all MATCHING ones, or ALL.',
  },
  oneDefault: {
    zh: '条件分支要有一条、而且只有一条没有条件的默认分支，放在最后。',
    en: 'A fork with conditions needs exactly one branch without, the default, as its last.',
  },
  noConditions: {
    zh: '并行分支都会执行，不能写条件。',
    en: 'Parallel branches all run, so they have no conditions.',
  },
  verdict: {
    zh: '自动步骤的结果只能是 approve 或 reject。',
    en: 'An automatic step is an approve or a reject.',
  },
  copies: {
    zh: '抄送要写明时间（submit、end 或 both）和对象。',
    en: 'A copy says when (submit, end or both) and to whom.',
  },
  option: { zh: '这个选项没有这样的值。', en: 'This option has no such value.' },
  timeout: {
    zh: '超时处理要写明多久以后（after：hours、workingHours 或 workingDays，不超过 9000）和做什么（action：remind、escalate、reassign、approve、reject 或 close）。',
    en: 'A time-out says after how long (hours, workingHours or workingDays, at most 9,000), and what happens: remind, escalate, reassign, approve, reject or close.',
  },
  timeoutTo: {
    zh: '只有上报（escalate）和转给别人（reassign）可以写明给谁（to）。',
    en: 'Only what escalates or is reassigned goes to somebody.',
  },
  recoverDays: {
    zh: '只有关闭（close）可以写明几天内可以恢复（recoverDays），0 到 365 天，0 就是不能恢复。',
    en: 'Only what is closed can be taken up again (recoverDays), for up to 365 days; 0 is never.',
  },
  timeoutEnds: {
    zh: '自动同意、自动拒绝和自动终止只能放在最后，后面的不会再发生。',
    en: 'What approves, rejects or closes comes last: nothing can happen after it.',
  },
  reminders: { zh: '一个步骤最多提醒十次。', en: 'A step reminds ten times at most.' },
  pausesAlone: {
    zh: '写了“等补充时暂停计时”（pausesForInfo），却没有超时处理（timeout），没有计时可以暂停。',
    en: 'It would pause while it waits for an answer (pausesForInfo), and has no time-out whose clock could.',
  },
  formField: {
    zh: '表单字段的标识要以小写字母开头，只用字母和数字，最多 40 个字符，并且不能是 number、currency 或 initiator。',
    en: 'The key of a field starts with a small letter, has only letters and digits, at most 40, and is not number, currency or initiator.',
  },
  formFields: { zh: '表单要有 1 到 20 个字段。', en: 'A form has from 1 to 20 fields.' },
  formSameKey: { zh: '表单有两个字段用了同一个标识。', en: 'Two fields of the form have the same key.' },
  formType: {
    zh: '字段类型只能是 text、longText、number、money、date、choice、person、people、department、customer 或 deal。',
    en: 'A field is a text, longText, number, money, date, choice, person, people, department, customer or deal.',
  },
  formWords: {
    zh: '选项的 words 是一组字词，每个最多 40 个字，最多 50 个。',
    en: 'The words of an option are a list of at most 50, each of at most 40 characters.',
  },
  formOptions: {
    zh: '选择题要有 1 到 50 个选项，每个选项有自己的值（value）和中英文名称，不能重复。',
    en: 'A choice has from 1 to 50 options, each with a value of its own and a name in both languages.',
  },
  formRange: { zh: '最小值不能大于最大值。', en: 'The least may not be above the most.' },
  formCurrency: {
    zh: '币种要写三个大写字母，例如 CNY。',
    en: 'A currency is three capital letters, e.g. USD.',
  },
  formHundredths: {
    zh: '金额精确到小数点后两位，所以币种必须正好有两位小数，例如 CNY、USD 或 EUR；JPY、KRW、KWD 这样的币种不能用。',
    en: 'Amounts are kept in hundredths, so a currency must have two decimals, e.g. CNY, USD or EUR; JPY, KRW or KWD cannot be used.',
  },
  formNotBefore: {
    zh: '“不早于”（notBefore）要写同一张表单里另一个日期字段的标识。',
    en: 'What a day may not come before (notBefore) is another date of the same form.',
  },
  formHalfOf: {
    zh: '“哪天的半天”（halfOf）写在选项字段上：它是同一张表单里一个日期字段的标识，每个日期只能有一个，选项的值依次是 morning 和 afternoon。',
    en: 'What says the half of a day (halfOf) is a choice of morning and afternoon, in this order, and names a date of the same form, each date once.',
  },
  formDaysOf: {
    zh: '“哪几天”（daysOf）写在数字字段上，from 和 until 是同一张表单里两个日期字段的标识。',
    en: 'What counts days (daysOf) is a number, and its from and until are two dates of the same form.',
  },
  permission: {
    zh: '字段权限只能是 read（只读）、edit（可修改）或 hidden（隐藏）。',
    en: 'What a step may do with a field is read, edit or hidden.',
  },
  unknown: { zh: '这里有不认识的内容。', en: 'There is something here that means nothing to a flow.' },
  unknownKeys: {
    zh: '这里有不认识的内容：{keys}。',
    en: 'There is something here that means nothing to a flow: {keys}.',
  },
  shape: {
    zh: '这里缺少内容或写法不对。',
    en: 'Something is missing here, or written in another way than expected.',
  },
} satisfies Record<string, Text>;
