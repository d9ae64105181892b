import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Json } from '../../../models/view-parts.js';
import { BadBody, parseJson } from '../body.js';
import type { Ask, Incoming, PlatformUser } from '../platform.js';
import {
  type Actions,
  actionsSchema,
  carried,
  commandSchema,
  type Event,
  eventSchema,
  type Flag,
  formMetadata,
  globalShortcutSchema,
  type MessageShortcut,
  messageShortcutSchema,
  modalMetadata,
  type Origin,
  type State,
  submissionSchema,
} from './payloads.js';
import { mentionAway, typed } from './typed.js';

/** Where it was asked, and so how it is answered (`answer.ts`). */
export type Place =
  | {
      readonly type: 'command';
      readonly triggerId: string;
      readonly responseUrl: string;
      readonly line: string;
    }
  | {
      readonly type: 'message';
      readonly triggerId: string;
      readonly responseUrl: string;
      readonly isEphemeral: boolean;
    }
  | {
      readonly type: 'modal';
      readonly triggerId: string;
      readonly viewId: string;
      readonly fromHome: boolean;
    }
  | { readonly type: 'home'; readonly triggerId: string }
  | {
      readonly type: 'form';
      readonly viewId: string;
      readonly fields: readonly string[];
      readonly fromHome: boolean;
    }
  | { readonly type: 'shortcut'; readonly triggerId: string; readonly responseUrl: string | undefined }
  | {
      readonly type: 'conversation';
      readonly channel: string;
      readonly threadTs: string | undefined;
      /** In a channel others listen: the answer is for the one who asked. */
      readonly isShared: boolean;
      readonly line: string;
    }
  | { readonly type: 'homeOpened' };

export type Decoded =
  | { readonly type: 'ask'; readonly incoming: Incoming; readonly place: Place }
  | { readonly type: 'challenge'; readonly challenge: string }
  /** The app was removed from the workspace, or its bot token was taken back. */
  | { readonly type: 'removed'; readonly workspaceId: string; readonly at: Date }
  /** Slack delivers more than 30,000 events an hour and leaves the rest out. */
  | { readonly type: 'flooded' }
  | { readonly type: 'ignored' };

const ignored: Decoded = { type: 'ignored' };

/** Of 190, as the drawing of a Home tab adds a little to the key of what made it stale. */
const MAX_KEY = 180;
const MAX_NOTE = 3000;

type Input = { readonly [key: string]: Json };

const metadataOf = <T>(schema: z.ZodType<T>, text: string): T | undefined =>
  schema.safeParse(isJson(text) ? parseJson(text) : undefined).data;

const isYes = (value: Flag): boolean => value === true || value === 'true';

/** On an installation for a whole Enterprise Grid the organisation is the workspace. */
const slackUser = (
  userId: string,
  teamId: string | null | undefined,
  enterpriseId: string | null | undefined,
  isEnterprise: Flag,
): PlatformUser => ({
  platform: 'slack',
  workspaceId: (isYes(isEnterprise) ? enterpriseId : teamId) ?? teamId ?? enterpriseId ?? '',
  userId,
});

const originOf = ({ user, team, enterprise, is_enterprise_install }: Origin): PlatformUser =>
  slackUser(user.id, team?.id, enterprise?.id, is_enterprise_install);

const keyOf = (who: PlatformUser, ...parts: readonly string[]): string => {
  const key = ['slack', who.workspaceId, ...parts].join(':');
  return key.length <= MAX_KEY ? key : `slack:${digest(key)}`;
};

const digest = (text: string): string => createHash('sha256').update(text).digest('base64url');

const asked = (
  who: PlatformUser,
  key: string,
  ask: Ask,
  place: Place,
  { repeat = false, channelId = '' } = {},
): Decoded => ({
  type: 'ask',
  incoming: { who, key, repeat, ask, ...channelIn(who, channelId) },
  place,
});

/** A conversation of several people; one of a single person with the app has a `D`. */
const channelIn = ({ workspaceId }: PlatformUser, channelId: string): Pick<Incoming, 'channel'> =>
  /^[CG]/.test(channelId) ? { channel: { platform: 'slack', workspaceId, channelId } } : {};

/** `#2` tells the second button of a name from the first, as Slack wants ids that differ. */
const nameOf = (slackId: string): string => slackId.replace(/#\d+$/, '');

/** Where another app has the name of a command already, ours may be installed as `/dd-deal`. */
const commandLine = (command: string, text: string): string =>
  `${command.replace(/^\/dd-/, '/')} ${typed(text)}`.trim();

/** @see https://docs.slack.dev/interactivity/implementing-slash-commands */
const decodeCommand = (payload: unknown): Decoded => {
  const { success, data } = commandSchema.safeParse(payload);
  if (!success) throw new BadBody(400, 'This is neither a command nor an interaction.');

  const who = slackUser(data.user_id, data.team_id, data.enterprise_id, data.is_enterprise_install);
  const line = commandLine(data.command, data.text);
  return asked(
    who,
    keyOf(who, data.trigger_id),
    { kind: 'command', text: line },
    { type: 'command', triggerId: data.trigger_id, responseUrl: data.response_url, line },
    { channelId: data.channel_id },
  );
};

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
    const fromHome = metadataOf(modalMetadata, data.view.private_metadata)?.home ?? false;
    return { type: 'modal', triggerId, viewId: data.view.id, fromHome };
  }
  return {
    type: 'message',
    triggerId,
    responseUrl: data.response_url ?? '',
    isEphemeral: isYes(data.container.is_ephemeral),
  };
};

/** @see https://docs.slack.dev/reference/interaction-payloads/block_actions-payload */
const decodeActions = (payload: unknown): Decoded => {
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
const decodeSubmission = (payload: unknown): Decoded => {
  const { view, ...from } = read(submissionSchema, payload);
  const metadata = metadataOf(formMetadata, view.private_metadata);
  if (!metadata) return ignored;

  const who = originOf(from);
  const { form, context, home: fromHome } = metadata;
  const values = valuesOf(view.state);
  return asked(
    who,
    keyOf(who, view.id, view.hash, digest(JSON.stringify(values)).slice(0, 16)),
    { kind: 'submit', form, values, context },
    { type: 'form', viewId: view.id, fields: Object.keys(view.state.values), fromHome },
  );
};

/** Our shortcuts by `callback_id`, as the manifest names them, and the press that each stands for. */
const globalShortcuts: Readonly<Record<string, string>> = { deal_new: 'deal.newForm' };
const messageShortcuts: Readonly<Record<string, string>> = { note_from_message: 'deal.noteFromMessage' };

const own = (table: Readonly<Record<string, string>>, name: string): string | undefined =>
  Object.hasOwn(table, name) ? table[name] : undefined;

const decodeGlobalShortcut = (payload: unknown): Decoded => {
  const data = read(globalShortcutSchema, payload);
  const who = originOf(data);
  const press = own(globalShortcuts, data.callback_id);
  if (!press) return ignored;
  return asked(
    who,
    keyOf(who, data.trigger_id),
    { kind: 'press', do: press, input: {} },
    { type: 'shortcut', triggerId: data.trigger_id, responseUrl: undefined },
  );
};

const decodeMessageShortcut = (payload: unknown): Decoded => {
  const data = read(messageShortcutSchema, payload);
  const who = originOf(data);
  const press = own(messageShortcuts, data.callback_id);
  if (!press) return ignored;
  return asked(
    who,
    keyOf(who, data.trigger_id),
    { kind: 'press', do: press, input: messageFacts(data) },
    { type: 'shortcut', triggerId: data.trigger_id, responseUrl: data.response_url },
  );
};

const messageFacts = ({ team, channel, message }: MessageShortcut): Input => ({
  text: typed(message.text).slice(0, MAX_NOTE),
  author: message.user ?? message.username ?? '',
  channel: channel.id,
  channelName: channel.name ?? '',
  ts: message.ts,
  permalink: team?.domain
    ? `https://${team.domain}.slack.com/archives/${channel.id}/p${message.ts.replace('.', '')}`
    : '',
});

const installationOf = ({
  authorizations,
  context_team_id,
  team_id,
  enterprise_id,
  event,
}: Event): PlatformUser => {
  const installed = authorizations?.[0];
  return slackUser(
    event.user ?? '',
    context_team_id ?? installed?.team_id ?? team_id,
    installed?.enterprise_id ?? enterprise_id,
    installed?.is_enterprise_install,
  );
};

type EventDecoder = (data: Event, repeat: boolean) => Decoded;

const conversation: EventDecoder = (data, repeat) => {
  const { event, authorizations, event_id } = data;
  if (!event.user || event.bot_id || event.subtype) return ignored;

  const who = installationOf(data);
  const line = typed(mentionAway(event.text, authorizations?.[0]?.user_id));
  return asked(
    who,
    keyOf(who, event_id),
    { kind: 'command', text: line },
    {
      type: 'conversation',
      channel: event.channel,
      threadTs: event.thread_ts,
      isShared: event.type === 'app_mention',
      line,
    },
    { repeat, channelId: event.channel },
  );
};

const homeOpened: EventDecoder = (data, repeat) => {
  if (data.event.tab !== 'home' || !data.event.user) return ignored;
  const who = installationOf(data);
  return asked(
    who,
    keyOf(who, data.event_id),
    { kind: 'press', do: 'todo.home', input: {} },
    { type: 'homeOpened' },
    { repeat },
  );
};

const removed: EventDecoder = (data) => ({
  type: 'removed',
  workspaceId: installationOf(data).workspaceId,
  at: new Date(data.event_time * 1000),
});

/** @see https://docs.slack.dev/reference/events */
const events: Readonly<Record<string, EventDecoder>> = {
  app_mention: conversation,
  message: (data, repeat) => (data.event.channel_type === 'im' ? conversation(data, repeat) : ignored),
  app_home_opened: homeOpened,
  app_uninstalled: removed,
  // It names people: those under `oauth` took back their own tokens, which Dealdesk does not have.
  tokens_revoked: (data, repeat) => (data.event.tokens?.bot?.length ? removed(data, repeat) : ignored),
};

const decodeEvent = (payload: unknown, repeat: boolean): Decoded => {
  const data = read(eventSchema, payload);
  const decoder = Object.hasOwn(events, data.event.type) ? events[data.event.type] : undefined;
  return decoder ? decoder(data, repeat) : ignored;
};

const decodeChallenge = (payload: unknown): Decoded => ({
  type: 'challenge',
  challenge: read(z.object({ challenge: z.string() }), payload).challenge,
});

const kinds: Readonly<Record<string, (payload: unknown, repeat: boolean) => Decoded>> = {
  url_verification: decodeChallenge,
  event_callback: decodeEvent,
  app_rate_limited: () => ({ type: 'flooded' }),
  block_actions: decodeActions,
  view_submission: decodeSubmission,
  shortcut: decodeGlobalShortcut,
  message_action: decodeMessageShortcut,
};

/**
 * Theirs → ours. Only a command has no `type`.
 * @param repeat  Slack says that it delivered this before
 * @throws BadBody 400 for a shape that Slack does not send
 */
export const decode = (payload: unknown, repeat: boolean): Decoded => {
  const type = (payload as { readonly type?: unknown } | null)?.type;
  if (typeof type !== 'string') return decodeCommand(payload);
  return Object.hasOwn(kinds, type) ? (kinds[type]?.(payload, repeat) ?? ignored) : ignored;
};

const read = <T>(schema: z.ZodType<T>, payload: unknown): T => {
  const { success, data, error } = schema.safeParse(payload);
  if (!success) throw new BadBody(400, `Slack sends nothing of this shape: ${z.prettifyError(error)}`);
  return data;
};
