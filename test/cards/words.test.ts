import * as aboutApprovals from '../../cards/approval-words.js';
import * as others from '../../cards/words.js';
import type { Text } from '../../models/text.js';

type Entry = Text | { readonly word: Text };

const texts: readonly (readonly [string, Text])[] = Object.entries({ ...aboutApprovals, ...others }).flatMap(
  ([table, words]) =>
    Object.entries<Entry>(words).map(
      ([name, entry]) => [`${table}.${name}`, 'word' in entry ? entry.word : entry] as const,
    ),
);

const gaps = (words: string): readonly string[] => [...new Set(words.match(/\{\w+\}/g) ?? [])].toSorted();
const withoutGaps = (words: string): string => words.replace(/\{\w+\}/g, '');

/** Names in Chinese count the people who are not named together with those who are. */
const different = new Set(['common.namesAndMore']);

test.each(texts.filter(([name]) => !different.has(name)))('%s says the same in both languages', (_, text) => {
  expect(gaps(text.zh)).toEqual(gaps(text.en));
});

test.each(texts)('%s is Chinese in Chinese and English in English', (_, text) => {
  expect(withoutGaps(text.zh)).not.toMatch(/[a-z]{2,}(?<!\/\w+)/i);
  expect(withoutGaps(text.en)).not.toMatch(/\p{Script=Han}|[，。：；（）、]/u);
});
