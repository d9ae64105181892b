import type { Text } from '../../models/text.js';

/** What is wrong with a flow that is written as it should be, or is worth a look. */
export const words = {
  unreadable: {
    zh: '这不是一个 JSON 文件：{reason}',
    en: 'This is no JSON file: {reason}',
  },
  sameKey: {
    zh: '和“{other}”用了同一个标识“{key}”，请改其中一个。',
    en: 'it has the same key “{key}” as “{other}”: change one of them.',
  },
  neverSeen: {
    zh: '每一步都有条件，申请可能没人看过就通过了。请至少留一个没有条件的步骤。',
    en: 'every step has a condition, so a request could pass with nobody having looked at it. Leave one without.',
  },
  unknownField: {
    zh: '用到了字段“{field}”，但没有这个字段。可以用的有：{known}。',
    en: 'it asks for the field “{field}”, which there is not. There are: {known}.',
  },
  unsignedByTime: {
    zh: '需要签名，但超时会自动同意，那时没有人签名。',
    en: 'it takes a signature, and yet a time-out approves it: then nobody has signed.',
  },
  unsignedInBulk: {
    zh: '需要签名，所以批量同意会跳过这一步，要单独打开处理。',
    en: 'it takes a signature, so approval in bulk leaves it out: it is opened by itself.',
  },
  permissionUnknown: {
    zh: '给字段“{field}”设了权限，但表单里没有这个字段。表单里有：{known}。',
    en: 'it says what may be done with the field “{field}”, which the form does not have. It has: {known}.',
  },
  permissionNoForm: {
    zh: '给字段设了权限（fields），但这个流程没有表单：内容在商机里，能看到商机的人都能看到，也只在商机里修改。请删掉 fields。',
    en: 'it says what may be done with fields, but this flow has no form: what is approved is in the deal, where all who may see the deal see it and where it is changed. Remove “fields”.',
  },
  permissionReading: {
    zh: '这一步只需阅读，没有人能修改“{field}”。',
    en: 'it is for reading only, so nobody can edit “{field}”.',
  },
  permissionOrder: {
    zh: '“{field}”不能早于“{other}”，但这两个字段一个可修改、一个隐藏：提示日期不对时就会泄露隐藏的日期。请一起设为可修改或只读。',
    en: '“{field}” may not be before “{other}”, and of the two one may be edited while the other is hidden: being told of a wrong order would give the hidden day away. Let both be edited, or be read.',
  },
  permissionHalf: {
    zh: '“{field}”是“{other}”的上午或下午，但这两个字段一个可修改、一个隐藏：提示天数不对时就会泄露隐藏的内容。请一起设为可修改或只读。',
    en: '“{field}” is the half of “{other}”, and of the two one may be edited while the other is hidden: being told of a wrong number of days would give what is hidden away. Let both be edited, or be read.',
  },
  permissionDays: {
    zh: '“{field}”按“{other}”算天数，但这两个字段一个可修改、一个隐藏：提示天数不对时就会泄露隐藏的内容。请一起设为可修改或只读。',
    en: '“{field}” counts the days of “{other}”, and of the two one may be edited while the other is hidden: being told of a wrong number would give what is hidden away. Let both be edited, or be read.',
  },
  permissionTitle: {
    zh: '隐藏了“{field}”，所以申请的标题不会取自这个字段。',
    en: 'it hides “{field}”, so no request is called by what is written there.',
  },
  wrongNumber: {
    zh: '“{field}”是数字，不能和文字“{value}”比较。',
    en: '“{field}” is a number and cannot be compared with the word “{value}”.',
  },
  wrongText: {
    zh: '“{field}”是文字，不能和数字 {value} 比较。',
    en: '“{field}” is a word and cannot be compared with the number {value}.',
  },
  wrongDay: {
    zh: '“{field}”是日期，请写成 2026-12-31 这样，而不是“{value}”。',
    en: '“{field}” is a day: write it like 2026-12-31, not “{value}”.',
  },
  wrongOption: {
    zh: '“{field}”没有“{value}”这个选项。选项有：{options}。',
    en: '“{field}” has no option “{value}”. There are: {options}.',
  },
  notPerson: {
    zh: '“{field}”里不是同事，不能请它审批。',
    en: '“{field}” holds no colleague who could be asked.',
  },
  notDepartment: {
    zh: '“{field}”里不是部门，没有负责人可请。',
    en: '“{field}” holds no department whose head could be asked.',
  },
  notDay: {
    zh: '“{field}”不是日期，不能说明外出从哪天到哪天。',
    en: '“{field}” is no day, so it cannot say when somebody is away.',
  },
  notDeputy: {
    zh: '“{field}”里不是一位同事，不能代为审批。',
    en: '“{field}” is not one colleague, who could act meanwhile.',
  },
  optionalField: {
    zh: '“{field}”可以不填，不填时这个条件没法判断，申请会提交不了。建议设为必填。',
    en: '“{field}” may be left empty, and then this condition cannot be decided and nothing can be submitted. Better make it required.',
  },
  optionalPerson: {
    zh: '“{field}”可以不填，不填时按“没有人时”的规则处理。',
    en: '“{field}” may be left empty: then the rule for “nobody” applies.',
  },
  unknownRole: {
    zh: '没有在职同事担任角色“{role}”。请先用“npm run import -- people”给人加上这个角色，或换一个角色（现有：{known}）。',
    en: 'nobody who works here has the role “{role}”. Give it to somebody by "npm run import -- people", or use another (there are: {known}).',
  },
  unknownPerson: {
    zh: '指定的人（{who}）不存在或已离职，请换一个人。',
    en: 'the person named ({who}) does not exist or has left: name somebody else.',
  },
  unknownTitle: {
    zh: '没有在职同事的职位是“{title}”，逐级审批找不到终点。',
    en: 'nobody who works here is “{title}”, so the chain of managers has no end.',
  },
  noHeads: {
    zh: '还没有任何部门设了负责人，这一步会转给管理员。用“npm run firm -- head …”设置。',
    en: 'no department has a head yet, so this goes to an administrator. Set heads by "npm run firm -- head …".',
  },
  returnsUnknown: {
    zh: '拒绝后要退回“{to}”，但没有这一步。',
    en: 'a rejection goes back to “{to}”, and there is no such step.',
  },
  returnsForever: {
    zh: '拒绝后要退回“{to}”，但它不在这一步之前，会没完没了地来回。请退回前面的步骤或发起人（initiator）。',
    en: 'a rejection goes to “{to}”, which does not come before it, so it would go round without end. Send it back to an earlier step or to the initiator.',
  },
  returnsOnce: {
    zh: '拒绝后退回发起人，但最多只能提交 1 轮，所以会直接结束。',
    en: 'a rejection goes back to the initiator, but there is one round only, so it ends instead.',
  },
  chosenAlone: {
    zh: '由上一步审批人选人，但前面没有紧挨着一个总会经过的人工步骤，没有人能来选。',
    en: 'the previous approver chooses who decides here, but no step that people always decide comes right before it.',
  },
  chosenNoForm: {
    zh: '由提交人选人，但商机的流程没有表单，没有地方可选。',
    en: 'the initiator chooses who decides here, but a flow about a deal has no form to choose in.',
  },
  afterReject: {
    zh: '在“{step}”之后，而“{step}”总是自动拒绝，所以永远走不到。',
    en: 'it comes after “{step}”, which always rejects, so it is never reached.',
  },
  noWayThrough: {
    zh: '是死路：不管怎么填都会被自动拒绝，没有一条路能通过。',
    en: 'there is a dead end: whatever is filled in is rejected by rule, and no way leads through.',
  },
  needsTooMany: {
    zh: '是死路：需要 {need} 人同意，但能签的只有 {size} 人，永远通不过。',
    en: 'there is a dead end: it takes {need} approvals and only {size} can give one, so it never passes.',
  },
  neverTaken: {
    zh: '永远走不到：前面的分支已经把这些情况都接走了，或者条件不可能成立。请调整条件或顺序。',
    en: 'it is never taken: branches before it take all of its cases, or its condition cannot hold. Change the condition or the order.',
  },
  defaultNever: {
    zh: '默认分支不会走到，因为前面的条件已经包括了所有情况。这不算错。',
    en: 'the default is never taken, as the conditions before it cover everything. That is no fault.',
  },
  neverHolds: {
    zh: '条件不可能成立，这一步永远不会执行。',
    en: 'its condition cannot hold, so this step never comes.',
  },
  noCurrency: {
    zh: '比较了“{field}”却没有看币种：100 美元会被当成 100 元。建议同时写上币种条件。',
    en: 'it compares “{field}” whatever the currency: 100 USD would count as 100 CNY. Better ask for the currency as well.',
  },
  formOfDeal: {
    zh: '由商机阶段发起，内容来自商机，所以不能有表单。',
    en: 'a stage of a deal starts it with what the deal says, so it cannot have a form.',
  },
  nobodyStarts: {
    zh: '没有表单，也没有商机阶段会发起它，所以没有人能发起。',
    en: 'it has no form, and no stage of a deal starts it, so nobody can.',
  },
} satisfies Record<string, Text>;
