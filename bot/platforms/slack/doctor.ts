import { type Saying, saying, type Text } from '../../../models/text.js';
import {
  callbackVerdict,
  checksOf,
  clockVerdict,
  LOOK_LIMIT_MS,
  type Look,
  nameOf,
  wrong,
} from '../check.js';
import type { Check, Verdict } from '../platform.js';
import { botScopes } from './manifest.js';
import type { Tokens } from './tokens.js';

interface Settings {
  readonly botToken?: string;
  readonly appToken?: string;
  readonly clientId?: string;
  readonly apiUrl: string;
  readonly publicUrl: string;
}

interface Needs {
  readonly tokens: Tokens;
  readonly now: () => Date;
}

const what = {
  token: { zh: 'Slack：令牌', en: 'Slack: tokens' },
  scopes: { zh: 'Slack：权限范围', en: 'Slack: scopes' },
  clock: { zh: 'Slack：时钟', en: 'Slack: clock' },
  socket: { zh: 'Slack：Socket Mode', en: 'Slack: Socket Mode' },
  callback: { zh: 'Slack：请求地址', en: 'Slack: request URL' },
} satisfies Record<string, Text>;

const words = {
  refused: { zh: 'Slack 拒绝了：{reason}', en: 'Slack said no: {reason}' },
  unreachable: { zh: 'Slack 没有回答：{reason}', en: 'Slack did not answer: {reason}' },
  nowhere: { zh: '还没有安装到任何工作区', en: 'It is not installed in any workspace yet' },
  missing: { zh: '缺少权限：{scopes}', en: 'These scopes are missing: {scopes}' },
  untold: { zh: 'Slack 没有说有哪些权限', en: 'Slack does not tell the scopes' },
} satisfies Record<string, Text>;

const todos = {
  token: {
    zh: '在“OAuth & Permissions”里重新安装应用，并把 Bot User OAuth Token 填到 SLACK_BOT_TOKEN。',
    en: 'Install the app again under OAuth & Permissions, and set SLACK_BOT_TOKEN to its Bot User OAuth Token.',
  },
  installed: { zh: '请打开 {address} 重新安装。', en: 'Install it again at {address}.' },
  online: {
    zh: '检查本机能否访问 SLACK_API_URL，然后再试。',
    en: 'See whether this machine reaches SLACK_API_URL, then try again.',
  },
  scopes: {
    zh: '用 npm run manifest 更新应用清单，再重新安装应用。',
    en: 'Bring the app’s manifest up to date by npm run manifest, then install the app again.',
  },
  socket: {
    zh: '在“Basic Information → App-Level Tokens”新建带 connections:write 的令牌，填到 SLACK_APP_TOKEN。',
    en: 'Make a token with connections:write under Basic Information, App-Level Tokens, and set SLACK_APP_TOKEN.',
  },
  callback: {
    zh: '让 PUBLIC_URL 指向这个服务，并先运行 npm start；没有公网地址就设置 SLACK_APP_TOKEN。',
    en: 'Make PUBLIC_URL lead to this service, and run npm start first; without a public address set SLACK_APP_TOKEN.',
  },
} satisfies Record<string, Text>;

interface Answered {
  readonly ok: boolean;
  readonly error?: string;
  readonly scopes: readonly string[] | undefined;
}

const split = (list: string | null) => list?.split(',').map((scope) => scope.trim());

/** With the headers, which `callMethod` leaves out: they hold the scopes. */
async function call(apiUrl: string, method: string, token: string): Promise<Answered> {
  const answer = await fetch(apiUrl + method, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json; charset=utf-8' },
    body: '{}',
    signal: AbortSignal.timeout(LOOK_LIMIT_MS),
  });
  const scopes = split(answer.headers.get('x-oauth-scopes'));
  const { ok, error } = (await answer.json()) as { ok: boolean; error?: string };
  return { ok, scopes, ...(error !== undefined && { error }) };
}

/** What must be right in Slack and here. */
export function slackChecks(settings: Settings, { tokens, now }: Needs): readonly Check[] {
  const { apiUrl, appToken, botToken, publicUrl } = settings;
  const howToToken = botToken
    ? saying(todos.token)
    : saying(todos.installed, { address: `${publicUrl}/slack/install` });

  const each = async (look: (answered: Answered) => Verdict): Promise<Verdict> => {
    const workspaceIds = botToken ? [''] : await tokens.workspaces();
    if (workspaceIds.length === 0) return wrong(words.nowhere, howToToken);
    for (const workspaceId of workspaceIds) {
      const verdict = look(await call(apiUrl, 'auth.test', botToken ?? (await tokens.of(workspaceId))));
      if ('wrong' in verdict) return verdict;
    }
    return {};
  };

  const isGood = ({ ok, error = 'no_reason' }: Answered, todo: Text | Saying = howToToken): Verdict =>
    ok ? {} : wrong(words.refused, todo, { reason: error });

  const hasScopes = (answered: Answered): Verdict => {
    const { ok, scopes } = answered;
    if (!ok) return isGood(answered);
    if (!scopes) return { note: saying(words.untold) };
    const missing = botScopes.filter((scope) => !scopes.includes(scope));
    return missing.length === 0 ? {} : wrong(words.missing, todos.scopes, { scopes: missing.join(', ') });
  };

  const socket = async (token: string): Promise<Verdict> =>
    isGood(await call(apiUrl, 'apps.connections.open', token), todos.socket);

  const looks: readonly Look[] = [
    { what: what.token, look: () => each((answered) => isGood(answered)) },
    { what: what.scopes, look: () => each(hasScopes) },
    { what: what.clock, look: () => clockVerdict(apiUrl, now) },
    appToken
      ? { what: what.socket, look: () => socket(appToken) }
      : { what: what.callback, look: () => callbackVerdict(`${publicUrl}/slack/events`, todos.callback) },
  ];
  return checksOf(looks, (error) => wrong(words.unreachable, todos.online, { reason: nameOf(error) }));
}
