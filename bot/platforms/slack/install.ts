import type { ServerResponse } from 'node:http';
import type Router from '@koa/router';
import type {
  Installation,
  InstallProvider,
  InstallURLOptions,
  OrgInstallation,
  StateStore,
} from '@slack/oauth';
import { seal, unsealed } from '../../seal.js';
import type { Log } from '../log.js';
import { clientOptions } from './client.js';
import type { SlackInstallation, SlackInstallations } from './installations.js';
import { packageLogger } from './log.js';
import { botScopes } from './manifest.js';

const TIME_LIMIT_MS = 8000;
const STATE_LIFE_S = 600;
const PURPOSE = 'slack install';

interface Needs {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly stateSecret: string;
  readonly apiUrl: string;
  readonly publicUrl: string;
  /** Only these workspaces and organisations may install; where none is named, the first that does. */
  readonly allowedWorkspaces: readonly string[] | undefined;
  readonly installations: SlackInstallations;
  /** A new installation has another token than the one known so far. */
  readonly forget: (workspaceId: string) => void;
  readonly log: Log;
  readonly now: () => Date;
}

/**
 * `GET /slack/install` and `/slack/oauth_redirect`. The state is sealed, ten minutes old at most, bound to the browser by
 * a cookie, and good for one use.
 * @see https://docs.slack.dev/authentication/installing-with-oauth
 */
export const installRoutes = (needs: Needs) => {
  let provider: Promise<InstallProvider> | undefined;
  /** `@slack/oauth` is loaded when somebody installs, not at start-up. */
  const installer = (): Promise<InstallProvider> => {
    provider ??= makeProvider(needs);
    return provider;
  };

  return (router: Router): void => {
    router.get('/slack/install', async (ctx) => {
      const { handleInstallPath } = await installer().then(bound);
      ctx.respond = false;
      await handleInstallPath(ctx.req, ctx.res).catch((error) => fail(ctx.res, error, needs.log));
    });

    router.get('/slack/oauth_redirect', async (ctx) => {
      const { handleCallback } = await installer().then(bound);
      ctx.respond = false;
      await handleCallback(ctx.req, ctx.res, {
        afterInstallation: async (installation) => mayInstall(installation, needs, ctx.res),
        success: (_installation, _options, _request, response) => page(response, 200, pages.done),
        failure: (error, _options, _request, response) => {
          needs.log.warn({ code: error.code }, 'slack: an installation failed');
          page(response, error.code.startsWith('slack_oauth') ? 400 : 502, pages.failed);
        },
      });
    });
  };
};

const bound = (provider: InstallProvider) => ({
  handleInstallPath: provider.handleInstallPath.bind(provider),
  handleCallback: provider.handleCallback.bind(provider),
});

const makeProvider = async (needs: Needs): Promise<InstallProvider> => {
  const { InstallProvider, InvalidStateError } = await import('@slack/oauth');
  const { clientId, clientSecret, stateSecret, apiUrl, publicUrl, log } = needs;
  const options = { scopes: [...botScopes], redirectUri: `${publicUrl}/slack/oauth_redirect` };
  return new InstallProvider({
    clientId,
    clientSecret,
    stateStore: sealedStates(
      stateSecret,
      options,
      () => new InvalidStateError('This state is not ours, was used before or is too old.'),
    ),
    stateCookieExpirationSeconds: STATE_LIFE_S,
    directInstall: true,
    installUrlOptions: options,
    // The page of the same Slack that the API belongs to: slack.com, or GovSlack.
    authorizationUrl: new URL('/oauth/v2/authorize', apiUrl).href,
    installationStore: {
      storeInstallation: (installation) => keep(installation, needs),
      fetchInstallation: async () => {
        throw new Error('Tokens come from tokens.ts, which renews them under a lock.');
      },
    },
    clientOptions: clientOptions(apiUrl, TIME_LIMIT_MS, log),
    logger: packageLogger(log),
  });
};

/** Node does not see that the package exports stores of its own; and those take a state again until it is too old. */
const sealedStates = (secret: string, options: InstallURLOptions, refused: () => Error): StateStore => {
  const spent = new Map<string, number>();
  return {
    generateStateParam: async (_options, at) =>
      base64url(seal(secret, PURPOSE, String(at.getTime() + STATE_LIFE_S * 1000))),
    verifyStateParam: async (at, given) => {
      const state = base64url(given);
      const untilMs = Number(unsealed(secret, PURPOSE, state) ?? 0);
      if (untilMs < at.getTime() || spent.has(state)) throw refused();
      for (const [old, endedMs] of spent) if (endedMs < at.getTime()) spent.delete(old);
      spent.set(state, untilMs);
      return options;
    },
  };
};

/** However it is written. */
const base64url = (text: string): string => Buffer.from(text, 'base64').toString('base64url');

const workspaceOf = (installation: Installation | OrgInstallation): string =>
  (installation.isEnterpriseInstall ? installation.enterprise?.id : installation.team?.id) ?? '';

const keep = async (installation: Installation | OrgInstallation, needs: Needs): Promise<void> => {
  const { installations, forget, log, now } = needs;
  const kept = keptOf(installation, now());
  const { workspaceId } = kept;
  await installations.withLock(workspaceId, () => installations.save(workspaceId, kept));
  forget(workspaceId);
  log.info({ workspaceId }, 'slack: Dealdesk was installed in a workspace');
};

const keptOf = (installation: Installation | OrgInstallation, now: Date): SlackInstallation => {
  const { bot, team, enterprise, user, appId } = installation;
  if (!bot) throw new Error('Slack gave no bot token.');
  const isEnterprise = installation.isEnterpriseInstall === true;
  return {
    workspaceId: workspaceOf(installation),
    workspaceName: (isEnterprise ? enterprise?.name : team?.name) ?? '',
    isEnterprise,
    appId: appId ?? '',
    botUserId: bot.userId,
    botToken: bot.token,
    scopes: bot.scopes,
    installedBy: user.id,
    installedAt: now.toISOString(),
    ...(bot.refreshToken && { refreshToken: bot.refreshToken }),
    ...(bot.expiresAt && { expiresAt: new Date(bot.expiresAt * 1000).toISOString() }),
  };
};

/** Whoever runs a workspace gives its members any e-mail, by which we would take them for somebody of the firm. */
const mayInstall = async (
  installation: Installation | OrgInstallation,
  { allowedWorkspaces, installations, log }: Needs,
  response: ServerResponse,
): Promise<boolean> => {
  const workspaceId = workspaceOf(installation);
  const there = await installations.list();
  const allowed = allowedWorkspaces ?? (there.length > 0 ? there : [workspaceId]);
  if (allowed.includes(workspaceId)) return true;
  log.warn({ workspaceId }, 'slack: a workspace that may not install was refused');
  page(response, 403, pages.refused);
  return false;
};

const pages = {
  done: '<h1>Dealdesk 已安装</h1><p>回到 Slack，输入 /deal help 开始。<br>Back in Slack, type /deal help to begin.</p>',
  failed:
    '<h1>没有装成</h1><p>请从 /slack/install 重新开始。<br>Not installed: please start again at /slack/install.</p>',
  refused:
    '<h1>没有装成</h1><p>这个工作区不在 SLACK_WORKSPACES 里，请联系管理 Dealdesk 的人。<br>Not installed: this workspace is not among SLACK_WORKSPACES. Ask whoever runs Dealdesk.</p>',
} as const;

const page = (response: ServerResponse, status: number, body: string): void => {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' });
  response.end(`<!doctype html><meta charset="utf-8"><title>Dealdesk</title>${body}`);
};

const fail = (response: ServerResponse, error: unknown, log: Log): void => {
  log.error({ err: error }, 'slack: the installation could not begin');
  if (!response.headersSent) page(response, 500, pages.failed);
};
