/** Draws Adaptive Cards with Microsoft's renderer, and hands back what a person does with them. */
import type * as Renderer from 'adaptivecards';
import type { AdaptiveCard, Submit } from '../../../../cards/card.js';
import { h } from './dom.js';
import { type HostConfig, paint } from './paint.js';

declare const AdaptiveCards: typeof Renderer;

type Values = Readonly<Record<string, string>>;

export interface Deed {
  readonly card: HTMLElement;
  readonly data: Submit['data'];
  /** What stands in the inputs of the card. */
  readonly values: Values;
  /** The button or row that was pressed. */
  readonly element: HTMLElement | undefined;
}

/** What people typed is shown as they typed it. */
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

const valuesOf = (card: Renderer.AdaptiveCard): Values =>
  Object.fromEntries(card.getAllInputs().map((input) => [input.id ?? '', String(input.value ?? '')]));

/** Only to the web, and without telling it where we come from. */
const openLink = (address: string): void => {
  const url = new URL(address, location.href);
  if (['http:', 'https:'].includes(url.protocol)) window.open(url, '_blank', 'noopener');
};

/** Enter in a one-line input does what the card's main button does, as in any form. */
const submitOnEnter = (element: HTMLElement): void =>
  element.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement && event.key === 'Enter' && !event.isComposing;
    if (typing) element.querySelector<HTMLElement>('.ac-pushButton.style-positive')?.click();
  });

export const cardDrawer = (plain: HostConfig) => {
  const hostConfig = new AdaptiveCards.HostConfig(paint(plain));

  /** @throws when the card is not a card */
  return (body: AdaptiveCard, onDeed: (deed: Deed) => void): HTMLElement => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = hostConfig;
    card.parse(body);
    const drawing = card.render();
    if (!drawing) throw new Error('The renderer drew nothing.');
    const frame = h('div', { class: 'adaptive-card', lang: body.lang }, drawing);
    submitOnEnter(frame);
    card.onExecuteAction = (action) => {
      if (action instanceof AdaptiveCards.OpenUrlAction) return openLink(action.url ?? '');
      const { data } = action.toJSON() as Submit;
      onDeed({ card: frame, data, values: valuesOf(card), element: action.renderedElement });
    };
    return frame;
  };
};

export type CardDrawer = ReturnType<typeof cardDrawer>;
