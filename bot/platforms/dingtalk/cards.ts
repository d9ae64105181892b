import type { Card } from '../../../cards/card.js';
import { digest } from '../../../handlers/hash.js';
import type { Text } from '../../../models/text.js';
import type { Log } from '../log.js';
import { type CardRef, type Platform, PlatformError, type PlatformUser } from '../platform.js';
import { shortMemory } from '../work.js';
import { actionCard, robotActionCard } from './action-card.js';
import { NotDelivered } from './api/cards.js';
import type { DingTalkApi } from './api/index.js';
import { type CardData, encodeCard, noNotice } from './encode.js';
import { DingTalkError } from './errors.js';

const MAX_DOUBTS = 1000;

interface Needs {
  readonly api: DingTalkApi;
  readonly publicUrl: string;
  readonly hasTemplate: boolean;
  readonly log: Log;
}

/** Cards in the conversation of a person and the robot. */
export interface Cards {
  /** @param name  what it is known by for ever; the same name is the same card */
  post(to: PlatformUser, card: Card, name: string, mayBeThere?: boolean): Promise<CardRef>;
  /** @throws PlatformError with `gone` where a message cannot be changed */
  update(ref: CardRef, card: Card): Promise<CardRef>;
}

const shortDigest = (text: string): string => digest(text).slice(0, 22);

const hashOf = (data: CardData): string => shortDigest(JSON.stringify(data));

/** `outTrackId` of a card with this name. */
export const trackIdOf = (name: string, { workspaceId, userId }: PlatformUser): string =>
  `${name.replace(/[^\w-]/g, '-').slice(0, 40)}-${shortDigest(`${name} ${workspaceId} ${userId}`)}`;

const isThereAlready = (error: unknown): boolean =>
  error instanceof DingTalkError && error.code === 'param.cardAlreadyExist';

/** What would look the same costs no call. */
const changed =
  ({ api, publicUrl }: Pick<Needs, 'api' | 'publicUrl'>) =>
  async (ref: CardRef, card: Card): Promise<CardRef> => {
    const data = encodeCard(card, publicUrl);
    const hash = hashOf(data);
    if (hash !== ref.hash) await api.updateCard(String(ref.trackId), { data });
    return { ...ref, hash };
  };

type Create = (trackId: string, data: CardData) => Promise<void>;

/** Creates cards that can be changed. */
const creating = ({ api }: Pick<Needs, 'api'>) => {
  /** Cards of which nobody knows whether DingTalk has them, and those that it has but did not deliver. */
  const doubts = shortMemory(MAX_DOUBTS);
  const undelivered = shortMemory(MAX_DOUBTS);

  const learn = (trackId: string, error: unknown): void => {
    if (error instanceof NotDelivered) undelivered.remember(trackId);
    else if (error instanceof DingTalkError && error.isOutcomeUnknown) doubts.remember(trackId);
  };

  /** A card that is there keeps what it was made with, so it is told what is true by now. */
  const place = async (create: Create, trackId: string, data: CardData, isDoubtful: boolean) => {
    const isOld = await create(trackId, data).then(
      () => isDoubtful,
      (error) => {
        if (isThereAlready(error)) return true;
        throw error;
      },
    );
    if (isOld) await api.updateCard(trackId, { data });
  };

  /** What was not delivered never is: that needs another card. */
  const freshId = (usual: string): string => {
    let trackId = usual;
    for (let n = 2; undelivered.has(trackId); n += 1) trackId = `${usual}-${n}`;
    return trackId;
  };

  return async (usual: string, data: CardData, create: Create, mayBeThere = false): Promise<CardRef> => {
    const trackId = freshId(usual);
    try {
      await place(create, trackId, { ...data, ...noNotice }, mayBeThere || doubts.has(trackId));
    } catch (error) {
      learn(trackId, error);
      throw error;
    }
    doubts.forget(trackId);
    return { trackId, hash: hashOf(data) };
  };
};

const interactive = ({ api, publicUrl }: Needs): Cards => {
  const created = creating({ api });
  return {
    post: (to, card, name, mayBeThere) => {
      const create: Create = (trackId, data) => api.createCard(to.userId, trackId, data);
      return created(trackIdOf(name, to), encodeCard(card, publicUrl), create, mayBeThere);
    },

    update: changed({ api, publicUrl }),
  };
};

export const channelsNeed: Text = {
  zh: '要在钉钉的群里显示卡片，还要配置卡片模板。',
  en: 'To show a card in a group chat, DingTalk needs a card template.',
};

/** Cards in groups. Which card it is, its name says, so once more is the same card. */
export const groupCards = ({
  api,
  publicUrl,
}: Pick<Needs, 'api' | 'publicUrl'>): NonNullable<Platform['channels']> => {
  const created = creating({ api });
  return {
    post: ({ workspaceId, channelId }, card, name) => {
      const usual = trackIdOf(name, { platform: 'dingtalk', workspaceId, userId: channelId });
      const create: Create = (trackId, data) => api.createGroupCard(channelId, trackId, data);
      return created(usual, encodeCard(card, publicUrl), create);
    },

    update: changed({ api, publicUrl }),
  };
};

/** Messages with links. A message cannot be changed: it is taken back, and a new one says what is true. */
const linked = ({ api, publicUrl, log }: Needs): Cards => ({
  post: async (to, card) => {
    const message = robotActionCard(actionCard(card, publicUrl));
    return { messageKey: await api.sendTo(to.userId, message), hash: shortDigest(message.msgParam) };
  },

  update: async (ref, card) => {
    const { msgParam } = robotActionCard(actionCard(card, publicUrl));
    if (shortDigest(msgParam) === ref.hash) return ref;
    await api
      .recall(String(ref.messageKey))
      .catch((error) => log.warn({ err: error }, 'dingtalk: an old message could not be taken back'));
    throw new PlatformError('A message cannot be changed.', { retryable: false, gone: true });
  },
});

/** What was posted before the template was configured, or after it was taken away, is of the other kind. */
export const dingtalkCards = (needs: Needs): Cards => {
  const kinds = { card: interactive(needs), message: linked(needs) };
  return {
    post: (needs.hasTemplate ? kinds.card : kinds.message).post,
    update: (ref, card) => ('trackId' in ref ? kinds.card : kinds.message).update(ref, card),
  };
};
