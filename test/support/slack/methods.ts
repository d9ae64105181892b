/** The methods of the Web API that Dealdesk calls, with the rules that Slack keeps. */
import { messageProblems, viewProblems } from './rules.js';
import {
  type Content,
  type FakeMessage,
  type FakeUser,
  type FakeView,
  type Metadata,
  Refused,
  type Workspace,
  type World,
} from './world.js';

export type Args = Readonly<Record<string, unknown>>;
type Method = (world: World, args: Args, workspace: Workspace) => object;

const TRIGGER_LIFE_MS = 3000;
const CODE_LIFE_MS = 10 * 60_000;
const TOKEN_LIFE_S = 43_200;
const MAX_STACK = 3;
const MAX_TEXT = 40_000;
const MAX_UPDATE_TEXT = 4000;

export const string = (value: unknown): string => (typeof value === 'string' ? value : '');

const refuse = (code: string, messages?: readonly string[]): never => {
  throw new Refused(code, messages ? { response_metadata: { messages } } : {});
};

/** In forms, what is no string is JSON. */
const structure = (value: unknown, error: string): unknown => {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value);
  } catch {
    return refuse(error);
  }
};

const userOf = ({ users }: World, id: string): FakeUser => users.get(id) ?? refuse('user_not_found');

export const dm = (userId: string): string => `D${userId}`;

/** A user id opens the conversation with that person. */
const channelFor = (world: World, channel: string): string => {
  if (/^[UW]/.test(channel)) return userOf(world, channel).deleted ? refuse('user_disabled') : dm(channel);
  const isKnown = channel.startsWith('D') ? world.users.has(channel.slice(1)) : /^[CG]/.test(channel);
  return isKnown ? channel : refuse('channel_not_found');
};

/** @throws Refused as Slack does, with a pointer to each wrong block */
export const contentOf = (args: Args): Content => {
  const text = string(args.text).slice(0, MAX_TEXT);
  const blocks = structure(args.blocks, 'invalid_blocks_format') as readonly unknown[] | undefined;
  const problems = blocks === undefined ? [] : messageProblems(blocks);
  if (problems.length > 0) refuse('invalid_blocks', problems);
  if (!text && !blocks?.length) refuse('no_text');
  return { text, blocks: blocks ?? [] };
};

const metadataOf = (args: Args): Metadata | undefined =>
  structure(args.metadata, 'invalid_metadata_format') as Metadata | undefined;

const messageFrom = (world: World, args: Args, { id }: Workspace, onlyFor?: string): FakeMessage => ({
  workspaceId: id,
  channel: channelFor(world, string(args.channel)),
  ts: world.newTs(),
  ...contentOf(args),
  metadata: metadataOf(args),
  onlyFor,
  threadTs: string(args.thread_ts) || undefined,
});

export const postMessage = (world: World, args: Args, workspace: Workspace) => {
  const { channel, ts, text } = world.keep('chat.postMessage', messageFrom(world, args, workspace));
  return { channel, ts, message: { type: 'message', ts, text, bot_id: 'B1' } };
};

const postEphemeral: Method = (world, args, workspace) => {
  const user = userOf(world, string(args.user));
  const message = world.keep('chat.postEphemeral', messageFrom(world, args, workspace, user.id));
  return { message_ts: message.ts };
};

/** A text without blocks takes the blocks away; metadata that is not mentioned stays. */
const updateMessage: Method = (world, args, workspace) => {
  const message =
    world.messages.get(`${string(args.channel)} ${string(args.ts)}`) ?? refuse('message_not_found');
  if (message.workspaceId !== workspace.id) refuse('cant_update_message');
  const content = contentOf(args);
  if (content.text.length > MAX_UPDATE_TEXT) refuse('msg_too_long');
  world.change('chat.update', message, content);
  return { channel: message.channel, ts: message.ts, text: message.text };
};

const history: Method = ({ messages }, args) => ({
  messages: [...messages.values()]
    .filter(({ channel }) => channel === args.channel)
    .slice(-Number(args.limit ?? 100))
    .reverse()
    .map(({ ts, text, metadata }) => ({
      type: 'message',
      ts,
      text,
      ...(args.include_all_metadata ? { metadata } : {}),
    })),
});

export const viewIn = (value: unknown): FakeView['view'] => {
  const view = structure(value, 'invalid_arguments') as FakeView['view'];
  const problems = viewProblems(view);
  if (problems.includes('view_too_large')) refuse('view_too_large');
  return problems.length > 0 ? refuse('invalid_arguments', problems) : view;
};

/** A trigger says when it was given and to whom, so that another process can make one (`newTrigger`). */
const spend = ({ users, usedTriggers, now }: World, triggerId: string): string => {
  const [at, userId = ''] = triggerId.split('.');
  if (!users.has(userId)) refuse('invalid_trigger_id');
  if (now() - Number(at) > TRIGGER_LIFE_MS) refuse('expired_trigger_id');
  if (usedTriggers.has(triggerId)) refuse('exchanged_trigger_id');
  usedTriggers.add(triggerId);
  return userId;
};

const described = ({ id, hash, view, workspaceId }: FakeView): object => ({
  view: { ...view, id, hash, team_id: workspaceId, state: { values: {} } },
});

const openView: Method = (world, args, workspace) => {
  const view = viewIn(args.view);
  const userId = spend(world, string(args.trigger_id));
  const opened = world.addView(view, userId, workspace.id);
  world.modals.set(userId, [opened.id]);
  return described(opened);
};

const pushView: Method = (world, args, workspace) => {
  const view = viewIn(args.view);
  const userId = spend(world, string(args.trigger_id));
  const stack = world.modals.get(userId) ?? [];
  if (stack.length === 0) refuse('not_found');
  if (stack.length >= MAX_STACK) refuse('push_limit_reached');
  const pushed = world.addView(view, userId, workspace.id);
  world.modals.set(userId, [...stack, pushed.id]);
  return described(pushed);
};

const changed = (world: World, known: FakeView, args: Args): object => {
  if (args.hash !== undefined && args.hash !== known.hash) refuse('hash_conflict');
  return described(world.changeView(known, viewIn(args.view)));
};

const updateView: Method = (world, args) =>
  changed(world, world.views.get(string(args.view_id)) ?? refuse('not_found'), args);

const publishView: Method = (world, args, workspace) => {
  const { id } = userOf(world, string(args.user_id));
  const home = world.homes.get(id) ?? world.addView(viewIn(args.view), id, workspace.id);
  world.homes.set(id, home);
  return changed(world, home, args);
};

const userObject = (user: FakeUser, teamId: string): object => {
  const { id, email, name = id, team = teamId, locale = 'zh-CN', tz = 'Asia/Shanghai', ...flags } = user;
  return {
    id,
    team_id: team,
    name,
    real_name: name,
    deleted: false,
    is_bot: false,
    is_restricted: false,
    is_ultra_restricted: false,
    is_email_confirmed: true,
    ...flags,
    locale,
    tz,
    profile: { real_name: name, display_name: name, ...(email && { email }) },
  };
};

const lookupByEmail: Method = (world, args, { id }) => {
  const wanted = string(args.email).toLowerCase();
  const user = [...world.users.values()].find(
    ({ email, team = world.teamId }) => email?.toLowerCase() === wanted && team === id,
  );
  return { user: userObject(user ?? refuse('users_not_found'), world.teamId) };
};

const MOST_MEMBERS = 1000;

/** What follows a cursor of a list, and the cursor of what follows that. */
const page = <T>(all: readonly T[], cursor: unknown, limit: number) => {
  const end = Number(string(cursor) || 0) + limit;
  return {
    items: all.slice(end - limit, end),
    response_metadata: { next_cursor: all.length > end ? String(end) : '' },
  };
};

/** In pages, as the real one; who belongs to another team is only in that one's list. */
const listUsers: Method = (world, args, { id }) => {
  const limit = Number(args.limit);
  if (!(limit > 0) || limit > MOST_MEMBERS) refuse('invalid_limit');
  const team = string(args.team_id) || id;
  const all = [...world.users.values()].filter((user) => (user.team ?? world.teamId) === team);
  const { items, ...more } = page(all, args.cursor, limit);
  return { members: items.map((user) => userObject(user, world.teamId)), ...more };
};

/** The real one may as well give fewer than it was asked for. */
const TEAMS_AT_ONCE = 2;

const listTeams: Method = (world, args) => {
  const ids = new Set([...world.users.values()].map(({ team = world.teamId }) => team));
  const { items, ...more } = page([...ids], args.cursor, TEAMS_AT_ONCE);
  return { teams: items.map((id) => ({ id })), ...more };
};

const issueToken = (world: World, { id, isEnterprise }: Workspace): object => {
  const expiresAt = world.rotation ? world.now() + TOKEN_LIFE_S * 1000 : undefined;
  const workspace: Workspace = { id, isEnterprise, expiresAt };
  const token = world.newSecret(world.rotation ? 'xoxe.xoxb-' : 'xoxb-');
  world.workspaces.set(token, workspace);
  if (!world.rotation) return { access_token: token };

  const refreshToken = world.newSecret('xoxe-1-');
  world.refreshTokens.set(refreshToken, workspace);
  return { access_token: token, refresh_token: refreshToken, expires_in: TOKEN_LIFE_S };
};

/** A refresh token is good for one use. */
const refreshed = ({ refreshTokens }: World, token: string): Workspace => {
  const workspace = refreshTokens.get(token) ?? refuse('invalid_refresh_token');
  refreshTokens.delete(token);
  return workspace;
};

const exchanged = ({ codes, now }: World, code: string): Workspace => {
  const given = codes.get(code) ?? refuse('invalid_code');
  codes.delete(code);
  return now() - given.at > CODE_LIFE_MS ? refuse('code_expired') : given;
};

const oauthAccess: Method = (world, args) => {
  if (args.client_id !== world.clientId) refuse('invalid_client_id');
  if (args.client_secret !== world.clientSecret) refuse('bad_client_secret');
  const isRefresh = args.grant_type === 'refresh_token';
  const workspace = isRefresh
    ? refreshed(world, string(args.refresh_token))
    : exchanged(world, string(args.code));
  const { id, isEnterprise } = workspace;
  return {
    token_type: 'bot',
    scope: world.scopes.join(','),
    bot_user_id: 'UBOT',
    app_id: 'A1',
    team: isEnterprise ? null : { id, name: `Workspace ${id}` },
    enterprise: isEnterprise ? { id, name: `Organisation ${id}` } : null,
    is_enterprise_install: isEnterprise,
    authed_user: { id: 'UADMIN' },
    ...issueToken(world, workspace),
  };
};

const testAuth: Method = (_world, _args, { id, isEnterprise }) => ({
  url: 'https://fake.slack.com/',
  team: `Workspace ${id}`,
  team_id: id,
  user: 'dealdesk',
  user_id: 'UBOT',
  bot_id: 'B1',
  enterprise_id: isEnterprise ? id : null,
  is_enterprise_install: isEnterprise,
});

export const methods: Readonly<Record<string, Method>> = {
  'auth.test': testAuth,
  'chat.postMessage': postMessage,
  'chat.postEphemeral': postEphemeral,
  'chat.update': updateMessage,
  'conversations.open': (world, args) => ({ channel: { id: channelFor(world, string(args.users)) } }),
  'conversations.history': history,
  'users.info': (world, args) => ({ user: userObject(userOf(world, string(args.user)), world.teamId) }),
  'users.lookupByEmail': lookupByEmail,
  'users.list': listUsers,
  'auth.teams.list': listTeams,
  'views.open': openView,
  'views.push': pushView,
  'views.update': updateView,
  'views.publish': publishView,
  'oauth.v2.access': oauthAccess,
};

const scopeOf: Readonly<Record<string, string>> = {
  'chat.postMessage': 'chat:write',
  'chat.postEphemeral': 'chat:write',
  'chat.update': 'chat:write',
  'conversations.open': 'im:write',
  'conversations.history': 'im:history',
  'users.info': 'users:read',
  'users.list': 'users:read',
  'users.lookupByEmail': 'users:read.email',
};

/** The others read forms only, as the real ones do. */
export const takesJson = (method: string): boolean =>
  /^(chat\.|views\.|auth\.test$|conversations\.open$)/.test(method);

const workspaceFor = (world: World, method: string, token: string): Workspace => {
  if (method === 'oauth.v2.access') return { id: '', isEnterprise: false };
  if (!token) refuse('not_authed');
  const workspace = world.workspaces.get(token) ?? refuse('invalid_auth');
  if (workspace.revoked) refuse('token_revoked');
  if (workspace.expiresAt !== undefined && workspace.expiresAt <= world.now()) refuse('token_expired');
  const needed = scopeOf[method];
  if (needed && !world.scopes.includes(needed)) throw new Refused('missing_scope', { needed });
  return workspace;
};

/** @returns after how many ms it may be tried again, or 0 */
const waitFor = (world: World, method: string, { id }: Workspace, args: Args): number =>
  world.perMethod(method, id) ||
  (method === 'chat.postMessage' ? world.perChannel(`${id} ${channelFor(world, string(args.channel))}`) : 0);

export type Answered = { readonly body: object } | { readonly retryAfterS: number };

export const callMethod = (world: World, method: string, args: Args, token: string): Answered => {
  let workspaceId = '';
  const done = (outcome: string, answered: Answered): Answered => {
    world.note(method, workspaceId, string(args.channel), outcome);
    return answered;
  };
  try {
    const workspace = workspaceFor(world, method, token);
    workspaceId = workspace.id;
    const waitMs = waitFor(world, method, workspace, args);
    if (waitMs > 0) return done('ratelimited', { retryAfterS: Math.ceil(waitMs / 1000) });
    return done('ok', { body: { ok: true, ...methods[method]?.(world, args, workspace) } });
  } catch (error) {
    if (!(error instanceof Refused)) throw error;
    return done(error.code, { body: { ok: false, error: error.code, ...error.extra } });
  }
};
