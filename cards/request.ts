import type { Reader } from '../models/text.js';
import type { RequestView } from '../models/views.js';
import { approvalStates } from './approval-words.js';
import type { Card, Element } from './card.js';
import { requestChoices } from './choices.js';
import { line } from './clean.js';
import { longFacts, shortFacts } from './long-text.js';
import {
  card,
  choices,
  facts,
  heading,
  NAME,
  names,
  paragraph,
  section,
  small,
  TITLE,
  timeline,
} from './parts.js';
import { inWords, tell } from './say.js';
import { common, approval as ofApproval, request as words } from './words.js';

const MAX_FACTS = 20;
const MAX_TIMELINE = 5;

const standing = ({ approval }: RequestView, reader: Reader): string => {
  if (!approval) return '';
  const { mark, word } = approvalStates[approval.state];
  return tell(reader, ofApproval.standing, { mark, number: approval.number, state: word });
};

const standingBlock = (view: RequestView, reader: Reader): readonly Element[] => {
  const said = standing(view, reader);
  const holders = view.approval?.waitingFor ?? [];
  if (!said) return [];
  return [
    {
      type: 'Container',
      style: 'emphasis',
      spacing: 'small',
      items: [
        paragraph(said, { weight: 'bolder' }),
        ...(holders.length > 0
          ? [small(tell(reader, ofApproval.waitingFor, { names: names(reader, holders) }))]
          : []),
      ],
    },
  ];
};

/** What somebody has filled in, and how its approval stands. */
export const requestCard = (view: RequestView, reader: Reader): Card => {
  const about = {
    flow: line(inWords(view.flow, reader), NAME),
    number: view.number,
    title: line(view.title, TITLE),
    owner: line(view.owner.name, NAME),
  };
  const state = view.approval ? tell(reader, words.textState, { state: standing(view, reader) }) : '';
  return card(
    reader,
    tell(reader, words.text, { ...about, state }),
    [
      heading(tell(reader, ofApproval.title, about)),
      small(about.title),
      ...standingBlock(view, reader),
      ...facts(reader, [
        ...shortFacts(view.facts)
          .slice(0, MAX_FACTS)
          .map(({ label, value }) => [label, value] as const),
        [ofApproval.initiator, about.owner],
      ]),
      ...longFacts(view.facts, reader),
      ...section(inWords(common.timeline, reader), timeline(reader, view.timeline, MAX_TIMELINE)),
    ],
    choices(reader, view, requestChoices),
  );
};
