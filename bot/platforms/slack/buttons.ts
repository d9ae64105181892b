import type { ActionsBlock, Button, KnownBlock } from '@slack/types';
import type { Action, OpenUrl, Submit } from '../../../cards/card.js';
import { isWebAddress } from '../text.js';
import { limits } from './limits.js';
import { chunks, leftOut } from './room.js';
import { label } from './text.js';

/** A card while it is laid out: the language of our own few words, and the ids that are still free. */
export interface Page {
  readonly lang: string;
  readonly ids: (name: string) => string;
}

export const submitButton = (action: Submit, page: Page): Button | undefined => {
  const value = JSON.stringify(action.data);
  if (value.length > limits.buttonValue) return undefined;
  const name = 'do' in action.data ? action.data.do : action.data.submit;
  return {
    type: 'button',
    text: label(action.title, limits.buttonLabel),
    action_id: page.ids(name),
    value,
    ...styles[action.style ?? 'default'],
  };
};

const styles: Record<NonNullable<Submit['style']>, { style?: 'primary' | 'danger' }> = {
  default: {},
  positive: { style: 'primary' },
  destructive: { style: 'danger' },
};

const linkButton = (action: OpenUrl, page: Page): Button | undefined =>
  action.url.length <= limits.url && isWebAddress(action.url)
    ? {
        type: 'button',
        text: label(action.title, limits.buttonLabel),
        action_id: page.ids('open'),
        url: action.url,
      }
    : undefined;

const button = (action: Action, page: Page): Button | undefined =>
  action.type === 'Action.OpenUrl' ? linkButton(action, page) : submitButton(action, page);

/** A button that holds more than Slack carries is left out, and the card says so. */
export const actionRows = (actions: readonly Action[], page: Page): KnownBlock[] => {
  const buttons = actions.map((action) => button(action, page)).filter((each) => each !== undefined);
  const missing = actions.length - buttons.length;
  const rows = chunks(buttons, limits.elementsPerActions).map(
    (elements): ActionsBlock => ({ type: 'actions', elements }),
  );
  return missing > 0 ? [...rows, leftOut(missing, page.lang)] : rows;
};
