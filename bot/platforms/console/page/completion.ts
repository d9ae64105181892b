/** What may be typed next: a pure function of the text so far and the list of commands. */
import type { Locale } from '../../../../models/text.js';
import type { CommandHint } from '../protocol.js';
import { inLocale } from './words.js';

export interface Suggestion {
  /** What stands in the composer when this is chosen. */
  readonly text: string;
  readonly word: string;
  readonly usage: string;
  readonly what: string;
  /** The same command in the other language, or, beside another word for it, the usual one. */
  readonly alias: string;
}

interface Completion {
  readonly suggestions: readonly Suggestion[];
  /** The command that is being typed: shown above the composer while its details are filled in. */
  readonly current: CommandHint | undefined;
}

const NOTHING: Completion = { suggestions: [], current: undefined };
const MAX_SUGGESTIONS = 12;
/** Without the slash, this much must be typed: one Chinese character says more than one Latin letter. */
const SLASHLESS = /^(\p{Script=Han}|[a-z]{2})/iu;

const depth = (text: string): number => text.split(' ').length;
/** The reader's own word first, then that of the other language, then all that is understood as well. */
const inOrder = ({ word, spellings }: CommandHint, locale: Locale): readonly string[] => [
  ...new Set([inLocale(locale, word), word.zh, word.en, ...spellings]),
];

/** `Deal  new` → `/deal new` */
const normalise = (typed: string): string => {
  const text = typed.trimStart().replace(/\s+/g, ' ').toLowerCase();
  return SLASHLESS.test(text) ? `/${text}` : text;
};

/** With the slash or without. */
export const isWhole = (typed: string, { word }: Suggestion): boolean => normalise(typed).trimEnd() === word;

const currentOf = (typed: string, hints: readonly CommandHint[], locale: Locale): CommandHint | undefined =>
  hints
    .filter((hint) => inOrder(hint, locale).some((one) => `${typed} `.startsWith(`${one} `)))
    .sort((a, b) => depth(b.word.en) - depth(a.word.en))[0];

export const complete = (typed: string, hints: readonly CommandHint[], locale: Locale): Completion => {
  const text = normalise(typed);
  if (!text.startsWith('/') || typed.includes('\n')) return NOTHING;

  const leadsOn = ({ word, usage }: CommandHint): boolean =>
    inLocale(locale, usage) !== '' || hints.some((other) => other.word.en.startsWith(`${word.en} `));

  const suggest = (hint: CommandHint): readonly Suggestion[] => {
    const matches = (word: string) => word.startsWith(text) && depth(word) === depth(text);
    const known = inOrder(hint, locale);
    const word = known.find(matches);
    if (!word) return [];
    const alias = known.find((other) => other !== word) ?? '';
    const usage = inLocale(locale, hint.usage);
    return [
      { text: leadsOn(hint) ? `${word} ` : word, word, usage, what: inLocale(locale, hint.what), alias },
    ];
  };

  return {
    suggestions: hints.flatMap(suggest).slice(0, MAX_SUGGESTIONS),
    current: currentOf(text, hints, locale),
  };
};
