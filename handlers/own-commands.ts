/** What concerns whoever types it, and no record. */
import { typeOff } from './absence/end.js';
import { typeSet } from './absence/set.js';
import { showMine } from './absence/show.js';
import type { Command } from './command.js';
import { typeDigest } from './digest/show.js';
import { typeDigestTime, typeLanguage, typeQuiet, typeZone } from './settings/set.js';
import { showSettings } from './settings/show.js';
import { showTodo } from './todo/show.js';
import { cardsAnywhere, cardsHere } from './todo/where.js';

export const away: Command = {
  name: 'away',
  words: ['away', '外出'],
  what: { zh: '外出时请人代为审批', en: 'Who decides while you are away' },
  usual: 'mine',
  otherwise: 'set',
  subs: {
    mine: {
      words: ['mine', 'show', '我的', '查看'],
      what: { zh: '我的外出，以及我代谁审批', en: 'my absences, and for whom I decide' },
      run: showMine,
      alone: true,
    },
    set: {
      words: ['set', '设置'],
      usage: {
        zh: '[谁] 周五到下周三 李四 [5万以下] [流程 合同]',
        en: '[who] fri-wed <who decides> [below 50k] [flow contract]',
      },
      what: {
        zh: '设置外出（“设置”可省略），半天写“明天下午”；上级和管理员可以替别人设置',
        en: 'be away ("set" may be left out), half a day as "friday afternoon"; managers and administrators set it for others',
      },
      run: typeSet,
    },
    off: {
      words: ['off', 'back', 'cancel', '结束', '回来', '回来了', '取消'],
      usage: { zh: '[谁]', en: '[who]' },
      what: { zh: '结束外出', en: 'be back' },
      run: typeOff,
    },
  },
};

export const todo: Command = {
  name: 'todo',
  words: ['todo', '待办'],
  what: { zh: '我的待办', en: 'What waits for me' },
  usual: 'show',
  otherwise: 'show',
  subs: {
    show: {
      words: ['show', 'list', 'mine', '查看', '列表', '我的'],
      what: { zh: '我的待办', en: 'what waits for me' },
      run: showTodo,
      alone: true,
    },
    here: {
      words: ['here', '这里'],
      what: { zh: '以后的卡片都发到这个平台', en: 'have my cards come to this chat from now on' },
      run: cardsHere,
      alone: true,
    },
    anywhere: {
      words: ['anywhere', '随我'],
      what: { zh: '以后的卡片发到我最近使用的平台', en: 'have my cards come to wherever I wrote last' },
      run: cardsAnywhere,
      alone: true,
    },
  },
};

export const digest: Command = {
  name: 'digest',
  words: ['digest', '日报'],
  what: { zh: '现在就看今天的日报', en: 'Today’s digest, now' },
  usual: 'show',
  otherwise: 'show',
  subs: {
    show: {
      words: ['show', 'today', '查看', '今天', '今日'],
      what: { zh: '现在就看今天的日报', en: 'Today’s digest, now' },
      run: typeDigest,
      alone: true,
    },
  },
};

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
