import type { Text } from '../../models/text.js';
import type { CountedDay } from '../working-time.js';

const kinds: Record<CountedDay['kind'], Text> = {
  workday: { zh: '工作日', en: 'working day' },
  'made-up': { zh: '调休上班', en: 'weekend worked for a holiday' },
  weekend: { zh: '周末', en: 'weekend' },
  holiday: { zh: '法定节假日', en: 'public holiday' },
  'day-off-ours': { zh: '公司放假', en: 'day off of the firm' },
  'worked-ours': { zh: '公司上班', en: 'worked by the firm' },
};

/** Why something is due when it is, line by line. */
export const why = {
  kinds,
  title: { zh: '{number}：为什么这时到期', en: '{number}: why it is due then' },
  noClock: {
    zh: '{number} 现在没有时限，所以没有到期时间。',
    en: 'Nothing in {number} has a time limit now, so nothing is due.',
  },
  due: { zh: '{who}：{at} 到期，到时{what}。', en: '{who}: due {at}; then {what}.' },
  paused: {
    zh: '{who}：{at} 起暂停计时，等 {name} 答复；答复后还有 {left}，到时{what}。',
    en: '{who}: paused since {at}, waiting for the answer of {name}; {left} after it, {what}.',
  },
  pausedLate: {
    zh: '{who}：{at} 起暂停计时，等 {name} 答复；时间已经用完，答复后马上{what}。',
    en: '{who}: paused since {at}, waiting for the answer of {name}; the time is up, so right after it {what}.',
  },
  passed: {
    zh: '一共 {span}，暂停前已计 {length}。',
    en: '{span} in all, of which {length} had passed before.',
  },
  kept: {
    zh: '等答复的时间不算；之前已计 {length}。',
    en: 'Waiting for an answer does not count; {length} had passed before it.',
  },
  noTime: { zh: '0 分钟', en: '0 min' },
  remind: { zh: '再提醒一次', en: 'another reminder comes' },
  escalate: { zh: '上报，上级也可以处理', en: 'a superior may decide as well' },
  reassign: { zh: '转给上级或指定的人', en: 'it goes on to a superior, or to whom the flow names' },
  approve: { zh: '自动同意', en: 'it is approved by rule' },
  reject: { zh: '自动拒绝', en: 'it is rejected by rule' },
  close: { zh: '整个审批自动终止', en: 'the whole approval ends' },
  closedFor: {
    zh: '审批关闭，{days} 天内可以恢复',
    en: 'it is closed, and can be taken up again for {days} days',
  },
  lapsed: {
    zh: '{who} 没有按时处理，审批已关闭；{name} 或管理员可以在 {at} 之前恢复，过后整个审批终止。',
    en: '{who} did not decide in time, and it was closed; {name} or an administrator can take it up again until {at}, then it is over.',
  },
  days: { zh: '{days} 天，不分工作日和假日', en: '{days} days, worked or not' },
  counted: { zh: '从 {from} 起算，{span}。', en: 'Counted from {from}: {span}.' },
  natural: { zh: '{hours} 小时，不分昼夜和假日', en: '{hours} hours, by day and by night' },
  workingHours: { zh: '{hours} 个工作小时', en: '{hours} working hours' },
  workingDays: {
    zh: '{days} 个工作日，每个工作日算 {length}',
    en: '{days} working days of {length} each',
  },
  hours: { zh: '工作时间 {periods}（{zone}）', en: 'Working time: {periods} ({zone})' },
  oneDay: { zh: '{from}', en: '{from}' },
  someDays: { zh: '{from} 至 {to}', en: '{from} to {to}' },
  nothing: { zh: '{days} {what}：不计', en: '{days}, {what}: does not count' },
  gave: { zh: '{days} {what}：计 {length}', en: '{days}, {what}: {length}' },
  gaveEach: { zh: '{days} {what}：每天计 {length}', en: '{days}, {what}: {length} each' },
  quiet: {
    zh: '{at} 那里是休息时间（20:00–08:00 或休息日），提醒等到上班。',
    en: 'At {at} it is quiet there (20:00–08:00, or a day off): the reminder waits for the morning.',
  },
  waited: {
    zh: '原定 {at}，当时没能送出；现在是休息时间，提醒等到上班。',
    en: 'It was due at {at} and could not come then; now it is quiet there, and it waits for the morning.',
  },
  changed: {
    zh: '起算之后工作日历改过：按现在的日历是 {at}，已定的时间不变。',
    en: 'The calendar has changed since: it would be {at} now. What was set stays.',
  },
};
