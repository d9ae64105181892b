import type { Logger } from 'pino';
import type { Database } from '../models/database.js';
import { listEmployees } from '../models/employee.js';
import { listUsersWithRole } from '../models/identity.js';
import { formLink } from './miniapp/form-link.js';
import type { Platform, Render } from './platforms/platform.js';
import { signPath } from './seal.js';
import { realPlatforms, type Settings } from './settings.js';
import type { Metrics } from './status/metrics.js';
import { tokenStore } from './stores/app-tokens.js';
import { consoleStore } from './stores/console.js';
import { dingtalkUsage } from './stores/dingtalk.js';
import { slackInstallations } from './stores/installations.js';
import { wecomStores } from './stores/wecom.js';

interface PlatformNeeds {
  readonly settings: Settings;
  readonly database: Database;
  readonly secret: string;
  readonly render: Render;
  readonly metrics: Metrics;
  readonly log: Logger;
  readonly now: () => Date;
}

type Open = (needs: PlatformNeeds) => Promise<Platform | undefined>;

/** Only loaded where it is configured: what is not used costs neither time nor memory. */
const openSlack: Open = async ({ settings, database, secret, render, log, now }) => {
  if (!settings.slack) return undefined;
  const { slack } = await import('./platforms/slack/index.js');
  const installations = slackInstallations(database, secret, now);
  return slack({ ...settings.slack, publicUrl: settings.publicUrl }, { installations, render, log, now });
};

const openWecom: Open = async ({ settings, database, secret, ...needs }) => {
  const { publicUrl, wecom: credentials } = settings;
  if (!credentials) return undefined;
  const { blocks, perConversation, perPerson, perWebhook, robotIdOf, wecom } = await import(
    './platforms/wecom/index.js'
  );
  const paces = { pace: perPerson, groupPace: perWebhook, robotPace: perConversation, blocks };
  const robotId = robotIdOf(credentials);
  const stores = wecomStores({ ...credentials, ...paces, robotId, database, secret, now: needs.now });
  return wecom({ ...credentials, publicUrl }, { ...needs, stores, formLink: formLink(publicUrl, secret) });
};

const openDingTalk: Open = async ({ settings, database, secret, metrics, ...needs }) => {
  const { publicUrl, dingtalk: credentials } = settings;
  if (!credentials) return undefined;
  const { dingtalk } = await import('./platforms/dingtalk/index.js');
  return dingtalk(
    { ...credentials, publicUrl },
    {
      ...needs,
      tokens: tokenStore({ database, secret, now: needs.now }, 'dingtalk', credentials.clientId),
      usage: dingtalkUsage(database),
      formLink: formLink(publicUrl, secret),
      cardSecret: signPath(secret, '/dingtalk/card'),
      admins: () => database.read((tx) => listUsersWithRole(tx, 'dingtalk', 'admin')),
      counted: (kind) => metrics.traffic.inc({ platform: 'dingtalk', kind }),
    },
  );
};

const openConsole: Open = async ({ settings, database, render, log, now }) => {
  const { consolePlatform, mayServeConsole } = await import('./platforms/console/index.js');
  if (!mayServeConsole({ ...settings, platforms: realPlatforms(settings) })) return undefined;
  const { commandHints } = await import('./platforms/console/command-hints.js');
  const { samples } = await import('../cards/samples.js');
  const { encodeCard } = await import('./platforms/slack/encode.js');
  const { typable } = await import('./platforms/slack/typed.js');
  const dingtalk = await import('./platforms/dingtalk/encode.js');
  const wecom = await import('./platforms/wecom/encode.js');
  return consolePlatform({
    people: async () =>
      (await database.read(listEmployees)).map(({ staffNumber, name, position, locale, timeZone }) => ({
        userId: staffNumber,
        name,
        position: position ?? '',
        locale,
        timeZone,
      })),
    store: consoleStore(database, now),
    commands: commandHints,
    samples: () => samples,
    encoders: {
      slack: { encode: encodeCard, typable },
      wecom: { encode: (card) => wecom.encodeCard(card, settings.publicUrl).card },
      dingtalk: { encode: (card) => dingtalk.encodeCard(card, settings.publicUrl) },
    },
    render,
    log,
  });
};

const openers: readonly Open[] = [openSlack, openWecom, openDingTalk, openConsole];

/** The platforms that are configured, by name. */
export async function openPlatforms(needs: PlatformNeeds): Promise<ReadonlyMap<string, Platform>> {
  const opened = await Promise.all(openers.map((open) => open(needs)));
  const platforms = opened.filter((platform): platform is Platform => platform !== undefined);
  return new Map(platforms.map((platform) => [platform.name, platform]));
}
