/** Every card there is, in both languages, next to what each platform is sent for it. */
import type { Locale } from '../../../../models/text.js';
import type { GalleryCard, GalleryPlatform } from '../protocol.js';
import { api } from './api.js';
import { type CardDrawer, cardDrawer } from './cards.js';
import { byId, h, icon } from './dom.js';
import { jsonElement } from './json.js';
import { applyTheme, currentTheme } from './theme.js';
import { showThemeButton } from './theme-button.js';
import { inLocale, kindNames, say, ui } from './words.js';

/** As far below the screen as this, cards are drawn already. */
const AHEAD = '800px';
const COPIED_MS = 1_500;
/** With so much room a payload stands beside its card; with less below it, folded, as one goes through the cards. */
const BESIDE = '(width >= 900px)';

interface Filter {
  readonly kind: string;
  readonly language: string;
  readonly platform: GalleryPlatform;
  readonly text: string;
}

interface Option<Value extends string> {
  readonly value: Value;
  readonly label: string;
}

const EVERYTHING = '';
const reader: Locale = navigator.language.startsWith('zh') ? 'zh-CN' : 'en';
const languages: Record<Locale, string> = { 'zh-CN': '中文', en: 'English' };
const platforms: Readonly<Record<GalleryPlatform, string>> = {
  adaptiveCard: 'Adaptive Card',
  slack: 'Slack Block Kit',
  wecom: 'WeCom',
  dingtalk: 'DingTalk',
};

const platformOptions = Object.entries(platforms).map(([name, label]) => ({
  value: name as GalleryPlatform,
  label,
}));

/** Each line starts one card: its name, the card, and the payload beside it. */
const row = (entry: GalleryCard, platform: GalleryPlatform, draw: CardDrawer): HTMLElement => {
  const payload = entry.payloads[platform];
  const text = JSON.stringify(payload);
  const pressed = h('output', { class: 'pressed-data' });
  const copy = h('button', { type: 'button', class: 'copy' }, icon('copy'), inLocale(reader, ui.copy));
  copy.addEventListener('click', async () => {
    await navigator.clipboard.writeText(JSON.stringify(payload, null, 2));
    copy.lastChild?.replaceWith(inLocale(reader, ui.copied));
    setTimeout(() => copy.lastChild?.replaceWith(inLocale(reader, ui.copy)), COPIED_MS);
  });
  return h(
    'div',
    { class: 'row' },
    h(
      'div',
      { class: 'drawn', lang: entry.locale },
      draw(entry.card.body, {
        onDeed: ({ data, values }) => {
          pressed.textContent = JSON.stringify({ ...data, ...('submit' in data && { values }) });
        },
      }),
      pressed,
      h('p', { class: 'line' }, entry.card.text),
    ),
    h(
      'details',
      { class: 'payload', open: matchMedia(BESIDE).matches },
      h(
        'summary',
        {},
        `${languages[entry.locale]} · ${platforms[platform]} · `,
        say(reader, ui.size, { count: new TextEncoder().encode(text).length.toLocaleString(reader) }),
      ),
      copy,
      jsonElement(payload),
    ),
  );
};

const section = (
  name: string,
  entries: readonly GalleryCard[],
  filter: Filter,
  draw: CardDrawer,
): HTMLElement => {
  const rows = h('div', { class: 'rows' });
  const element = h('section', { class: 'entry' }, h('h2', {}, name, h('small', {}, entries[0]?.kind)), rows);
  const near = new IntersectionObserver(
    ([seen]) => {
      if (!seen?.isIntersecting) return;
      near.disconnect();
      rows.replaceChildren(...entries.map((entry) => row(entry, filter.platform, draw)));
    },
    { rootMargin: AHEAD },
  );
  near.observe(element);
  return element;
};

const chips = <Value extends string>(
  label: string,
  options: readonly Option<Value>[],
  chosen: Value,
  choose: (value: Value) => void,
) =>
  h(
    'div',
    { class: 'chips', role: 'group', 'aria-label': label },
    ...options.map(({ value, label }) =>
      h(
        'button',
        { type: 'button', 'aria-pressed': String(value === chosen), onclick: () => choose(value) },
        label,
      ),
    ),
  );

const unique = <Value extends string>(values: readonly Value[]): readonly Value[] => [...new Set(values)];

const start = async (): Promise<void> => {
  const [cards, hostConfig] = await Promise.all([api.gallery(), api.hostConfig()]);
  const draw = cardDrawer(hostConfig);
  const everything = { value: EVERYTHING, label: inLocale(reader, ui.allKinds) };
  const kinds = [
    everything,
    ...unique(cards.map(({ kind }) => kind)).map((kind) => ({
      value: kind,
      label: inLocale(reader, kindNames[kind]),
    })),
  ];
  const tongues = [
    { value: EVERYTHING, label: inLocale(reader, ui.bothLanguages) },
    ...Object.entries(languages).map(([value, label]) => ({ value, label })),
  ];
  let filter: Filter = { kind: EVERYTHING, language: EVERYTHING, platform: 'adaptiveCard', text: '' };

  const isShown = ({ kind, locale, name, card }: GalleryCard): boolean =>
    [EVERYTHING, kind].includes(filter.kind) &&
    [EVERYTHING, locale].includes(filter.language) &&
    `${name} ${card.text}`.toLowerCase().includes(filter.text);

  const change = (part: Partial<Filter>): void => {
    filter = { ...filter, ...part };
    show();
  };

  const search = h('input', { type: 'search', class: 'search', placeholder: inLocale(reader, ui.findCard) });
  search.setAttribute('aria-label', search.placeholder);
  search.addEventListener('input', () => change({ text: search.value.trim().toLowerCase() }));
  const chosen = h('div', { class: 'chosen' });
  byId('filters').append(search, chosen);

  const show = (): void => {
    const shown = cards.filter(isShown);
    chosen.replaceChildren(
      chips(inLocale(reader, ui.gallery), kinds, filter.kind, (kind) => change({ kind })),
      chips(inLocale(reader, ui.language), tongues, filter.language, (language) => change({ language })),
      chips(inLocale(reader, ui.payload), platformOptions, filter.platform, (platform) =>
        change({ platform }),
      ),
    );
    byId('count').textContent = say(reader, ui.cards, { count: shown.length });
    const sections = unique(shown.map(({ name }) => name)).map((name) =>
      section(
        name,
        shown.filter((entry) => entry.name === name),
        filter,
        draw,
      ),
    );
    byId('cards').replaceChildren(
      ...(sections.length > 0 ? sections : [h('p', { class: 'none' }, inLocale(reader, ui.noCards))]),
    );
  };

  document.documentElement.lang = reader;
  document.title = `${inLocale(reader, ui.gallery)} · Dealdesk`;
  byId('title').textContent = inLocale(reader, ui.gallery);
  byId('back').replaceChildren(icon('back'), inLocale(reader, ui.backToChat));
  showThemeButton(reader);
  show();
};

applyTheme(currentTheme());
start().catch((error: unknown) => {
  byId('cards').replaceChildren(h('p', { class: 'none', role: 'alert' }, String(error)));
});
