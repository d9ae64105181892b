import { inWords } from '../../../cards/say.js';
import type { Reader, Text } from '../../../models/text.js';
import type { Log } from '../log.js';
import type { Redrawn } from '../outcome.js';
import type { FormLink, Incoming, Render } from '../platform.js';
import type { LinkButton } from './action-card.js';
import type { DingTalkApi } from './api/index.js';
import type { Cards } from './cards.js';

export interface Tools {
  readonly api: DingTalkApi;
  readonly cards: Cards;
  readonly publicUrl: string;
  readonly formLink: FormLink;
  readonly redrawn: Redrawn;
  readonly render: Render;
  readonly log: Log;
  readonly now: () => Date;
}

/** One's name for the card that answers this event. */
export const answerName = ({ key }: Incoming): string => `answer ${key}`;

const fillIn: Text = { zh: '填写表单', en: 'Fill in the form' };

/** Leads to the page on which a form is filled in. */
export const formButton = (
  incoming: Incoming,
  reader: Reader,
  { formLink }: Pick<Tools, 'formLink'>,
): LinkButton => ({
  title: inWords(fillIn, reader),
  url: formLink(incoming),
});
