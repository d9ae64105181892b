import type { HomeView, KnownBlock, ModalView } from '@slack/types';
import type { Card } from '../../../cards/card.js';
import { inWords, say } from '../../../cards/say.js';
import type { Reader, Text } from '../../../models/text.js';
import type { Field, FormView } from '../../../models/views.js';
import type { Origin } from './decoded.js';
import { buttonBlocks, cardBlocks, wordsBlocks } from './encode.js';
import { inputBlock, uniqueIds } from './inputs.js';
import { limits } from './limits.js';
import { within } from './room.js';
import { clip, label, oneLine, plain } from './text.js';

const words = {
  cancel: { zh: '取消', en: 'Cancel' },
  close: { zh: '关闭', en: 'Close' },
} satisfies Record<string, Text>;

const room = { blocks: limits.viewBlocks, bytes: limits.viewBytes - 10_000 };

/**
 * A form as a modal. What came with the form comes back in `private_metadata`.
 * @throws RangeError if the form's context is larger than Slack carries
 * @see https://docs.slack.dev/surfaces/modals
 */
export const formModal = (form: FormView, reader: Reader, origin: Origin): ModalView => {
  const metadata = JSON.stringify({ form: form.form, context: form.context, ...origin });
  if (metadata.length > limits.privateMetadata)
    throw new RangeError(`The context of the form ${form.form} is larger than Slack carries.`);

  return {
    type: 'modal',
    callback_id: clip(form.form, limits.id),
    private_metadata: metadata,
    title: label(inWords(form.title, reader), limits.viewTitle),
    submit: label(inWords(form.submit, reader), limits.viewTitle),
    close: label(inWords(words.cancel, reader), limits.viewTitle),
    blocks: formBlocks(form, reader),
  };
};

const formBlocks = (form: FormView, reader: Reader): KnownBlock[] => {
  const ids = uniqueIds();
  const blocks = [
    // A modal's title has no room for it.
    ...(form.about ? wordsBlocks(say(form.about, reader)) : []),
    ...(form.intro ? wordsBlocks(say(form.intro, reader)) : []),
    ...form.fields.flatMap((field) => fieldBlocks(field, reader, ids)),
  ];
  const end = otherButtons(form, reader);
  return [...within(blocks, reader.locale, { ...room, blocks: room.blocks - end.length }), ...end];
};

/** What else can be done with the form: Slack asks for no required input when such a button is pressed. */
const otherButtons = ({ others = [], context }: FormView, reader: Reader): KnownBlock[] =>
  buttonBlocks(
    others.map(({ form, label: title, style }) => ({
      type: 'Action.Submit',
      title: inWords(title, reader),
      ...(style && { style: 'destructive' }),
      data: { submit: form, context },
    })),
    reader.locale,
  );

const fieldBlocks = (field: Field, reader: Reader, ids: (name: string) => string): KnownBlock[] => {
  const block = inputBlock(
    {
      name: field.name,
      label: inWords(field.label, reader),
      type: field.type,
      required: field.required,
      locale: reader.locale,
      value: field.value,
      options: field.options?.map(({ value, label: words }) => ({
        value,
        label: typeof words === 'string' ? words : inWords(words, reader),
      })),
      placeholder: field.placeholder && inWords(field.placeholder, reader),
      hint: field.hint && inWords(field.hint, reader),
      maxLength: field.maxLength,
    },
    ids(field.name),
  );
  return field.error ? [block, errorBlock(say(field.error, reader))] : [block];
};

const errorBlock = (error: string): KnownBlock => ({
  type: 'context',
  elements: [plain(`⚠️ ${oneLine(error)}`, limits.text)],
});

/** Under each field what is wrong with it, by the field's block. */
export const formErrors = (form: FormView, reader: Reader): Record<string, string> => {
  const ids = uniqueIds();
  return Object.fromEntries(
    form.fields
      .map((field) => [ids(field.name), field.error] as const)
      .flatMap(([id, error]) => (error ? [[id, clip(oneLine(say(error, reader)) || '!', limits.hint)]] : [])),
  );
};

/** An answer as a modal: something to read, perhaps with buttons. Slack wants a form's submit under any input. */
const answerModal = (blocks: readonly KnownBlock[], reader: Reader, origin: Origin): ModalView => ({
  type: 'modal',
  title: label('Dealdesk', limits.viewTitle),
  close: label(inWords(words.close, reader), limits.viewTitle),
  private_metadata: JSON.stringify(origin),
  blocks: blocks.filter(({ type }) => type !== 'input'),
});

export const cardModal = (card: Card, reader: Reader, origin: Origin): ModalView =>
  answerModal(cardBlocks(card, room), reader, origin);

export const wordsModal = (text: string, reader: Reader, origin: Origin): ModalView =>
  answerModal(wordsBlocks(text), reader, origin);

/** @see https://docs.slack.dev/surfaces/app-home */
export const cardHome = (card: Card): HomeView => ({ type: 'home', blocks: cardBlocks(card, room) });

export const wordsHome = (text: string): HomeView => ({ type: 'home', blocks: wordsBlocks(text) });
