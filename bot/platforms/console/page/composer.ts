/** Where a person types: completion of commands, a history, Enter to send. */
import type { Locale } from '../../../../models/text.js';
import type { CommandHint, PersonEntry } from '../protocol.js';
import { complete, isWhole, type Suggestion } from './completion.js';
import { h, icon } from './dom.js';
import { kept } from './kept.js';
import { listbox } from './listbox.js';
import type { Conversation, Model } from './model.js';
import { inLocale, say, ui } from './words.js';

type Key = (event: KeyboardEvent) => boolean;

interface Composer {
  readonly element: HTMLElement;
  readonly focus: () => void;
  /** Puts this into the composer, for the person to go on. */
  readonly begin: (text: string) => void;
}

/** By whom it is written. */
const drafts = kept('line');

/** What this person has said, each once, the newest first. */
const saidIn = ({ messages }: Conversation): readonly string[] => {
  const mine = [...messages.values()].filter(({ from }) => from === 'me');
  return [...new Set(mine.sort((a, b) => b.id - a.id).map(({ text }) => text))];
};

const option = ({ word, usage, what, alias }: Suggestion): readonly HTMLElement[] => [
  h('span', { class: 'word' }, word),
  h('span', { class: 'details' }, usage),
  h('span', { class: 'what' }, what),
  h('span', { class: 'alias' }, alias),
];

/** What may follow the command that is being typed, and what it does. */
const usageOf = ({ word, usage, what }: CommandHint, locale: Locale): readonly HTMLElement[] => [
  h(
    'code',
    {},
    [word, usage]
      .map((each) => inLocale(locale, each))
      .filter(Boolean)
      .join(' '),
  ),
  h('span', {}, inLocale(locale, what)),
];

export const composer = (person: PersonEntry, model: Model, onSend: (text: string) => void): Composer => {
  const { locale, userId } = person;
  const label = say(locale, ui.composer, { name: person.name });
  const area = h('textarea', {
    rows: 1,
    placeholder: label,
    'aria-label': label,
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
  const list = listbox(area, {
    className: 'suggestions',
    label: inLocale(locale, ui.suggestions),
    choose: (at) => choose(at),
  });
  const usage = h('div', { class: 'usage', hidden: true });

  area.value = drafts.get(userId) ?? '';
  let completion = complete(area.value, model.commands, locale);
  let chosen = 0;
  let dismissed = false;
  /** How far back in the history; 0 is what is being written. */
  let past = 0;

  const show = (): void => {
    const { suggestions, current } = completion;
    list.show(dismissed ? [] : suggestions.map(option), chosen);
    usage.hidden = !current || suggestions.length > 0;
    if (current) usage.replaceChildren(...usageOf(current, locale));
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
    drafts.set(userId, area.value);
    grow();
    show();
  };

  const write = (text: string): void => {
    area.value = text;
    area.setSelectionRange(text.length, text.length);
    refresh();
  };

  const choose = (at: number): void => {
    const suggestion = completion.suggestions[at];
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

  const step = (by: 1 | -1): boolean => {
    const lines = saidIn(model.conversation(userId));
    if (past + by < 0 || past + by > lines.length) return false;
    past += by;
    dismissed = true;
    write(past === 0 ? '' : (lines[past - 1] ?? ''));
    return true;
  };

  const move = (by: 1 | -1): boolean => {
    const { length } = completion.suggestions;
    chosen = (chosen + by + length) % length;
    show();
    return true;
  };

  /** Whether choosing would change anything: a command that is typed in full is sent by Enter. */
  const completes = (): boolean => {
    const suggestion = completion.suggestions[chosen];
    return list.isOpen() && suggestion !== undefined && !isWhole(area.value, suggestion);
  };

  const browsing = (): boolean => past > 0 || area.value === '';

  /** Each says whether it dealt with the key; if not, the browser does. */
  const keys: Readonly<Record<string, Key>> = {
    ArrowUp: () => (list.isOpen() ? move(-1) : browsing() && step(1)),
    ArrowDown: () => (list.isOpen() ? move(1) : browsing() && step(-1)),
    Tab: ({ shiftKey }) => {
      if (!list.isOpen() || shiftKey) return false;
      choose(chosen);
      return true;
    },
    Escape: () => {
      const wasOpen = list.isOpen();
      dismissed = true;
      show();
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
  area.addEventListener('blur', () => list.show([], chosen));
  button.addEventListener('click', () => {
    send();
    area.focus();
  });
  // The height of a text is known once it is on the page.
  requestAnimationFrame(grow);

  return {
    element: h(
      'div',
      { class: 'composer' },
      list.element,
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
