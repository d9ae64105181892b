import type { ApprovalTaskView, ApprovalView } from '../models/approval-view.js';
import type { Money, Param, Reader } from '../models/text.js';
import { approvalSteps, decider } from './approval-steps.js';
import { approvalStates } from './approval-words.js';
import type { Card, Element } from './card.js';
import { approvalChoices } from './choices.js';
import { line, lines } from './clean.js';
import { longFacts, shortFacts } from './long-text.js';
import {
  buttonRow,
  COMMENT,
  card,
  choices,
  duration,
  facts,
  heading,
  linkButton,
  NAME,
  names,
  paragraph,
  section,
  small,
  TITLE,
  timeline,
} from './parts.js';
import { inWords, say, tell, tellInLines } from './say.js';
import { approval as words } from './words.js';

const MAX_FACTS = 10;
const MAX_COMMENTS = 4;

const isMoney = (value: Param): value is Money => typeof value === 'object' && 'cents' in value;

/** What both the request and the result say about the matter. */
export const matter = (view: ApprovalView, reader: Reader) => {
  const amount = view.facts.map(({ value }) => value).find(isMoney);
  return {
    number: view.number,
    flow: line(inWords(view.flow, reader), NAME),
    title: line(view.subject.title, TITLE),
    amount: amount ? tell(reader, words.textAmount, { amount }) : '',
    initiator: line(view.initiator.name, NAME),
  };
};

export const matterHead = (view: ApprovalView, reader: Reader): readonly Element[] => {
  const { flow, number, title } = matter(view, reader);
  return [heading(tell(reader, words.title, { flow, number })), small(`${view.subject.number} ${title}`)];
};

export const matterFacts = (view: ApprovalView) =>
  shortFacts(view.facts)
    .slice(0, MAX_FACTS)
    .map(({ label, value }) => [label, value] as const);

const documentLink = ({ document }: ApprovalView, reader: Reader): readonly Element[] =>
  document
    ? [
        buttonRow(
          linkButton(reader, { text: words.document, params: { name: document.name } }, document.path),
        ),
      ]
    : [];

/** To read before deciding, then who has decided what. */
export const matterEnd = (view: ApprovalView, reader: Reader): readonly Element[] => [
  ...longFacts(view.facts, reader),
  ...documentLink(view, reader),
  ...section(inWords(words.steps, reader), approvalSteps(view, reader)),
  ...section(inWords(words.comments, reader), timeline(reader, view.comments, MAX_COMMENTS)),
];

/** What is to be known before anything else: why it is back, what it would revoke, what has changed. */
const notices = (view: ApprovalView, reader: Reader): readonly Element[] => [
  ...(view.returned
    ? [
        paragraph(
          tellInLines(reader, words.returned, { ...quoted(view.returned), to: line(view.returned.to, NAME) }),
        ),
      ]
    : []),
  ...(view.lapsed
    ? [
        paragraph(
          tell(reader, words.lapsed, { who: line(view.lapsed.who, NAME), until: { at: view.lapsed.until } }),
        ),
      ]
    : []),
  ...(view.kept
    ? [paragraph(tell(reader, words.kept, { ...view.kept, proxy: line(view.kept.proxy, NAME) }))]
    : []),
  ...(view.reverses ? [paragraph(tell(reader, words.reverses, { number: view.reverses }))] : []),
  ...(view.ended?.reason ? [paragraph(tellInLines(reader, words.because, quoted(view.ended)))] : []),
  ...section(
    inWords(words.changes, reader),
    view.changes.slice(0, MAX_FACTS).map((change) => small(tell(reader, words.change, { ...change }))),
  ),
];

const quoted = ({ who, reason }: { readonly who: string; readonly reason: string | null }) => ({
  who: line(who, NAME),
  reason: lines(reason ?? '', COMMENT),
});

const openTasks = (view: ApprovalView): readonly ApprovalTaskView[] =>
  view.steps.flatMap(({ tasks }) => tasks.filter(({ state }) => state === 'open'));

/** Does it wait for its reader, to decide or to give an opinion? */
const isYours = ({ can }: ApprovalView): boolean =>
  can.includes('approval.approve') || can.includes('approval.advise');

/** Who has it now, in the reader's eyes: you, or these people, or nobody while it is not running. */
const holder = (view: ApprovalView, reader: Reader): string | null => {
  if (isYours(view)) return inWords(words.yours, reader);
  if (view.can.includes('approval.read')) return inWords(words.toRead, reader);
  const people = openTasks(view).map((task) => decider(task, reader));
  return people.length > 0 ? tell(reader, words.waitingFor, { names: names(reader, people) }) : null;
};

const isForReader = (view: ApprovalView): boolean => isYours(view) || view.can.includes('approval.read');

const statusLine = (view: ApprovalView, reader: Reader): string => {
  const { mark, word } = approvalStates[view.state];
  const status = holder(view, reader);
  return status
    ? tell(reader, words.status, { mark, state: word, status })
    : tell(reader, words.stateOnly, { mark, state: word });
};

/** What an approver, and who waits, may count on. */
const remains = ({ remainsMs }: ApprovalView, reader: Reader): string | null =>
  remainsMs === undefined ? null : duration(remainsMs, reader);

/** An approval that has not ended: what is asked, who has it, how far it is, and what its reader may do. */
export const approvalCard = (view: ApprovalView, reader: Reader): Card => {
  const status = holder(view, reader) ?? inWords(approvalStates[view.state].word, reader);
  const round = view.round > 1 ? tell(reader, words.nthRound, { round: view.round }) : null;
  return card(
    reader,
    tell(reader, words.text, { ...matter(view, reader), status }),
    [
      ...(view.intro ? [paragraph(say(view.intro, reader))] : []),
      ...matterHead(view, reader),
      {
        type: 'Container',
        style: isForReader(view) ? 'accent' : 'emphasis',
        spacing: 'small',
        items: [paragraph(statusLine(view, reader), { weight: 'bolder' })],
      },
      ...notices(view, reader),
      ...facts(reader, [
        [words.initiator, view.initiator.name],
        ...matterFacts(view),
        [words.submittedAt, { at: view.submittedAt }],
        [words.round, round],
        [words.remains, remains(view, reader)],
      ]),
      ...matterEnd(view, reader),
    ],
    choices(reader, view, approvalChoices),
  );
};
