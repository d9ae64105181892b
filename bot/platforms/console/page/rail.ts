/** The people of the firm at the side: who has something unread, and a click to be them. */
import type { PersonEntry } from '../protocol.js';
import { avatar } from './avatar.js';
import { shortStamp } from './clock.js';
import { h, icon } from './dom.js';
import { inLocale, say, ui } from './words.js';

/** With fewer people than this there is nothing to search. */
const SEARCH_FROM = 8;

interface RailTools {
  readonly open: (userId: string) => void;
  readonly openBeside: (userId: string) => void;
}

interface RailState {
  readonly people: readonly PersonEntry[];
  /** Whose conversations are on screen. */
  readonly shown: readonly string[];
  /** Who is looking: the words are in their language, the times in their zone. */
  readonly reader: Pick<PersonEntry, 'locale' | 'timeZone'>;
}

const badge = (count: number): string => (count > 99 ? '99+' : String(count));

const preview = ({ last }: PersonEntry, { locale }: RailState['reader']): string => {
  if (!last) return inLocale(locale, ui.noMessages);
  return last.from === 'me' ? `${inLocale(locale, ui.you)}: ${last.text}` : last.text;
};

const badgeOf = (count: number, { locale }: RailState['reader']): HTMLElement =>
  h('span', { class: 'badge', role: 'img', 'aria-label': say(locale, ui.unread, { count }) }, badge(count));

export const rail = ({ open, openBeside }: RailTools) => {
  let filter = '';
  let state: RailState | undefined;

  const search = h('input', { type: 'search', class: 'search', autocomplete: 'off' });
  const list = h('ul', { class: 'people' });
  const nobody = h('p', { class: 'nobody', hidden: true });

  const matches = ({ name, position }: PersonEntry): boolean =>
    `${name} ${position}`.toLowerCase().includes(filter);

  const entry = (person: PersonEntry, { shown, reader }: RailState): HTMLElement => {
    const { userId, name, position, last } = person;
    const isShown = shown.includes(userId);
    const unread = isShown && document.visibilityState === 'visible' ? 0 : person.unread;
    const beside = say(reader.locale, ui.openBeside, { name });
    return h(
      'li',
      { class: unread > 0 && 'unread' },
      h(
        'button',
        {
          type: 'button',
          class: 'person',
          'data-person': userId,
          'aria-current': isShown && 'true',
          onclick: () => open(userId),
        },
        avatar(userId, name),
        h('span', { class: 'name' }, name, ' ', h('small', {}, position)),
        h('time', {}, last && shortStamp(last.updatedAt, reader, new Date())),
        h('span', { class: 'preview' }, preview(person, reader)),
        unread > 0 && badgeOf(unread, reader),
      ),
      !isShown &&
        h(
          'button',
          {
            type: 'button',
            class: 'beside',
            title: beside,
            'aria-label': beside,
            onclick: () => openBeside(userId),
          },
          icon('split'),
        ),
    );
  };

  /** The list is drawn whole, so who was on a person stays on them. */
  const show = (): void => {
    if (!state) return;
    const { people, reader } = state;
    const focused = document.activeElement?.closest<HTMLElement>('[data-person]')?.dataset.person;
    const found = people.filter(matches);
    const current = state;
    list.replaceChildren(...found.map((person) => entry(person, current)));
    list.setAttribute('aria-label', inLocale(reader.locale, ui.colleagues));
    search.hidden = people.length < SEARCH_FROM;
    search.placeholder = inLocale(reader.locale, ui.findPerson);
    search.setAttribute('aria-label', search.placeholder);
    nobody.textContent = inLocale(reader.locale, ui.nobodyFound);
    nobody.hidden = found.length > 0;
    if (focused) list.querySelector<HTMLElement>(`[data-person="${CSS.escape(focused)}"]`)?.focus();
  };

  search.addEventListener('input', () => {
    filter = search.value.trim().toLowerCase();
    show();
  });

  const steps: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
  list.addEventListener('keydown', (event) => {
    const buttons = [...list.querySelectorAll<HTMLElement>('.person')];
    const by = steps[event.key];
    if (by === undefined) return;
    event.preventDefault();
    const here = buttons.findIndex((button) => button.parentElement?.contains(document.activeElement));
    buttons[(here + by + buttons.length) % buttons.length]?.focus();
  });

  return {
    element: h('div', { class: 'rail-body' }, search, list, nobody),
    show(next: RailState): void {
      state = next;
      show();
    },
  };
};
