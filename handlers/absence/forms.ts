import type { Flow } from '../../models/flow.js';
import type { Saying } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import { peopleField } from '../approval/named-people.js';
import type { Values } from '../fields.js';
import { words } from './words.js';

export const ALL_FLOWS = '*';

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
      valued({ name: 'until', label: words.until, type: 'date', required: true }),
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
