/** Every sample card in both languages, beside what each platform is sent. */
import type { Card } from '../../../cards/card.js';
import { type Locale, locales, type Reader } from '../../../models/text.js';
import type { View } from '../../../models/views.js';
import type { Platform } from '../platform.js';
import type { Drawing } from './answers.js';
import type { GalleryCard, GalleryPlatform } from './protocol.js';

export interface Sample {
  readonly name: string;
  readonly view: View;
}

/** What a platform makes of our words and of a card: its own JSON. */
interface Encoder extends Pick<Platform, 'typable'> {
  readonly encode: (card: Card) => unknown;
}
export type Encoders = Readonly<Record<Exclude<GalleryPlatform, 'adaptiveCard'>, Encoder>>;

const readerOf = (locale: Locale): Reader => ({ locale, timeZone: 'Asia/Shanghai', link: (path) => path });

export const galleryCards = (
  samples: readonly Sample[],
  { slack, wecom, dingtalk }: Encoders,
  render: Drawing['render'],
): readonly GalleryCard[] =>
  samples.flatMap(({ name, view }) =>
    locales.map((locale) => {
      const reader = readerOf(locale);
      const card = render(view, reader);
      const sent = ({ encode, typable }: Encoder) =>
        encode(typable ? render(view, { ...reader, typable }) : card);
      const payloads = {
        adaptiveCard: card.body,
        slack: sent(slack),
        wecom: sent(wecom),
        dingtalk: sent(dingtalk),
      };
      return { name, kind: view.kind, locale, card, payloads };
    }),
  );
