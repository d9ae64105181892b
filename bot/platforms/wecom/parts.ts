import type {
  Action,
  Card,
  ColumnSet,
  Container,
  Element,
  FactSet,
  Input,
  OpenUrl,
  Submit,
  TextBlock,
} from '../../../cards/card.js';
import { oneLine, visible } from './text.js';

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

type Piece =
  | { readonly line: string }
  | { readonly fact: Fact }
  | { readonly row: Row }
  | { readonly action: Action };

type Take<E> = (element: E) => readonly Piece[];
type Takes = { readonly [Type in Element['type']]: Take<Extract<Element, { type: Type }>> };

const linesOf = (text: string): readonly Piece[] => {
  const line = visible(text).trim();
  return line ? [{ line }] : [];
};

const takeText: Take<TextBlock> = ({ text }) => linesOf(text);

const takeFacts: Take<FactSet> = ({ facts }) =>
  facts.map(({ title, value }) => ({
    fact: { title: oneLine(title) || '–', value: oneLine(value) || '–' },
  }));

const isLine = (piece: Piece): piece is { readonly line: string } => 'line' in piece;

/** Columns become one line: a card has no room for them side by side. */
const takeColumns: Take<ColumnSet> = ({ columns }) => {
  const taken = columns.flatMap(({ items }) => items.flatMap(take));
  const line = taken
    .filter(isLine)
    .map((each) => oneLine(each.line))
    .join(' · ');
  return [...(line ? [{ line }] : []), ...taken.filter((piece) => !isLine(piece))];
};

const takeContainer: Take<Container> = ({ items, selectAction }) => {
  const taken = items.flatMap(take);
  if (!selectAction) return taken;
  const [first, ...others] = taken.filter(isLine).map(({ line }) => oneLine(line));
  const row: Row = {
    title: first ?? (oneLine(selectAction.title) || '–'),
    detail: others.join(' · '),
    press: selectAction,
  };
  return [{ row }, ...taken.filter((piece) => !isLine(piece))];
};

const standingIn = (input: Input): string =>
  (input.type === 'Input.ChoiceSet' && input.choices.find(({ value }) => value === input.value)?.title) ||
  String(input.value ?? '');

/** No card of WeCom's takes text: a field shows what stands in it. */
const takeInput: Take<Input> = (input) => {
  const value = oneLine(standingIn(input));
  return value ? [{ fact: { title: oneLine(input.label) || '–', value } }] : [];
};

const takes: Takes = {
  TextBlock: takeText,
  FactSet: takeFacts,
  ColumnSet: takeColumns,
  Container: takeContainer,
  ActionSet: ({ actions }) => actions.map((action) => ({ action })),
  'Input.Text': takeInput,
  'Input.Date': takeInput,
  'Input.Number': takeInput,
  'Input.ChoiceSet': takeInput,
};

const take = (element: Element): readonly Piece[] => (takes[element.type] as Take<Element>)(element);

const wordsOf = (piece: Piece): string => {
  if ('line' in piece) return piece.line;
  if ('fact' in piece) return `${piece.fact.title}: ${piece.fact.value}`;
  if ('row' in piece) return [piece.row.title, piece.row.detail].filter(Boolean).join('  ');
  return `[${oneLine(piece.action.title)}]`;
};

const isTitle = (element: Element | undefined): element is TextBlock =>
  element?.type === 'TextBlock' && element.size === 'large' && oneLine(element.text) !== '';

const isPress = (action: Action): action is Submit => action.type === 'Action.Submit' && 'do' in action.data;
const isLink = (action: Action): action is OpenUrl => action.type === 'Action.OpenUrl';

/** What a card says and what can be pressed on it. The card's own buttons come before those in its middle. */
export const partsOf = ({ text, body }: Card): Parts => {
  const [first, ...others] = body.body;
  const hasTitle = isTitle(first);
  const taken = (hasTitle ? others : body.body).flatMap(take);
  const own = (body.actions ?? []).map((action): Piece => ({ action }));
  const actions = [...own, ...taken].flatMap((piece) => ('action' in piece ? [piece.action] : []));
  const title = hasTitle ? oneLine(first.text) : oneLine(text) || 'Dealdesk';
  return {
    title,
    lines: taken.filter(isLine).map(({ line }) => line),
    facts: taken.flatMap((piece) => ('fact' in piece ? [piece.fact] : [])),
    rows: taken.flatMap((piece) => ('row' in piece ? [piece.row] : [])),
    presses: actions.filter(isPress),
    links: actions.filter(isLink),
    text: [title, ...[...taken, ...own].map(wordsOf)].join('\n'),
  };
};
