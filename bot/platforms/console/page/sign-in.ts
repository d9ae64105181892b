/** Who to be in the mini-app. Opened by its login, goes back there with a code. */
import type { PersonEntry } from '../protocol.js';
import { api } from './api.js';
import { avatar } from './avatar.js';
import { byId, h } from './dom.js';
import { applyTheme, currentTheme } from './theme.js';
import { inLocale, ui } from './words.js';

const asked = new URLSearchParams(location.search);

/** Back to our own login, never to anywhere else. */
const wayBack = (code: string): string => {
  const back = new URL(asked.get('redirect_uri') ?? '', location.origin);
  const isOurs = back.origin === location.origin && back.pathname.startsWith('/app/login/');
  if (!isOurs) throw new Error('There is no way back from here: open the mini-app again.');
  back.search = new URLSearchParams({ code, state: asked.get('state') ?? '' }).toString();
  return back.href;
};

const be = async (userId: string): Promise<void> => location.replace(wayBack(await api.signIn(userId)));

const fail = (error: unknown): void => {
  byId('choice').replaceChildren(h('p', { class: 'fatal', role: 'alert' }, String(error)));
};

const entry = ({ userId, name, position }: PersonEntry): HTMLElement =>
  h(
    'li',
    {},
    h(
      'button',
      { type: 'button', class: 'person', onclick: () => void be(userId).catch(fail) },
      avatar(userId, name),
      h('span', { class: 'name' }, name, h('small', {}, position)),
    ),
  );

const start = async (): Promise<void> => {
  const people = await api.people();
  const chosen = people.find(({ userId }) => userId === asked.get('as'));
  if (chosen) return be(chosen.userId);
  const locale = navigator.language.startsWith('en') ? 'en' : 'zh-CN';
  document.documentElement.lang = locale;
  byId('choice').replaceChildren(
    h('h1', {}, inLocale(locale, ui.signInAs)),
    h('ul', { class: 'people' }, ...people.map(entry)),
  );
};

applyTheme(currentTheme());
start().catch(fail);
