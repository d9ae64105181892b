/** Elements without a framework: `h('button', { class: 'send', onclick }, 'Send')`. Text is always text, never HTML. */
export type Child = Node | string | null | undefined | false;
type Handler = (event: never) => void;
type Attributes = Readonly<Record<string, string | number | boolean | Handler | null | undefined>>;

const put = (element: Element, name: string, value: Attributes[string]): void => {
  if (typeof value === 'function') element.addEventListener(name.replace(/^on/, ''), value as EventListener);
  else if (value === true || typeof value === 'string' || typeof value === 'number')
    element.setAttribute(name, value === true ? '' : String(value));
};

export const h = <T extends keyof HTMLElementTagNameMap>(
  tag: T,
  attributes: Attributes = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[T] => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) put(element, name, value);
  element.append(...children.filter((child): child is Node | string => Boolean(child)));
  return element;
};

const SVG = 'http://www.w3.org/2000/svg';

/** Strokes on a grid of 20 × 20. */
const strokes = {
  send: 'M3.5 10h9M3.5 10l-1 6.5 15-6.5-15-6.5z',
  split: 'M3 4.5h14v11H3zM10 4.5v11',
  close: 'M5 5l10 10M15 5L5 15',
  sun: 'M10 6.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM10 2v1.5M10 16.5v1.5M2 10h1.5M16.5 10h1.5M4.3 4.3l1.1 1.1M14.6 14.6l1.1 1.1M4.3 15.7l1.1-1.1M14.6 5.4l1.1-1.1',
  moon: 'M16.5 11.8A7 7 0 1 1 8.2 3.5a5.5 5.5 0 0 0 8.3 8.3z',
  screen: 'M3 4h14v9.5H3zM7.5 16.5h5M10 13.5v3',
  lock: 'M5.5 9h9v7.5h-9zM7.5 9V6.5a2.5 2.5 0 0 1 5 0V9',
  retry: 'M15.5 7.5A6 6 0 1 0 16 10M15.5 3.5v4h-4',
  down: 'M10 4v12M5 11l5 5 5-5',
  up: 'M10 16V4M5 9l5-5 5 5',
  cards: 'M3 5.5h10v11H3zM6.5 5.5v-2H17v11h-4',
  copy: 'M7 7h9.5v9.5H7zM4 13H3.5V3.5H13V4',
  app: 'M6 2.5h8v15H6zM9 15h2',
  back: 'M11.5 4.5L6 10l5.5 5.5',
} as const;

export type IconName = keyof typeof strokes;

export const icon = (name: IconName): SVGElement => {
  const svg = document.createElementNS(SVG, 'svg');
  const path = document.createElementNS(SVG, 'path');
  const attributes = { viewBox: '0 0 20 20', 'aria-hidden': 'true', class: `icon icon-${name}` };
  for (const [key, value] of Object.entries(attributes)) svg.setAttribute(key, value);
  path.setAttribute('d', strokes[name]);
  svg.append(path);
  return svg;
};

/** An element that the page's HTML is known to have. */
export const byId = (id: string): HTMLElement => {
  const element = document.getElementById(id);
  if (!element) throw new Error(`The page has no #${id}.`);
  return element;
};

/** A button without a text; `words` say what it does. */
export const iconButton = (name: IconName, words: string, onclick: () => void): HTMLElement =>
  h(
    'button',
    { type: 'button', class: 'icon-button', title: words, 'aria-label': words, onclick },
    icon(name),
  );
