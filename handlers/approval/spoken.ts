import type { Approval } from '../../models/approval.js';
import type { ApprovalEvent } from '../../models/approval-instance.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import { refuseErrors } from '../fields.js';
import { type HistoryAction, record } from '../history.js';
import { type Context, words as say, form as showForm, useCase, withId } from '../useCase.js';
import { carryOut, refuseNow } from './carry-out.js';
import { ANYTHING, commentError, commentField, withComment } from './comment-field.js';
import { peopleOf } from './directory.js';
import { approvalToChange, approvalToSee } from './load.js';
import { nameOf } from './rules/instance.js';
import { holderNames } from './standing.js';
import { words } from './words.js';

/** Something that takes a word of explanation and nothing else. */
interface Spoken {
  readonly form: string;
  readonly title: Text;
  /** What is answered, with `{number}`, and `{owner}` whose it is. */
  readonly done: Text;
  readonly label: Text;
  readonly action: HistoryAction;
  readonly event: (byId: number, comment: string) => ApprovalEvent;
  /** It stands among the comments, too. */
  readonly aloud?: boolean;
  /** What stands above the field. */
  readonly intro?: (ctx: Context, approval: Approval) => Promise<Saying | undefined>;
}

const formOf = ({ form, title, label }: Spoken, id: number, intro?: Saying): FormView => ({
  kind: 'form',
  form,
  title,
  ...(intro && { intro }),
  fields: [commentField(label)],
  submit: title,
  context: { id },
});

/** All that approvers want to know: one answer is for all of them. */
async function questionsIn(ctx: Context, { instance }: Approval): Promise<Saying | undefined> {
  const asking = instance.tasks.filter(({ question }) => question !== null);
  const people = await peopleOf(ctx, instance);
  const questions = asking.map((task) =>
    saying(words.answerIntro, { who: holderNames([task], people), question: task.question ?? '' }),
  );
  return questions.length > 0
    ? questions.reduce((before, next) => saying(words.answerIntros, { before, next }))
    : undefined;
}

const opens = (spoken: Spoken) =>
  useCase(withId, async (ctx, { id }) => {
    const approval = await approvalToSee(ctx, id);
    await refuseNow(ctx, approval, spoken.event(ctx.actor.id, ANYTHING));
    return showForm(formOf(spoken, id, await spoken.intro?.(ctx, approval)));
  });

const submits = (spoken: Spoken) =>
  useCase(withComment, async (ctx, { id, values }) => {
    const comment = values.comment.trim();
    refuseErrors(() => formOf(spoken, id), values, { comment: commentError(spoken.label, comment) });
    const approval = await approvalToChange(ctx, id);
    const event = spoken.event(ctx.actor.id, comment);
    const { number, people } = await carryOut(ctx, approval, event, spoken.action, { comment });
    if (spoken.aloud) record(ctx, { kind: 'approval', id }, spoken.action, { params: { comment } });
    return say(spoken.done, { number, owner: nameOf(approval.instance.ownerId, people) });
  });

const pair = (spoken: Spoken) => ({ open: opens(spoken), submit: submits(spoken) });

export const ask = pair({
  form: 'approval.ask',
  title: words.ask,
  done: words.asked,
  label: words.askLabel,
  action: 'approval.asked',
  event: (byId, comment) => ({ type: 'ask', byId, comment }),
  aloud: true,
});

export const answer = pair({
  form: 'approval.answer',
  title: words.answer,
  done: words.answered,
  label: words.answerLabel,
  action: 'approval.answered',
  event: (byId, comment) => ({ type: 'answer', byId, comment }),
  aloud: true,
  intro: questionsIn,
});

export const advise = pair({
  form: 'approval.advise',
  title: words.advise,
  done: words.advised,
  label: words.adviseLabel,
  action: 'approval.advised',
  event: (byId, comment) => ({ type: 'advise', byId, comment }),
});

export const terminate = pair({
  form: 'approval.terminate',
  title: words.terminate,
  done: words.terminated,
  label: words.reasonLabel,
  action: 'approval.terminated',
  event: (byId, comment) => ({ type: 'terminate', byId, comment }),
});

export const declareVoid = pair({
  form: 'approval.void',
  title: words.void,
  done: words.voided,
  label: words.reasonLabel,
  action: 'approval.voided',
  event: (byId, comment) => ({ type: 'void', byId, comment }),
});
