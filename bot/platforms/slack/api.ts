import { setTimeout as sleep } from 'node:timers/promises';
import type { HomeView, ModalView } from '@slack/types';
import type { Log } from '../log.js';
import type { CardRef, PlatformUser, Profile } from '../platform.js';
import { shortMemory } from '../work.js';
import { asked, type Clients } from './client.js';
import type { Message } from './encode.js';
import { isTooMany, rateLimited, refusal, refusesToken, SlackError } from './errors.js';
import { workspacePace } from './pace.js';
import { type Member, profileOf } from './people.js';
import { callMethod, postResponse, type SlackAnswer } from './send.js';
import type { Tokens } from './tokens.js';

export const TIME_LIMIT_MS = 8000;
const RESPONSE_TIME_LIMIT_MS = 3000;
const MAX_DOUBTS = 1000;
const HISTORY_LENGTH = 15;
/** Of at most a thousand; twenty such pages a minute are taken. */
const MEMBERS_AT_ONCE = 500;
const MAX_PAUSES = 5;
const STOPPING_S = 1;

interface Needs {
  readonly apiUrl: string;
  readonly tokens: Tokens;
  readonly clients: Clients;
  readonly log: Log;
}

/** An answer in a conversation, where the person is or for that person alone. */
export interface Reply {
  readonly channel: string;
  readonly threadTs: string | undefined;
  /** Only this person sees it. */
  readonly onlyFor: string | undefined;
}

export type SlackApi = ReturnType<typeof slackApi>;

/** The calls out. All of them throw `SlackError`, except `respond`, which says what went wrong. */
export const slackApi = ({ apiUrl, tokens, clients, log }: Needs) => {
  /** Until when Slack wants no more of a kind of call, by that kind. */
  const closedUntilMs = new Map<string, number>();
  const pace = workspacePace();
  /** Cards of which nobody knows whether Slack has them. */
  const doubts = shortMemory(MAX_DOUBTS);

  const staysOut = (lane: string, method: string): void => {
    const waitMs = (closedUntilMs.get(lane) ?? 0) - Date.now();
    if (waitMs > 0) throw rateLimited(method, waitMs / 1000);
    closedUntilMs.delete(lane);
  };

  const learn = (error: unknown, workspaceId: string, lane: string): void => {
    if (refusesToken(error)) tokens.forget(workspaceId);
    if (isTooMany(error)) closedUntilMs.set(lane, Date.now() + error.retryAfterMs);
  };

  /** @param subject  what the limit is counted by besides workspace and method, such as the channel */
  const guarded = async <T>(
    workspaceId: string,
    method: string,
    subject: string,
    call: (token: string) => Promise<T>,
  ): Promise<T> => {
    const lane = [workspaceId, method, subject].join(' ');
    staysOut(lane, method);
    try {
      return await call(await tokens.of(workspaceId));
    } catch (error) {
      learn(error, workspaceId, lane);
      throw error;
    }
  };

  const send = (
    workspaceId: string,
    method: string,
    args: object,
    { subject = '', timeLimitMs = TIME_LIMIT_MS } = {},
  ): Promise<SlackAnswer> =>
    guarded(workspaceId, method, subject, (token) => callMethod(apiUrl, token, method, args, timeLimitMs));

  const look = <T>(
    workspaceId: string,
    method: string,
    call: (client: Awaited<ReturnType<Clients['of']>>) => Promise<T>,
  ): Promise<T> =>
    guarded(workspaceId, method, '', async (token) => {
      const client = await clients.of(token);
      return asked(method, () => call(client));
    });

  /** The card may have been posted although we heard nothing: it carries its key, so a look into the channel tells. */
  const posted = async (to: PlatformUser, key: string): Promise<CardRef | undefined> => {
    const { workspaceId, userId } = to;
    // https://docs.slack.dev/reference/methods/conversations.open
    const { channel } = await look(workspaceId, 'conversations.open', (client) =>
      client.conversations.open({ users: userId }),
    );
    const id = channel?.id ?? '';
    // https://docs.slack.dev/reference/methods/conversations.history
    const { messages = [] } = await look(workspaceId, 'conversations.history', (client) =>
      client.conversations.history({ channel: id, limit: HISTORY_LENGTH, include_all_metadata: true }),
    );
    const found = messages.find(({ metadata }) => (metadata?.event_payload as { key?: string })?.key === key);
    return found?.ts ? { workspaceId, channel: id, ts: found.ts } : undefined;
  };

  const postedBefore = async (to: PlatformUser, key: string): Promise<CardRef | undefined> => {
    try {
      return await posted(to, key);
    } catch (error) {
      log.warn({ key, workspaceId: to.workspaceId, err: error }, 'slack: this card may appear twice');
      return undefined;
    }
  };

  /** In the workspace's turn, as its conversations have a limit in common. */
  const inTurn = async <T>(workspaceId: string, channel: string, call: () => Promise<T>): Promise<T> => {
    const leftAtMs = await pace.turn(workspaceId);
    if (leftAtMs === undefined) throw rateLimited('chat.postMessage', STOPPING_S);
    try {
      return await call();
    } catch (error) {
      if (isTooMany(error)) pace.refused(workspaceId, channel, leftAtMs);
      throw error;
    }
  };

  // https://docs.slack.dev/reference/methods/chat.postMessage
  const postNew = async (
    { workspaceId, userId }: PlatformUser,
    message: Message,
    key: string,
  ): Promise<CardRef> => {
    const method = 'chat.postMessage';
    const args = {
      channel: userId,
      ...message,
      metadata: { event_type: 'dealdesk_card', event_payload: { key } },
      unfurl_links: false,
      unfurl_media: false,
    };
    const { channel = userId, ts = '' } = await guarded(workspaceId, method, userId, (token) =>
      inTurn(workspaceId, userId, () => callMethod(apiUrl, token, method, args, TIME_LIMIT_MS)),
    );
    return { workspaceId, channel, ts };
  };

  const openView = (
    workspaceId: string,
    triggerId: string,
    view: ModalView,
    timeLimitMs?: number,
  ): Promise<unknown> =>
    send(workspaceId, 'views.open', { trigger_id: triggerId, view }, timeLimitMs ? { timeLimitMs } : {});

  const userInfo = async (user: PlatformUser): Promise<Member> => {
    // https://docs.slack.dev/reference/methods/users.info
    const { user: member } = await look(user.workspaceId, 'users.info', (client) =>
      client.users.info({ user: user.userId, include_locale: true }),
    );
    return (member ?? {}) as Member;
  };

  /** @throws SlackError */
  const lookupByEmail = async (workspaceId: string, email: string): Promise<Member | undefined> => {
    try {
      // https://docs.slack.dev/reference/methods/users.lookupByEmail
      const { user } = await look(workspaceId, 'users.lookupByEmail', (client) =>
        client.users.lookupByEmail({ email }),
      );
      return user as Member | undefined;
    } catch (error) {
      if (error instanceof SlackError && error.code === 'users_not_found') return undefined;
      throw error;
    }
  };

  /** Waits as long as Slack says, as nobody waits for this: a part of a list is no list. */
  const patiently = async <T>(call: () => Promise<T>, pauses = 0): Promise<T> => {
    try {
      return await call();
    } catch (error) {
      const waitMs = error instanceof SlackError ? error.retryAfterMs : undefined;
      if (waitMs === undefined || pauses >= MAX_PAUSES) throw error;
      await sleep(waitMs);
      return patiently(call, pauses + 1);
    }
  };

  /** @param teamId  which team of an organisation's installation */
  const membersOf = async (workspaceId: string, teamId?: string, cursor = ''): Promise<Member[]> => {
    // https://docs.slack.dev/reference/methods/users.list
    const { members, response_metadata: more } = await patiently(() =>
      look(workspaceId, 'users.list', (client) =>
        client.users.list({
          limit: MEMBERS_AT_ONCE,
          ...(cursor && { cursor }),
          ...(teamId && { team_id: teamId }),
        }),
      ),
    );
    if (!members) throw refusal('users.list', 'no_members');
    const next = more?.next_cursor ?? '';
    const rest = next ? await membersOf(workspaceId, teamId, next) : [];
    return [...(members as readonly Member[]), ...rest];
  };

  /** An installation on a whole organisation has teams. */
  const teamsOf = async (workspaceId: string): Promise<readonly (string | undefined)[]> => {
    if (!workspaceId.startsWith('E')) return [undefined];
    // https://docs.slack.dev/reference/methods/auth.teams.list
    const { teams = [] } = await look(workspaceId, 'auth.teams.list', (client) => client.auth.teams.list());
    return teams.map(({ id }) => id);
  };

  return {
    /** Everybody in a workspace, bots and guests and leavers as well. */
    members: async (workspaceId: string): Promise<readonly Member[]> => {
      const byId = new Map<string | undefined, Member>();
      for (const teamId of await teamsOf(workspaceId))
        for (const member of await membersOf(workspaceId, teamId)) byId.set(member.id, member);
      return [...byId.values()];
    },

    post: async (to: PlatformUser, message: Message, key: string, mayBeThere = false): Promise<CardRef> => {
      const before = mayBeThere || doubts.has(key) ? await postedBefore(to, key) : undefined;
      try {
        const ref = before ?? (await postNew(to, message, key));
        doubts.forget(key);
        return ref;
      } catch (error) {
        if (error instanceof SlackError && error.isOutcomeUnknown) doubts.remember(key);
        throw error;
      }
    },

    /** Text and blocks always go together: a text alone takes the blocks away. */
    update: async (workspaceId: string, channel: string, ts: string, message: Message): Promise<void> => {
      // https://docs.slack.dev/reference/methods/chat.update
      await send(workspaceId, 'chat.update', { channel, ts, ...message });
    },

    reply: async (
      workspaceId: string,
      { channel, threadTs, onlyFor }: Reply,
      message: Message,
    ): Promise<void> => {
      const where = { channel, ...(threadTs && { thread_ts: threadTs }), ...message };
      // https://docs.slack.dev/reference/methods/chat.postEphemeral
      if (onlyFor) await send(workspaceId, 'chat.postEphemeral', { ...where, user: onlyFor });
      else
        await send(workspaceId, 'chat.postMessage', { ...where, unfurl_links: false }, { subject: channel });
    },

    /** A trigger that was used before has opened its view: another delivery of the same press was faster. */
    openView: async (...args: Parameters<typeof openView>): Promise<void> => {
      // https://docs.slack.dev/reference/methods/views.open
      await openView(...args).catch((error) => {
        if (!(error instanceof SlackError && USED_TRIGGERS.has(error.code))) throw error;
      });
    },

    pushView: async (workspaceId: string, triggerId: string, view: ModalView): Promise<void> => {
      // https://docs.slack.dev/reference/methods/views.push
      await send(workspaceId, 'views.push', { trigger_id: triggerId, view });
    },

    updateView: async (workspaceId: string, viewId: string, view: ModalView): Promise<void> => {
      // https://docs.slack.dev/reference/methods/views.update
      await send(workspaceId, 'views.update', { view_id: viewId, view });
    },

    publishHome: async ({ workspaceId, userId }: PlatformUser, view: HomeView): Promise<void> => {
      // https://docs.slack.dev/reference/methods/views.publish
      await send(workspaceId, 'views.publish', { user_id: userId, view });
    },

    respond: async (responseUrl: string, message: object): Promise<void> => {
      const trouble = await postResponse(responseUrl, message, RESPONSE_TIME_LIMIT_MS);
      if (trouble) log.warn({ trouble }, 'slack: an answer did not arrive');
    },

    /** No card waits for its turn any more. */
    stop: (): void => pace.stop(),

    profile: async (user: PlatformUser): Promise<Profile> =>
      profileOf(await userInfo(user), user.workspaceId),

    findByEmail: async (email: string): Promise<PlatformUser | undefined> => {
      for (const workspaceId of await tokens.workspaces()) {
        const member = await lookupByEmail(workspaceId, email);
        if (member?.id && profileOf(member, workspaceId).email)
          return { platform: 'slack', workspaceId, userId: member.id };
      }
      return undefined;
    },
  };
};

/** The documentation and the guides have different names for it. */
const USED_TRIGGERS = new Set(['exchanged_trigger_id', 'trigger_exchanged']);

/** Slack's own words for a card's place, as kept in `shown_cards.ref`. */
export const placeOf = (ref: CardRef): { workspaceId: string; channel: string; ts: string } => ({
  workspaceId: String(ref.workspaceId),
  channel: String(ref.channel),
  ts: String(ref.ts),
});
