import type { RobotMessage } from './action-card.js';
import { type CallerNeeds, caller, TIME_LIMIT_MS } from './caller.js';
import type { CardData } from './encode.js';
import { DingTalkError, networkTrouble, refusal } from './errors.js';
import { type Fields, send } from './send.js';

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
export const dingtalkApi = (settings: ApiSettings, needs: CallerNeeds) => {
  const { apiUrl, oapiUrl, clientId, clientSecret, robotCode, cardTemplateId, callbackRouteKey } = settings;
  const { ask, askOld, say, stop } = caller({ apiUrl, oapiUrl }, needs);
  const replyHosts = [oapiUrl, 'https://oapi.dingtalk.com'];

  const todosOf = (unionId: string): string => `/v1.0/todo/users/${encodeURIComponent(unionId)}/tasks`;
  const asOperator = (unionId: string): string => `?operatorId=${encodeURIComponent(unionId)}`;

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
      await say('sessionWebhook', webhook, message);
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

    stop,
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
