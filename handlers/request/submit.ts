import type { Answer } from '../../models/answer.js';
import type { Flow } from '../../models/flow.js';
import { insertRequest, type Request } from '../../models/request.js';
import { deleteDraft } from '../../models/request-draft.js';
import { show } from '../../models/shown-card.js';
import { type Saying, saying } from '../../models/text.js';
import { routeBy, startApproval } from '../approval/start.js';
import { type FieldErrors, listed, type Values, withErrors } from '../fields.js';
import { formatNumber } from '../input/id.js';
import { BadForm, type Context, Refusal, words as say, useCase } from '../useCase.js';
import { type Chosen, readChosen } from './chosen.js';
import { draftOf, flowOfForm, keep, openedForm } from './drafts.js';
import { requestFacts, titleOf } from './facts.js';
import { newForm, type Opened } from './form.js';
import { recordOnAll } from './linked.js';
import { readForm } from './read.js';
import { words } from './words.js';

/** Keeps what was filled in and sends it on its way. */
export async function submit(
  ctx: Context,
  flow: Flow,
  content: Request['content'],
  chosen: Chosen['chosen'] = {},
) {
  const { tx, actor, now } = ctx;
  const { id: flowId, definition } = flow;
  const route = await routeBy(ctx, flow, actor.id);
  const draft = { flowId, ownerId: actor.id, title: titleOf(definition, content, actor), content };
  const id = await insertRequest(tx, { ...draft, createdAt: now, updatedAt: now });
  const request: Request = { id, ...draft, createdAt: now, updatedAt: now };

  await recordOnAll(ctx, definition, request, 'request.created');
  const facts = await requestFacts(tx, definition, request, actor);
  const started = await startApproval(ctx, route, { kind: 'request', id }, facts, chosen);

  show(tx, actor.id, 'approval', started.id);
  const params = { flow: definition.name, request: formatNumber('request', id), number: started.number };
  return started.waitingFor.length > 0
    ? say(words.submitted, { ...params, people: listed(started.waitingFor) })
    : say(words.passedAtOnce, params);
}

/** The form again, with what is wrong with it. Whoever leaves it now finds it among their drafts. */
async function askAgain(
  ctx: Context,
  flow: Flow,
  form: Opened,
  { values, errors = {}, intro }: { values: Values; errors?: FieldErrors; intro?: Saying },
): Promise<Answer> {
  const isKept = (await keep(ctx, flow, form, values)) !== undefined;
  const { definition, version } = flow;
  const shown = newForm(definition, version, { ...form, isKept, ...(intro && { intro }) });
  return { type: 'errors', form: withErrors(shown, values, errors) };
}

/** Whatever else stands against it is said in the form, which holds what was typed. */
const refuseInForm = (error: unknown, { definition, version }: Flow, form: Opened, values: Values): never => {
  if (!(error instanceof Refusal)) throw error;
  throw new BadForm(newForm(definition, version, { ...form, values, intro: error.words }));
};

export const submitNewRequest = useCase(
  openedForm,
  async (ctx, { flow: key, version, draft, kept, values }) => {
    const flow = await flowOfForm(ctx, key);
    const form = { draft, isKept: kept };
    // A form that was opened before its flow was changed may ask something else now.
    if (version !== flow.version) {
      const intro = saying(words.changedForm, { flow: flow.definition.name });
      return askAgain(ctx, flow, form, { values, intro });
    }
    const { content, errors: wrong } = await readForm(ctx, flow.definition, values);
    const { chosen, errors: unknown } = await readChosen(ctx.tx, flow.definition, values);
    const errors = { ...wrong, ...unknown };
    if (Object.values(errors).some(Boolean)) return askAgain(ctx, flow, form, { values, errors });

    const saved = await draftOf(ctx, form);
    const answer = await submit(ctx, flow, content, chosen).catch((error) =>
      refuseInForm(error, flow, form, values),
    );
    if (saved) deleteDraft(ctx.tx, saved.id);
    return answer;
  },
);
