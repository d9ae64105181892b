/** One person's window: who they are, their conversation with the bot, and where they type. */
import type { PersonEntry } from '../protocol.js';
import { api } from './api.js';
import { avatar } from './avatar.js';
import type { CardDrawer } from './cards.js';
import { composer } from './composer.js';
import { h } from './dom.js';
import { type Model, newPending } from './model.js';
import { thread } from './thread.js';
import { inLocale, say, ui } from './words.js';

const FIRST_COMMANDS = 6;
const READ_DELAY_MS = 150;

export interface Pane {
  readonly userId: string;
  readonly element: HTMLElement;
  readonly focus: () => void;
  readonly close: () => void;
}

type Begin = (text: string) => void;

const welcome = (
  { userId, name, position, locale }: PersonEntry,
  model: Model,
  begin: Begin,
): HTMLElement => {
  const first = model.commands.filter(({ word }) => !word.en.includes(' ')).slice(0, FIRST_COMMANDS);
  const chips = first.map(({ word, what }) => {
    const text = inLocale(locale, word);
    const attributes = { type: 'button', class: 'chip', onclick: () => begin(`${text} `) };
    return h('button', attributes, h('code', {}, text), h('span', {}, inLocale(locale, what)));
  });
  return h(
    'div',
    { class: 'welcome' },
    avatar(userId, name),
    h('h2', {}, say(locale, ui.welcome, { name })),
    h('p', {}, say(locale, ui.welcomeHint, { position })),
    h('div', { class: 'chips' }, ...chips),
  );
};

const head = ({ userId, name, position }: PersonEntry, tools: HTMLElement): HTMLElement =>
  h(
    'header',
    { class: 'pane-head' },
    avatar(userId, name),
    h('div', { class: 'who' }, h('strong', {}, name), h('span', {}, position)),
    tools,
  );

/** @param tools the buttons at the end of the header */
export const openPane = (person: PersonEntry, model: Model, draw: CardDrawer, tools: HTMLElement): Pane => {
  const { userId, name, locale } = person;
  let readTimer: ReturnType<typeof setTimeout> | undefined;

  const messages = thread(person, model, draw, {
    whenEmpty: () => welcome(person, model, (text) => box.begin(text)),
    focusComposer: () => box.focus(),
  });
  const box = composer(person, model, (text) => {
    void model.send(userId, newPending(text));
    messages.goOn();
  });

  /** What somebody looks at is read. */
  const markReadSoon = (): void => {
    if (document.visibilityState !== 'visible' || !model.hasUnread(userId)) return;
    clearTimeout(readTimer);
    readTimer = setTimeout(() => void api.read(userId).catch(() => undefined), READ_DELAY_MS);
  };

  const unsubscribe = model.subscribe((changed) => {
    if (changed === userId) messages.show();
    markReadSoon();
  });
  document.addEventListener('visibilitychange', markReadSoon);
  messages.show();
  // There is an end to go to once it is on the page.
  requestAnimationFrame(messages.goOn);
  const unwatch = model.watch(userId);

  return {
    userId,
    focus: box.focus,
    close() {
      unsubscribe();
      unwatch();
      clearTimeout(readTimer);
      document.removeEventListener('visibilitychange', markReadSoon);
    },
    element: h(
      'section',
      { class: 'pane', lang: locale, 'aria-label': say(locale, ui.conversation, { name }) },
      head(person, tools),
      messages.scroller,
      messages.pill,
      box.element,
    ),
  };
};
