import { own } from '../../own.js';
import type { PlatformUser } from '../platform.js';
import { asked, type Decoded, ignored, keyOf, read, slackUser } from './decoded.js';
import { type Event, eventSchema } from './payloads.js';
import { mentionAway, typed } from './typed.js';

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

export const decodeEvent = (payload: unknown, repeat: boolean): Decoded => {
  const data = read(eventSchema, payload);
  return own(events, data.event.type)?.(data, repeat) ?? ignored;
};
