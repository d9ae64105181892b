import type { Reader } from '../models/text.js';
import type { NoticeView } from '../models/views.js';
import type { Card } from './card.js';
import { card, heading, paragraph, pressButton } from './parts.js';
import { say, tell } from './say.js';
import { common } from './words.js';

/** Some sentences and some buttons. */
export const noticeCard = ({ title, body, buttons }: NoticeView, reader: Reader): Card => {
  const said = say(title, reader);
  const sentences = body.map((each) => say(each, reader));
  return card(
    reader,
    sentences.length > 0 ? tell(reader, common.titled, { title: said, text: sentences.join(' ') }) : said,
    [heading(said), ...sentences.map((sentence) => paragraph(sentence))],
    buttons.map(({ label, press, style }) => pressButton(reader, label, press, style)),
  );
};
