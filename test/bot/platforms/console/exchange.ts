/** What the console's tests ask for, post, and are answered. */
import { drawCard } from '../../../../cards/index.js';
import type { Answer } from '../../../../models/answer.js';
import { sampleOf } from '../../../cards/reading.js';
import { readerFor, type Script, zhang } from '../../../support/console.js';

export const dealCard = (name: string, userId = zhang.userId) => {
  const { text, body } = drawCard(sampleOf(name), readerFor(userId));
  return { text, body };
};

export const words = (zh: string, en: string): Answer => ({ type: 'words', words: { text: { zh, en } } });
export const view = (name: string): Answer => ({ type: 'view', view: sampleOf(name) });
export const silent: Script = () => words('好', 'Done');

export const key = (last = '1') => `00000000-0000-4000-8000-${last.padStart(12, '0')}`;
export const to = ({ userId }: typeof zhang) => ({ platform: 'console', workspaceId: '', userId }) as const;
