import type {
  ApprovalState,
  ApprovalStepView,
  ApprovalTaskView,
  ApprovalView,
} from '../models/approval-view.js';
import type { Reader, Saying } from '../models/text.js';
import { matter, matterEnd, matterFacts, matterHead } from './approval.js';
import { decider } from './approval-steps.js';
import { approvalStates } from './approval-words.js';
import type { Card, Container } from './card.js';
import { more } from './choices.js';
import { line, lines } from './clean.js';
import { COMMENT, card, choices, facts, NAME, paragraph, span, withMark } from './parts.js';
import { inWords, sayInLines, tell } from './say.js';
import { result, approval as words } from './words.js';

export type EndState = Extract<
  ApprovalState,
  'approved' | 'rejected' | 'withdrawn' | 'terminated' | 'revoked' | 'voided'
>;

const banner: Record<EndState, Container['style']> = {
  approved: 'good',
  rejected: 'attention',
  withdrawn: 'warning',
  terminated: 'warning',
  revoked: 'warning',
  voided: 'warning',
};

const byTime = (one: ApprovalTaskView, other: ApprovalTaskView): number =>
  Date.parse(one.decidedAt ?? '') - Date.parse(other.decidedAt ?? '');

const isByRule = ({ byRule, byTimeout }: ApprovalTaskView): boolean => byRule || byTimeout === true;

/** Nothing where that was no person's. A rejection that others have outvoted has decided nothing. */
const lastDecision = (view: ApprovalView, state: 'approved' | 'rejected'): ApprovalTaskView | undefined => {
  const last = view.steps
    .filter((step) => state === 'approved' || step.state === 'rejected')
    .flatMap(({ tasks }) => tasks)
    .filter((task) => task.state === state && task.decidedAt !== null)
    .toSorted(byTime)
    .at(-1);
  return last && !isByRule(last) ? last : undefined;
};

const readBy = ({ tasks }: ApprovalStepView, reader: Reader): Saying => {
  const readers = tasks.filter(({ state }) => state === 'approved');
  const [only, ...others] = readers;
  return only && others.length === 0
    ? { text: result.readBy, params: { who: decider(only, reader) } }
    : { text: result.allRead, params: { count: readers.length } };
};

const approvedBy = (view: ApprovalView, reader: Reader): Saying => {
  const last = view.steps.findLast(({ state }) => state === 'passed');
  if (last?.reading && !last.rule) return readBy(last, reader);
  const task = lastDecision(view, 'approved');
  return task
    ? { text: result.approved, params: { who: decider(task, reader) } }
    : { text: result.approvedByRule };
};

const rejectedBy = (view: ApprovalView, reader: Reader): Saying => {
  const task = lastDecision(view, 'rejected');
  if (!task) return { text: result.rejectedByRule };
  const who = decider(task, reader);
  return task.comment
    ? { text: result.rejected, params: { who, reason: lines(task.comment, COMMENT) } }
    : { text: result.rejectedBy, params: { who } };
};

/** What no approver decided: who ended it, and why. */
const endedBy = ({ ended }: ApprovalView): Saying | undefined => {
  if (!ended) return undefined;
  if (ended.byTime) return { text: words.timedOut };
  const who = line(ended.who, NAME);
  return ended.reason
    ? { text: result.endedBecause, params: { who, reason: lines(ended.reason, COMMENT) } }
    : { text: result.endedBy, params: { who } };
};

/** Who settled it, for the first line of the card and for the notification. */
const verdicts: Record<EndState, (view: ApprovalView, reader: Reader) => Saying | undefined> = {
  approved: approvedBy,
  rejected: rejectedBy,
  withdrawn: ({ ended, initiator }) => ({
    text: result.withdrawn,
    params: { who: line(ended?.who ?? initiator.name, NAME) },
  }),
  terminated: endedBy,
  revoked: endedBy,
  voided: endedBy,
};

/** An approval that has ended: how, by whom, and who decided what and when. Nothing is left to press. */
export const approvalResultCard = (
  view: ApprovalView & { readonly state: EndState },
  reader: Reader,
): Card => {
  const state = approvalStates[view.state];
  const settled = verdicts[view.state](view, reader);
  const verdict = settled && sayInLines(settled, reader);
  return card(
    reader,
    tell(reader, result.text, {
      ...matter(view, reader),
      state: inWords(state.word, reader),
      verdict: verdict ? tell(reader, result.textVerdict, { verdict }) : '',
    }),
    [
      ...matterHead(view, reader),
      {
        type: 'Container',
        style: banner[view.state],
        spacing: 'small',
        items: [
          paragraph(withMark(state, reader), { weight: 'bolder' }),
          ...(verdict ? [paragraph(verdict, { spacing: 'none' })] : []),
        ],
      },
      ...facts(reader, [
        [words.initiator, view.initiator.name],
        ...matterFacts(view),
        [words.submittedAt, { at: view.submittedAt }],
        [words.endedAt, view.endedAt && { at: view.endedAt }],
        [result.took, view.endedAt && span(view.submittedAt, view.endedAt, reader)],
      ]),
      ...matterEnd(view, reader),
    ],
    choices(reader, view, [more]),
  );
};
