/** How an answer looks in a conversation: pure functions from an `Answer` to the content of a message. */
import type { Card, Element, Input } from '../../../cards/card.js';
import { say } from '../../../cards/say.js';
import type { Answer } from '../../../models/answer.js';
import type { Reader, Text } from '../../../models/text.js';
import type { FormView } from '../../../models/views.js';
import type { Ask, Render } from '../platform.js';
import type { Body, Message } from './protocol.js';
import type { Content } from './store.js';

export interface Drawing {
  readonly render: Render;
}

export const words = (text: string): Content => ({ kind: 'text', text, body: null });
export const sharedCard = (card: Card): Content => ({ kind: 'card', ...card });
const privateCard = ({ text, body, page }: Card): Content => ({
  kind: 'private',
  text,
  body: page ? { ...body, page } : body,
});

/** What was typed stays, also where the use-case did not put it back. */
const keepTyped = (form: FormView, ask: Ask): FormView => {
  if (ask.kind !== 'submit') return form;
  const fields = form.fields.map((field) => ({ ...field, value: ask.values[field.name] ?? field.value }));
  return { ...form, fields };
};

export const contentOf = (answer: Answer, ask: Ask, reader: Reader, { render }: Drawing): Content => {
  switch (answer.type) {
    case 'words':
      return words(say(answer.words, reader));
    case 'view':
      return privateCard(render(answer.view, reader));
    case 'form':
      return privateCard(render(answer.form, reader));
    case 'errors':
      return privateCard(render(keepTyped(answer.form, ask), reader));
  }
};

/** What shows no record knows the way back to that in whose place it is, also a form with what is wrong with it. */
export const inPlaceOf = (source: Message, content: Content, { redraw }: Answer): Content => {
  const back = source.body?.back ?? redraw;
  return content.body && !content.body.page && back
    ? { ...content, body: { ...content.body, back } }
    : content;
};

/** A card that only this person sees makes room for the card that answers it; a shared card stays. */
export const takesPlace = (content: Content, source: Message | undefined): boolean =>
  content.kind === 'private' && source?.kind === 'private';

const childrenOf = (element: Element): readonly Element[] => {
  if (element.type === 'Container') return element.items;
  if (element.type === 'ColumnSet') return element.columns.flatMap((column) => column.items);
  return [];
};

const isInput = (element: Element): element is Input => element.type.startsWith('Input.');

const inputsOf = (elements: readonly Element[]): readonly Input[] =>
  elements.flatMap((element) => (isInput(element) ? [element] : inputsOf(childrenOf(element))));

const shown = (input: Input, value: string): string =>
  (input.type === 'Input.ChoiceSet' && input.choices.find((choice) => choice.value === value)?.title) ||
  value ||
  '—';

const cancelled: Text = { zh: '已取消：{title}', en: 'Cancelled: {title}' };
const overtaken: Text = { zh: '已有更新的卡片：{title}', en: 'There is a newer card: {title}' };

/** A line in the place of a card. */
const lineFor = ({ body, lang }: Body, text: Text): Content => {
  const [title] = body.flatMap((element) => (element.type === 'TextBlock' ? [element.text] : []));
  return { kind: 'private', text: text[lang].replace('{title}', () => title ?? ''), body: null };
};

/** What is left of a form that somebody put away. Of what is no form nothing is put away. */
export const cancelledForm = ({ kind, body }: Message): Content | undefined => {
  return kind === 'private' && body && inputsOf(body.body).length > 0 ? lineFor(body, cancelled) : undefined;
};

/** What is left of an answer to whoever is shown the same again. Nothing: it shows something else. */
export const overtakenBy = (content: Content, { kind, body }: Message): Content | undefined => {
  const { page } = content.body ?? {};
  return kind === 'private' && page && body?.page === page ? lineFor(body, overtaken) : undefined;
};

/** A form that has done its work: its title and what was filled in, to be read and copied but not sent again. */
export const closedForm = (form: Message, values: Readonly<Record<string, string>>): Content => {
  if (!form.body) return form;
  const title = form.body.body.filter((element) => element.type === 'TextBlock').slice(0, 1);
  const facts = inputsOf(form.body.body).map((input) => ({
    title: input.label,
    value: shown(input, values[input.id] ?? ''),
  }));
  const { actions: _, ...body } = form.body;
  return {
    kind: 'private',
    text: form.text,
    body: { ...body, body: [...title, { type: 'FactSet', facts }] },
  };
};
