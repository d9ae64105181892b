/** Draws Adaptive Cards with Microsoft's renderer, and hands back what a person does with them. */
import type * as Renderer from 'adaptivecards';
import type { AdaptiveCard, Submit } from '../../../../cards/card.js';
import type { Suggests } from '../../../../models/views.js';
import { h } from './dom.js';
import { type HostConfig, paint } from './paint.js';
import { type Offering, suggesting } from './suggesting.js';

declare const AdaptiveCards: typeof Renderer;

type Values = Readonly<Record<string, string>>;
type Control = HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement;

export interface Deed {
  readonly card: HTMLElement;
  readonly data: Submit['data'] | { readonly cancel: true };
  /** What stands in the inputs of the card. */
  readonly values: Values;
  /** The button or row that was pressed. */
  readonly element: HTMLElement | undefined;
}

export interface Hands {
  readonly onDeed: (deed: Deed) => void;
  /** What stands in the inputs, in their order, when a person changes one. */
  readonly onType?: (typed: readonly string[]) => void;
  /** What such a person had typed when it was last seen. */
  readonly typed?: readonly string[] | undefined;
  /** The words on a button that puts the form away. */
  readonly cancel?: string;
  /** What is offered in an input for such. */
  readonly suggest?: (kind: Suggests) => Offering;
}

/** What people typed is shown as they typed it. */
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (_text, result) => {
  result.didProcess = false;
};

/** With the keyboard one goes from button to button, not to each card as well. */
AdaptiveCards.GlobalSettings.setTabIndexAtCardRoot = false;

const valuesOf = (card: Renderer.AdaptiveCard): Values =>
  Object.fromEntries(card.getAllInputs().map((input) => [input.id ?? '', String(input.value ?? '')]));

export const controlsOf = (drawing: HTMLElement): readonly Control[] => [
  ...drawing.querySelectorAll<Control>('.ac-input'),
];

const markWrong = (
  { body }: AdaptiveCard,
  inputs: readonly Renderer.Input[],
  controls: readonly Control[],
) => {
  const wrong = new Set(body.flatMap((element) => ('isWrong' in element ? [element.id] : [])));
  inputs.forEach(({ id = '' }, index) => {
    if (wrong.has(id)) controls[index]?.setAttribute('aria-invalid', 'true');
  });
};

const offerWhatFits = (
  { body }: AdaptiveCard,
  inputs: readonly Renderer.Input[],
  controls: readonly Control[],
  suggest: (kind: Suggests) => Offering,
): void => {
  const kinds = new Map(
    body.flatMap((element) =>
      element.type === 'Input.Text' && element.suggests ? [[element.id, element.suggests] as const] : [],
    ),
  );
  inputs.forEach(({ id = '' }, index) => {
    const [kind, control] = [kinds.get(id), controls[index]];
    if (kind && control instanceof HTMLInputElement) suggesting(control, suggest(kind));
  });
};

/** The renderer lets nobody go back from a choice; what need not be chosen can be left open again. */
const letLeaveOpen = (controls: readonly Control[]): void => {
  for (const control of controls) {
    const [open] = control instanceof HTMLSelectElement ? control.options : [];
    if (open && !control.classList.contains('ac-input-required')) open.disabled = open.hidden = false;
  }
};

/** What is typed outlives the drawing. */
const keepTyped = (controls: readonly Control[], { typed, onType }: Hands): void => {
  controls.forEach((control, index) => {
    control.value = typed?.[index] ?? control.value;
    control.addEventListener('input', () => onType?.(controls.map(({ value }) => value)));
  });
};

const cancelButton = (card: HTMLElement, words: string, onDeed: Hands['onDeed']): HTMLElement => {
  const element: HTMLElement = h(
    'button',
    {
      type: 'button',
      class: 'ac-pushButton cancel',
      onclick: () => onDeed({ card, data: { cancel: true }, values: {}, element }),
    },
    words,
  );
  return element;
};

/** Only to the web, and without telling it where we come from. */
const openLink = (address: string): void => {
  const url = new URL(address, location.href);
  if (['http:', 'https:'].includes(url.protocol)) window.open(url, '_blank', 'noopener');
};

/** Enter in a one-line input does what the card's main button does, as in any form. */
const submitOnEnter = (element: HTMLElement): void =>
  element.addEventListener('keydown', (event) => {
    const typing = event.target instanceof HTMLInputElement && event.key === 'Enter' && !event.isComposing;
    if (typing && !event.defaultPrevented)
      element.querySelector<HTMLElement>('.ac-pushButton.style-positive')?.click();
  });

/** A row that can be pressed is called what one reads on it; what a press does is its description. */
const callAsRead = (drawing: HTMLElement): void => {
  for (const row of drawing.querySelectorAll('.ac-container.ac-selectable'))
    row.removeAttribute('aria-label');
};

const CURRENCY = /\b([A-Z]{3}) (?=-?\d)/g;

/** No line ends between a currency and its amount, and none begins with what stands between two details. */
const keepTogether = (drawing: HTMLElement): void => {
  const texts = document.createTreeWalker(drawing, NodeFilter.SHOW_TEXT);
  for (let text = texts.nextNode(); text; text = texts.nextNode())
    text.nodeValue = text.nodeValue?.replace(CURRENCY, '$1\u00A0').replaceAll(' · ', '\u00A0· ') ?? null;
};

export const cardDrawer = (plain: HostConfig) => {
  const hostConfig = new AdaptiveCards.HostConfig(paint(plain));

  /** @throws when the card is not a card */
  return (body: AdaptiveCard, hands: Hands): HTMLElement => {
    const card = new AdaptiveCards.AdaptiveCard();
    card.hostConfig = hostConfig;
    card.parse(body);
    const drawing = card.render();
    if (!drawing) throw new Error('The renderer drew nothing.');
    callAsRead(drawing);
    keepTogether(drawing);
    const frame = h('div', { class: 'adaptive-card', lang: body.lang }, drawing);
    const controls = controlsOf(frame);
    markWrong(body, card.getAllInputs(), controls);
    letLeaveOpen(controls);
    keepTyped(controls, hands);
    if (hands.suggest) offerWhatFits(body, card.getAllInputs(), controls, hands.suggest);
    if (hands.cancel && controls.length > 0)
      drawing.querySelector('.ac-actionSet')?.append(cancelButton(frame, hands.cancel, hands.onDeed));
    submitOnEnter(frame);
    card.onExecuteAction = (action) => {
      if (action instanceof AdaptiveCards.OpenUrlAction) return openLink(action.url ?? '');
      const { data } = action.toJSON() as Submit;
      hands.onDeed({ card: frame, data, values: valuesOf(card), element: action.renderedElement });
    };
    return frame;
  };
};

export type CardDrawer = ReturnType<typeof cardDrawer>;
