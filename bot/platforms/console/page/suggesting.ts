/** What fits is offered beneath an input while somebody types there; anything else may be typed as well. */
import type { Suggestion } from '../../../../models/views.js';
import { h } from './dom.js';
import { listbox } from './listbox.js';

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

/** Enter chooses only what one has gone to by the arrows: whatever was typed freely is sent by it as ever. */
export const suggesting = (input: HTMLInputElement, { find, label, count }: Offering): void => {
  let found: readonly Suggestion[] = [];
  let active = NONE;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts what was asked for: the answer to an older text is of no use. */
  let asked = 0;

  const list = listbox(input, { className: 'offers', label, choose: (at) => choose(at) });
  const status = h('span', { class: 'unseen', role: 'status' });
  input.after(list.element, status);

  const show = (): void => {
    const said = found.length > 0 ? count(found.length) : '';
    const options = found.map(({ name, details }) => [
      h('span', {}, name),
      h('small', {}, details.join(' · ')),
    ]);
    list.show(options, active);
    // What is written anew is read out anew.
    if (status.textContent !== said) status.textContent = said;
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
};
