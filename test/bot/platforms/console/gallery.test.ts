import { galleryCards } from '../../../../bot/platforms/console/gallery.js';
import { typable } from '../../../../bot/platforms/slack/typed.js';
import type { Card } from '../../../../cards/card.js';
import { drawCard } from '../../../../cards/index.js';
import { samples } from '../../../../cards/samples.js';

const encoders = {
  slack: { encode: ({ text }: Card) => ({ slack: text }), typable },
  wecom: { encode: ({ text }: Card) => ({ wecom: text }) },
  dingtalk: { encode: ({ text }: Card) => ({ dingtalk: text }) },
};
const cards = galleryCards(samples, encoders, drawCard);

test('the gallery has every sample in both languages', () => {
  expect(cards).toHaveLength(samples.length * 2);
  expect(new Set(cards.map(({ locale }) => locale))).toEqual(new Set(['zh-CN', 'en']));
});

test('each card stands next to exactly what each platform is sent', () => {
  for (const { card, payloads } of cards)
    expect(payloads).toEqual({
      adaptiveCard: card.body,
      slack: { slack: typable(card.text) },
      wecom: { wecom: card.text },
      dingtalk: { dingtalk: card.text },
    });
});

test('in Slack, commands are those that can be typed there', () => {
  const said = cards
    .filter(({ name, locale }) => name === 'Help' && locale === 'zh-CN')
    .map(({ payloads }) => [JSON.stringify(payloads.adaptiveCard), JSON.stringify(payloads.slack)]);
  expect(said).toEqual([[expect.stringContaining('/商机 新建'), expect.stringContaining('/deal 新建')]]);
});
