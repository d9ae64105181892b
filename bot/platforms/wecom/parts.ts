import type { Action, Card, OpenUrl, Submit } from '../../../cards/card.js';
import { type Piece, takenApart } from '../pieces.js';
import { oneLine } from './text.js';

export interface Fact {
  readonly title: string;
  readonly value: string;
}

/** Something of a list that opens when one chooses it. */
export interface Row {
  readonly title: string;
  readonly detail: string;
  readonly press: Submit;
}

/** A card taken apart. */
export interface Parts {
  readonly title: string;
  readonly lines: readonly string[];
  readonly facts: readonly Fact[];
  readonly rows: readonly Row[];
  readonly presses: readonly Submit[];
  readonly links: readonly OpenUrl[];
  /** All of it from top to bottom, with the names of the buttons. */
  readonly text: string;
}

type Part =
  | { readonly line: string }
  | { readonly fact: Fact }
  | { readonly row: Row }
  | { readonly action: Action };

const isLine = (part: Part): part is { readonly line: string } => 'line' in part;

/** Columns become one line: a card has no room for them side by side. */
const inOneLine = (parts: readonly Part[]): readonly Part[] => {
  const line = parts
    .filter(isLine)
    .map((each) => oneLine(each.line))
    .join(' · ');
  return [...(line ? [{ line }] : []), ...parts.filter((part) => !isLine(part))];
};

const rowOf = (parts: readonly Part[], press: Submit): readonly Part[] => {
  const [first, ...others] = parts.filter(isLine).map(({ line }) => oneLine(line));
  const row = { title: first ?? (oneLine(press.title) || '–'), detail: others.join(' · '), press };
  return [{ row }, ...parts.filter((part) => !isLine(part))];
};

const flat = (pieces: readonly Piece[]): readonly Part[] =>
  pieces.flatMap((piece): readonly Part[] => {
    if (piece.type === 'words') return [{ line: piece.words }];
    if (piece.type === 'fact') return [{ fact: { title: piece.title, value: oneLine(piece.value) } }];
    if (piece.type === 'columns') return inOneLine(flat(piece.columns.flat()));
    return piece.type === 'row' ? rowOf(flat(piece.pieces), piece.press) : [{ action: piece.action }];
  });

const wordsOf = (part: Part): string => {
  if ('line' in part) return part.line;
  if ('fact' in part) return `${part.fact.title}: ${part.fact.value}`;
  if ('row' in part) return [part.row.title, part.row.detail].filter(Boolean).join('  ');
  return `[${oneLine(part.action.title)}]`;
};

const isPress = (action: Action): action is Submit => action.type === 'Action.Submit' && 'do' in action.data;
const isLink = (action: Action): action is OpenUrl => action.type === 'Action.OpenUrl';

/** What a card says and what can be pressed on it. The card's own buttons come before those in its middle. */
export const partsOf = ({ text, body }: Card): Parts => {
  const { title = oneLine(text) || 'Dealdesk', pieces } = takenApart(body.body);
  const taken = flat(pieces);
  const own = (body.actions ?? []).map((action): Part => ({ action }));
  const actions = [...own, ...taken].flatMap((part) => ('action' in part ? [part.action] : []));
  return {
    title,
    lines: taken.filter(isLine).map(({ line }) => line),
    facts: taken.flatMap((part) => ('fact' in part ? [part.fact] : [])),
    rows: taken.flatMap((part) => ('row' in part ? [part.row] : [])),
    presses: actions.filter(isPress),
    links: actions.filter(isLink),
    text: [title, ...[...taken, ...own].map(wordsOf)].join('\n'),
  };
};
