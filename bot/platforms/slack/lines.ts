import type { KnownBlock, RichTextBlock } from '@slack/types';
import { limits } from './limits.js';
import { clip, type Line, plain, visible } from './text.js';

/** Text that may share a block with the text around it. */
export interface Spoken {
  readonly line: Line;
  readonly isSubtle: boolean;
  /** Keeps a distance from what is above. */
  readonly apart: boolean;
}

export type Part = Spoken | KnownBlock;

export const isSpoken = (part: Part | undefined): part is Spoken => part !== undefined && 'line' in part;

export const spoken = ({ text, bold = false }: Line, isSubtle = false, apart = false): Spoken[] => {
  const shown = clip(visible(text).trim(), limits.text);
  return shown ? [{ line: { text: shown, bold }, isSubtle, apart }] : [];
};

/** Lines that follow each other go into one block, as Slack counts blocks and puts air between them. */
export const pack = (all: readonly Part[]): KnownBlock[] =>
  all
    .reduce<(KnownBlock | Spoken[])[]>((groups, part) => {
      const last = groups.at(-1);
      if (isSpoken(part) && Array.isArray(last) && joins(last, part)) last.push(part);
      else groups.push(isSpoken(part) ? [part] : part);
      return groups;
    }, [])
    .map((group) => (Array.isArray(group) ? textBlock(group) : group));

const joins = (group: readonly Spoken[], { line, isSubtle, apart }: Spoken): boolean =>
  !apart &&
  group[0]?.isSubtle === isSubtle &&
  group.reduce((sum, each) => sum + each.line.text.length + 1, line.text.length) <= limits.text;

const textBlock = (group: readonly Spoken[]): KnownBlock =>
  group[0]?.isSubtle
    ? { type: 'context', elements: [plain(group.map(({ line }) => line.text).join('\n'), limits.text)] }
    : richText(group.map(({ line }) => line));

/** @see https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
export const richText = (lines: readonly Line[]): RichTextBlock => ({
  type: 'rich_text',
  elements: [
    {
      type: 'rich_text_section',
      elements: lines.map(({ text, bold }, index) => ({
        type: 'text',
        text: index === 0 ? text : `\n${text}`,
        ...(bold && { style: { bold } }),
      })),
    },
  ],
});
