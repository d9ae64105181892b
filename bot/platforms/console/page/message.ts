/** One message of a conversation, as an element. */
import type { Message, PersonEntry } from '../protocol.js';
import { api } from './api.js';
import { botAvatar } from './avatar.js';
import type { CardDrawer, Deed } from './cards.js';
import { timeOf } from './clock.js';
import { h, icon } from './dom.js';
import { kept } from './kept.js';
import type { Pending } from './model.js';
import { inLocale, say, ui } from './words.js';

interface MessageTools {
  readonly person: PersonEntry;
  readonly draw: CardDrawer;
  readonly onDeed: (message: Message, deed: Deed) => void;
}

/** What is typed into forms. */
const forms = kept('form');
/** Another version of a form holds its own values. */
const versionOf = ({ id, updatedAt }: Message): string => `${id} ${updatedAt}`;

const bubble = (text: string): HTMLElement => h('div', { class: 'bubble' }, text);

const cardOf = (message: Message, { person, draw, onDeed }: MessageTools): HTMLElement => {
  if (!message.body) return bubble(message.text);
  const version = versionOf(message);
  try {
    return draw(message.body, {
      onDeed: (deed) => onDeed(message, deed),
      onType: (typed) => forms.set(version, JSON.stringify(typed)),
      typed: JSON.parse(forms.get(version) ?? '[]'),
      suggest: (kind) => ({
        find: (text) => api.suggestions(person.userId, kind, text),
        label: inLocale(person.locale, ui.toChoose),
        count: (count) => say(person.locale, ui.offered, { count }),
      }),
      ...(message.kind === 'private' && { cancel: inLocale(person.locale, ui.cancel) }),
    });
  } catch {
    return bubble(`${inLocale(person.locale, ui.cannotShow)}\n${message.text}`);
  }
};

const privacy = ({ kind }: Message, { locale }: PersonEntry): HTMLElement | false =>
  kind === 'private' && h('div', { class: 'privacy' }, icon('lock'), inLocale(locale, ui.privately));

const stampOf = ({ at, updatedAt, kind }: Message, person: PersonEntry): string => {
  const [came, changed] = [timeOf(at, person), timeOf(updatedAt, person)];
  if (kind !== 'card' || updatedAt === at) return came;
  const update = say(person.locale, ui.updated, { time: changed });
  return came === changed ? update : `${came} · ${update}`;
};

export const messageElement = (message: Message, tools: MessageTools): HTMLElement => {
  const { person } = tools;
  const stamp = h('time', { class: 'stamp', datetime: message.at }, stampOf(message, person));
  return h(
    'article',
    { class: `message from-${message.from} ${message.kind}`, 'data-message': message.id },
    message.from === 'bot' && botAvatar(),
    h('div', { class: 'content' }, privacy(message, person), cardOf(message, tools), stamp),
  );
};

interface PendingTools {
  readonly person: PersonEntry;
  readonly onRetry: (pending: Pending) => void;
  readonly onDiscard: (pending: Pending) => void;
}

const failure = (pending: Pending, { person: { locale }, onRetry, onDiscard }: PendingTools): HTMLElement =>
  h(
    'div',
    { class: 'trouble', role: 'alert' },
    inLocale(locale, ui.notSent),
    h(
      'button',
      { type: 'button', onclick: () => onRetry(pending) },
      icon('retry'),
      inLocale(locale, ui.retry),
    ),
    h('button', { type: 'button', onclick: () => onDiscard(pending) }, inLocale(locale, ui.discard)),
  );

export const pendingElement = (pending: Pending, tools: PendingTools): HTMLElement =>
  h(
    'article',
    { class: `message from-me text ${pending.state}` },
    h(
      'div',
      { class: 'content' },
      bubble(pending.text),
      pending.state === 'failed'
        ? failure(pending, tools)
        : h('div', { class: 'stamp' }, inLocale(tools.person.locale, ui.sending)),
    ),
  );
