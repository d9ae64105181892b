/** What can be pressed and filled in on blocks. */
import type { PressedElement } from './requests.js';

interface Labelled extends PressedElement {
  readonly text: { readonly text: string };
  readonly accessibility_label?: string;
}

/** All that can be pressed in some blocks, in their order. */
const buttonsIn = (value: unknown, blockId?: string): Labelled[] => {
  if (Array.isArray(value)) return value.flatMap((each) => buttonsIn(each, blockId));
  if (typeof value !== 'object' || value === null) return [];
  const element = value as Labelled;
  const { block_id = blockId } = element;
  if (element.type === 'button') return [{ ...element, block_id }];
  return Object.values(value).flatMap((each) => buttonsIn(each, block_id));
};

export interface InputBlock {
  readonly type: string;
  readonly block_id: string;
  readonly label: { readonly text: string };
  readonly optional?: boolean;
  readonly element: {
    readonly type: string;
    readonly action_id: string;
    readonly initial_value?: string;
    readonly initial_date?: string;
    readonly initial_option?: Option;
    readonly options?: readonly Option[];
    readonly max_length?: number;
  };
}

interface Option {
  readonly text: { readonly text: string };
  readonly value: string;
}

export const inputsIn = (blocks: readonly unknown[]): InputBlock[] =>
  (blocks as InputBlock[]).filter(({ type }) => type === 'input');

/** What Slack's client sends for an input; a choice is named by its words or its value. */
export const stateOf = ({ element }: InputBlock, given: string | undefined): object => {
  const { type, initial_value, initial_date, initial_option, options = [] } = element;
  if (type === 'datepicker') return { type, selected_date: given ?? initial_date ?? null };
  if (type !== 'static_select') return { type, value: given ?? initial_value ?? null };
  const chosen = options.find(({ text, value }) => text.text === given || value === given);
  if (given !== undefined && !chosen) throw new Error(`There is no choice "${given}".`);
  return { type, selected_option: chosen ?? initial_option ?? null };
};

/** Those with this word on them, or said of them to who does not see them. */
export const buttonsCalled = (blocks: readonly unknown[], label: string): readonly Labelled[] =>
  buttonsIn(blocks).filter((each) => each.text.text === label || each.accessibility_label === label);

/** @param nth  which one, if several have this label */
export const buttonIn = (blocks: readonly unknown[], label: string, nth: number): Labelled => {
  const found = buttonsCalled(blocks, label)[nth];
  if (found) return found;
  const labels = buttonsIn(blocks).map(({ text }) => text.text);
  throw new Error(`There is no button "${label}" among: ${labels.join(', ') || 'none'}.`);
};
