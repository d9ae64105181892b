import type { Action, Card } from '../../../cards/card.js';
import { type Piece, takenApart } from '../pieces.js';
import { limits } from './limits.js';
import { oneLine } from './text.js';

/** A line of a card, as its template shows it: each part where there is something in it, formatting nothing. */
export interface Line {
  readonly head: string;
  readonly label: string;
  readonly text: string;
  readonly small: string;
}

/** A card taken apart. */
export interface Parts {
  readonly title: string;
  readonly lines: readonly Line[];
  /** The card's own buttons first, then those of its rows. */
  readonly actions: readonly Action[];
}

export const emptyLine: Line = { head: '', label: '', text: '', small: '' };

const partOf = { bold: 'head', plain: 'text', small: 'small' } as const;

const wordsOf = ({ head, label, text, small }: Line): string =>
  [head, label, text, small].filter(Boolean).join(' ');

/** Columns become one line, as phones have no room for them side by side. */
const inOneLine = (columns: readonly (readonly Line[])[]): readonly Line[] => {
  const lines = columns.flat();
  if (lines.length === 0 || columns.some(({ length }) => length > 1)) return lines;
  const text = lines.map((line) => oneLine(wordsOf(line))).join(' · ');
  return [{ ...emptyLine, [lines.every(({ small }) => small !== '') ? 'small' : 'text']: text }];
};

/** What was written on several lines stands on as many of the card’s own. */
const inLines = (words: string, part: 'head' | 'text' | 'small', label = ''): readonly Line[] =>
  words.split('\n').map((each, index) => ({ ...emptyLine, ...(index === 0 && { label }), [part]: each }));

const linesOf = (pieces: readonly Piece[]): readonly Line[] =>
  pieces.flatMap((piece) => {
    if (piece.type === 'words') return inLines(piece.words, partOf[piece.tone]);
    if (piece.type === 'fact') return inLines(piece.value, 'text', piece.title);
    if (piece.type === 'columns') return inOneLine(piece.columns.map(linesOf));
    return piece.type === 'row' ? linesOf(piece.pieces) : [];
  });

const inside = (piece: Piece): readonly Piece[] => {
  if (piece.type === 'columns') return piece.columns.flat();
  return piece.type === 'row' ? piece.pieces : [];
};

const ownActions = (pieces: readonly Piece[]): readonly Action[] =>
  pieces.flatMap((piece) => (piece.type === 'action' ? [piece.action] : ownActions(inside(piece))));

const rowActions = (pieces: readonly Piece[]): readonly Action[] =>
  pieces.flatMap((piece) => [...rowActions(inside(piece)), ...(piece.type === 'row' ? [piece.press] : [])]);

/** What a card says, line by line, and what can be pressed on it. */
export const partsOf = ({ text, body }: Card): Parts => {
  const { title, pieces } = takenApart(body.body, ({ length }) => length <= limits.title);
  const lines = linesOf(pieces);
  const meaning = oneLine(text) || 'Dealdesk';
  return {
    title: title ?? 'Dealdesk',
    lines: lines.length > 0 || title ? lines : [{ ...emptyLine, text: meaning }],
    actions: [...(body.actions ?? []), ...ownActions(pieces), ...rowActions(pieces)],
  };
};

const RECORD = /^(deal|approval|customer)\./;

/** The page of the record that a card's own buttons are about; otherwise the reader's to-dos. */
export const pageOf = ({ body: { actions = [] } }: Card, publicUrl: string): string => {
  for (const action of actions) {
    if (action.type !== 'Action.Submit' || !('do' in action.data)) continue;
    const subject = RECORD.exec(action.data.do)?.[1];
    const { id } = action.data.input as { readonly id?: unknown };
    if (subject && Number.isSafeInteger(id)) return `${publicUrl}/app/${subject}/${String(id)}`;
  }
  return `${publicUrl}/app/`;
};
