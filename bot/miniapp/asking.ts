/** How a request of a page becomes what the router takes, and its answer a response. */
import { randomUUID } from 'node:crypto';
import type { Context } from 'koa';
import type { z } from 'zod';
import { digest } from '../../handlers/hash.js';
import type { Answer, Undone } from '../../models/answer.js';
import type { Reader } from '../../models/text.js';
import type { View } from '../../models/views.js';
import { jsonOf } from '../platforms/body.js';
import type { Ask, Incoming, Outcome, PlatformUser, Press } from '../platforms/platform.js';
import { Denied } from './denied.js';
import { type FormKey, formToken } from './form-link.js';
import type { Answered, Links } from './protocol.js';

/** @param key made by the page: the person is part of what it becomes, so that nobody can be given another's answer */
export const toIncoming = (who: PlatformUser, key: string, ask: Ask): Incoming => ({
  who,
  key: `app:${digest(JSON.stringify([who.platform, who.workspaceId, who.userId]))}:${key}`,
  repeat: false,
  surface: 'miniapp',
  ask,
});

/** For what a page only shows, however often it asks. */
export const toLook = (who: PlatformUser, { do: name, input }: Press): Incoming => ({
  ...toIncoming(who, randomUUID(), { kind: 'press', do: name, input }),
  isLook: true,
});

/** A form is named by the event that was answered with it: sent as often as it takes, accepted once. */
export const toSubmission = (who: PlatformUser, formKey: string, ask: Ask): Incoming => ({
  who,
  key: submissionKey(formKey),
  repeat: false,
  untilDone: true,
  surface: 'miniapp',
  ask,
});

export const submissionKey = (formKey: string): string => `form:${digest(formKey)}`;

const statuses: Readonly<Record<Undone, number>> = { refused: 409, later: 503, unsure: 503, bug: 500 };

/** @throws Denied for an answer that nothing was done; `refused` is the status of an expected no */
export const done = (answer: Answer, refused = statuses.refused): Answer => {
  if (answer.type !== 'words' || !answer.undone) return answer;
  throw new Denied(answer.undone === 'refused' ? refused : statuses[answer.undone], answer.words);
};

const MAX_BODY_BYTES = 200_000;

/** What the page sends. @throws BadBody */
export const requestOf = <T>(ctx: Context, schema: z.ZodType<T>): Promise<T> =>
  jsonOf(ctx, schema, MAX_BODY_BYTES);

const filesOf = (view: View): readonly string[] => {
  if (view.kind === 'deal') return view.contract ? [view.contract.path] : [];
  if (view.kind === 'approval') return view.document ? [view.document.path] : [];
  return [];
};

export const linksOf = (answer: Answer, { link }: Reader): Links =>
  answer.type === 'view' ? Object.fromEntries(filesOf(answer.view).map((path) => [path, link(path)])) : {};

/** @throws Denied, as `done` does */
export const answered = (
  secret: string,
  { answer, reader }: Outcome,
  asked: FormKey,
  refused?: number,
): Answered => ({
  answer: done(answer, refused),
  links: linksOf(answer, reader),
  ...(answer.type === 'form' && { form: formToken(secret, asked) }),
});
