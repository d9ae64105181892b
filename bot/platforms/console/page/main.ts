/** The chat page: people at the side, one or two conversations beside them. */
import type { PersonEntry } from '../protocol.js';
import { api } from './api.js';
import { cardDrawer } from './cards.js';
import { byId, h, icon, iconButton } from './dom.js';
import { createModel } from './model.js';
import { openPane, type Pane } from './pane.js';
import { rail } from './rail.js';
import { applyTheme, currentTheme } from './theme.js';
import { showThemeButton } from './theme-button.js';
import { besideWhom, closed, fromAddress, opened, openedBeside, toAddress, type Windows } from './windows.js';
import { inLocale, say, ui } from './words.js';

/** The mini-app, where this person has what does not fit on a card. */
const appLink = (userId: string, words: string): HTMLElement =>
  h(
    'a',
    {
      class: 'icon-button',
      href: `/app/login/console?as=${encodeURIComponent(userId)}&next=%2Fapp%2F`,
      target: '_blank',
      rel: 'noopener',
      title: words,
      'aria-label': words,
    },
    icon('app'),
  );

const start = async (): Promise<void> => {
  const [commands, hostConfig] = await Promise.all([api.commands(), api.hostConfig()]);
  const model = createModel(commands);
  await model.loadPeople();
  const draw = cardDrawer(hostConfig);
  const panes = new Map<string, Pane>();
  let windows: Windows = { shown: [], active: 0 };

  const side = rail({
    open: (userId) => go(opened(windows, userId)),
    openBeside: (userId) => go(openedBeside(windows, userId)),
  });

  const reader = (): PersonEntry | undefined => model.person(windows.shown[windows.active] ?? '');

  const paneTools = ({ userId, name, locale }: PersonEntry): HTMLElement =>
    h(
      'div',
      { class: 'tools' },
      appLink(userId, say(locale, ui.openApp, { name })),
      iconButton('split', inLocale(locale, ui.split), () => {
        const other = besideWhom(windows, model.people());
        if (other) go(openedBeside(windows, other));
      }),
      iconButton('close', say(locale, ui.closePane, { name }), () => go(closed(windows, userId))),
    );

  const paneOf = (userId: string): Pane | undefined => {
    const person = model.person(userId);
    const pane = panes.get(userId) ?? (person && openPane(person, model, draw, paneTools(person)));
    if (pane) panes.set(userId, pane);
    return pane;
  };

  const showPanes = (): void => {
    for (const [userId, pane] of panes) {
      if (windows.shown.includes(userId)) continue;
      pane.close();
      pane.element.remove();
      panes.delete(userId);
    }
    const shown = windows.shown.flatMap((userId) => paneOf(userId) ?? []);
    const main = byId('panes');
    shown.forEach(({ element }, index) => {
      if (main.children[index] !== element) main.insertBefore(element, main.children[index] ?? null);
      element.classList.toggle('active', index === windows.active);
    });
    main.classList.toggle('two', shown.length === 2);
  };

  const showSide = (): void => {
    const person = reader();
    if (!person) return;
    const { locale } = person;
    const people = model.people();
    side.show({ people, shown: windows.shown, reader: person });
    const unread = people.reduce(
      (sum, each) => sum + (windows.shown.includes(each.userId) ? 0 : each.unread),
      0,
    );
    document.title = unread > 0 ? `(${unread}) Dealdesk` : 'Dealdesk';
    document.documentElement.lang = locale;
    byId('gallery').replaceChildren(icon('cards'), h('span', {}, inLocale(locale, ui.gallery)));
    byId('offline').textContent = inLocale(locale, ui.reconnecting);
    byId('offline').hidden = model.online();
  };

  /** On a phone the keyboard would cover half of what one came to read. */
  const startTyping = (): void => {
    if (matchMedia('(pointer: fine)').matches) panes.get(windows.shown[windows.active] ?? '')?.focus();
  };

  const show = (next: Windows): void => {
    windows = next;
    showPanes();
    showSide();
    showThemeButton(reader()?.locale ?? 'zh-CN');
    startTyping();
  };

  /** The way back leads to whom one looked at before. */
  const go = (next: Windows): void => {
    const address = toAddress(next);
    if (address !== location.hash) history.pushState(null, '', address);
    show(next);
  };

  const fromHash = (): Windows => {
    const named = fromAddress(location.hash, (userId) => model.person(userId) !== undefined);
    const first = model.people()[0];
    return named.shown.length > 0 || !first ? named : { shown: [first.userId], active: 0 };
  };

  byId('people').append(side.element);
  byId('panes').addEventListener('focusin', ({ target }) => {
    const active = windows.shown.findIndex((userId) => panes.get(userId)?.element.contains(target as Node));
    if (active < 0 || active === windows.active) return;
    windows = { ...windows, active };
    showPanes();
    showSide();
  });
  addEventListener('hashchange', () => show(fromHash()));
  document.addEventListener('visibilitychange', showSide);
  model.subscribe((userId) => {
    if (!userId) showSide();
  });
  history.replaceState(null, '', toAddress(fromHash()));
  show(fromHash());
  model.listen();
};

applyTheme(currentTheme());
start().catch((error: unknown) => {
  byId('panes').replaceChildren(h('p', { class: 'fatal', role: 'alert' }, String(error)));
});
