/** Every sample card in both languages, beside what each platform is sent. */
import type { Card } from '../../../cards/card.js';
import { withEnglishCommands } from '../../../handlers/command-words.js';
import { type Locale, locales, type Reader } from '../../../models/text.js';
import type { View } from '../../../models/views.js';
import type { Drawing } from './answers.js';
import type { GalleryCard, GalleryPlatform } from './protocol.js';

export interface Sample {
  readonly name: string;
  readonly view: View;
}

/** The platform's own JSON of a card. */
export type Encoders = Readonly<Record<Exclude<GalleryPlatform, 'adaptiveCard'>, (card: Card) => unknown>>;

const readerOf = (locale: Locale): Reader => ({ locale, timeZone: 'Asia/Shanghai', link: (path) => path });

/** @param inSlack the same card with the commands that can be typed there */
const payloadsOf = (card: Card, inSlack: Card, encoders: Encoders): GalleryCard['payloads'] => ({
  adaptiveCard: card.body,
  slack: encoders.slack(inSlack),
  wecom: encoders.wecom(card),
  dingtalk: encoders.dingtalk(card),
});

export const galleryCards = (
  samples: readonly Sample[],
  encoders: Encoders,
  render: Drawing['render'],
): readonly GalleryCard[] =>
  samples.flatMap(({ name, view }) =>
    locales.map((locale) => {
      const reader = readerOf(locale);
      const card = render(view, reader);
      const inSlack = render(view, { ...reader, typable: withEnglishCommands });
      return { name, kind: view.kind, locale, card, payloads: payloadsOf(card, inSlack, encoders) };
    }),
  );
