import type {
  Action,
  Card,
  ColumnSet,
  Container,
  Element,
  FactSet,
  Input,
  TextBlock,
} from '../../../cards/card.js';
import { limits } from './limits.js';
import { oneLine, visible } from './text.js';

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

const nothing: Line = { head: '', label: '', text: '', small: '' };

const isShown = ({ head, label, text, small }: Line): boolean => Boolean(head || label || text || small);

interface Piece {
  readonly lines: readonly Line[];
  readonly own: readonly Action[];
  readonly ofRows: readonly Action[];
}

const piece = (lines: readonly Line[], own: readonly Action[] = []): Piece => ({
  lines: lines.filter(isShown),
  own,
  ofRows: [],
});

const joined = (pieces: readonly Piece[]): Piece => ({
  lines: pieces.flatMap(({ lines }) => lines),
  own: pieces.flatMap(({ own }) => own),
  ofRows: pieces.flatMap(({ ofRows }) => ofRows),
});

type Take<E> = (element: E) => Piece;
type Takes = { readonly [Type in Element['type']]: Take<Extract<Element, { type: Type }>> };

const takeText: Take<TextBlock> = ({ text, size, weight, isSubtle }) => {
  const words = visible(text).trim();
  if (size === 'large' || weight === 'bolder') return piece([{ ...nothing, head: words }]);
  return piece([isSubtle ? { ...nothing, small: words } : { ...nothing, text: words }]);
};

const takeFacts: Take<FactSet> = ({ facts }) =>
  piece(
    facts.map(({ title, value }) => ({
      ...nothing,
      label: oneLine(title) || '–',
      text: visible(value).trim() || '–',
    })),
  );

const wordsOf = ({ head, label, text, small }: Line): string =>
  [head, label, text, small].filter(Boolean).join(' ');

/** Columns become one line, as phones have no room for them side by side. */
const takeColumns: Take<ColumnSet> = ({ columns }) => {
  const taken = columns.map(({ items }) => joined(items.map(take)));
  const { lines, ...buttons } = joined(taken);
  if (taken.some((column) => column.lines.length > 1)) return { lines, ...buttons };
  const text = lines.map((line) => oneLine(wordsOf(line))).join(' · ');
  const isSmall = lines.every(({ small }) => small !== '');
  return { ...buttons, lines: text ? [{ ...nothing, [isSmall ? 'small' : 'text']: text }] : [] };
};

const takeContainer: Take<Container> = ({ items, selectAction }) => {
  const taken = joined(items.map(take));
  return selectAction ? { ...taken, ofRows: [...taken.ofRows, selectAction] } : taken;
};

const choiceOf = (input: Input): string => {
  if (input.type !== 'Input.ChoiceSet') return String(input.value ?? '');
  return input.choices.find(({ value }) => value === input.value)?.title ?? input.value ?? '';
};

/** No card of DingTalk's that we can rely on takes text: a field shows what stands in it. */
const takeInput: Take<Input> = (input) => {
  const text = visible(choiceOf(input)).trim();
  return piece(text ? [{ ...nothing, label: oneLine(input.label) || '–', text }] : []);
};

const takes: Takes = {
  TextBlock: takeText,
  FactSet: takeFacts,
  ColumnSet: takeColumns,
  Container: takeContainer,
  ActionSet: ({ actions }) => piece([], actions),
  'Input.Text': takeInput,
  'Input.Date': takeInput,
  'Input.Number': takeInput,
  'Input.ChoiceSet': takeInput,
};

const take = (element: Element): Piece => (takes[element.type] as Take<Element>)(element);

const isTitle = (element: Element | undefined): element is TextBlock =>
  element?.type === 'TextBlock' &&
  element.size === 'large' &&
  oneLine(element.text) !== '' &&
  oneLine(element.text).length <= limits.title;

/** What a card says, line by line, and what can be pressed on it. */
export const partsOf = ({ text, body }: Card): Parts => {
  const [first, ...others] = body.body;
  const hasTitle = isTitle(first);
  const { lines, own, ofRows } = joined((hasTitle ? others : body.body).map(take));
  const meaning = oneLine(text) || 'Dealdesk';
  return {
    title: hasTitle ? oneLine(first.text) : 'Dealdesk',
    lines: lines.length > 0 || hasTitle ? lines : [{ ...nothing, text: meaning }],
    actions: [...(body.actions ?? []), ...own, ...ofRows],
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
