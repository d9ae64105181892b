/** What is kept of a form that is not submitted yet. */
import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Flow, findLatestFlow } from '../../models/flow.js';
import {
  countDrafts,
  deleteDraft,
  findDraft,
  insertDraft,
  listDrafts,
  lockDraftOfForm,
  type RequestDraft,
  saveDraft,
} from '../../models/request-draft.js';
import { type Saying, saying, type Text } from '../../models/text.js';
import type { FormView, ListRow } from '../../models/views.js';
import { formFields } from '../approval/rules/form-facts.js';
import type { Values } from '../fields.js';
import { dayIn, isoOf } from '../input/day.js';
import { type Context, card, form, Refusal, words as say, useCase } from '../useCase.js';
import { isRemovedSoon, removedFrom } from './draft-age.js';
import { titleOf } from './facts.js';
import { newForm, type Opened } from './form.js';
import { words } from './words.js';

const PAGE_SIZE = 8;
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
    formFields(definition)
      .map(({ key }) => [key, values[key]?.trim() ?? ''] as const)
      .filter(([, value]) => value !== ''),
  );

/** The draft of a form that says that it is one. @throws Refusal when it was submitted or discarded meanwhile */
export async function draftOf(
  { tx, actor }: Context,
  { draft, isKept }: Opened,
): Promise<RequestDraft | undefined> {
  const found = await lockDraftOfForm(tx, actor.id, draft);
  if (isKept && !found) throw new Refusal(words.draftGone);
  return found;
}

/** Keeps what was typed, whether or not it can be read. @returns whether there was anything to keep */
export async function keep(ctx: Context, flow: Flow, opened: Opened, values: Values): Promise<boolean> {
  const { tx, actor, now } = ctx;
  const typed = filledIn(flow, values);
  const before = await draftOf(ctx, opened);
  if (!before && Object.keys(typed).length === 0) return false;

  const { definition, version } = flow;
  const draft = { version, title: titleOf(definition, typed, actor), typed, updatedAt: now };
  if (before) saveDraft(tx, { ...before, ...draft });
  else
    await insertDraft(tx, {
      ...draft,
      ownerId: actor.id,
      formKey: opened.draft,
      flowKey: definition.key,
      createdAt: now,
    });
  return true;
}

export const keepDraft = useCase(openedForm, async (ctx, { flow: key, draft, kept, values }) => {
  const flow = await flowOfForm(ctx, key);
  const isKept = await keep(ctx, flow, { draft, isKept: kept }, values);
  return say(isKept ? words.draftKept : words.draftEmpty, { flow: flow.definition.name });
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

export const openDraft = useCase(z.object({ id: z.int() }), async (ctx, { id }) => {
  const draft = await findDraft(ctx.tx, ctx.actor.id, id);
  if (!draft) throw new Refusal(words.draftGone);
  return form(formOf(await flowOfForm(ctx, draft.flowKey), draft));
});

/** Nobody is surprised by a draft that is gone. */
const removal = (draft: RequestDraft, { actor, now }: Context): readonly Saying[] => {
  if (!isRemovedSoon(draft, now)) return [];
  const day = isoOf(dayIn(actor.timeZone, removedFrom(draft)));
  return [saying(words.draftRemoved, { day: { day } })];
};

/** As nothing else was written in it, it is called like its flow. */
const isNameOf = ({ zh, en }: Text, title: string): boolean => title === zh || title === en;

async function draftRow(ctx: Context, draft: RequestDraft): Promise<ListRow> {
  const { id, title, updatedAt } = draft;
  const name = (await findLatestFlow(ctx.tx, draft.flowKey))?.definition.name;
  return {
    title,
    details: [
      ...(name && !isNameOf(name, title) ? [name] : []),
      saying(words.draftSaved, { at: { at: updatedAt.toISOString() } }),
      ...removal(draft, ctx),
    ],
    press: { do: 'request.openDraft', input: { id } },
  };
}

export const listMyDrafts = useCase(
  z.object({ page: z.int().positive().default(1) }),
  async (ctx, { page: wanted }) => {
    const { tx, actor } = ctx;
    const total = await countDrafts(tx, actor.id);
    const pages = Math.max(1, Math.ceil(total / PAGE_SIZE));
    const page = Math.min(wanted, pages);
    const drafts = await listDrafts(tx, actor.id, PAGE_SIZE, (page - 1) * PAGE_SIZE);
    return card({
      kind: 'list',
      title: saying(words.draftsTitle),
      rows: await Promise.all(drafts.map((draft) => draftRow(ctx, draft))),
      empty: saying(words.draftsNone),
      page,
      pages,
      total,
      turn: { do: 'request.drafts', input: {} },
    });
  },
);
