import type { Log } from '../log.js';
import type { Handle, Listener, Platform, Render } from '../platform.js';
import { slackApi } from './api.js';
import { caller, TIME_LIMIT_MS } from './caller.js';
import { slackCards } from './cards.js';
import { asked, type Clients, webClients } from './client.js';
import { slackDirectory } from './directory.js';
import { slackChecks } from './doctor.js';
import { exchange } from './exchange.js';
import { installRoutes } from './install.js';
import type { SlackInstallations } from './installations.js';
import { slackLogin } from './login.js';
import { receiver } from './receiver.js';
import { sealedWith } from './sealed.js';
import { callMethod } from './send.js';
import { socketMode } from './socket.js';
import { installedTokens, refreshedFrom, removeInstallation, singleToken, type Tokens } from './tokens.js';
import { typable } from './typed.js';

export type { SlackInstallation, SlackInstallations } from './installations.js';

export interface SlackSettings {
  readonly signingSecret: string;
  /** One workspace, by its token; otherwise many, by installation. */
  readonly botToken?: string;
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly stateSecret?: string;
  /** Socket Mode. */
  readonly appToken?: string;
  /** `https://slack.com/api/`, or GovSlack's, or a proxy's. */
  readonly apiUrl: string;
  readonly publicUrl: string;
  /** If set, only these teams or organisations may install, and only their people are answered. */
  readonly allowedWorkspaces?: readonly string[];
}

interface SlackNeeds {
  readonly installations: SlackInstallations;
  readonly render: Render;
  readonly log: Log;
  readonly now: () => Date;
  /** How long a use-case may take until Slack hears that it takes longer. Less in tests. */
  readonly limitMs?: number;
}

/** Slack takes about one message a second in each conversation; right on the limit some are refused. */
const PACE_MS = 1002;

/** Slack: commands, buttons, modals, the Home tab and direct messages, for one workspace or many. */
export const slack = (
  given: SlackSettings,
  { installations: all, render, log, now, limitMs }: SlackNeeds,
): Platform => {
  const installations = allowedOf(all, given.allowedWorkspaces);
  const settings = {
    ...given,
    apiUrl: given.apiUrl.replace(/\/*$/, '/'),
    publicUrl: given.publicUrl.replace(/\/+$/, ''),
  };
  const clients = webClients(settings.apiUrl, TIME_LIMIT_MS, log);
  const tokens = tokensFor(settings, { clients, installations, log, now });
  const calls = caller({ apiUrl: settings.apiUrl, tokens, clients });
  const cards = slackCards({ caller: calls, log });
  const { read, profile, findByEmail } = slackDirectory({ caller: calls, tokens });

  const makeLogin = () => {
    const { clientId, clientSecret, apiUrl } = settings;
    if (!clientId || !clientSecret) return undefined;
    return slackLogin({ clientId, clientSecret, apiUrl, clients, workspaces: tokens.workspaces, now });
  };
  const login = makeLogin();

  const installer = () => {
    const { clientId, clientSecret, stateSecret, apiUrl, publicUrl, allowedWorkspaces } = settings;
    if (settings.botToken || !clientId || !clientSecret || !stateSecret) return undefined;
    return installRoutes({
      clientId,
      clientSecret,
      stateSecret,
      apiUrl,
      publicUrl,
      allowedWorkspaces,
      installations,
      forget: tokens.forget,
      log,
      now,
    });
  };

  const listen = (handle: Handle): Listener => {
    const talk = exchange({
      handle,
      api: slackApi({ caller: calls, log }),
      sealed: sealedWith(settings.signingSecret),
      isAllowed: (workspaceId) => settings.allowedWorkspaces?.includes(workspaceId) ?? true,
      render,
      log,
      ...(limitMs !== undefined && { limitMs }),
      remove: async (workspaceId, at) => {
        await removeInstallation(installations, workspaceId, at);
        tokens.forget(workspaceId);
      },
    });
    const { signingSecret, appToken, apiUrl } = settings;
    const socket = appToken ? socketMode({ appToken, apiUrl, exchange: talk, log }) : undefined;
    return {
      busy: { '/slack/events': receiver({ signingSecret, exchange: talk, log, now }) },
      routes: (router) => installer()?.(router),
      start: async () => {
        socket?.start();
        if (settings.botToken) checkToken(apiUrl, settings.botToken, log);
      },
      stop: async () => {
        await socket?.stop();
        await talk.idle();
        cards.stop();
      },
    };
  };

  return {
    name: 'slack',
    typable,
    paceMs: PACE_MS,
    ...(login && { login }),

    checks: slackChecks(settings, { tokens, now }),

    channels: {
      post: ({ channelId, ...to }, card, key) => cards.post({ ...to, userId: channelId }, card, key),
      update: cards.update,
    },

    directory: { read },
    listen,
    post: cards.post,
    update: cards.update,
    profile,
    findByEmail,
  };
};

/** As if the others were not there: one may have been let in before. */
const allowedOf = (
  all: SlackInstallations,
  allowed: SlackSettings['allowedWorkspaces'],
): SlackInstallations =>
  allowed
    ? {
        ...all,
        find: async (id) => (allowed.includes(id) ? all.find(id) : undefined),
        list: async () => (await all.list()).filter((id) => allowed.includes(id)),
      }
    : all;

interface TokenNeeds extends Pick<SlackNeeds, 'installations' | 'log' | 'now'> {
  readonly clients: Clients;
}

const tokensFor = (settings: SlackSettings, { clients, installations, log, now }: TokenNeeds): Tokens => {
  const { botToken, clientId = '', clientSecret = '', apiUrl, publicUrl } = settings;
  if (botToken) return singleToken(botToken, () => workspaceOf(apiUrl, botToken));
  return installedTokens({
    installations,
    log,
    now,
    installUrl: `${publicUrl}/slack/install`,
    refresh: async (refreshToken) => {
      const client = await clients.of(undefined);
      // https://docs.slack.dev/reference/methods/oauth.v2.access
      const answer = await asked('oauth.v2.access', () =>
        client.oauth.v2.access({
          client_id: clientId,
          client_secret: clientSecret,
          grant_type: 'refresh_token',
          refresh_token: refreshToken,
        }),
      );
      return refreshedFrom(answer);
    },
  });
};

// https://docs.slack.dev/reference/methods/auth.test
const whoAmI = (apiUrl: string, botToken: string) =>
  callMethod(apiUrl, botToken, 'auth.test', {}, TIME_LIMIT_MS);

const workspaceOf = async (apiUrl: string, botToken: string): Promise<string> => {
  const { is_enterprise_install: isEnterprise, enterprise_id, team_id } = await whoAmI(apiUrl, botToken);
  return (isEnterprise ? enterprise_id : team_id) ?? '';
};

/** A wrong token should be read in the log at the start, not found out at the first card. */
const checkToken = (apiUrl: string, botToken: string, log: Log): void => {
  whoAmI(apiUrl, botToken).then(
    ({ team, user }) => log.info({ team, user }, 'slack: the bot token is good'),
    (error) => log.error({ err: error }, 'slack: the bot token was not accepted'),
  );
};
