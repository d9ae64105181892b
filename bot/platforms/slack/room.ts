import type { KnownBlock } from '@slack/types';
import type { Text } from '../../../models/text.js';
import { inLanguage } from '../text.js';
import { limits } from './limits.js';
import { plain } from './text.js';

export interface Room {
  readonly blocks: number;
  readonly bytes?: number;
}

const words: Text = { zh: '还有 {count} 项未显示', en: '{count} more not shown here' };

export const leftOut = (count: number, lang: string): KnownBlock => ({
  type: 'context',
  elements: [plain(inLanguage(words, lang).replace('{count}', String(count)), limits.text)],
});

export const bytes = (block: unknown): number => Buffer.byteLength(JSON.stringify(block));

const NOTE_BYTES = 300;

/** As many blocks as there is room for, and in the last one how many were left out. */
export const within = (blocks: KnownBlock[], lang: string, room: Room, bytesTaken = 0): KnownBlock[] => {
  const count = fitting(blocks, room, bytesTaken);
  if (count === blocks.length) return blocks;
  const kept = blocks.slice(0, Math.min(count, room.blocks - 1));
  const missing = blocks.slice(kept.length).filter(({ type }) => type !== 'divider').length;
  return [...kept, leftOut(missing, lang)];
};

const fitting = (blocks: readonly KnownBlock[], room: Room, bytesTaken: number): number => {
  if (room.bytes === undefined) return Math.min(blocks.length, room.blocks);
  let left = room.bytes - bytesTaken - NOTE_BYTES;
  const full = blocks.findIndex((block, index) => {
    left -= bytes(block) + 1;
    return left < 0 || index === room.blocks;
  });
  return full < 0 ? blocks.length : full;
};

export const chunks = <T>(all: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(all.length / size) }, (_, index) =>
    all.slice(index * size, (index + 1) * size),
  );
