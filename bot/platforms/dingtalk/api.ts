import type { Tokens } from '../app-tokens.js';
import type { Log } from '../log.js';
import type { RobotMessage } from './action-card.js';
import type { CardData } from './encode.js';
import { DingTalkError, isBan, isPause, isTooFast, networkTrouble, refusal, refusesToken } from './errors.js';
import { pacing } from './pace.js';
import { type Fields, send } from './send.js';
import type { UsageMeter } from './usage.js';

export const TIME_LIMIT_MS = 8000;
const WEBHOOK_TIME_LIMIT_MS = 4000;
const MAX_PAUSES = 2;
const PAUSE_MS = 1000;

export interface ApiSettings {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly robotCode: string;
  readonly cardTemplateId?: string | undefined;
  readonly apiUrl: string;
  readonly oapiUrl: string;
  /** Set where presses come over HTTP: the name that their address is registered under. */
  readonly callbackRouteKey?: string | undefined;
}

interface Needs {
  readonly tokens: Tokens;
  readonly meter: Pick<UsageMeter, 'count'>;
  readonly log: Log;
}

/** Sign-in, tokens and the contacts cost nothing of the month. */
interface Cost {
  readonly isFree: boolean;
}
const free: Cost = { isFree: true };
const metered: Cost = { isFree: false };

export type DingTalkApi = ReturnType<typeof dingtalkApi>;

/** Asks for the app's token: the one call that needs none. */
export const fetchToken = ({ apiUrl, clientId, clientSecret }: ApiSettings): Promise<Fields> =>
  // https://open.dingtalk.com/document/development/obtain-the-access-token-of-an-internal-app
  send({
    api: 'oauth2/accessToken',
    url: `${apiUrl}/v1.0/oauth2/accessToken`,
    method: 'POST',
    body: { appKey: clientId, appSecret: clientSecret },
    timeLimitMs: TIME_LIMIT_MS,
  });

/** The calls out. All of them throw `DingTalkError`. */
export const dingtalkApi = (settings: ApiSettings, { tokens, meter, log }: Needs) => {
  const { apiUrl, oapiUrl, clientId, clientSecret, robotCode, cardTemplateId, callbackRouteKey } = settings;
  const pace = pacing();
  const replyHosts = [oapiUrl, 'https://oapi.dingtalk.com'];

  const learn = (api: string, error: unknown): void => {
    if (!(error instanceof DingTalkError) || error.retryAfterMs === undefined) return;
    if (isPause(error) || isTooFast(error)) return;
    if (isBan(error)) log.error({ api, waitMs: error.retryAfterMs }, 'dingtalk: this address is banned');
    pace.close(error.retryAfterMs, isBan(error) ? '' : api);
  };

  /** Refused for its pace is not counted; everything else that arrived is. */
  const isCounted = (error: unknown): boolean =>
    !(error instanceof DingTalkError) || (error.retryAfterMs === undefined && !refusesToken(error));

  const counted = async (call: () => Promise<Fields>, { isFree }: Cost): Promise<Fields> => {
    try {
      const answer = await call();
      if (!isFree) meter.count('call');
      return answer;
    } catch (error) {
      if (!isFree && isCounted(error)) meter.count('call');
      throw error;
    }
  };

  /** Who was too fast by a little waits for the next second. */
  const patiently = async (api: string, call: () => Promise<Fields>, pauses = 0): Promise<Fields> => {
    try {
      return await call();
    } catch (error) {
      if (!isTooFast(error) || pauses >= MAX_PAUSES) throw error;
      await pace.tooFast(api, PAUSE_MS);
      await pace.turn(api);
      return patiently(api, call, pauses + 1);
    }
  };

  const withToken = async (api: string, call: (token: string) => Promise<Fields>): Promise<Fields> => {
    const token = await tokens.get();
    await pace.turn(api);
    try {
      return await patiently(api, () => call(token));
    } catch (error) {
      if (!refusesToken(error)) throw error;
      const fresh = await tokens.renew(token);
      await pace.turn(api);
      return patiently(api, () => call(fresh));
    }
  };

  const guarded = async (
    api: string,
    cost: Cost,
    call: (token: string) => Promise<Fields>,
  ): Promise<Fields> => {
    pace.checkOpen(api);
    try {
      return await withToken(api, (token) => counted(() => call(token), cost));
    } catch (error) {
      learn(api, error);
      throw error;
    }
  };

  const ask = (api: string, method: 'GET' | 'POST' | 'PUT', path: string, body?: object): Promise<Fields> =>
    guarded(api, metered, (token) =>
      send({
        api,
        url: `${apiUrl}${path}`,
        method,
        ...(body && { body }),
        token,
        timeLimitMs: TIME_LIMIT_MS,
      }),
    );

  const todosOf = (unionId: string): string => `/v1.0/todo/users/${encodeURIComponent(unionId)}/tasks`;
  const asOperator = (unionId: string): string => `?operatorId=${encodeURIComponent(unionId)}`;

  /** The old API takes its token in the address. */
  const askOld = async (path: string, body: object): Promise<Fields> => {
    const answer = await guarded(path, free, (token) =>
      send({
        api: path,
        url: `${oapiUrl}/${path}?access_token=${encodeURIComponent(token)}`,
        method: 'POST',
        body,
        timeLimitMs: TIME_LIMIT_MS,
      }),
    );
    return (answer.result ?? {}) as Fields;
  };

  const callback = callbackRouteKey ? { callbackType: 'HTTP', callbackRouteKey } : { callbackType: 'STREAM' };

  const spaceOf = ({ lastMessage }: CardData) => ({
    supportForward: false,
    lastMessageI18n: { ZH_CN: lastMessage, EN_US: lastMessage },
  });

  const deliver = async (outTrackId: string, data: CardData, place: object): Promise<void> => {
    const answer = await ask('card/createAndDeliver', 'POST', '/v1.0/card/instances/createAndDeliver', {
      cardTemplateId,
      outTrackId,
      ...callback,
      userIdType: 1,
      cardData: { cardParamMap: data },
      ...place,
    });
    checkDelivered(answer);
  };

  return {
    /**
     * The card in the conversation of a person and the robot. Repeated with the same id, it does not appear twice.
     * @see https://open.dingtalk.com/document/development/create-and-deliver-cards
     */
    createCard: (userId: string, outTrackId: string, data: CardData): Promise<void> =>
      deliver(outTrackId, data, {
        openSpaceId: `dtv1.card//IM_ROBOT.${userId}`,
        imRobotOpenSpaceModel: {
          ...spaceOf(data),
          notification: { alertContent: data.lastMessage, notificationOff: false },
        },
        imRobotOpenDeliverModel: { spaceType: 'IM_ROBOT', robotCode },
      }),

    /** The card in a group that the robot is in. */
    createGroupCard: (conversationId: string, outTrackId: string, data: CardData): Promise<void> =>
      deliver(outTrackId, data, {
        openSpaceId: `dtv1.card//IM_GROUP.${conversationId}`,
        imGroupOpenSpaceModel: spaceOf(data),
        imGroupOpenDeliverModel: { robotCode },
      }),

    /** A card in nobody's conversation: only to hear whether the template is good. */
    tryTemplate: async (outTrackId: string): Promise<void> => {
      await ask('card/create', 'POST', '/v1.0/card/instances', {
        cardTemplateId,
        outTrackId,
        callbackType: 'STREAM',
        userIdType: 1,
        cardData: { cardParamMap: { title: 'Dealdesk' } },
      });
    },

    /** By key: whatever is not named stays. @see https://open.dingtalk.com/document/development/interactive-card-update-interface */
    updateCard: async (outTrackId: string, change: CardChange): Promise<void> => {
      await ask('card/update', 'PUT', '/v1.0/card/instances', {
        outTrackId,
        userIdType: 1,
        ...(change.data && { cardData: { cardParamMap: change.data } }),
        ...(change.private && {
          privateData: { [change.private.userId]: { cardParamMap: change.private.data } },
        }),
        cardUpdateOptions: { updateCardDataByKey: true, updatePrivateDataByKey: true },
      });
    },

    /**
     * A message in the conversation of a person and the robot. @returns by what it can be taken back
     * @see https://open.dingtalk.com/document/development/chatbots-send-one-on-one-chat-messages-in-batches
     */
    sendTo: async (userId: string, message: RobotMessage): Promise<string> => {
      const answer = await ask('robot/batchSend', 'POST', '/v1.0/robot/oToMessages/batchSend', {
        robotCode,
        userIds: [userId],
        ...message,
      });
      checkSent(answer);
      return String(answer.processQueryKey ?? '');
    },

    /** @see https://open.dingtalk.com/document/development/batch-message-recall-chat */
    recall: async (processQueryKey: string): Promise<void> => {
      await ask('robot/batchRecall', 'POST', '/v1.0/robot/otoMessages/batchRecall', {
        robotCode,
        processQueryKeys: [processQueryKey],
      });
    },

    /**
     * A line in the person's to-do list. Third parties' lines cannot be ticked there, only opened. The card notifies
     * already, so this one does not.
     * @see https://open.dingtalk.com/document/development/add-dingtalk-to-do-task
     */
    createTodo: async (unionId: string, { sourceId, subject, url }: Todo): Promise<string> => {
      const { id } = await ask('todo/create', 'POST', `${todosOf(unionId)}${asOperator(unionId)}`, {
        sourceId,
        subject,
        creatorId: unionId,
        executorIds: [unionId],
        detailUrl: { appUrl: url, pcUrl: url },
        isOnlyShowExecutor: true,
        priority: 20,
        notifyConfigs: { dingNotify: '0' },
      });
      return String(id);
    },

    findTodo: async (unionId: string, sourceId: string): Promise<string> => {
      const path = `${todosOf(unionId)}/sources/${encodeURIComponent(sourceId)}`;
      return String((await ask('todo/find', 'GET', path)).id);
    },

    finishTodo: async (unionId: string, todoId: string): Promise<void> => {
      const path = `${todosOf(unionId)}/${encodeURIComponent(todoId)}${asOperator(unionId)}`;
      await ask('todo/finish', 'PUT', path, { done: true });
    },

    /** Into the conversation where somebody wrote: no token, and nothing of the month. */
    reply: async (webhook: string, message: object): Promise<void> => {
      // Over HTTP no signature covers the address.
      if (!replyHosts.some((host) => webhook.startsWith(`${host}/`)))
        throw refusal('sessionWebhook', 'foreign_address', 'not an address of DingTalk');
      await pace.turn('sessionWebhook');
      await send({
        api: 'sessionWebhook',
        url: webhook,
        method: 'POST',
        body: message,
        timeLimitMs: WEBHOOK_TIME_LIMIT_MS,
      }).catch((error) => {
        learn('sessionWebhook', error);
        throw error;
      });
    },

    /** @see https://open.dingtalk.com/document/development/register-card-callback-address */
    registerCallback: async (callbackUrl: string, apiSecret: string): Promise<void> => {
      await ask('card/callbacks/register', 'POST', '/v1.0/card/callbacks/register', {
        callbackRouteKey,
        callbackUrl,
        apiSecret,
        forceUpdate: true,
      });
    },

    /** @see https://open.dingtalk.com/document/development/query-user-details */
    user: (userid: string): Promise<Fields> => askOld('topapi/v2/user/get', { userid }),

    /** @see https://open.dingtalk.com/document/development/obtain-the-userid-of-a-user-by-using-the-log-free */
    userOfCode: (code: string): Promise<Fields> => askOld('topapi/v2/user/getuserinfo', { code }),

    userOfUnion: (unionid: string): Promise<Fields> => askOld('topapi/user/getbyunionid', { unionid }),

    /** The root as well, which no list names. @see https://open.dingtalk.com/document/development/query-department-details0-v2 */
    department: (dept_id: number): Promise<Fields> => askOld('topapi/v2/department/get', { dept_id }),

    departmentsUnder: async (dept_id: number): Promise<Fields> =>
      askOld('topapi/v2/department/listsubid', { dept_id }),

    /** @see https://open.dingtalk.com/document/development/queries-the-complete-information-of-a-department-user */
    membersOf: (dept_id: number, cursor: number): Promise<Fields> =>
      askOld('topapi/v2/user/list', { dept_id, cursor, size: 100 }),

    /** @see https://open.dingtalk.com/document/development/obtain-user-token */
    personOfCode: async (code: string): Promise<Fields> => {
      const { accessToken } = await send({
        api: 'oauth2/userAccessToken',
        url: `${apiUrl}/v1.0/oauth2/userAccessToken`,
        method: 'POST',
        body: { clientId, clientSecret, code, grantType: 'authorization_code' },
        timeLimitMs: TIME_LIMIT_MS,
      });
      return send({
        api: 'contact/users/me',
        url: `${apiUrl}/v1.0/contact/users/me`,
        method: 'GET',
        token: String(accessToken),
        timeLimitMs: TIME_LIMIT_MS,
      });
    },

    stop: (): void => pace.stop(),
  };
};

export interface Todo {
  /** The same to-do if it is made again. */
  readonly sourceId: string;
  readonly subject: string;
  readonly url: string;
}

export interface CardChange {
  readonly data?: CardData;
  /** What only this person sees. */
  readonly private?: { readonly userId: string; readonly data: CardData };
}

interface Delivery {
  readonly success?: boolean;
  readonly errorMsg?: string;
}

/** A 200 may hide that the card reached nobody. */
const checkDelivered = ({ result }: Fields): void => {
  const { deliverResults } = (result ?? {}) as { deliverResults?: readonly Delivery[] };
  if (!deliverResults)
    throw networkTrouble('card/createAndDeliver', 'The answer says nothing of a delivery.');
  const failed = deliverResults.find(({ success }) => success === false);
  if (failed) throw new NotDelivered(failed.errorMsg ?? 'no reason given');
};

/** The card is there, but in nobody's conversation. */
export class NotDelivered extends DingTalkError {
  constructor(reason: string) {
    const isBusy = /busy|limit|timeout|system/i.test(reason);
    super('card/createAndDeliver', 'not_delivered', { retryable: isBusy, detail: reason.slice(0, 300) });
    this.name = 'NotDelivered';
  }
}

const checkSent = ({ invalidStaffIdList, flowControlledStaffIdList }: Fields): void => {
  const isNamed = (list: unknown) => Array.isArray(list) && list.length > 0;
  if (isNamed(invalidStaffIdList)) throw refusal('robot/batchSend', 'staffId.notExisted', '');
  if (isNamed(flowControlledStaffIdList)) throw refusal('robot/batchSend', 'send.too.fast', '');
};
