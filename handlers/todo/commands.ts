import type { Command } from '../command/command.js';
import { showTodo } from './show.js';
import { cardsAnywhere, cardsHere } from './where.js';

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
