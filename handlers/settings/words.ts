import type { Text } from '../../models/text.js';

export const words = {
  title: { zh: '我的设置', en: 'My settings' },
  change: { zh: '修改设置', en: 'Change' },
  save: { zh: '保存', en: 'Save' },
  line: { zh: '{label}：{value}', en: '{label}: {value}' },
  inARow: { zh: '{before}；{next}', en: '{before}; {next}' },
  saved: { zh: '已保存。{all}。', en: 'Saved. {all}.' },
  asBefore: { zh: '没有改动，和原来一样。', en: 'Nothing was changed: all is as before.' },
  language: { zh: '语言（language）', en: 'Language' },
  zone: { zh: '时区', en: 'Time zone' },
  zoneHint: {
    zh: '城市或时区名，例如 上海、Berlin、America/New_York',
    en: 'A city or the name of a zone, such as Shanghai, Berlin, America/New_York',
  },
  digest: { zh: '日报', en: 'Digest' },
  digestHint: {
    zh: '工作日几点发，例如 9:00；“关”就不发；不填就按公司的时间。输入“/日报”随时可看',
    en: 'When on working days, such as 9:00; "off" for none; left empty, at the firm’s time. "/digest" shows it at any time',
  },
  digestHintOnPage: {
    zh: '工作日几点发，例如 9:00；“关”就不发；不填就按公司的时间',
    en: 'When on working days, such as 9:00; "off" for none; left empty, at the firm’s time',
  },
  digestOff: { zh: '关', en: 'off' },
  digestUsual: { zh: '工作日按公司的时间 {time}', en: 'on working days, at the firm’s time, {time}' },
  digestAt: { zh: '工作日 {time}', en: 'on working days at {time}' },
  quiet: { zh: '免打扰', en: 'Quiet hours' },
  quietHint: {
    zh: '例如 20:00-08:00；不填或“关”就没有。这段时间里别人引起的新消息等到结束再发，急的除外',
    en: 'Such as 20:00-08:00; left empty or "off", none. New messages that others cause wait until it ends, unless they are urgent',
  },
  daysOff: { zh: '休息日全天免打扰', en: 'Quiet all day on days off' },
  yes: { zh: '是', en: 'Yes' },
  no: { zh: '否', en: 'No' },
  quietNone: { zh: '没有', en: 'none' },
  quietSpan: { zh: '每天 {from} 到 {to}', en: 'daily from {from} to {to}' },
  quietDays: { zh: '休息日全天', en: 'all day on days off' },
  quietBoth: { zh: '每天 {from} 到 {to}，休息日全天', en: 'daily from {from} to {to}, all day on days off' },
  badLanguage: {
    zh: '没有“{typed}”这种语言，可以选中文或英文。',
    en: 'There is no language “{typed}” here: it is Chinese or English.',
  },
  badZone: {
    zh: '没找到“{typed}”。请写城市或时区名，例如 上海、Europe/Berlin。',
    en: '“{typed}” was not found. Write a city or the name of a zone, such as Shanghai or Europe/Berlin.',
  },
  badTime: {
    zh: '看不懂时间“{typed}”。请写几点，例如 9:00，或“关”。',
    en: 'What time is “{typed}”? Write one such as 9:00, or "off".',
  },
  badSpan: {
    zh: '看不懂时段“{typed}”。请写从几点到几点，例如 20:00-08:00，或“关”。',
    en: 'Which hours are “{typed}”? Write from when to when, such as 20:00-08:00, or "off".',
  },
} satisfies Record<string, Text>;
