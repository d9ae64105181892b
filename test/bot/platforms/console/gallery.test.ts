import { galleryCards } from '../../../../bot/platforms/console/gallery.js';
import { drawCard } from '../../../../cards/index.js';
import { samples } from '../../../../cards/samples.js';

const cards = galleryCards(samples, { slack: ({ text }) => ({ text }) }, drawCard);

test('the gallery has every sample in both languages', () => {
  expect(cards).toHaveLength(samples.length * 2);
  expect(new Set(cards.map(({ locale }) => locale))).toEqual(new Set(['zh-CN', 'en']));
});

test('each card stands next to exactly what each platform is sent', () => {
  for (const { card, payloads } of cards)
    expect(payloads).toEqual({ adaptiveCard: card.body, slack: { text: card.text } });
});
