import type { Flow } from '../../models/flow.js';
import type { Saying, Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import { peopleField } from '../approval/named-people.js';
import type { Values } from '../fields.js';
import { words } from './words.js';

export const ALL_FLOWS = '*';

export const WHOLE = 'whole';
export const NOON = 'noon';

const half = (name: string, label: Text, options: Readonly<Record<string, Text>>): Field => ({
  name,
  label,
  type: 'choice',
  required: true,
  value: WHOLE,
  options: Object.entries(options).map(([value, text]) => ({ value, label: text })),
});

export const absenceForm = (flows: readonly Flow[], values: Values = {}, intro?: Saying): FormView => {
  const valued = <T extends { readonly name: string }>(field: T) => {
    const value = values[field.name];
    return value ? { ...field, value } : field;
  };
  return {
    kind: 'form',
    form: 'absence.set',
    title: words.title,
    ...(intro && { intro }),
    fields: [
      valued({ name: 'from', label: words.from, type: 'date', required: true }),
      valued(half('fromHalf', words.fromHalf, { [WHOLE]: words.fromMorning, [NOON]: words.fromNoon })),
      valued({ name: 'until', label: words.until, type: 'date', required: true }),
      valued(half('untilHalf', words.untilHalf, { [WHOLE]: words.untilEvening, [NOON]: words.untilNoon })),
      valued({ ...peopleField('proxy', words.proxy), hint: words.proxyHint }),
      valued({
        name: 'flow',
        label: words.flow,
        type: 'choice',
        required: true,
        value: ALL_FLOWS,
        options: [
          { value: ALL_FLOWS, label: words.allFlows },
          ...flows.map(({ definition: { key, name } }) => ({ value: key, label: name })),
        ],
      }),
      valued({
        name: 'below',
        label: words.below,
        type: 'money',
        required: false,
        hint: words.belowHint,
      }),
      valued({ ...peopleField('who', words.who), required: false, hint: words.whoHint }),
    ],
    submit: words.set,
    context: {},
  };
};
