import type { Command } from '../command/command.js';
import { typeDigestTime, typeLanguage, typeQuiet, typeZone } from './set.js';
import { showSettings } from './show.js';

export const settings: Command = {
  name: 'settings',
  words: ['settings', 'preferences', '设置', '偏好'],
  what: { zh: '我的语言、时区、日报和免打扰', en: 'My language, time zone, digest and quiet hours' },
  usual: 'show',
  otherwise: 'show',
  subs: {
    show: {
      words: ['show', 'mine', 'my', '查看', '我的'],
      what: { zh: '我的设置，可以修改', en: 'what I have set, to be changed' },
      run: showSettings,
      alone: true,
    },
    language: {
      words: ['language', 'lang', '语言'],
      usage: { zh: '中文', en: 'english' },
      what: { zh: '卡片和回答用什么语言', en: 'the language of cards and answers' },
      run: typeLanguage,
    },
    zone: {
      words: ['zone', 'timezone', '时区'],
      usage: { zh: '上海', en: 'Berlin' },
      what: { zh: '我在哪里，时间按那里的算', en: 'where I am: times are those there' },
      run: typeZone,
    },
    digest: {
      words: ['digest', '日报'],
      usage: { zh: '9:00', en: '9:00' },
      what: { zh: '日报几点来；“关”就不来', en: 'when the digest comes; "off" for never' },
      run: typeDigestTime,
    },
    quiet: {
      words: ['quiet', 'dnd', '免打扰', '勿扰'],
      usage: { zh: '20:00-08:00 [和周末]', en: '20:00-08:00 [and weekends]' },
      what: {
        zh: '这段时间里不急的新消息等到结束再发；“关”就没有',
        en: 'new messages that are not urgent wait until it ends; "off" for none',
      },
      run: typeQuiet,
    },
  },
};
