import type { Caller } from '../caller.js';
import type { CardData } from '../encode.js';
import { DingTalkError, networkTrouble } from '../errors.js';
import type { Fields } from '../send.js';

export interface CardSettings {
  readonly robotCode: string;
  readonly cardTemplateId?: string | undefined;
  /** Set where presses come over HTTP: the name that their address is registered under. */
  readonly callbackRouteKey?: string | undefined;
}

interface CardChange {
  readonly data?: CardData;
  /** What only this person sees. */
  readonly private?: { readonly userId: string; readonly data: CardData };
}

interface Delivery {
  readonly success?: boolean;
  readonly errorMsg?: string;
}

/** The card is there, but in nobody's conversation. */
export class NotDelivered extends DingTalkError {
  constructor(reason: string) {
    const isBusy = /busy|limit|timeout|system/i.test(reason);
    super('card/createAndDeliver', 'not_delivered', { retryable: isBusy, detail: reason.slice(0, 300) });
    this.name = 'NotDelivered';
  }
}

/** A 200 may hide that the card reached nobody. */
const checkDelivered = ({ result }: Fields): void => {
  const { deliverResults } = (result ?? {}) as { deliverResults?: readonly Delivery[] };
  if (!deliverResults)
    throw networkTrouble('card/createAndDeliver', 'The answer says nothing of a delivery.');
  const failed = deliverResults.find(({ success }) => success === false);
  if (failed) throw new NotDelivered(failed.errorMsg ?? 'no reason given');
};

const spaceOf = ({ lastMessage }: CardData) => ({
  supportForward: false,
  lastMessageI18n: { ZH_CN: lastMessage, EN_US: lastMessage },
});

/** Interactive cards on our template. */
export const cardCalls = (
  { robotCode, cardTemplateId, callbackRouteKey }: CardSettings,
  { ask }: Pick<Caller, 'ask'>,
) => {
  const callback = callbackRouteKey ? { callbackType: 'HTTP', callbackRouteKey } : { callbackType: 'STREAM' };

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

    /** @see https://open.dingtalk.com/document/development/register-card-callback-address */
    registerCallback: async (callbackUrl: string, apiSecret: string): Promise<void> => {
      await ask('card/callbacks/register', 'POST', '/v1.0/card/callbacks/register', {
        callbackRouteKey,
        callbackUrl,
        apiSecret,
        forceUpdate: true,
      });
    },
  };
};
