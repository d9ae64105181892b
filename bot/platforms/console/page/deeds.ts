/** Carries what a person does with a card to the server. */
import type { Message } from '../protocol.js';
import { api } from './api.js';
import type { Deed } from './cards.js';
import type { Zone } from './clock.js';
import { h, icon } from './dom.js';
import type { Model } from './model.js';
import { inLocale, ui } from './words.js';

interface Doer extends Pick<Zone, 'locale'> {
  readonly userId: string;
}

const request = (person: string, message: Message, { data, values }: Deed, key: string) => {
  const from = { person, key, messageId: message.id };
  if ('cancel' in data) return () => api.cancel(from);
  if ('submit' in data)
    return () => api.submit({ ...from, form: data.submit, values, context: { ...data.context } });
  return () => api.press({ ...from, do: data.do, input: { ...data.input } });
};

/** While one press is on its way the card takes no other; a second try carries the key of the first. */
export const deedsOf = ({ userId, locale }: Doer, model: Model) => {
  const trouble = (again: () => void): HTMLElement =>
    h(
      'div',
      { class: 'trouble', role: 'alert' },
      inLocale(locale, ui.notDone),
      h('button', { type: 'button', onclick: again }, icon('retry'), inLocale(locale, ui.retry)),
    );

  const act = async (message: Message, deed: Deed, key: string = crypto.randomUUID()): Promise<void> => {
    const { card, element } = deed;
    if (card.getAttribute('aria-busy') === 'true') return;
    if (card.nextElementSibling?.matches('.trouble')) card.nextElementSibling.remove();
    card.setAttribute('aria-busy', 'true');
    element?.classList.add('pressed');
    try {
      await model.reach(userId, request(userId, message, deed, key));
    } catch {
      card.after(trouble(() => void act(message, deed, key)));
    } finally {
      card.removeAttribute('aria-busy');
      element?.classList.remove('pressed');
    }
  };
  return act;
};
