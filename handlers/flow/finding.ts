import { type Saying, saying, type Text } from '../../models/text.js';
import { words } from './words.js';

/** Something about a flow that whoever drew it should know. */
export interface Finding {
  /** The step, branch or field, by its name. */
  readonly place: Saying;
  readonly what: Saying;
  /** It must be mended before the flow is published; otherwise it is worth a look. */
  readonly stops: boolean;
}

export const fault = (place: Saying, text: Text, params?: Saying['params']): Finding => ({
  place,
  what: saying(text, params),
  stops: true,
});

export const hint = (place: Saying, text: Text, params?: Saying['params']): Finding => ({
  ...fault(place, text, params),
  stops: false,
});

export const wholeFlow: Saying = saying(words.wholeFlow);

export const findingWords = ({ place, what }: Finding): Saying => saying(words.finding, { place, what });
