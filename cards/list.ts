import type { Reader, Text } from '../models/text.js';
import type { ListView } from '../models/views.js';
import type { Card, Submit, TextBlock } from './card.js';
import { sums } from './format.js';
import { card, heading, paragraph, pressButton, row, small } from './parts.js';
import { say, tell } from './say.js';
import { common, list as words } from './words.js';

const MAX_ROWS = 15;

const turnButton = (label: Text, page: number, { turn }: ListView, reader: Reader): Submit =>
  pressButton(reader, { text: label }, { do: turn.do, input: { ...turn.input, page } });

const pageButtons = (view: ListView, reader: Reader): readonly Submit[] => [
  ...(view.page > 1 ? [turnButton(words.previous, view.page - 1, view, reader)] : []),
  ...(view.page < view.pages ? [turnButton(words.next, view.page + 1, view, reader)] : []),
];

const empty = (view: ListView, reader: Reader): Card => {
  const [title, why] = [say(view.title, reader), say(view.empty, reader)];
  return card(reader, tell(reader, common.titled, { title, text: why }), [heading(title), paragraph(why)]);
};

/** How many there are and what they are worth, where that can be said. */
const head = ({ worth = [], total }: ListView, reader: Reader): readonly TextBlock[] => {
  const sum = sums(worth, reader);
  return sum ? [small(tell(reader, words.worth, { total, sum }))] : [];
};

/** Where the list goes on; without anything at its head, how many there are. */
const foot = ({ worth = [], total, page, pages }: ListView, reader: Reader): readonly TextBlock[] => {
  if (pages === 1 && worth.length > 0) return [];
  const said = tell(reader, pages > 1 ? words.page : words.total, { total, page, pages });
  return [small(said, { spacing: 'medium' })];
};

/** Records to choose from, a page at a time; pressing a row opens it. */
export const listCard = (view: ListView, reader: Reader): Card => {
  if (view.rows.length === 0) return empty(view, reader);
  const title = say(view.title, reader);
  const { total, page, pages } = view;
  return card(
    reader,
    tell(reader, pages > 1 ? words.text : words.textOnePage, { title, total, page, pages }),
    [
      heading(title),
      ...head(view, reader),
      ...view.rows.slice(0, MAX_ROWS).map((each) => row(reader, each)),
      ...foot(view, reader),
    ],
    [
      ...(view.buttons ?? []).map(({ label, press }) => pressButton(reader, label, press)),
      ...pageButtons(view, reader),
    ],
  );
};
