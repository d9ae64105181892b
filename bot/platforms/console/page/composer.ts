/** Where a person types: completion of commands, a history, Enter to send. */
import type { PersonEntry } from '../protocol.js';
import { type Completion, complete, isWhole, type Suggestion } from './completion.js';
import { h, icon } from './dom.js';
import type { Model } from './model.js';
import { inLocale, say, ui } from './words.js';

type Key = (event: KeyboardEvent) => boolean;

export interface Composer {
  readonly element: HTMLElement;
  readonly focus: () => void;
  /** Puts this into the composer, for the person to go on. */
  readonly begin: (text: string) => void;
}

let composers = 0;

export const composer = (person: PersonEntry, model: Model, onSend: (text: string) => void): Composer => {
  const { locale, userId } = person;
  const listId = `suggestions-${++composers}`;
  let completion: Completion = { suggestions: [], current: undefined };
  let chosen = 0;
  let dismissed = false;
  /** How far back in the history; 0 is what is being written. */
  let past = 0;

  const list = h('ul', { id: listId, class: 'suggestions', role: 'listbox', hidden: true });
  list.setAttribute('aria-label', inLocale(locale, ui.suggestions));
  const usage = h('div', { class: 'usage', hidden: true });
  const label = say(locale, ui.composer, { name: person.name });
  const area = h('textarea', {
    rows: 1,
    placeholder: label,
    'aria-label': label,
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-controls': listId,
    'aria-expanded': 'false',
    autocomplete: 'off',
    spellcheck: 'false',
    enterkeyhint: 'send',
  });
  const button = h(
    'button',
    {
      type: 'button',
      class: 'send',
      title: inLocale(locale, ui.send),
      'aria-label': inLocale(locale, ui.send),
    },
    icon('send'),
  );

  const isOpen = () => !list.hidden;

  const option = ({ word, usage, what, alias }: Suggestion, index: number): HTMLElement =>
    h(
      'li',
      {
        id: `${listId}-${index}`,
        role: 'option',
        'aria-selected': String(index === chosen),
        onmousedown: (event: MouseEvent) => {
          event.preventDefault();
          choose(index);
        },
      },
      h('span', { class: 'word' }, word),
      h('span', { class: 'details' }, usage),
      h('span', { class: 'what' }, what),
      h('span', { class: 'alias' }, alias),
    );

  const showUsage = (): void => {
    const { current, suggestions } = completion;
    usage.hidden = !current || suggestions.length > 0;
    if (!current) return;
    const words = [inLocale(locale, current.word), inLocale(locale, current.usage)];
    usage.replaceChildren(
      h('code', {}, words.filter(Boolean).join(' ')),
      h('span', {}, inLocale(locale, current.what)),
    );
  };

  const showList = (): void => {
    const { suggestions } = completion;
    list.hidden = dismissed || suggestions.length === 0;
    list.replaceChildren(...suggestions.map(option));
    list.children[chosen]?.scrollIntoView({ block: 'nearest' });
    area.setAttribute('aria-expanded', String(isOpen()));
    area.setAttribute('aria-activedescendant', isOpen() ? `${listId}-${chosen}` : '');
    showUsage();
  };

  const grow = (): void => {
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight}px`;
    button.disabled = area.value.trim() === '';
  };

  /** After each change of the text, by hand or by us. */
  const refresh = (): void => {
    completion = complete(area.value, model.commands, locale);
    chosen = 0;
    model.drafts.set(userId, area.value);
    grow();
    showList();
  };

  const write = (text: string): void => {
    area.value = text;
    area.setSelectionRange(text.length, text.length);
    refresh();
  };

  const choose = (index: number): void => {
    const suggestion = completion.suggestions[index];
    if (suggestion) write(suggestion.text);
    area.focus();
  };

  const send = (): void => {
    const text = area.value.trim();
    if (!text) return;
    past = 0;
    write('');
    onSend(text);
  };

  const history = (): readonly string[] => {
    const mine = [...model.conversation(userId).messages.values()].filter(({ from }) => from === 'me');
    const newestFirst = mine.sort((a, b) => b.id - a.id).map(({ text }) => text);
    return [...new Set(newestFirst)];
  };

  const step = (by: 1 | -1): boolean => {
    const lines = history();
    if (past + by < 0 || past + by > lines.length) return false;
    past += by;
    dismissed = true;
    write(past === 0 ? '' : (lines[past - 1] ?? ''));
    return true;
  };

  const move = (by: 1 | -1): boolean => {
    const { length } = completion.suggestions;
    chosen = (chosen + by + length) % length;
    showList();
    return true;
  };

  /** Whether choosing would change anything: a command that is typed in full is sent by Enter. */
  const completes = (): boolean => {
    const suggestion = completion.suggestions[chosen];
    return isOpen() && suggestion !== undefined && !isWhole(area.value, suggestion);
  };

  const browsing = (): boolean => past > 0 || area.value === '';

  /** Each says whether it dealt with the key; if not, the browser does. */
  const keys: Readonly<Record<string, Key>> = {
    ArrowUp: () => (isOpen() ? move(-1) : browsing() && step(1)),
    ArrowDown: () => (isOpen() ? move(1) : browsing() && step(-1)),
    Tab: ({ shiftKey }) => {
      if (!isOpen() || shiftKey) return false;
      choose(chosen);
      return true;
    },
    Escape: () => {
      const wasOpen = isOpen();
      dismissed = true;
      showList();
      return wasOpen;
    },
    Enter: ({ shiftKey }) => {
      if (shiftKey) return false;
      if (completes()) choose(chosen);
      else send();
      return true;
    },
  };

  area.addEventListener('keydown', (event) => {
    if (!event.isComposing && keys[event.key]?.(event)) event.preventDefault();
  });
  area.addEventListener('input', () => {
    dismissed = false;
    past = 0;
    refresh();
  });
  area.addEventListener('blur', () => {
    list.hidden = true;
    area.setAttribute('aria-expanded', 'false');
  });
  button.addEventListener('click', () => {
    send();
    area.focus();
  });

  area.value = model.drafts.get(userId) ?? '';
  completion = complete(area.value, model.commands, locale);
  // The height of a text is known once it is on the page.
  requestAnimationFrame(grow);

  return {
    element: h(
      'div',
      { class: 'composer' },
      list,
      usage,
      h('div', { class: 'box' }, area, button),
      h('div', { class: 'hint' }, inLocale(locale, ui.composerHint)),
    ),
    focus: () => area.focus(),
    begin(text) {
      dismissed = false;
      area.focus();
      write(text);
    },
  };
};
