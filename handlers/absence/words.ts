import type { Text } from '../../models/text.js';

export const words = {
  title: { zh: '设置外出', en: 'Set an absence' },
  who: { zh: '谁外出', en: 'Who is away' },
  whoHint: {
    zh: '空着就是自己；上级和管理员可以替别人设置',
    en: 'Empty for yourself; managers and administrators may name others',
  },
  from: { zh: '从哪天', en: 'From' },
  fromHalf: { zh: '第一天', en: 'On the first day' },
  fromMorning: { zh: '从早上开始', en: 'from the morning on' },
  fromNoon: { zh: '从中午开始（只有下午）', en: 'from noon on (the afternoon)' },
  untilHalf: { zh: '最后一天', en: 'On the last day' },
  untilEvening: { zh: '到当天结束', en: 'until its end' },
  untilNoon: { zh: '到中午为止（只有上午）', en: 'until noon (the morning)' },
  whichHalf: {
    zh: '上午还是下午？下午外出就选“从中午开始”，上午外出就在“最后一天”选“到中午为止”。',
    en: 'Morning or afternoon? For the afternoon choose “from noon on”, for the morning “until noon” on the last day.',
  },
  morningOf: { zh: '{day}上午', en: 'the morning of {day}' },
  afternoonOf: { zh: '{day}下午', en: 'the afternoon of {day}' },
  dayAt: { zh: '{day} {time}', en: '{day}, {time}' },
  pastHalf: { zh: '{day}上午已经过去了。', en: 'The morning of {day} is over.' },
  until: { zh: '到哪天（含）', en: 'Until, and including' },
  proxy: { zh: '谁代为审批', en: 'Who decides meanwhile' },
  proxyHint: { zh: '写姓名或工号', en: 'A name or a staff number' },
  flow: { zh: '哪些审批', en: 'Which approvals' },
  allFlows: { zh: '全部审批', en: 'all approvals' },
  below: { zh: '只代理多少金额以下的', en: 'Only below which amount' },
  belowHint: {
    zh: '空着就是不限金额；例如 5万',
    en: 'Empty for any amount; for example 50k',
  },
  badAmount: {
    zh: '看不懂金额“{amount}”，例如“5万”或“USD 8000”。',
    en: '“{amount}” is no amount; write for example “50k” or “USD 8000”.',
  },
  limited: { zh: '{flow}，{below} 以下', en: '{flow}, below {below}' },
  set: { zh: '设置', en: 'Set' },
  said: {
    zh: '按你说的填好了，核对后提交。要走请假审批的，请输入“/审批 发起 请假”。',
    en: 'Filled in as you said: look at it and send it. For a leave that has to be approved type "/approval new leave".',
  },
  off: { zh: '结束外出', en: 'End the absence' },
  badDay: {
    zh: '看不懂这个日期，例如“周五”或“12-05”。',
    en: 'This is no date; write for example “friday” or “12-05”.',
  },
  past: { zh: '{day} 已经过去了。', en: '{day} is past.' },
  backwards: { zh: '结束日期在开始日期之前。', en: 'It would end before it begins.' },
  tooFar: {
    zh: '外出最晚到一年之内，{day} 太远了。',
    en: 'An absence ends within a year; {day} is too far off.',
  },
  oneself: {
    zh: '不能由 {name} 自己代理自己，请换一位同事。',
    en: '{name} cannot act for themselves: name a colleague.',
  },
  hasLeft: { zh: '{name} 已经离职，请换一位同事。', en: '{name} has left the firm: name another colleague.' },
  circle: {
    zh: '{name} 那段时间也外出，而且代理一路转回了 {who}，请换一位同事。',
    en: '{name} is away then, too, and whoever acts for them leads back to {who}: name another colleague.',
  },
  tooLong: {
    zh: '这样代理会连续转手三次以上，请换一位那段时间在的同事。',
    en: 'With this more than three people would act for one another: name a colleague who is there then.',
  },
  notYours: {
    zh: '只有 {name} 本人、上级或管理员可以设置。',
    en: 'Only {name}, a manager above them or an administrator can do this.',
  },
  unknownFlow: {
    zh: '没有叫“{flow}”的审批流程，现有：{flows}。',
    en: 'No flow is called “{flow}”. There are: {flows}.',
  },
  when: { zh: '{from} 到 {until}', en: '{from} until {until}' },
  whenOneDay: { zh: '{from}', en: '{from}' },
  away: { zh: '从 {from} 到 {until} ', en: 'from {from} until {until}' },
  awayOneDay: { zh: '{from} ', en: 'on {from}' },
  done: {
    zh: '已设置：{who} {away}外出，由 {proxy} 代为审批（{flow}）。',
    en: 'Set: {who} is away {away}, and {proxy} decides meanwhile ({flow}).',
  },
  replaced: {
    zh: '它代替了原来的外出：{when}，由 {proxy} 代为审批（{flow}）。',
    en: 'It takes the place of another absence: {when}, with {proxy} deciding ({flow}).',
  },
  keeping: {
    zh: '现在仍由 {who} 处理的有 {numbers}。',
    en: 'Still with {who} now: {numbers}.',
  },
  inARow: { zh: '{before}{next}', en: '{before} {next}' },
  ended: {
    zh: '已结束 {who} {away}的外出，{proxy} 不再代为审批。',
    en: 'The absence of {who} {away} is over: {proxy} decides no longer.',
  },
  calledOff: {
    zh: '已取消 {who} {away}的外出，不由 {proxy} 代为审批了。',
    en: 'The absence of {who} {away} is called off: {proxy} will not decide.',
  },
  whichTitle: {
    zh: '{who} 有 {count} 次外出，结束哪一次？',
    en: '{who} has {count} absences. Which one ends?',
  },
  endThis: { zh: '结束 {when}（{proxy}）', en: 'End {when} ({proxy})' },
  unclearDay: {
    zh: '没看懂日期“{typed}”，例如“周五到下周三”或“12-05”。',
    en: 'Which days are “{typed}”? Write for example “fri-wed” or “12-05”.',
  },
  noneToEnd: { zh: '{who} 没有设置外出。', en: '{who} has no absence to end.' },
  mineTitle: { zh: '我的外出', en: 'My absences' },
  mineNone: {
    zh: '你没有设置外出。例如输入“/外出 周五到周三 李四”。',
    en: 'You have no absence set. Type for example "/away fri-wed Li Si".',
  },
  mine: {
    zh: '{when}，由 {proxy} 代为审批（{flow}）',
    en: '{when}: {proxy} decides ({flow})',
  },
  acting: {
    zh: '你代 {who} 审批：{when}（{flow}）',
    en: 'You decide for {who}: {when} ({flow})',
  },
  cardTitle: { zh: '{who} 外出', en: '{who} is away' },
  cardBody: {
    zh: '{when}，由 {proxy} 代为审批（{flow}）。{who} 自己也仍然可以处理。',
    en: '{when}: {proxy} decides meanwhile ({flow}). {who} still may, too.',
  },
  cardAbove: {
    zh: '不低于 {below} 的、其他币种的和没有金额的审批仍留给 {who}。',
    en: 'Approvals of {below} or more, in another currency or without an amount stay with {who}.',
  },
  cardRequest: { zh: '来自已通过的 {request}。', en: 'By {request}, which was approved.' },
  cardBy: { zh: '由 {name} 设置。', en: 'Set by {name}.' },
  cardTitleCancelled: { zh: '{who} 的外出已取消', en: 'The absence of {who} is called off' },
  cardCancelled: {
    zh: '原定由 {proxy} 代为审批（{flow}），还没开始就取消了。',
    en: '{proxy} was to decide meanwhile ({flow}). It was called off before it began.',
  },
  cardOver: { zh: '已结束。', en: 'It is over.' },
} satisfies Record<string, Text>;
