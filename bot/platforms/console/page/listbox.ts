/** A list to choose from that belongs to a field, which keeps the focus and says on what one is. */
import { type Child, h } from './dom.js';

interface Use {
  readonly className: string;
  /** What the list is called. */
  readonly label: string;
  readonly choose: (at: number) => void;
}

let lists = 0;

/** @see https://www.w3.org/WAI/ARIA/apg/patterns/combobox/ */
export const listbox = (field: HTMLElement, { className, label, choose }: Use) => {
  const id = `list-${++lists}`;
  const element = h('div', { id, class: className, role: 'listbox', 'aria-label': label, hidden: true });
  element.addEventListener('mousedown', (event) => event.preventDefault());
  const attributes = {
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': id,
    'aria-expanded': 'false',
    autocomplete: 'off',
  };
  for (const [name, value] of Object.entries(attributes)) field.setAttribute(name, value);

  const option = (children: readonly Child[], at: number, isActive: boolean): HTMLElement =>
    h(
      'div',
      {
        id: `${id}-${at}`,
        role: 'option',
        'aria-selected': String(isActive),
        onclick: () => choose(at),
      },
      ...children,
    );

  return {
    element,
    isOpen: (): boolean => !element.hidden,
    /** Without anything to choose from it is closed. @param active  on which one is, if on any */
    show: (options: readonly (readonly Child[])[], active: number): void => {
      const isOpen = options.length > 0;
      element.hidden = !isOpen;
      element.replaceChildren(...options.map((children, at) => option(children, at, at === active)));
      (element.children[active] ?? element).scrollIntoView({ block: 'nearest' });
      field.setAttribute('aria-expanded', String(isOpen));
      field.setAttribute('aria-activedescendant', options[active] ? `${id}-${active}` : '');
    },
  };
};
