import type { z } from 'zod';
import { digest } from '../../../handlers/hash.js';
import type { Json } from '../../../models/view-parts.js';
import { own } from '../../own.js';
import { parseJson } from '../body.js';
import type { Ask, PlatformUser } from '../platform.js';
import { asked, type Decoded, ignored, isYes, keyOf, type Place, read, slackUser } from './decoded.js';
import { isAnswerBlock } from './encode.js';
import {
  type Actions,
  actionsSchema,
  carried,
  formMetadata,
  globalShortcutSchema,
  type MessageShortcut,
  messageShortcutSchema,
  modalMetadata,
  type Origin,
  type State,
  submissionSchema,
} from './payloads.js';
import { typed } from './typed.js';

const MAX_NOTE = 3000;

type Input = { readonly [key: string]: Json };

const metadataOf = <T>(schema: z.ZodType<T>, text: string): T | undefined =>
  schema.safeParse(isJson(text) ? parseJson(text) : undefined).data;

const originOf = ({ user, team, enterprise, is_enterprise_install }: Origin): PlatformUser =>
  slackUser(user.id, team?.id, enterprise?.id, is_enterprise_install);

/** `#2` tells the second button of a name from the first, as Slack wants ids that differ. */
const nameOf = (slackId: string): string => slackId.replace(/#\d+$/, '');

const valuesOf = (state: State | undefined): { [field: string]: string } =>
  Object.fromEntries(
    Object.entries(state?.values ?? {}).map(([field, elements]) => {
      const element = Object.values(elements)[0];
      const value = element?.value ?? element?.selected_date ?? element?.selected_option?.value ?? '';
      return [nameOf(field), value];
    }),
  );

/** A press that Dealdesk's own cards never make (a link, another app's button) means nothing here. */
const pressed = ({ actions, state, view }: Actions): Ask | undefined => {
  const action = actions[0];
  const text = action?.value ?? action?.selected_option?.value;
  if (!action || text === undefined) return undefined;

  const { success, data } = carried.safeParse(isJson(text) ? parseJson(text) : undefined);
  if (!success) return action.selected_option ? chosen(action.action_id, text) : undefined;
  if ('submit' in data)
    return {
      kind: 'submit',
      form: data.submit,
      values: valuesOf(state ?? view?.state),
      context: data.context,
    };
  return data.do === RUN_COMMAND
    ? { kind: 'command', text: String(data.input.line ?? '') }
    : { kind: 'press', do: data.do, input: data.input };
};

/** A button that runs a typed line again, for which Slack then opens a form. */
export const RUN_COMMAND = 'slack.command';

const isJson = (text: string): boolean => text.startsWith('{');

/** A menu is named after its press, and each choice is a value for it. */
const chosen = (actionId: string, value: string): Ask => ({
  kind: 'press',
  do: nameOf(actionId),
  input: { value },
});

const actionPlace = (data: Actions): Place => {
  const triggerId = data.trigger_id;
  if (data.view?.type === 'home') return { type: 'home', triggerId };
  if (data.view) {
    const origin = metadataOf(modalMetadata, data.view.private_metadata) ?? {};
    return { type: 'modal', triggerId, viewId: data.view.id, origin };
  }
  return {
    type: 'message',
    triggerId,
    responseUrl: data.response_url ?? '',
    isAnswer: isYes(data.container.is_ephemeral) || isAnswerBlock(data.actions[0]?.block_id ?? ''),
  };
};

/** @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
export const decodeActions = (payload: unknown): Decoded => {
  const data = read(actionsSchema, payload);
  const who = originOf(data);
  const ask = pressed(data);
  return ask ? asked(who, keyOf(who, data.trigger_id), ask, actionPlace(data)) : ignored;
};

/**
 * A form sent twice by a double click is the same form with the same values; after a correction it is another one,
 * though Slack gives it the same view and hash.
 * @see https://docs.slack.dev/reference/interaction-payloads/view-interactions-payload
 */
export const decodeSubmission = (payload: unknown): Decoded => {
  const { view, ...from } = read(submissionSchema, payload);
  const metadata = metadataOf(formMetadata, view.private_metadata);
  if (!metadata) return ignored;

  const who = originOf(from);
  const { form, context, ...origin } = metadata;
  const values = valuesOf(view.state);
  return asked(
    who,
    keyOf(who, view.id, view.hash, digest(JSON.stringify(values)).slice(0, 16)),
    { kind: 'submit', form, values, context },
    {
      type: 'form',
      viewId: view.id,
      fields: Object.keys(view.state.values),
      origin,
      beneath: view.previous_view_id ?? undefined,
    },
  );
};

/** Our shortcuts by `callback_id`, as the manifest names them, and the press that each stands for. */
const globalShortcuts: Readonly<Record<string, string>> = { deal_new: 'deal.newForm' };
const messageShortcuts: Readonly<Record<string, string>> = { note_from_message: 'deal.noteFromMessage' };

/** @param responseUrl where Slack gives one: for what was done on a message */
const shortcut = (
  presses: Readonly<Record<string, string>>,
  data: Pick<MessageShortcut, keyof Origin | 'callback_id' | 'trigger_id'>,
  input: Input = {},
  responseUrl?: string,
): Decoded => {
  const { callback_id: name, trigger_id: triggerId } = data;
  const press = own(presses, name);
  if (!press) return ignored;
  const who = originOf(data);
  const ask: Ask = { kind: 'press', do: press, input };
  return asked(who, keyOf(who, triggerId), ask, { type: 'shortcut', triggerId, responseUrl });
};

export const decodeGlobalShortcut = (payload: unknown): Decoded =>
  shortcut(globalShortcuts, read(globalShortcutSchema, payload));

export const decodeMessageShortcut = (payload: unknown): Decoded => {
  const data = read(messageShortcutSchema, payload);
  return shortcut(messageShortcuts, data, messageFacts(data.message), data.response_url);
};

const messageFacts = ({ text, user = '', username = '' }: MessageShortcut['message']): Input => ({
  text: typed(text).slice(0, MAX_NOTE),
  author: username,
  authorId: user,
});
