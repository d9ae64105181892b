import type {
  Action,
  ColumnSet,
  Container,
  Element,
  FactSet,
  Input,
  Submit,
  TextBlock,
} from '../../cards/card.js';
import { oneLine, visible } from './text.js';

/** What stands on a card, for platforms whose cards have a form of their own: cleaned, and none of it empty. */
export type Piece =
  | { readonly type: 'words'; readonly words: string; readonly tone: 'bold' | 'plain' | 'small' }
  | { readonly type: 'fact'; readonly title: string; readonly value: string }
  | { readonly type: 'columns'; readonly columns: readonly (readonly Piece[])[] }
  /** Something of a list that opens when one presses it. */
  | { readonly type: 'row'; readonly pieces: readonly Piece[]; readonly press: Submit }
  | { readonly type: 'action'; readonly action: Action };

type Take<E> = (element: E) => readonly Piece[];
type Takes = { readonly [Type in Element['type']]: Take<Extract<Element, { type: Type }>> };

const toneOf = ({ size, weight, isSubtle }: TextBlock) => {
  if (size === 'large' || weight === 'bolder') return 'bold';
  return isSubtle ? 'small' : 'plain';
};

const takeText: Take<TextBlock> = (block) => {
  const words = visible(block.text).trim();
  return words ? [{ type: 'words', words, tone: toneOf(block) }] : [];
};

const factOf = (title: string, value: string): Piece => ({
  type: 'fact',
  title: oneLine(title) || '–',
  value: visible(value).trim() || '–',
});

const takeFacts: Take<FactSet> = ({ facts }) => facts.map(({ title, value }) => factOf(title, value));

const takeColumns: Take<ColumnSet> = ({ columns }) => [
  { type: 'columns', columns: columns.map(({ items }) => piecesOf(items)) },
];

const takeContainer: Take<Container> = ({ items, selectAction }) => {
  const pieces = piecesOf(items);
  return selectAction ? [{ type: 'row', pieces, press: selectAction }] : pieces;
};

const standingIn = (input: Input): string =>
  (input.type === 'Input.ChoiceSet' && input.choices.find(({ value }) => value === input.value)?.title) ||
  String(input.value ?? '');

/** Such a card takes no text: a field shows what stands in it. */
const takeInput: Take<Input> = (input) => {
  const value = standingIn(input);
  return visible(value).trim() ? [factOf(input.label, value)] : [];
};

const takes: Takes = {
  TextBlock: takeText,
  FactSet: takeFacts,
  ColumnSet: takeColumns,
  Container: takeContainer,
  ActionSet: ({ actions }) => actions.map((action) => ({ type: 'action', action })),
  'Input.Text': takeInput,
  'Input.Date': takeInput,
  'Input.Number': takeInput,
  'Input.ChoiceSet': takeInput,
};

const piecesOf = (elements: readonly Element[]): readonly Piece[] =>
  elements.flatMap((element) => (takes[element.type] as Take<Element>)(element));

/** @param fits whether there is room for a title */
export const takenApart = (elements: readonly Element[], fits: (title: string) => boolean = Boolean) => {
  const [first, ...others] = elements;
  const title = first?.type === 'TextBlock' && first.size === 'large' ? oneLine(first.text) : '';
  return title && fits(title)
    ? { title, pieces: piecesOf(others) }
    : { title: undefined, pieces: piecesOf(elements) };
};
