/** What a person sees on a card, and what comes back when they press something. */
import type { Action, Card, Element } from '../../cards/card.js';
import { drawCard } from '../../cards/index.js';
import { samples } from '../../cards/samples.js';
import type { Reader } from '../../models/text.js';
import type { View } from '../../models/views.js';

const link = (path: string) => `https://dealdesk.example${path}`;
export const zh: Reader = { locale: 'zh-CN', timeZone: 'Asia/Shanghai', link };
export const en: Reader = { locale: 'en', timeZone: 'Europe/Berlin', link };

export const sampleOf = (name: string): View => {
  const found = samples.find((sample) => sample.name === name);
  if (!found) throw new Error(`No sample is called “${name}”.`);
  return found.view;
};

/** The sample of that name, which is of that kind. */
export const viewOf = <Kind extends View['kind']>(
  kind: Kind,
  name: string,
): Extract<View, { kind: Kind }> => {
  const found = sampleOf(name);
  if (found.kind !== kind) throw new Error(`The sample “${name}” is no ${kind}.`);
  return found as Extract<View, { kind: Kind }>;
};

const inside = (element: Element): readonly Element[] => {
  if (element.type === 'Container') return [element, ...element.items.flatMap(inside)];
  if (element.type === 'ColumnSet')
    return [element, ...element.columns.flatMap(({ items }) => items.flatMap(inside))];
  return [element];
};

export const elementsOf = ({ body }: Card): readonly Element[] => body.body.flatMap(inside);

const textsIn = (element: Element): readonly string[] => {
  if (element.type === 'TextBlock') return [element.text];
  if (element.type === 'FactSet') return element.facts.map(({ title, value }) => `${title} ${value}`);
  if (!('label' in element)) return [];
  const placeholder = 'placeholder' in element && element.placeholder ? [element.placeholder] : [];
  const choices = element.type === 'Input.ChoiceSet' ? element.choices.map(({ title }) => title) : [];
  return [element.label, ...(element.errorMessage ? [element.errorMessage] : []), ...placeholder, ...choices];
};

export const actionsOf = (card: Card): readonly Action[] => [
  ...elementsOf(card).flatMap((element) => {
    if (element.type === 'ActionSet') return element.actions;
    return element.type === 'Container' && element.selectAction ? [element.selectAction] : [];
  }),
  ...(card.body.actions ?? []),
];

/** Every text a person reads, line by line, without the buttons. */
export const read = (card: Card): string => elementsOf(card).flatMap(textsIn).join('\n');

/** Everything in words: lines, buttons, and the line of the notification. */
export const allWords = (card: Card): string =>
  [card.text, read(card), ...actionsOf(card).map(({ title }) => title)].join('\n');

/** The buttons at the foot of the card. */
export const buttons = ({ body }: Card): readonly string[] => (body.actions ?? []).map(({ title }) => title);

export const press = (card: Card, title: string): unknown => {
  const found = actionsOf(card).find((action) => action.title === title);
  if (found?.type !== 'Action.Submit') throw new Error(`Nothing to press called “${title}”.`);
  return found.data;
};

export const linkBehind = (card: Card, title: string): string => {
  const found = actionsOf(card).find((action) => action.title === title);
  if (found?.type !== 'Action.OpenUrl') throw new Error(`No link called “${title}”.`);
  return found.url;
};

export const draw = (view: View, reader: Reader): Card => drawCard(view, reader);
