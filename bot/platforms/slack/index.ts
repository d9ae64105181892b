import type { Card } from '../../../cards/card.js';
import type { Reader, Saying } from '../../../models/text.js';
import type { View } from '../../../models/views.js';
import type { Log } from '../log.js';
import type { Handle, Listener, Platform } from '../platform.js';
import { placeOf, slackApi, TIME_LIMIT_MS } from './api.js';
import { asked, type Clients, webClients } from './client.js';
import { slackChecks } from './doctor.js';
import { encodeCard } from './encode.js';
import { exchange } from './exchange.js';
import { installRoutes } from './install.js';
import type { SlackInstallations } from './installations.js';
import { slackLogin } from './login.js';
import { staffOf } from './people.js';
import { receiver } from './receiver.js';
import { sealedWith } from './sealed.js';
import { callMethod } from './send.js';
import { socketMode } from './socket.js';
import { installedTokens, refreshedFrom, removeInstallation, singleToken, type Tokens } from './tokens.js';

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
  /** If set, only these teams or organisations may install. */
  readonly allowedWorkspaces?: readonly string[];
}

export interface SlackNeeds {
  readonly installations: SlackInstallations;
  readonly render: (view: View, reader: Reader) => Card;
  readonly say: (saying: Saying, reader: Reader) => string;
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
  { installations, render, say, log, now, limitMs }: SlackNeeds,
): Platform => {
  const settings = {
    ...given,
    apiUrl: given.apiUrl.replace(/\/*$/, '/'),
    publicUrl: given.publicUrl.replace(/\/+$/, ''),
  };
  const clients = webClients(settings.apiUrl, TIME_LIMIT_MS, log);
  const tokens = tokensFor(settings, { clients, installations, log, now });
  const api = slackApi({ apiUrl: settings.apiUrl, tokens, clients, log });

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
      api,
      sealed: sealedWith(settings.signingSecret),
      render,
      say,
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
        api.stop();
      },
    };
  };

  const changed: Platform['update'] = async (ref, card) => {
    const { workspaceId, channel, ts } = placeOf(ref);
    await api.update(workspaceId, channel, ts, encodeCard(card));
    return ref;
  };

  return {
    name: 'slack',
    paceMs: PACE_MS,
    ...(login && { login }),

    checks: slackChecks(settings, { tokens, now }),

    channels: {
      post: ({ channelId, ...to }, card, key) =>
        api.post({ ...to, userId: channelId }, encodeCard(card), key),
      update: changed,
    },

    directory: {
      read: async () => {
        const workspaceIds = await tokens.workspaces();
        const lists = workspaceIds.map(async (id) => staffOf(await api.members(id), id));
        return { departments: [], members: (await Promise.all(lists)).flat() };
      },
    },

    listen,

    post: (to, card, key, mayBeThere) => api.post(to, encodeCard(card), key, mayBeThere),

    update: changed,

    profile: (user) => api.profile(user),

    findByEmail: (email) => api.findByEmail(email),
  };
};

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
