import { inflateRawSync } from 'node:zlib';
import Docxtemplater, { type DXT } from 'docxtemplater';
import PizZip from 'pizzip';
import { detachTemplate } from './attached.js';
import { fetchedBy } from './fetched.js';
import { TooLong } from './template-faults.js';

export interface Compiled {
  readonly document: Docxtemplater<PizZip>;
  /** The tags of body, headers and footers, those of a repeated part within it. */
  readonly tags: readonly DXT.Part[];
  /** Everything a reader would see, tags included. */
  readonly text: string;
  /** Addresses from which whoever opens it fetches something. */
  readonly fetched: readonly string[];
}

/** Only what we put there ourselves, so that `{constructor}` is a tag like any other. */
const ownValue = (scope: unknown, tag: string): unknown =>
  scope instanceof Object && Object.hasOwn(scope, tag) ? Reflect.get(scope, tag) : undefined;

/** Of the parts that are text: those of five hundred pages have less. More of it ends the process that unpacks it. */
const MOST_TEXT_BYTES = 20_000_000;

/** What PizZip knows of a part that is still packed, and does not declare. */
interface Packed {
  readonly uncompressedSize: number;
  readonly compressionMethod: string;
  readonly getCompressedContent: () => Uint8Array;
  getContent: () => Uint8Array;
}

const DEFLATED = '\x08\x00';

const packedParts = (zip: PizZip, name: RegExp): Packed[] => {
  const parts: readonly unknown[] = zip.file(name);
  return (parts as { readonly _data: Packed }[]).map(({ _data }) => _data);
};

/** PizZip unpacks all there is before it compares that with the size that was told: a small file can fill the memory. */
function unpackAsTold(part: Packed) {
  const { uncompressedSize, compressionMethod, getCompressedContent } = part;
  if (compressionMethod !== DEFLATED) return;
  part.getContent = () => inflateRawSync(getCompressedContent(), { maxOutputLength: uncompressedSize });
}

const unzip = (template: Buffer): PizZip => {
  const zip = new PizZip(template);
  if (!zip.file(/^word\//).length) throw new Error('There is no Word document in this file.');
  const texts = packedParts(zip, /\.(xml|rels)$/i);
  if (texts.reduce((sum, { uncompressedSize }) => sum + uncompressedSize, 0) > MOST_TEXT_BYTES)
    throw new TooLong();
  for (const part of packedParts(zip, /./)) unpackAsTold(part);
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
  const zip = unzip(template);
  detachTemplate(zip);
  const fetched = fetchedBy(zip);
  const document = new Docxtemplater(zip, {
    paragraphLoop: true,
    linebreaks: true,
    errorLogging: false,
    syntax: { changeDelimiterPrefix: null },
    parser: (tag) => ({ get: (scope) => ownValue(scope, tag.trim()) }),
    modules: [reader],
  });

  const text = [...new Set(files)].map((file) => document.getFullText(file)).join('\n');
  return { document, tags, text, fetched };
};

export const isTag = (part: DXT.Part): boolean => part.type === 'placeholder';
