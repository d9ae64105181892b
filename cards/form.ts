import type { Reader } from '../models/text.js';
import type { Field, FormView, OtherDeed } from '../models/views.js';
import type { Card, Element, Input, InputText, Submit } from './card.js';
import { line } from './clean.js';
import { card, heading, paragraph, small } from './parts.js';
import { inWords, say, tell } from './say.js';
import { common, form as words } from './words.js';

const MAX_CHOICE = 75;
const MAX_HINT = 600;

type Draw = (field: Field, reader: Reader) => Input;

/** What was typed so far comes back unchanged, whatever it is: it is for correcting, not for showing. */
const shared = ({ name, label, required, value, error }: Field, reader: Reader) => {
  const said = inWords(label, reader);
  return {
    id: name,
    label: said,
    ...(required && { isRequired: true, errorMessage: tell(reader, words.required, { label: said }) }),
    ...(error && { isWrong: true as const }),
    ...(value !== undefined && { value }),
  };
};

const hinted = ({ placeholder }: Field, reader: Reader) =>
  placeholder && { placeholder: inWords(placeholder, reader) };

const textInput = (field: Field, reader: Reader): InputText => ({
  type: 'Input.Text',
  ...shared(field, reader),
  ...hinted(field, reader),
  ...(field.maxLength !== undefined && { maxLength: field.maxLength }),
  ...(field.suggests && { suggests: field.suggests }),
});

/** A picker cannot hold what is no date or no number; a text field can, so that it can be corrected. */
const holds = (value: string | undefined, pattern: RegExp): boolean => !value || pattern.test(value);

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const NUMBER = /^-?\d{1,15}(\.\d+)?$/;

const inputs: Record<Field['type'], Draw> = {
  text: textInput,
  longText: (field, reader) => ({ ...textInput(field, reader), isMultiline: true }),
  money: textInput,
  number: (field, reader) => {
    if (!holds(field.value, NUMBER)) return textInput(field, reader);
    const { value, ...rest } = shared(field, reader);
    return {
      type: 'Input.Number',
      ...rest,
      ...hinted(field, reader),
      ...(value && { value: Number(value) }),
    };
  },
  date: (field, reader) =>
    holds(field.value, DAY) ? { type: 'Input.Date', ...shared(field, reader) } : textInput(field, reader),
  choice: (field, reader) => ({
    type: 'Input.ChoiceSet',
    ...shared(field, reader),
    placeholder: inWords(field.placeholder ?? words.choose, reader),
    style: 'compact',
    choices: (field.options ?? []).map(({ value, label }) => ({
      title: line(typeof label === 'string' ? label : inWords(label, reader), MAX_CHOICE),
      value,
    })),
  }),
};

/** The input, and under it what is wrong with it, or else what helps to fill it in. */
const fieldElements = (field: Field, reader: Reader): readonly Element[] => [
  inputs[field.type](field, reader),
  ...(field.error
    ? [small(tell(reader, words.error, { error: field.error }), { color: 'attention', isSubtle: false })]
    : []),
  ...(field.hint && !field.error ? [small(line(inWords(field.hint, reader), MAX_HINT))] : []),
];

const titleOf = ({ title, about }: FormView, reader: Reader): string =>
  [inWords(title, reader), about && say(about, reader)].filter(Boolean).join(' ');

const formText = (view: FormView, reader: Reader): string => {
  const title = titleOf(view, reader);
  const errors = view.fields.flatMap(({ error }) => (error ? [say(error, reader)] : []));
  return errors.length > 0
    ? tell(reader, words.textWithErrors, { title, errors: errors.join(inWords(common.semicolon, reader)) })
    : tell(reader, words.text, { title });
};

const otherAction = ({ form, label, style }: OtherDeed, { context }: FormView, reader: Reader): Submit => ({
  type: 'Action.Submit',
  title: inWords(label, reader),
  ...(style && { style: 'destructive' }),
  associatedInputs: 'none',
  data: { submit: form, context },
});

/** A form to fill in, already filled with what was understood. */
export const formCard = (view: FormView, reader: Reader): Card =>
  card(
    reader,
    formText(view, reader),
    [
      heading(titleOf(view, reader)),
      ...(view.intro ? [paragraph(say(view.intro, reader))] : []),
      ...view.fields.flatMap((field) => fieldElements(field, reader)),
    ],
    [
      {
        type: 'Action.Submit',
        title: inWords(view.submit, reader),
        style: 'positive',
        data: { submit: view.form, context: view.context },
      },
      ...(view.others ?? []).map((deed) => otherAction(deed, view, reader)),
    ],
  );
