/** What a person sees: an answer or a card as text, buttons and fields, and what comes back when they press or send. */
import type { Ask } from '../../bot/platforms/platform.js';
import type { Card, Input } from '../../cards/card.js';
import { drawCard } from '../../cards/index.js';
import { say } from '../../cards/say.js';
import type { Answer } from '../../models/answer.js';
import type { Reader } from '../../models/text.js';
import type { FormView, View } from '../../models/views.js';
import { actionsOf, elementsOf, read } from '../cards/reading.js';

export interface Seen {
  readonly kind: 'words' | 'card' | 'form' | 'errors';
  /** All that is read, line by line, without the buttons. */
  readonly text: string;
  /** The one line of the notification; of words, the words. */
  readonly line: string;
  /** Everything that can be pressed, rows included. */
  readonly buttons: readonly string[];
  /** Of a form: what stands in each field, by label. */
  readonly fields: Readonly<Record<string, string>>;
  /** Of a form that was not accepted: what is wrong, by label. */
  readonly errors: Readonly<Record<string, string>>;
  readonly card: Card | undefined;
}

const isInput = (element: { readonly type: string }): element is Input => element.type.startsWith('Input.');

const inputsIn = (card: Card): readonly Input[] => elementsOf(card).filter(isInput);

const standingIn = (input: Input): string => (input.value === undefined ? '' : String(input.value));

const fieldsIn = (card: Card) =>
  Object.fromEntries(inputsIn(card).map((input) => [input.label, standingIn(input)]));

export const seenCard = (card: Card, kind: Seen['kind'] = 'card'): Seen => ({
  kind,
  text: read(card),
  line: card.text,
  buttons: actionsOf(card).map(({ title }) => title),
  fields: fieldsIn(card),
  errors: {},
  card,
});

const seenWords = (words: string): Seen => ({
  kind: 'words',
  text: words,
  line: words,
  buttons: [],
  fields: {},
  errors: {},
  card: undefined,
});

const errorsIn = ({ fields }: FormView, reader: Reader) =>
  Object.fromEntries(
    fields.flatMap(({ label, error }) =>
      error ? [[reader.locale === 'en' ? label.en : label.zh, say(error, reader)]] : [],
    ),
  );

const drawn = (view: View, reader: Reader): Card => drawCard(view, reader);

export const seenAnswer = (answer: Answer, reader: Reader): Seen => {
  if (answer.type === 'words') return seenWords(say(answer.words, reader));
  if (answer.type === 'view') return seenCard(drawn(answer.view, reader));
  return { ...seenCard(drawn(answer.form, reader), answer.type), errors: errorsIn(answer.form, reader) };
};

const missing = (label: string, { text, buttons }: Seen) =>
  new Error(`There is no “${label}” among ${buttons.join(', ') || 'no buttons'} on:\n${text}`);

/** What pressing the button of this label asks for. A part of the label does where only one button has it. */
export const pressOn = (seen: Seen, label: string): Ask => {
  const actions = seen.card ? actionsOf(seen.card) : [];
  const partly = actions.filter(({ title }) => title.includes(label));
  const found = actions.find(({ title }) => title === label) ?? (partly.length === 1 ? partly[0] : undefined);
  if (found?.type !== 'Action.Submit' || !('do' in found.data)) throw missing(label, seen);
  return { kind: 'press', do: found.data.do, input: JSON.parse(JSON.stringify(found.data.input)) };
};

/** The address behind a link of the card. */
export const linkOn = (seen: Seen, label: string): string => {
  const found = seen.card && actionsOf(seen.card).find(({ title }) => title.includes(label));
  if (found?.type !== 'Action.OpenUrl') throw missing(label, seen);
  return found.url;
};

/** What sending the form asks for: what stands in its fields, with these typed over them, by label; by its own button or another. */
export const submitOf = (seen: Seen, typed: Readonly<Record<string, string>>, label?: string): Ask => {
  const actions = seen.card?.body.actions ?? [];
  const action = label ? actions.find(({ title }) => title === label) : actions[0];
  if (!seen.card || action?.type !== 'Action.Submit' || !('submit' in action.data))
    throw new Error(`This is no form:\n${seen.text}`);
  const inputs = inputsIn(seen.card);
  const unknown = Object.keys(typed).find((label) => inputs.every((input) => input.label !== label));
  if (unknown) throw new Error(`There is no field “${unknown}” on:\n${seen.text}`);
  const values = Object.fromEntries(
    inputs.map((input) => [input.id, typed[input.label] ?? standingIn(input)] as const),
  );
  const { submit, context } = action.data;
  return { kind: 'submit', form: submit, values, context: JSON.parse(JSON.stringify(context)) };
};
