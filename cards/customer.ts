import type { Reader } from '../models/text.js';
import type { ContactView, CustomerView, NumberedName } from '../models/views.js';
import { approvalStates } from './approval-words.js';
import type { Card, Element } from './card.js';
import { customerChoices } from './choices.js';
import { line } from './clean.js';
import { sums } from './format.js';
import {
  andMore,
  card,
  choices,
  dotted,
  facts,
  heading,
  NAME,
  paragraph,
  row,
  section,
  small,
  stageName,
  TITLE,
  timeline,
} from './parts.js';
import { inWords, say, tell } from './say.js';
import { common, customer as words } from './words.js';

const MAX_ROWS = 5;
const MAX_ENTRIES = 4;

const contactRow = ({ name, title, phone, email }: ContactView, reader: Reader): Element =>
  row(reader, { title: name, details: [title, phone, email] });

const dealRow = (deal: CustomerView['deals'][number], reader: Reader): Element =>
  row(reader, {
    title: `${deal.number} ${deal.title}`,
    details: [stageName(deal.stage, reader), deal.amount],
    press: { do: 'deal.show', input: { id: deal.id } },
    opens: deal.number,
  });

const approvalRow = (request: CustomerView['approvals'][number], reader: Reader): Element =>
  row(reader, {
    title: `${request.number} ${request.title}`,
    details: [approvalStates[request.state].word],
    press: { do: 'approval.show', input: { id: request.id } },
    opens: request.number,
  });

const firstRows = <Item>(
  reader: Reader,
  items: readonly Item[],
  all: number,
  draw: (item: Item, reader: Reader) => Element,
): readonly Element[] => [
  ...items.slice(0, MAX_ROWS).map((item) => draw(item, reader)),
  ...andMore(reader, all, Math.min(items.length, MAX_ROWS)),
];

const called = ({ number, name }: NumberedName): string => line(`${number} ${name}`, NAME);

const about = ({ number, category }: CustomerView, reader: Reader): string =>
  dotted(tell(reader, words.about, { number }), category && line(category, NAME));

/** All round one customer: who they are, whom we talk to, what is going on and what it is worth. */
export const customerCard = (view: CustomerView, reader: Reader): Card => {
  const name = line(view.name, TITLE);
  const open = sums(view.openTotals, reader);
  const { contacts, deals, approvals } = view;
  const intro = view.intro && say(view.intro, reader);
  return card(
    reader,
    intro ??
      tell(reader, words.text, {
        number: view.number,
        name,
        totals: open ? tell(reader, words.textOpen, { amount: open }) : '',
      }),
    [
      ...(intro ? [paragraph(intro)] : []),
      heading(name),
      small(about(view, reader)),
      ...facts(reader, [
        [common.owner, view.owner?.name],
        [words.phone, view.phone],
        [words.openTotals, open],
        [words.wonTotals, sums(view.wonTotals, reader)],
        [words.taxNumber, view.taxNumber],
        [words.address, view.address],
        [words.parts, view.parts.map(called).join(inWords(common.comma, reader))],
        [words.perhapsSame, view.perhapsSame && called(view.perhapsSame)],
        [words.lastActivity, view.lastActivityAt && { at: view.lastActivityAt }],
      ]),
      ...section(inWords(words.contacts, reader), firstRows(reader, contacts, contacts.length, contactRow)),
      ...section(
        tell(reader, words.deals, { count: view.dealCount }),
        firstRows(reader, deals, view.dealCount, dealRow),
      ),
      ...section(
        inWords(words.approvals, reader),
        firstRows(reader, approvals, approvals.length, approvalRow),
      ),
      ...section(inWords(common.timeline, reader), timeline(reader, view.timeline, MAX_ENTRIES)),
    ],
    choices(reader, view, customerChoices),
  );
};
