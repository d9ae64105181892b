import type { Reader } from '../models/text.js';
import type { HelpView } from '../models/views.js';
import type { Card, Element } from './card.js';
import { card, heading, paragraph, small } from './parts.js';
import { inWords, say, tell } from './say.js';
import { common } from './words.js';

const usageLines = ({ usage, what }: HelpView['lines'][number], reader: Reader): readonly Element[] => [
  paragraph(inWords(usage, reader), { weight: 'bolder', spacing: 'small' }),
  small(inWords(what, reader)),
];

/** What one can type, and what it does. */
export const helpCard = ({ title, intro, lines }: HelpView, reader: Reader): Card =>
  card(
    reader,
    tell(reader, common.titled, {
      title,
      text: lines.map(({ usage }) => inWords(usage, reader)).join(inWords(common.comma, reader)),
    }),
    [
      heading(inWords(title, reader)),
      ...(intro ? [paragraph(say(intro, reader))] : []),
      ...lines.flatMap((each) => usageLines(each, reader)),
    ],
  );
