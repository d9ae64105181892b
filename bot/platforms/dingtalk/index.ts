import type { TokenStore } from '../app-tokens.js';
import type { Log } from '../log.js';
import type { FormLink, Handle, Listener, Platform, Render } from '../platform.js';
import { robotText } from './action-card.js';
import { dingtalkApi } from './api/index.js';
import { channelsNeed, dingtalkCards, groupCards } from './cards.js';
import { dingtalkDirectory } from './directory.js';
import { dingtalkChecks } from './doctor.js';
import { type Exchange, exchange } from './exchange.js';
import { dingtalkLogin } from './login.js';
import { people, profileOf } from './people.js';
import { quotaSentence } from './quota-words.js';
import { httpMode } from './receiver.js';
import { type StreamPatience, streamMode } from './stream.js';
import { cardsWithTodos } from './todos.js';
import { appTokens, fetchToken } from './tokens.js';
import { type UsageKind, type UsageStore, usageMeter } from './usage.js';

export type { UsageKind, UsageStore } from './usage.js';

export interface DingTalkSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly robotCode: string;
  /** The organisation; with it, pages sign people in without a question inside the client. */
  readonly corpId?: string;
  /** Without it, cards are messages that link to the mini-app. */
  readonly cardTemplateId?: string;
  readonly mode: 'stream' | 'http';
  /** What waits for a decision is in people's to-do lists as well. */
  readonly todos: boolean;
  readonly eventToken?: string;
  readonly eventAesKey?: string;
  readonly apiUrl: string;
  readonly oapiUrl: string;
  readonly publicUrl: string;
  readonly monthlyCalls: number;
  readonly monthlyPushes: number;
}

interface DingTalkNeeds {
  readonly tokens: TokenStore;
  readonly usage: UsageStore;
  readonly formLink: FormLink;
  /** Signs the presses that come over HTTP. */
  readonly cardSecret: string;
  /** Users of administrators, who hear when the month runs out. */
  readonly admins: () => Promise<readonly string[]>;
  readonly counted: (kind: UsageKind) => void;
  readonly render: Render;
  readonly log: Log;
  readonly now: () => Date;
  /** Shorter in tests. */
  readonly patience?: StreamPatience;
  readonly limitMs?: number;
}

/** No limit of DingTalk's: what changes within it is one call. */
const PACE_MS = 1000;
const CALLBACK_KEY = 'dealdesk';

/** DingTalk: a robot in direct chats and groups, interactive cards, and sign-in to the mini-app. */
export const dingtalk = (settings: DingTalkSettings, needs: DingTalkNeeds): Platform => {
  const { clientId, clientSecret, mode, publicUrl, monthlyCalls, monthlyPushes } = settings;
  const { log, now, formLink, render } = needs;
  const apiSettings = { ...settings, callbackRouteKey: mode === 'http' ? CALLBACK_KEY : undefined };

  const meter = usageMeter({
    store: needs.usage,
    monthly: { call: monthlyCalls, push: monthlyPushes },
    counted: needs.counted,
    warn: async (kind, used, allowed) => {
      const message = robotText(quotaSentence(kind, used, allowed));
      for (const userId of await needs.admins()) await api.sendTo(userId, message);
    },
    log,
    now,
  });
  const tokens = appTokens({ store: needs.tokens, fetch: () => fetchToken(apiSettings, now()), now });
  const api = dingtalkApi(apiSettings, { tokens, meter, log });
  const plain = dingtalkCards({ api, publicUrl, hasTemplate: settings.cardTemplateId !== undefined, log });
  const cards = settings.todos ? cardsWithTodos(plain, { api, publicUrl, log }) : plain;
  const byEmail = people({ api, workspaceId: clientId, now });
  const directory = dingtalkDirectory({ api, workspaceId: clientId });

  const wireTo = (talk: Exchange): Listener => {
    const { apiUrl, eventToken, eventAesKey } = settings;
    const { cardSecret, patience } = needs;
    const app = { exchange: talk, clientId, clientSecret, log };
    if (mode === 'stream') return streamMode({ ...app, apiUrl, ...(patience && { patience }) });
    const register = () => api.registerCallback(`${publicUrl}/dingtalk/card`, cardSecret);
    return httpMode({ ...app, cardSecret, eventToken, eventAesKey, register, now });
  };

  const listen = (handle: Handle): Listener => {
    const talk = exchange({
      handle,
      workspaceId: clientId,
      pushed: () => meter.count('push'),
      contactsChanged: () => {
        byEmail.forget();
        directory.changed();
      },
      ...(needs.limitMs !== undefined && { limitMs: needs.limitMs }),
      api,
      cards: plain,
      publicUrl,
      formLink,
      render,
      log,
      now,
    });
    const wire = wireTo(talk);
    return {
      routes: wire.routes,
      start: async () => {
        meter.start();
        await wire.start();
      },
      stop: async () => {
        await wire.stop();
        await talk.idle();
        await meter.stop();
        api.stop();
      },
    };
  };

  return {
    name: 'dingtalk',
    paceMs: PACE_MS,
    login: dingtalkLogin({
      api,
      workspaceId: clientId,
      clientId,
      ...(settings.corpId && { corpId: settings.corpId }),
    }),
    directory,
    checks: dingtalkChecks(settings, { api, now }),
    channelsNeed,
    // A message in a group cannot be changed, so without a template there is nothing to follow with.
    ...(settings.cardTemplateId && { channels: groupCards({ api, publicUrl }) }),
    listen,
    post: (to, card, key, mayBeThere) => cards.post(to, card, `card ${key}`, mayBeThere),
    update: cards.update,
    profile: async ({ userId }) => profileOf(await api.user(userId)),
    findByEmail: byEmail.findByEmail,
  };
};
