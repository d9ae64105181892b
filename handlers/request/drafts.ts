/** What is kept of a form that is not submitted yet. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Flow, findLatestFlow } from '../../models/flow.js';
import {
  deleteDraft,
  findDraft,
  insertDraft,
  lockDraftOfForm,
  type RequestDraft,
  saveDraft,
  touchDraft,
} from '../../models/request-draft.js';
import { saying } from '../../models/text.js';
import type { FormView } from '../../models/views.js';
import { formFields } from '../approval/rules/form-facts.js';
import type { Values } from '../fields.js';
import { type Context, form, Refusal, words as say, useCase, withId } from '../useCase.js';
import { chosenNames } from './chosen.js';
import { titleOf } from './facts.js';
import { newForm, type Opened } from './form.js';
import { words } from './words.js';

const LONGEST_VALUE = 20_000;

/** What comes back with a form for a new request. One that was open before drafts were there has no key yet. */
export const openedForm = z.object({
  flow: z.string().max(40),
  version: z.int(),
  draft: z.uuid().default(() => randomUUID()),
  kept: z.boolean().default(false),
  values: z.record(z.string(), z.string().max(LONGEST_VALUE)),
});

/** @throws Refusal when there is no such form any more */
export async function flowOfForm({ tx }: Context, key: string): Promise<Flow> {
  const flow = await findLatestFlow(tx, key);
  if (!flow?.definition.form) throw new Refusal(words.unknownFlow, { typed: key });
  return flow;
}

const filledIn = ({ definition }: Flow, values: Values): Values =>
  Object.fromEntries(
    [...formFields(definition).map(({ key }) => key), ...chosenNames(definition)]
      .map((name) => [name, values[name]?.trim() ?? ''] as const)
      .filter(([, value]) => value !== ''),
  );

/** Where the others are depends on where one is. */
const goneIn = ({ surface }: Context): Refusal =>
  new Refusal(surface === 'miniapp' ? words.draftGoneHere : words.draftGone);

/** The draft of a form that says that it is one. @throws Refusal when it was submitted or discarded meanwhile */
export async function draftOf(ctx: Context, { draft, isKept }: Opened): Promise<RequestDraft | undefined> {
  const found = await lockDraftOfForm(ctx.tx, ctx.actor.id, draft);
  if (isKept && !found) throw goneIn(ctx);
  return found;
}

/** Keeps what was typed, whether or not it can be read. @returns its number, if there was anything to keep */
export async function keep(
  ctx: Context,
  flow: Flow,
  opened: Opened,
  values: Values,
): Promise<number | undefined> {
  const { tx, actor, now } = ctx;
  const typed = filledIn(flow, values);
  const before = await draftOf(ctx, opened);
  if (!before && Object.keys(typed).length === 0) return undefined;

  const { definition, version } = flow;
  const draft = { version, title: titleOf(definition, typed, actor), typed, savedAt: now, updatedAt: now };
  if (!before) {
    const of = { ownerId: actor.id, formKey: opened.draft, flowKey: definition.key, createdAt: now };
    return insertDraft(tx, { ...draft, ...of });
  }
  saveDraft(tx, { ...before, ...draft });
  return before.id;
}

export const keepDraft = useCase(openedForm, async (ctx, { flow: key, values, draft, kept }) => {
  const flow = await flowOfForm(ctx, key);
  const id = await keep(ctx, flow, { draft, isKept: kept }, values);
  if (id === undefined) throw new Refusal(words.draftEmpty);
  const text = ctx.surface === 'miniapp' ? words.draftListed : words.draftKept;
  return say(text, { flow: flow.definition.name, draft: id });
});

export const discardDraft = useCase(openedForm, async (ctx, { draft }) => {
  const found = await draftOf(ctx, { draft, isKept: true });
  if (found) deleteDraft(ctx.tx, found.id);
  return say(words.draftDiscarded);
});

/** The form again, with what was typed in it; perhaps it asks something else by now. */
const formOf = ({ definition, version }: Flow, draft: RequestDraft): FormView =>
  newForm(definition, version, {
    draft: draft.formKey,
    isKept: true,
    values: draft.typed,
    ...(draft.version !== version && { intro: saying(words.changedForm, { flow: definition.name }) }),
  });

/** Not there and somebody else's look the same. */
async function ownDraft(ctx: Context, id: number): Promise<RequestDraft> {
  const draft = await findDraft(ctx.tx, ctx.actor.id, id);
  if (!draft) throw goneIn(ctx);
  return draft;
}

/** Whoever has it open does not lose it to the night. */
export const openDraft = useCase(withId, async (ctx, { id }) => {
  const draft = await ownDraft(ctx, id);
  touchDraft(ctx.tx, draft.id, ctx.now);
  return form(formOf(await flowOfForm(ctx, draft.flowKey), draft));
});

/** From the list, without opening it. */
export const discardListed = useCase(withId, async (ctx, { id }) => {
  deleteDraft(ctx.tx, (await ownDraft(ctx, id)).id);
  return say(words.draftDiscarded);
});
