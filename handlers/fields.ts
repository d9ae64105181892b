import { z } from 'zod';
import { type Saying, saying, type Text } from '../models/text.js';
import type { Field, FormView } from '../models/views.js';
import { digest } from './hash.js';
import { BadForm } from './useCase.js';

/** What stands in the fields of a form, by field. */
export type Values = Readonly<Record<string, string>>;

export const formValues = z.record(z.string(), z.string());

/** What is wrong with the fields of a form, by field. */
export type FieldErrors = Readonly<Record<string, Saying | undefined>>;

/** The form again, with what was typed and what is wrong with it. */
export const withErrors = (form: FormView, values: Values, errors: FieldErrors): FormView => ({
  ...form,
  fields: form.fields.map((field) => {
    const error = errors[field.name];
    return { ...field, value: values[field.name] ?? field.value ?? '', ...(error && { error }) };
  }),
});

/** @param form drawn only when there is an error. @throws BadForm then */
export function refuseErrors(form: () => FormView, values: Values, errors: FieldErrors) {
  if (Object.values(errors).some(Boolean)) throw new BadForm(withErrors(form(), values, errors));
}

/** Of some values, by what they are called; the first one, unless another is chosen. */
export const choiceField = (
  name: string,
  label: Text,
  options: Readonly<Record<string, string | Text>>,
): Field => ({
  name,
  label,
  type: 'choice',
  required: true,
  value: Object.keys(options)[0] ?? '',
  options: Object.entries(options).map(([value, called]) => ({ value, label: called })),
});

const fingerprint = (value: string) => digest(value).slice(0, 8);

/** Remembers in the form's context what stands in its fields, for `touched`. */
export const remembering = (form: FormView): FormView => ({
  ...form,
  context: {
    ...form.context,
    shown: Object.fromEntries(form.fields.map(({ name, value = '' }) => [name, fingerprint(value)])),
  },
});

/** Of the values that came back those that the person changed: the others may have been changed by somebody else meanwhile. */
export const touched = (values: Values, shown: Values): Values =>
  Object.fromEntries(Object.entries(values).filter(([name, value]) => shown[name] !== fingerprint(value)));

/** One after the other. */
export const listed = (names: readonly (string | Text)[]): Text => {
  const texts = names.map((name) => (typeof name === 'string' ? { zh: name, en: name } : name));
  return { zh: texts.map(({ zh }) => zh).join('、'), en: texts.map(({ en }) => en).join(', ') };
};

/** Where a sentence cannot stand, such as a label: the text with its gaps filled. */
export const filled = ({ zh, en }: Text, gaps: Readonly<Record<string, string>>): Text => {
  const fill = (words: string) => words.replace(/\{(\w+)\}/g, (gap, name: string) => gaps[name] ?? gap);
  return { zh: fill(zh), en: fill(en) };
};

/** The names of some fields, within a sentence. */
export const joined = (names: readonly Text[]): Text =>
  listed(names.map(({ zh, en }) => ({ zh, en: en.toLowerCase() })));

/** On one line, with single spaces: how names and titles are kept. */
export const tidy = (text: string): string => text.trim().replace(/\s+/g, ' ');

const LONGEST_REPEATED = 40;

/** What somebody typed, as far as it is worth telling them again. */
export const repeated = (text: string): string => text.trim().slice(0, LONGEST_REPEATED);

const words = {
  required: { zh: '请填写{field}。', en: 'Fill in: {field}.' },
  tooLong: {
    zh: '{field}最多 {max} 个字，现在有 {length} 个。',
    en: '{field} takes at most {max} characters; this has {length}.',
  },
} satisfies Record<string, Text>;

export const required = (field: Text): Saying => saying(words.required, { field });

export const tooLong = (field: Text, max: number, value: string): Saying | undefined =>
  value.length > max ? saying(words.tooLong, { field, max, length: value.length }) : undefined;

/** What is wrong with a text that must be there. */
export const textError = (field: Text, max: number, value: string): Saying | undefined =>
  value === '' ? required(field) : tooLong(field, max, value);
