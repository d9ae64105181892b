/** What fits is offered beneath an input while somebody types there; anything else may be typed as well. */
import type { Suggestion } from '../../../../models/views.js';
import { h } from './dom.js';

/** So long somebody types on without being asked whom they mean. */
const PAUSE_MS = 200;
const NONE = -1;

export interface Offering {
  readonly find: (text: string) => Promise<readonly Suggestion[]>;
  /** What the list is called. */
  readonly label: string;
  /** What is said of so many. */
  readonly count: (count: number) => string;
}

let lists = 0;

/** Enter chooses only what one has gone to by the arrows: whatever was typed freely is sent by it as ever. */
export const suggesting = (input: HTMLInputElement, { find, label, count }: Offering): void => {
  const listId = `offers-${++lists}`;
  let found: readonly Suggestion[] = [];
  let active = NONE;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was asked for: the answer to an older text is of no use. */
  let asked = 0;

  const list = h('div', { id: listId, class: 'offers', role: 'listbox', 'aria-label': label, hidden: true });
  const status = h('span', { class: 'unseen', role: 'status' });
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': listId,
    'aria-expanded': 'false',
    autocomplete: 'off',
  };
  for (const [name, value] of Object.entries(attributes)) input.setAttribute(name, value);
  input.after(list, status);

  const option = ({ name, details }: Suggestion, at: number): HTMLElement =>
    h(
      'div',
      {
        id: `${listId}-${at}`,
        role: 'option',
        'aria-selected': String(at === active),
        onclick: () => choose(at),
      },
      h('span', {}, name),
      h('small', {}, details.join(' · ')),
    );

  const show = (): void => {
    const isOpen = found.length > 0;
    const said = isOpen ? count(found.length) : '';
    list.hidden = !isOpen;
    list.replaceChildren(...found.map(option));
    (list.children[active] ?? list).scrollIntoView({ block: 'nearest' });
    // What is written anew is read out anew.
    if (status.textContent !== said) status.textContent = said;
    input.setAttribute('aria-expanded', String(isOpen));
    input.setAttribute('aria-activedescendant', active === NONE ? '' : `${listId}-${active}`);
  };

  const offer = (those: readonly Suggestion[]): void => {
    found = those;
    active = NONE;
    show();
  };

  /** What is on its way comes too late from now on. */
  const hold = (): void => {
    clearTimeout(timer);
    asked += 1;
  };

  const close = (): boolean => {
    const wasOpen = found.length > 0;
    hold();
    offer([]);
    return wasOpen;
  };

  const look = async (): Promise<void> => {
    const now = asked;
    const those = await find(input.value).catch(() => []);
    if (now === asked) offer(those);
  };

  const choose = (at: number): boolean => {
    const chosen = found[at];
    if (!chosen) return false;
    input.value = chosen.value;
    input.dispatchEvent(new Event('input', { bubbles: true }));
    return close();
  };

  /** Beyond the last, and before the first, one is at what was typed. */
  const go = (by: 1 | -1): boolean => {
    if (found.length === 0) return false;
    const places = found.length + 1;
    hold();
    active = ((active + 1 + by + places) % places) - 1;
    show();
    return true;
  };

  /** Each says whether it dealt with the key; if not, whoever is next does. */
  const keys: Readonly<Record<string, () => boolean>> = {
    ArrowDown: () => go(1),
    ArrowUp: () => go(-1),
    Enter: () => choose(active),
    Escape: close,
  };

  input.addEventListener('keydown', (event) => {
    if (!event.isComposing && keys[event.key]?.()) event.preventDefault();
  });
  input.addEventListener('input', () => {
    hold();
    const isEmpty = input.value.trim() === '';
    // What was found before stays until then.
    offer(isEmpty ? [] : found);
    if (!isEmpty) timer = setTimeout(look, PAUSE_MS);
  });
  input.addEventListener('blur', close);
  list.addEventListener('mousedown', (event) => event.preventDefault());
};
