import Docxtemplater, { type DXT } from 'docxtemplater';
import PizZip from 'pizzip';
import { TooLong } from './template-faults.js';

export interface Compiled {
  readonly document: Docxtemplater<PizZip>;
  /** The tags of body, headers and footers, those of a repeated part within it. */
  readonly tags: readonly DXT.Part[];
  /** Everything a reader would see, tags included. */
  readonly text: string;
}

/** Only what we put there ourselves, so that `{constructor}` is a tag like any other. */
const ownValue = (scope: unknown, tag: string): unknown =>
  scope instanceof Object && Object.hasOwn(scope, tag) ? Reflect.get(scope, tag) : undefined;

/** Of the parts that are text: those of five hundred pages have less. More of it ends the process that unpacks it. */
const MOST_TEXT_BYTES = 20_000_000;

/** What PizZip knows of a part that is still packed, and does not declare. */
interface Packed {
  readonly _data: { readonly uncompressedSize: number };
}

const textBytes = (zip: PizZip): number => {
  const parts: readonly unknown[] = zip.file(/\.(xml|rels)$/i);
  return (parts as Packed[]).reduce((sum, { _data }) => sum + _data.uncompressedSize, 0);
};

const unzip = (template: Buffer): PizZip => {
  const zip = new PizZip(template);
  if (!zip.file(/^word\//).length) throw new Error('There is no Word document in this file.');
  if (textBytes(zip) > MOST_TEXT_BYTES) throw new TooLong();
  return zip;
};

/** @throws what docxtemplater and pizzip throw; `faultsInWords` says it to people */
export const compile = (template: Buffer): Compiled => {
  const tags: DXT.Part[] = [];
  const files: string[] = [];
  const reader: DXT.Module = {
    set: ({ inspect }) => {
      if (inspect?.filePath) files.push(inspect.filePath);
      if (inspect?.postparsed) tags.push(...inspect.postparsed.filter(isTag));
    },
  };
  const document = new Docxtemplater(unzip(template), {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    syntax: { changeDelimiterPrefix: null },
    parser: (tag) => ({ get: (scope) => ownValue(scope, tag.trim()) }),
    modules: [reader],
  });

  return { document, tags, text: [...new Set(files)].map((file) => document.getFullText(file)).join('\n') };
};

export const isTag = (part: DXT.Part): boolean => part.type === 'placeholder';
