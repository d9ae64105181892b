import { setTimeout as wait } from 'node:timers/promises';
import type { TokenStore } from '../app-tokens.js';
import type { Log } from '../log.js';
import { redrawnWith } from '../outcome.js';
import type { FormLink, Platform, PlatformUser, Render } from '../platform.js';
import { answers } from './answer.js';
import { wecomApi } from './api.js';
import { caller } from './caller.js';
import { wecomCards } from './cards.js';
import { wecomDirectory } from './directory.js';
import { wecomChecks } from './doctor.js';
import { exchange } from './exchange.js';
import { channelsNeed, groupChats } from './groups.js';
import {
  hasLine,
  type RobotAccount,
  type RobotCallback,
  type RobotPatience,
  robotLine,
} from './line/index.js';
import { wecomLogin } from './login.js';
import { rememberingMisses } from './misses.js';
import { callbackRoutes, type Dialect } from './receiver.js';
import { robotTalk } from './robot.js';
import { robotDialect } from './robot-dialect.js';
import type { Stores } from './stores.js';
import { shownName } from './task-id.js';
import { appTokens, fetchToken } from './tokens.js';
import type { Keys } from './verify.js';
import { xmlDialect } from './xml-dialect.js';

export { sayByWebhook } from './groups.js';
export { blocks, perConversation, perPerson, perWebhook } from './limits.js';
export type { LineState, Stores } from './stores.js';

export interface WecomSettings {
  readonly corpId: string;
  readonly agentId: number;
  readonly secret: string;
  /** Of the app's callback. */
  readonly token: string;
  readonly encodingAesKey: string;
  /** `https://qyapi.weixin.qq.com`, or a private WeCom's. */
  readonly apiUrl: string;
  /** `https://open.weixin.qq.com`, or a private WeCom's. */
  readonly oauthUrl: string;
  /** The member field that holds the staff number; without it, the user id is the staff number. */
  readonly staffField?: string;
  /** Of the contact sync (通讯录同步). */
  readonly contactSecret?: string;
  /** Where the contact sync tells of changes. */
  readonly contactCallback?: { readonly token: string; readonly encodingAesKey: string };
  /** The intelligent robot (智能机器人), where there is one. */
  readonly robot?: RobotCallback | RobotAccount;
  readonly publicUrl: string;
}

interface WecomNeeds {
  readonly stores: Stores;
  readonly render: Render;
  readonly formLink: FormLink;
  readonly log: Log;
  readonly now: () => Date;
  /** Until there is room for a message; time goes by faster in tests. */
  readonly sleep?: (ms: number) => Promise<void>;
  /** Shorter in tests. */
  readonly patience?: RobotPatience;
}

/** Of a robot with a connection of its own; '' without one. */
export const robotIdOf = ({ robot }: Pick<WecomSettings, 'robot'>): string =>
  hasLine(robot) ? robot.botId : '';

/** WeCom (企业微信): an app of the firm's own, with encrypted callbacks, template cards and silent login. */
export const wecom = (
  settings: WecomSettings,
  { stores, render, formLink, log, now, sleep = wait, patience }: WecomNeeds,
): Platform => {
  const { corpId, agentId, token, encodingAesKey, apiUrl, oauthUrl, staffField, publicUrl } = settings;
  const { turns } = stores;
  const callerWith = (store: TokenStore, secret: string) => {
    const tokens = appTokens({ store, fetch: () => fetchToken(settings, secret, now()), log, now });
    return { tokens, ...caller({ apiUrl, tokens, turns }) };
  };
  const app = callerWith(stores.tokens, settings.secret);
  const api = wecomApi({ caller: app, agentId, turns, staffField });
  const { contactSecret, contactCallback, robot } = settings;
  const contactSync = contactSecret ? callerWith(stores.contactTokens, contactSecret) : undefined;
  const directory = wecomDirectory({ corpId, app, contactSync, staffField });
  const keys = { corpId, token, encodingAesKey };
  const cards = wecomCards({ api, codes: stores.codes, publicUrl, now });
  const installation = () => stores.installationId();
  const { groups } = stores;
  const line = hasLine(robot)
    ? robotLine({ account: robot, store: stores.line, groups, log, ...(patience && { patience }) })
    : undefined;
  const findByEmail = rememberingMisses(api.findByEmail, now);
  const findByStaffNumber = rememberingMisses(api.findByStaffNumber, now);

  const user = (userId: string | undefined): PlatformUser | undefined =>
    userId === undefined ? undefined : { platform: 'wecom', workspaceId: corpId, userId };

  return {
    name: 'wecom',
    // A burst is allowed, so a steady pace would be slower than need be: each message asks for its turn.
    paceMs: 0,
    directory,
    channelsNeed,
    // Without the robot, there is nobody in a group who could be told what it follows.
    ...(robot && { channels: groupChats({ apiUrl, groups, line, installation, publicUrl, log, now }) }),
    checks: wecomChecks({
      ...{ agentId, apiUrl, publicUrl, keys, app, contactSync, log, now },
      ...{ groups: robot && groups, account: hasLine(robot) ? robot : undefined, line: stores.line },
    }),
    login: wecomLogin({ corpId, agentId, oauthUrl, api }),

    listen: (handle) => {
      const { newestTaskId, codes, people } = stores;
      const answering = answers({
        api,
        render,
        redrawn: redrawnWith(handle),
        formLink,
        publicUrl,
        installation,
        newestTaskId,
        log,
        sleep,
      });
      const talk = exchange({
        corpId,
        agentId,
        handle,
        answers: answering,
        codes,
        answered: stores.answers,
        people,
        contactsChanged: directory.changed,
        log,
        now,
      });
      const { userIdOf } = api;
      const robotNeeds = { corpId, exchange: talk, userIdOf, render, publicUrl, log };
      return {
        routes: (router) => {
          const add = (path: string, of: Keys, dialect: Dialect) =>
            callbackRoutes(router, path, { keys: of, dialect, log, now });
          add('/wecom/callback', keys, xmlDialect({ keys, exchange: talk, log, now }));
          if (contactCallback) {
            const own = { corpId, ...contactCallback };
            add('/wecom/contacts', own, xmlDialect({ keys: own, exchange: talk, log, now }));
          }
          if (robot && !hasLine(robot)) {
            const own = { corpId: '', ...robot };
            const robotsTalk = robotTalk({ ...robotNeeds, groups });
            add('/wecom/robot', own, robotDialect({ keys: own, talk: robotsTalk, now }));
          }
        },
        start: async () => {
          checkSecret(app.tokens.get, log);
          line?.start(robotTalk(robotNeeds));
        },
        /** Also what waits for its turn is still said. */
        stop: async () => {
          await line?.stop();
          await talk.idle();
        },
      };
    },

    post: async (to, card, key) => cards.post(to.userId, shownName(await installation(), key), card),

    update: (ref, card) => cards.update(ref, card),

    profile: ({ userId }) => api.profile(userId),

    findByEmail: async (email) => user(await findByEmail(email)),

    findByStaffNumber: async (staffNumber) => user(await findByStaffNumber(staffNumber)),
  };
};

/** A wrong secret should be read in the log at the start, not found out at the first card. */
const checkSecret = (get: () => Promise<string>, log: Log): void => {
  get().then(
    () => log.info({}, 'wecom: the secret is good'),
    (error) => log.error({ err: error }, 'wecom: the secret was not accepted'),
  );
};
