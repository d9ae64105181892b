import type { Text } from '../../models/text.js';

export const words = {
  whatTitle: { zh: '可以发起的审批', en: 'What you can start' },
  whatNone: {
    zh: '还没有可以发起的审批，请管理员导入一个流程。',
    en: 'There is nothing to start yet: ask an administrator to import a flow.',
  },
  typedSo: { zh: '/审批 发起 {flow}', en: '/approval new {flow}' },
  unknownFlow: {
    zh: '没有叫“{typed}”的审批。输入“/审批 发起”查看可以发起的审批。',
    en: 'There is no approval called “{typed}”. Type "/approval new" to see what you can start.',
  },
  notByForm: {
    zh: '“{flow}”在商机走到要审批的阶段时自动发起，例如“/商机 推进 D-1024 待签约”。',
    en: '“{flow}” starts when a deal comes to the stage that needs it, e.g. "/deal stage D-1024 to be signed".',
  },
  changedForm: {
    zh: '“{flow}”的表单刚刚换了新版本，请按新表单核对后再提交。',
    en: 'The form of “{flow}” has just been changed: please look through the new one and send it again.',
  },
  incomplete: { zh: '还差几项，请补全后提交。', en: 'Some things are missing: please fill them in.' },
  unclear: { zh: '没看明白：{words}。', en: 'What is meant by {words}?' },
  submit: { zh: '提交', en: 'Submit' },
  whoDecides: { zh: '{step}由谁审批', en: 'Who decides: {step}' },
  saveDraft: { zh: '存为草稿', en: 'Save as draft' },
  discardDraft: { zh: '删除草稿', en: 'Discard the draft' },
  draftKept: {
    zh: '{flow}已存为草稿，只有你自己能看到。输入“/审批 草稿”继续填写。',
    en: '{flow} is kept as a draft that only you can see. Type "/approval drafts" to go on with it.',
  },
  draftListed: {
    zh: '{flow}已存为草稿，只有你自己能看到。',
    en: '{flow} is kept as a draft that only you can see.',
  },
  draftEmpty: {
    zh: '还没有填写内容，没有保存草稿。',
    en: 'Nothing was filled in yet, so no draft was kept.',
  },
  draftDiscarded: { zh: '草稿已删除。', en: 'The draft is discarded.' },
  draftGone: {
    zh: '这份草稿已经提交或删除了。输入“/审批 草稿”查看你的草稿。',
    en: 'This draft was submitted, discarded or removed already. Type "/approval drafts" to see yours.',
  },
  draftGoneHere: {
    zh: '这份草稿已经提交或删除了。你的草稿都在“待办”里。',
    en: 'This draft was submitted, discarded or removed already. Yours are among your to-dos.',
  },
  draftSaved: { zh: '保存于 {at}', en: 'saved {at}' },
  draftRemoved: { zh: '{day} 起自动删除', en: 'will be removed from {day} on' },
  draftsTitle: { zh: '我的草稿', en: 'My drafts' },
  draftsNone: {
    zh: '没有草稿。填表时点“存为草稿”，或输入“/审批 草稿 报销 1200 打车”。',
    en: 'You have no drafts. Press "Save as draft" in a form, or type "/approval drafts expense 1200 taxi".',
  },
  draftsNoneOnPage: {
    zh: '没有草稿。填表时点“存为草稿”，就存在这里。',
    en: 'You have no drafts. Press "Save as draft" in a form to keep it here.',
  },
  drafts: { zh: '我的草稿（{count}）', en: 'My drafts ({count})' },
  submitted: {
    zh: '已提交{flow} {request}，审批 {number}，等待 {people}。',
    en: 'You submitted {flow} {request}. Approval {number} waits for {people}.',
  },
  passedAtOnce: {
    zh: '已提交{flow} {request}，审批 {number} 不需要人处理。',
    en: 'You submitted {flow} {request}. Approval {number} needed nobody.',
  },
  notFound: {
    zh: '没有找到 {number}，或者你没有查看权限。',
    en: 'There is no {number} that you can see.',
  },
  badNumber: { zh: '请写一个数字，例如 3 或 0.5。', en: 'Write a number, e.g. 3 or 0.5.' },
  tooSmall: { zh: '{field}不能小于 {min}。', en: '{field}: at least {min}.' },
  tooLarge: { zh: '{field}不能大于 {max}。', en: '{field}: at most {max}.' },
  tooShort: { zh: '{field}至少要写 {min} 个字。', en: '{field} takes at least {min} characters.' },
  badChoice: { zh: '请从这些里选：{options}。', en: 'Choose one of: {options}.' },
  beforeOther: { zh: '不能早于“{other}”。', en: 'This may not be before “{other}”.' },
  afterOther: { zh: '不能晚于“{other}”。', en: 'This may not be after “{other}”.' },
  tooManyDays: {
    zh: '从 {from} 到 {until} 一共 {most} 天，{field}不能更多。',
    en: '{field}: from {from} until {until} it is {most} at most.',
  },
  tooFewDays: {
    zh: '从 {from} 到 {until} 有 {working} 个工作日，{field}不能少于 {fewest}（首尾两天可以各算半天）。',
    en: '{field}: from {from} until {until} there are {working} working days, so it is {fewest} at least, with half a day at either end.',
  },
  tooFewHalves: {
    zh: '从 {from} 到 {until} 有 {fewest} 个工作日，{field}不能更少。只请半天的，请选上午或下午。',
    en: '{field}: {fewest} at least from {from} until {until}. For half a day choose the morning or the afternoon.',
  },
  noTime: {
    zh: '{from} 从下午开始，不能到当天上午为止。',
    en: 'It begins in the afternoon of {from}, so it cannot end with that morning.',
  },
  noWorkingDays: {
    zh: '从 {from} 到 {until} 没有工作日，请写明{field}。',
    en: '{field}: there is no working day from {from} until {until}, so please write how many it is.',
  },
  unknownDepartment: { zh: '没有叫“{typed}”的部门。', en: 'There is no department called “{typed}”.' },
  severalDepartments: {
    zh: '有几个部门叫“{typed}”，请写明是哪一个：{paths}。',
    en: 'Several departments are called “{typed}”: write which one, {paths}.',
  },
  unknownCustomer: {
    zh: '没有叫“{typed}”的客户，请写全称或编号（如 C-88）。',
    en: 'There is no customer called “{typed}”: write its full name or number (e.g. C-88).',
  },
  unknownDeal: {
    zh: '没有你能看到的商机“{typed}”，请写编号，例如 D-1024。',
    en: 'There is no deal “{typed}” that you can see: write its number, e.g. D-1024.',
  },
  amountHint: {
    zh: '例如 20000、2万、USD 300；不写币种就是 {currency}',
    en: 'For example 20000, 1.2m, USD 300; {currency} where no currency is written',
  },
  personHint: { zh: '写姓名或工号', en: 'A name or a staff number' },
  peopleHint: { zh: '写姓名或工号，多人用顿号隔开', en: 'Names or staff numbers, separated by commas' },
  departmentHint: { zh: '写部门名称', en: 'The name of a department' },
  customerHint: { zh: '写全称或编号，例如 C-88', en: 'Its full name or number, e.g. C-88' },
  dealHint: { zh: '写编号，例如 D-1024', en: 'Its number, e.g. D-1024' },
} satisfies Record<string, Text>;
