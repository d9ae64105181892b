/** The messages of a conversation, drawn again with every change; what did not change is left alone. */
import type { Message, PersonEntry } from '../protocol.js';
import { botAvatar } from './avatar.js';
import { type CardDrawer, controlsOf } from './cards.js';
import { dayLabel, dayOf } from './clock.js';
import { deedsOf } from './deeds.js';
import { h } from './dom.js';
import { messageElement, pendingElement } from './message.js';
import type { Model, Pending } from './model.js';
import { flash, scrolling } from './scroll.js';
import { inLocale, ui } from './words.js';

/** A message soon after another from the same side goes under the same avatar. */
const GROUP_MS = 3 * 60_000;
/** The renderer gives each choice of a list a place in the order of tabs, which none takes. */
const FOCUSABLE = 'input, textarea, select, button, [tabindex="0"]:not(option)';

interface Drawn {
  readonly element: HTMLElement;
  readonly updatedAt: string;
}

const focusablesOf = (element: Element): readonly HTMLElement[] => [
  ...element.querySelectorAll<HTMLElement>(FOCUSABLE),
];

/**
 * Who was on “Next page” is on the “Next page” of the new card, who was on its third button is on the third of the new one,
 * or else where one types.
 */
const replaceKeepingFocus = (old: HTMLElement, element: HTMLElement, otherwise: () => void): void => {
  const place = focusablesOf(old).indexOf(document.activeElement as HTMLElement);
  const words = document.activeElement?.textContent;
  old.replaceWith(element);
  if (place < 0) return;
  const there = focusablesOf(element);
  const same = there.find(({ textContent }) => words && textContent === words) ?? there[place];
  if (same) same.focus({ preventScroll: true });
  else otherwise();
};

/** Puts the children in this order and moves only what is out of place, as a moved element loses its focus. */
const arrange = (parent: HTMLElement, children: readonly HTMLElement[]): void => {
  const wanted = new Set<Node>(children);
  for (const child of [...parent.childNodes]) if (!wanted.has(child)) child.remove();
  children.forEach((child, index) => {
    const there = parent.childNodes[index] ?? null;
    if (there !== child) parent.insertBefore(child, there);
  });
};

interface Surroundings {
  /** What stands there before the first message. */
  readonly whenEmpty: () => HTMLElement;
  readonly focusComposer: () => void;
}

export const thread = (
  person: PersonEntry,
  model: Model,
  draw: CardDrawer,
  { whenEmpty, focusComposer }: Surroundings,
) => {
  const { userId, locale } = person;
  const drawn = new Map<number, Drawn>();
  /** How far down somebody was who was led to a form, by its message. */
  const places = new Map<number, number>();
  let settled = false;

  const log = h('div', { class: 'log', role: 'log', 'aria-live': 'polite' });
  const older = h('button', { type: 'button', class: 'older', hidden: true }, inLocale(locale, ui.older));
  const dots = h(
    'div',
    { class: 'message from-bot answering', role: 'status', 'aria-label': inLocale(locale, ui.answering) },
    botAvatar(),
    h('div', { class: 'bubble dots' }, h('i'), h('i'), h('i')),
  );
  const { scroller, pill, atEnd, toEnd, goOn, keepingPlace, pointTo } = scrolling(older, log);

  const act = deedsOf(person, model);
  const tools = {
    person,
    draw,
    onDeed: (...deed: Parameters<typeof act>) => void act(...deed),
    onRetry: (pending: Pending) => void model.send(userId, pending),
    onDiscard: ({ key }: Pending) => model.discard(userId, key),
  };

  const elementOf = (message: Message): HTMLElement => {
    const old = drawn.get(message.id);
    if (old?.updatedAt === message.updatedAt) return old.element;
    const element = messageElement(message, tools);
    drawn.set(message.id, { element, updatedAt: message.updatedAt });
    if (old) replaceKeepingFocus(old.element, element, focusComposer);
    return element;
  };

  const dayLine = (at: string): HTMLElement =>
    h('div', { class: 'day' }, h('span', {}, dayLabel(at, person, new Date())));

  const withDays = (messages: readonly Message[]): readonly HTMLElement[] =>
    messages.flatMap((message, index) => {
      const before = messages[index - 1];
      const sameDay = before !== undefined && dayOf(before.at, person) === dayOf(message.at, person);
      const soon = before !== undefined && Date.parse(message.at) - Date.parse(before.at) < GROUP_MS;
      const element = elementOf(message);
      element.classList.toggle('follows', sameDay && soon && before.from === message.from);
      return sameDay ? [element] : [dayLine(message.at), element];
    });

  /** Who asked for a form goes on typing in it, where it is wrong or open, unless they are writing something else by now. */
  const enterForm = (element: HTMLElement): void => {
    const { activeElement } = document;
    const here = element.closest('.pane')?.contains(activeElement);
    const writing = activeElement instanceof HTMLTextAreaElement && activeElement.value !== '';
    if (!here || writing) return;
    const controls = controlsOf(element);
    const wrong = controls.find((control) => control.getAttribute('aria-invalid') === 'true');
    const gap = controls.find(({ classList, value }) => classList.contains('ac-input-required') && !value);
    (wrong ?? gap ?? controls[0])?.focus();
  };

  /** Whoever is done with a form goes on where they were led away from. */
  const returnFrom = ({ id }: Message, element: HTMLElement): void => {
    const place = places.get(id);
    if (place === undefined || controlsOf(element).length > 0) return;
    scroller.scrollTop = place;
    places.delete(id);
  };

  /**
   * Draws attention to what came or changed since the last look. What was fetched from the past is neither; what somebody
   * asked for is brought before them.
   */
  const notice = (message: Message, before: ReadonlyMap<number, Drawn>, followed: boolean): void => {
    const element = elementOf(message);
    const old = before.get(message.id);
    const isNew = message.id > Math.max(0, ...before.keys());
    const isAnswer = message.kind === 'private';
    const isChanged = old !== undefined && old.updatedAt !== message.updatedAt;
    if (!isNew && !isChanged) return;
    if (isChanged) returnFrom(message, element);
    // What made room for another is nothing to look at.
    if (isChanged && !message.body) return;
    if (isChanged) flash(element);
    if (isNew && isAnswer && !followed) places.set(message.id, scroller.scrollTop);
    if (isNew && (followed || isAnswer)) toEnd();
    if (message.from === 'bot') pointTo(element, inLocale(locale, isNew ? ui.newMessage : ui.cardChanged));
    if (isAnswer) enterForm(element);
  };

  const show = (): void => {
    const { messages, pending, knownFrom, loaded, answering } = model.conversation(userId);
    if (!loaded) return;
    const followed = !settled || atEnd();
    const before = new Map(drawn);
    const sorted = [...messages.values()].sort((a, b) => a.id - b.id);
    const items = [
      ...withDays(sorted),
      ...pending.map((each) => pendingElement(each, tools)),
      ...(answering > 0 ? [dots] : []),
    ];
    arrange(log, items.length > 0 ? items : [whenEmpty()]);
    older.hidden = knownFrom === 0;
    if (followed) toEnd();
    if (settled) for (const message of sorted) notice(message, before, followed);
    settled = true;
  };

  older.addEventListener('click', () => void keepingPlace(() => model.loadOlder(userId)));

  return { scroller, pill, show, goOn };
};
