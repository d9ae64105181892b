import { XMLParser } from 'fast-xml-parser';
import type PizZip from 'pizzip';

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

/**
 * The addresses from which Word fetches pictures, templates and the like when somebody opens the document: their owner would
 * hear of each contract, and could change what it shows.
 * @throws where it cannot be told
 * @see ECMA-376, part 2, 9.3: relationships
 */
export const fetchedBy = (zip: PizZip): string[] =>
  zip
    .file(/\.rels$/i)
    .flatMap((part) => relationsIn(part.asText()))
    .filter((relation) => !isInside(relation) && !isLink(relation))
    .map(({ Target = '' }) => Target);
