import { XMLParser } from 'fast-xml-parser';
import type PizZip from 'pizzip';
import { fieldCodes } from './field-codes.js';

interface Relationship {
  readonly Type?: string;
  readonly Target?: string;
  readonly TargetMode?: string;
}

interface Relations {
  readonly Relationships: '' | { readonly Relationship?: readonly Relationship[] };
}

const parser = new XMLParser({
  ignoreAttributes: false,
  attributeNamePrefix: '',
  removeNSPrefix: true,
  processEntities: false,
  isArray: (name) => name === 'Relationship',
});

/** What is only followed by whoever clicks on it. */
const isLink = ({ Type = '' }: Relationship) => Type.endsWith('/hyperlink');

const isInside = ({ TargetMode = 'Internal' }: Relationship) => TargetMode === 'Internal';

const relationsIn = (xml: string): readonly Relationship[] => {
  const { Relationships } = parser.parse(xml) as Partial<Relations>;
  if (Relationships === undefined) throw new Error('A list of what belongs together cannot be read.');
  return Relationships === '' ? [] : (Relationships.Relationship ?? []);
};

const relatedIn = (zip: PizZip): string[] =>
  zip
    .file(/\.rels$/i)
    .flatMap((part) => relationsIn(part.asText()))
    .filter((relation) => !isInside(relation) && !isLink(relation))
    .map(({ Target = '' }) => Target);

/** In its place stands what it fetches. Others lead somewhere for whoever clicks on them, or tell what is in the file. */
const FETCHING = /^\s*(?:include(?:picture|text)?|import|link|dde(?:auto)?|database|rd)\b/i;

const addressIn = (code: string): string => /"([^"]*)"/.exec(code)?.[1] ?? code.trim();

/** Of other letters, and of what is marked as no XML, whoever looks for tags sees nothing. Word writes neither. */
const UNREAD = /\0|<!\[CDATA\[/;

const textOf = (part: PizZip.ZipObject): string => {
  const text = part.asText();
  if (UNREAD.test(text)) throw new Error('A part is written so that it is not read.');
  return text;
};

const fieldsIn = (zip: PizZip): string[] =>
  zip
    .file(/^word\/.*\.xml$/i)
    .flatMap((part) => fieldCodes(textOf(part)))
    .filter((code) => FETCHING.test(code))
    .map(addressIn);

/**
 * The addresses from which Word fetches pictures, templates and the like when somebody opens the document: their owner would
 * hear of each contract, and could change what it shows.
 * @throws where it cannot be told
 * @see ECMA-376, part 2, 9.3: relationships; part 1, 17.16.5: fields
 */
export const fetchedBy = (zip: PizZip): string[] => [...relatedIn(zip), ...fieldsIn(zip)];
