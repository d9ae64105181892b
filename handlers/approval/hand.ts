import type { Approval } from '../../models/approval.js';
import type { ApprovalEvent, Task } from '../../models/approval-instance.js';
import type { Text } from '../../models/text.js';
import type { Field, FormView } from '../../models/views.js';
import {
  choiceField,
  type FieldErrors,
  formValues,
  listed,
  refuseErrors,
  tooLong,
  type Values,
} from '../fields.js';
import type { HistoryAction } from '../history.js';
import { type Context, words as say, form as showForm, useCase } from '../useCase.js';
import { carryOut } from './carry-out.js';
import { commentField, LONGEST_COMMENT } from './comment-field.js';
import { peopleOf } from './directory.js';
import { approvalToChange, approvalToSee, type OnContent, onContent } from './load.js';
import { type NamedPeople, peopleField, readPeople, withNamed } from './named-people.js';
import { taskToAct } from './rules/acting.js';
import { humanStep } from './rules/nodes.js';
import { signatureError, signatureField } from './signature-field.js';
import { words } from './words.js';

const sent = onContent.extend({ values: formValues });

/** Something that is done with people who are named. */
interface Handing {
  readonly form: string;
  readonly title: Text;
  /** What is answered, with `{number}` and `{people}`. */
  readonly done: Text;
  readonly extra: readonly Field[];
  /** How many may be named. */
  readonly most?: number;
  /** It can be an approval, too. */
  readonly signs?: true;
  readonly action: HistoryAction;
  readonly event: (
    on: Omit<OnContent, 'id'> & { readonly byId: number },
    who: NamedPeople['ids'],
    values: Values,
  ) => ApprovalEvent;
}

const formOf = (
  { form, title, extra }: Handing,
  context: FormView['context'],
  also: readonly Field[] = [],
): FormView => ({
  kind: 'form',
  form,
  title,
  fields: [
    peopleField('who', words.people),
    ...extra,
    ...also,
    commentField(words.comment, { required: false }),
  ],
  submit: title,
  context,
});

/** Whoever has no task any more hears it now, not after having filled in a form. */
async function taskNow(ctx: Context, { instance }: Approval, { taskSeq }: OnContent): Promise<Task> {
  return taskToAct(instance, { byId: ctx.actor.id, taskSeq }, await peopleOf(ctx, instance));
}

/** Whoever adds somebody after themselves approves with that. */
async function signatureFor(
  { signs }: Handing,
  ctx: Context,
  approval: Approval,
  shown: OnContent,
): Promise<readonly Field[]> {
  const { stepKey } = await taskNow(ctx, approval, shown);
  const { signature } = humanStep(approval.instance.definition.steps, stepKey);
  return signs && signature ? [signatureField(ctx.actor, false, words.signatureAfter)] : [];
}

const opens = (handing: Handing) =>
  useCase(onContent, async (ctx, shown) => {
    const also = await signatureFor(handing, ctx, await approvalToSee(ctx, shown.id), shown);
    return showForm(formOf(handing, shown, also));
  });

const errorsIn = (values: Values, { error }: NamedPeople): FieldErrors => ({
  who: error,
  comment: tooLong(words.comment, LONGEST_COMMENT, values.comment ?? ''),
});

const submits = (handing: Handing) =>
  useCase(sent, async (ctx, { values, ...shown }) => {
    const { id, ...on } = shown;
    const approval = await approvalToChange(ctx, id);
    const also = await signatureFor(handing, ctx, approval, shown);
    const who = await readPeople(ctx.tx, values.who ?? '', handing.most);
    const again = () => formOf(handing, shown, also);
    refuseErrors(again, values, {
      ...errorsIn(values, who),
      ...(also.length > 0 && isAfter(values) && { signature: signatureError(ctx.actor, values.signature) }),
    });
    const event = handing.event({ byId: ctx.actor.id, ...on }, who.ids, values);
    const signature = 'signature' in event ? event.signature : undefined;
    const params = { people: listed(who.names), ...(signature && { signature }) };
    const action = signature ? 'approval.signersAddedSigned' : handing.action;
    const { number } = await withNamed('who', again, values, () =>
      carryOut(ctx, approval, event, action, params),
    );
    return say(handing.done, { number, ...params });
  });

/** Only an approval is signed. */
const isAfter = ({ where }: Values): boolean => where === 'after';

const pair = (handing: Handing) => ({ open: opens(handing), submit: submits(handing) });

const said = ({ comment }: Values) => (comment?.trim() ? { comment: comment.trim() } : {});

const places = { before: words.before, after: words.after, beside: words.beside } as const;
const modes = { ALL: words.all, ANY: words.any, SEQ: words.inTurn } as const;

const oneOf = <T extends string>(table: Readonly<Record<T, Text>>, value: string | undefined, usual: T): T =>
  value !== undefined && Object.hasOwn(table, value) ? (value as T) : usual;

export const addSigner = pair({
  form: 'approval.addSigner',
  title: words.addSigner,
  done: words.added,
  extra: [choiceField('where', words.where, places), choiceField('mode', words.signMode, modes)],
  signs: true,
  action: 'approval.signersAdded',
  event: (by, who, values) => ({
    type: 'addSigner',
    ...by,
    where: oneOf(places, values.where, 'before'),
    mode: oneOf(modes, values.mode, 'ALL'),
    who,
    ...(isAfter(values) && values.signature?.trim() && { signature: values.signature.trim() }),
    ...said(values),
  }),
});

export const transfer = pair({
  form: 'approval.transfer',
  title: words.transfer,
  done: words.handedOn,
  extra: [],
  most: 1,
  action: 'approval.transferred',
  event: ({ byId, taskSeq }, [to = 0], values) => ({ type: 'transfer', byId, taskSeq, to, ...said(values) }),
});

export const delegate = pair({
  form: 'approval.delegate',
  title: words.delegate,
  done: words.delegated,
  extra: [],
  most: 1,
  action: 'approval.delegated',
  event: ({ byId, taskSeq }, [to = 0], values) => ({ type: 'delegate', byId, taskSeq, to, ...said(values) }),
});
