import type { InputBlock, PlainTextOption } from '@slack/types';
import type { Locale, Text } from '../../../models/text.js';
import type { Field } from '../../../models/views.js';
import { limits } from './limits.js';
import { clip, label, oneLine, plain, visible } from './text.js';

/** A field to fill in, its words already in the reader's language. */
export interface Question {
  readonly name: string;
  readonly label: string;
  readonly type: Field['type'];
  readonly required: boolean;
  readonly locale: Locale;
  readonly value?: string | undefined;
  readonly options?: readonly { readonly value: string; readonly label: string }[] | undefined;
  readonly placeholder?: string | undefined;
  readonly hint?: string | undefined;
  readonly maxLength?: number | undefined;
}

type InputElement = InputBlock['element'];

const ACTION_ID = 'value';

/** @param blockId  unique in the view; `response_action: errors` finds the field by it */
export const inputBlock = (question: Question, blockId: string): InputBlock => {
  const element = elements[kindOf(question)](question);
  const hint = [question.hint, moreOptions(question)].filter(Boolean).join(' ');
  return {
    type: 'input',
    block_id: blockId,
    label: label(question.label, limits.label),
    optional: !question.required,
    element,
    ...(oneLine(hint) && { hint: plain(hint, limits.hint) }),
  };
};

type Kind = 'line' | 'paragraph' | 'day' | 'menu';

/** What people type in free words (`2万`, `下周五`) needs a field of free words, and so does a day not understood. */
const kindOf = (question: Question): Kind => {
  const kinds: Record<Field['type'], Kind> = {
    text: 'line',
    money: 'line',
    number: 'line',
    longText: 'paragraph',
    date: !question.value || isDay(question.value) ? 'day' : 'line',
    choice: choices(question).length > 0 ? 'menu' : 'line',
  };
  return kinds[question.type];
};

const isDay = (text: string): boolean =>
  /^\d{4}-\d{2}-\d{2}$/.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text) === true;

const typing = (question: Question, multiline: boolean): InputElement => {
  const maxLength = Math.min(question.maxLength ?? limits.inputLength, limits.inputLength);
  const shown = visible(question.value ?? '');
  const initial = (multiline ? shown : oneLine(shown)).slice(0, maxLength).replace(/[\ud800-\udbff]$/, '');
  return {
    type: 'plain_text_input',
    action_id: ACTION_ID,
    multiline,
    max_length: maxLength,
    ...(initial && { initial_value: initial }),
    ...placeholderOf(question),
  };
};

const placeholderOf = ({ placeholder }: Question) =>
  placeholder && oneLine(placeholder) ? { placeholder: label(placeholder, limits.placeholder) } : {};

const elements: Record<Kind, (question: Question) => InputElement> = {
  line: (question) => typing(question, false),
  paragraph: (question) => typing(question, true),
  day: (question) => ({
    type: 'datepicker',
    action_id: ACTION_ID,
    ...(question.value && { initial_date: question.value }),
    ...placeholderOf(question),
  }),
  menu: (question) => {
    const options = offered(question).map(optionOf);
    const initial = options.find(({ value }) => value === question.value);
    return {
      type: 'static_select',
      action_id: ACTION_ID,
      options,
      ...(initial && { initial_option: initial }),
      ...placeholderOf(question),
    };
  },
};

type Option = NonNullable<Question['options']>[number];

const optionOf = ({ value, label: words }: Option): PlainTextOption & { value: string } => ({
  text: label(oneLine(words) || value, limits.optionLabel),
  value,
});

/** What Slack can offer: no value twice, none empty (leaving the menu alone is that), none too long. */
const choices = ({ options = [] }: Question): readonly Option[] => [
  ...new Map(
    options
      .filter(({ value }) => value !== '' && value.length <= limits.optionValue && visible(value) === value)
      .map((option) => [option.value, option]),
  ).values(),
];

/** The first hundred, with the chosen one among them. */
const offered = (question: Question): readonly Option[] => {
  const all = choices(question);
  const first = all.slice(0, limits.options);
  const chosen = all.find(({ value }) => value === question.value);
  return !chosen || first.includes(chosen) ? first : [...first.slice(0, -1), chosen];
};

const moreWords: Text = { zh: '还有 {count} 个选项未列出', en: '{count} more choices are not listed' };

const moreOptions = (question: Question): string => {
  if (question.type !== 'choice') return '';
  const count =
    new Set(question.options?.map(({ value }) => value).filter(Boolean)).size - offered(question).length;
  const words = question.locale === 'zh-CN' ? moreWords.zh : moreWords.en;
  return count > 0 ? words.replace('{count}', String(count)) : '';
};

/** Gives each thing of a name an id of its own: `a`, `a#2`, `a#3`. */
export const uniqueIds = (): ((name: string) => string) => {
  const taken = new Set<string>();
  return (name) => {
    const base = clip(visible(name) || 'unnamed', limits.id - '#9999'.length);
    let id = base;
    for (let count = 2; taken.has(id); count += 1) id = `${base}#${count}`;
    taken.add(id);
    return id;
  };
};
