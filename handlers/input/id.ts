import { halfWidth } from './fold.js';

const letters = { deal: 'D', customer: 'C', ticket: 'T', approval: 'A', request: 'R' } as const;
export type NumberedKind = keyof typeof letters;

const kinds = new Map(Object.entries(letters).map(([kind, letter]) => [letter, kind as NumberedKind]));
const NUMBER = /^\s*#?\s*(?:([DCTAR])\s*[-‐‑–—−]?\s*)?(\d{1,15})\s*$/i;
const LONGEST = 40;

/**
 * Reads a record's number: `D-1024`, `d1024`, `D 1024`, `Ｄ－１０２４`. Where a command is about one kind only, pass it
 * as `kind`, and `#1024` or `1024` will do. A letter that was typed wins over `kind`.
 */
export function readNumber(
  text: string,
  kind?: NumberedKind,
): { kind: NumberedKind; id: number } | undefined {
  if (text.length > LONGEST) return undefined;
  const [, letter, digits] = NUMBER.exec(halfWidth(text)) ?? [];
  const known = letter ? kinds.get(letter.toUpperCase() as 'D') : kind;
  const id = Number(digits ?? 0);
  return known && id > 0 ? { kind: known, id } : undefined;
}

export const formatNumber = (kind: NumberedKind, id: number) => `${letters[kind]}-${id}`;
