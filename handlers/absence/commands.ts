import type { Command } from '../command/command.js';
import { typeOff } from './end.js';
import { typeSet } from './set.js';
import { showMine } from './show.js';

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
