import type { Flow } from '../../models/flow.js';
import type { Saying } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import { peopleField } from '../approval/named-people.js';
import { choiceField } from '../fields.js';
import { words } from './words.js';

export const ALL_FLOWS = '*';

export const WHOLE = 'whole';
export const NOON = 'noon';

export const absenceForm = (flows: readonly Flow[], intro?: Saying): FormView => ({
  kind: 'form',
  form: 'absence.set',
  title: words.title,
  ...(intro && { intro }),
  fields: [
    { name: 'from', label: words.from, type: 'date', required: true },
    choiceField('fromHalf', words.fromHalf, { [WHOLE]: words.fromMorning, [NOON]: words.fromNoon }),
    { name: 'until', label: words.until, type: 'date', required: true },
    choiceField('untilHalf', words.untilHalf, { [WHOLE]: words.untilEvening, [NOON]: words.untilNoon }),
    { ...peopleField('proxy', words.proxy), hint: words.proxyHint },
    {
      ...{ name: 'flow', label: words.flow, type: 'choice', required: true, value: ALL_FLOWS },
      options: [
        { value: ALL_FLOWS, label: words.allFlows },
        ...flows.map(({ definition: { key, name } }) => ({ value: key, label: name })),
      ],
    },
    { name: 'below', label: words.below, type: 'money', required: false, hint: words.belowHint },
    { ...peopleField('who', words.who), required: false, hint: words.whoHint },
  ],
  submit: words.set,
  context: {},
});
