import type { Reader } from '../models/text.js';
import type { Fact } from '../models/view-parts.js';
import type { Element } from './card.js';
import { line } from './clean.js';
import { NAME, paragraph, section } from './parts.js';
import { inWords } from './say.js';

/** What does not stand in a column beside its label, in UTF-16 units. */
const LONG = 200;
const PARAGRAPH = 600;
const MOST_PARAGRAPHS = 8;

interface LongFact extends Fact {
  readonly value: string;
}

const isLong = (fact: Fact): fact is LongFact => typeof fact.value === 'string' && fact.value.length > LONG;

const pieces = (text: string): readonly string[] =>
  text
    .split(/\n+/)
    .flatMap((each) => each.match(new RegExp(`[^]{1,${PARAGRAPH}}`, 'gu')) ?? [])
    .filter((each) => each.trim())
    .slice(0, MOST_PARAGRAPHS);

export const shortFacts = (facts: readonly Fact[]): readonly Fact[] => facts.filter((fact) => !isLong(fact));

/** Texts that have to be read as a whole before one can say yes: under their labels, with their paragraphs. */
export const longFacts = (facts: readonly Fact[], reader: Reader): readonly Element[] =>
  facts
    .filter(isLong)
    .slice(0, 2)
    .flatMap(({ label, value }) =>
      section(
        line(inWords(label, reader), NAME),
        pieces(value).map((each) => paragraph(line(each, PARAGRAPH))),
      ),
    );
