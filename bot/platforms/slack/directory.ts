import { setTimeout as sleep } from 'node:timers/promises';
import type { DirectoryReading } from '../../../models/directory.js';
import type { PlatformUser, Profile } from '../platform.js';
import type { Caller } from './caller.js';
import { refusal, SlackError } from './errors.js';
import { type Member, profileOf, staffOf } from './people.js';
import type { Tokens } from './tokens.js';

/** Of at most a thousand; twenty pages of members a minute are taken. */
const AT_ONCE = 500;
/** A directory of half a million. */
const MOST_PAGES = 1_000;
const MAX_PAUSES = 5;

interface Page<T> {
  readonly items: readonly T[] | undefined;
  readonly response_metadata?: { readonly next_cursor?: string };
}

interface Needs {
  readonly caller: Pick<Caller, 'look'>;
  readonly tokens: Pick<Tokens, 'workspaces'>;
}

/** Who is in a workspace. */
export const slackDirectory = ({ caller: { look }, tokens }: Needs) => {
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

  /** @throws SlackError rather than give a part, and where one page leads to the next without end */
  const everyPage = async <T>(
    method: string,
    read: (from: { readonly cursor?: string }) => Promise<Page<T>>,
  ): Promise<readonly T[]> => {
    const all: T[] = [];
    let cursor = '';
    for (let page = 0; page < MOST_PAGES; page += 1) {
      const { items, response_metadata: more } = await patiently(() => read(cursor ? { cursor } : {}));
      if (!items) throw refusal(method, 'no_items');
      all.push(...items);
      cursor = more?.next_cursor ?? '';
      if (!cursor) return all;
    }
    throw refusal(method, 'endless');
  };

  /** @param teamId  which team of an organisation's installation */
  const membersOf = (workspaceId: string, teamId?: string): Promise<readonly Member[]> =>
    // https://docs.slack.dev/reference/methods/users.list
    everyPage('users.list', async (from) => {
      const { members, ...rest } = await look(workspaceId, 'users.list', (client) =>
        client.users.list({ limit: AT_ONCE, ...from, ...(teamId && { team_id: teamId }) }),
      );
      return { ...rest, items: members as readonly Member[] | undefined };
    });

  /** An installation on a whole organisation has teams. */
  const teamsOf = async (workspaceId: string): Promise<readonly (string | undefined)[]> => {
    if (!workspaceId.startsWith('E')) return [undefined];
    // https://docs.slack.dev/reference/methods/auth.teams.list
    const teams = await everyPage('auth.teams.list', async (from) => {
      const { teams: items, ...rest } = await look(workspaceId, 'auth.teams.list', (client) =>
        client.auth.teams.list({ limit: AT_ONCE, ...from }),
      );
      return { ...rest, items };
    });
    return teams.map(({ id }) => id);
  };

  /** Bots and guests and leavers as well. */
  const everybody = async (workspaceId: string): Promise<readonly Member[]> => {
    const byId = new Map<string | undefined, Member>();
    for (const teamId of await teamsOf(workspaceId))
      for (const member of await membersOf(workspaceId, teamId)) byId.set(member.id, member);
    return [...byId.values()];
  };

  return {
    read: async (): Promise<DirectoryReading> => {
      const workspaceIds = await tokens.workspaces();
      const lists = workspaceIds.map(async (id) => staffOf(await everybody(id), id));
      return { departments: [], members: (await Promise.all(lists)).flat() };
    },

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
