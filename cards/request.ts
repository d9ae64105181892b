import type { Reader } from '../models/text.js';
import type { RequestView } from '../models/views.js';
import { approvalStates, approval as ofApproval } from './approval-words.js';
import type { Card, Element } from './card.js';
import { line } from './clean.js';
import { longFacts, shortFacts } from './long-text.js';
import {
  type Choice,
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
import { common, request as words } from './words.js';

const MAX_FACTS = 20;
const MAX_TIMELINE = 5;

const toApproval = ({ approval }: RequestView) => ({ id: approval?.id ?? 0 });

const buttons: readonly Choice<RequestView>[] = [
  {
    can: 'request.resubmit',
    label: words.resubmit,
    do: 'approval.resubmitForm',
    input: toApproval,
    style: 'positive',
  },
  { can: 'request.approval', label: words.open, do: 'approval.show', input: toApproval },
  { can: 'request.again', label: words.again, do: 'request.againForm' },
];

const standing = ({ approval }: RequestView, reader: Reader): string => {
  if (!approval) return '';
  const { mark, word } = approvalStates[approval.state];
  return tell(reader, words.approval, { mark, number: approval.number, state: word });
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
        { ...paragraph(said), weight: 'bolder' },
        ...(holders.length > 0
          ? [small(tell(reader, words.waitingFor, { names: names(reader, holders) }))]
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
      heading(tell(reader, words.title, about)),
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
    choices(reader, view, buttons),
  );
};
