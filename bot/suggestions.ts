/** What pages offer beneath a field while somebody types there. */
import { show } from '../cards/say.js';
import type { Suggestion, Suggests } from '../models/views.js';
import { own } from './own.js';
import type { Outcome, Press } from './platforms/platform.js';

const presses: Readonly<Record<Suggests, Pick<Press, 'do'>>> = {
  customer: { do: 'customer.suggest' },
  colleague: { do: 'colleague.suggest' },
};

/** What is pressed, as it were, to find what fits. Nothing where no field asks for such. */
export const pressThatSuggests = (kind = '', text: unknown = ''): Press | undefined => {
  const press = own(presses, kind);
  return press && { ...press, input: { text: String(text) } };
};

export const suggestionsIn = ({ answer, reader }: Outcome): readonly Suggestion[] => {
  if (answer.type !== 'view' || answer.view.kind !== 'list') return [];
  return answer.view.rows.map(({ title, details, value = title }) => ({
    name: title,
    details: details.map((detail) => show(detail, reader)),
    value,
  }));
};
