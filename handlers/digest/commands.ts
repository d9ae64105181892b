import type { Command } from '../command/command.js';
import { showDigest } from './show.js';

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
      run: showDigest,
      alone: true,
    },
  },
};
