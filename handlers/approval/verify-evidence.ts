import { z } from 'zod';
import { type EvidenceEntry, seal } from './evidence.js';
import { contentHash } from './rules/content.js';

/** A file that holds all that was done to an approval, for whoever has no database of ours. */
export const evidenceFile = z.object({
  format: z.literal('dealdesk-evidence-1'),
  approval: z.string(),
  entries: z.array(z.object({ entry: z.string(), hash: z.string() })).min(1),
  /** Of the last entry: whoever keeps this elsewhere can tell a file that was written anew. */
  head: z.string(),
});
export type EvidenceFile = z.infer<typeof evidenceFile>;

/** Reads an entry as it was sealed. */
const read = (text: string): EvidenceEntry => JSON.parse(text) as EvidenceEntry;

const contentHashAt = ({ entries }: EvidenceFile, index: number): string | undefined => {
  const text = entries[index]?.entry;
  return text === undefined ? undefined : read(text).contentHash;
};

/** What is wrong with one entry, in one sentence. */
function faultAt(file: EvidenceFile, index: number): string | undefined {
  const { entry: text = '', hash } = file.entries[index] ?? {};
  const previous = file.entries[index - 1]?.hash ?? '';
  if (seal(previous, text) !== hash) return `Entry ${index + 1} is not what was sealed.`;
  const entry = read(text);
  if (entry.approval !== file.approval)
    return `Entry ${index + 1} is about ${entry.approval}, not ${file.approval}.`;
  if (entry.number !== index + 1) return `Entry ${index + 1} says that it is number ${entry.number}.`;
  if (entry.facts && contentHash(entry.facts) !== entry.contentHash)
    return `The content that came with entry ${index + 1} is not what its hash says.`;
  if (entry.before && contentHash(entry.before) !== contentHashAt(file, index - 1))
    return `What entry ${index + 1} changed is not the content that there was.`;
  return undefined;
}

/** Everything that is wrong, or nothing. @param head what somebody kept elsewhere as the hash of the last entry */
export function evidenceFaults(file: EvidenceFile, head: string = file.head): string[] {
  const faults = file.entries.flatMap((_, index) => faultAt(file, index) ?? []);
  const last = file.entries.at(-1)?.hash;
  return last === head && last === file.head
    ? faults
    : [...faults, 'The last entry is not the one that the head names.'];
}
