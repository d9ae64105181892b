import type { Reader } from '../models/text.js';
import type { Button, NoticeView } from '../models/views.js';
import type { Card, Submit } from './card.js';
import { card, heading, paragraph, pressButton } from './parts.js';
import { say } from './say.js';

const style: Record<NonNullable<Button['style']>, Submit['style']> = {
  primary: 'positive',
  danger: 'destructive',
};

/** Some sentences and some buttons. */
export const noticeCard = ({ title, body, buttons }: NoticeView, reader: Reader): Card => {
  const sentences = body.map((each) => say(each, reader));
  return card(
    reader,
    [say(title, reader), ...sentences].join(' '),
    [heading(say(title, reader)), ...sentences.map(paragraph)],
    buttons.map((button) =>
      pressButton(reader, button.label, button.press, button.style && style[button.style]),
    ),
  );
};
