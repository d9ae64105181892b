import type { Answer } from '../models/answer.js';
import { saying, type Text } from '../models/text.js';
import type { ListRow } from '../models/views.js';
import { pageOf } from './page.js';
import { card } from './useCase.js';

const words = {
  title: { zh: '候选项', en: 'To choose from' },
  none: { zh: '没有匹配的。', en: 'Nothing matches.' },
} satisfies Record<string, Text>;

/** As many as one takes in at a glance. */
export const MOST_SUGGESTED = 8;

export interface Suggested extends ListRow {
  readonly value: string;
}

/** What is offered beneath a field while somebody types there. Of more there is no other page: one types on. */
export const suggested = (rows: readonly Suggested[], action: string, text: string): Answer =>
  card({
    kind: 'list',
    title: saying(words.title),
    rows,
    empty: saying(words.none),
    ...pageOf(1, rows.length).shown,
    turn: { do: action, input: { text } },
  });
