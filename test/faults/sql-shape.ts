/** A piece of SQL: a literal of text, a comment, a number, a quoted name, a word, or a sign. */
const PIECE =
  /'(?:[^'\\]|\\[\s\S]|'')*'|"(?:[^"\\]|\\[\s\S]|"")*"|`[^`]*`|--[^\n]*|#[^\n]*|\/\*[\s\S]*?\*\/|\b\d+(?:\.\d+)?\b|[\p{L}_$][\p{L}\p{N}_$]*|\s+|[\s\S]/gu;

const isText = (piece: string): boolean => piece.startsWith("'") || piece.startsWith('"');
const isNumber = (piece: string): boolean => /^\d/.test(piece);
const isSpace = (piece: string): boolean => /^\s/.test(piece);

/** What may stand in for a value. */
const values = new Set(['true', 'false', 'null']);

const shapeOf = (pieces: readonly string[]): string =>
  pieces
    .filter((piece) => !isSpace(piece))
    .map((piece) => (isText(piece) || isNumber(piece) || values.has(piece.toLowerCase()) ? '?' : piece))
    .join(' ')
    // Signed numbers, and lists of any length.
    .replaceAll(/- \?/g, '?')
    .replaceAll(/\? (?:, \? )+/g, '?… ')
    .replaceAll(/\( \? \)/g, '( ?… )')
    .replaceAll(/(\S+ LIKE \? ESCAPE \?)(?: (OR|AND) \1)+/g, '$1…');

/**
 * The shapes of the statements in a text: without their values, however many of them stand in a list. What a person
 * wrote is always inside a value, so it never shows in a shape.
 */
export const shapesIn = (sql: string): string[] => {
  const statements: string[][] = [[]];
  for (const piece of sql.match(PIECE) ?? []) {
    if (piece === ';') statements.push([]);
    else statements.at(-1)?.push(piece);
  }
  return statements.map(shapeOf).filter(Boolean);
};
