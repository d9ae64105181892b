import type { Card } from '../../../cards/card.js';
import type { Log } from '../log.js';
import { type CardRef, PlatformError, type PlatformUser } from '../platform.js';
import type { DingTalkApi } from './api/index.js';
import { type Cards, trackIdOf } from './cards.js';
import { DingTalkError } from './errors.js';
import { limits } from './limits.js';
import { pageOf } from './parts.js';
import { clip, oneLine } from './text.js';

interface Needs {
  readonly api: DingTalkApi;
  readonly publicUrl: string;
  readonly log: Log;
}

/** Whoever can approve has something to do. */
const DECISION = 'approval.approve';

const waitsForDecision = ({ body: { actions = [] } }: Card): boolean =>
  actions.some(
    (action) => action.type === 'Action.Submit' && 'do' in action.data && action.data.do === DECISION,
  );

const isThereAlready = (error: unknown): boolean =>
  error instanceof DingTalkError && /task ?exist/i.test(`${error.code} ${error.message}`);

/**
 * Cards with a line each in the person's to-do list (待办) while they wait for a decision. The card is what counts: where the
 * list cannot be told, the next change of the card tells it.
 * @see https://open.dingtalk.com/document/development/add-dingtalk-to-do-task
 */
export const cardsWithTodos = (cards: Cards, { api, publicUrl, log }: Needs): Cards => {
  const unionIds = new Map<string, string>();

  /** The list knows people by the id that they have in all organisations. */
  const unionIdOf = async (userId: string): Promise<string> => {
    const known = unionIds.get(userId) ?? String((await api.user(userId)).unionid);
    unionIds.set(userId, known);
    return known;
  };

  const trying = <T>(work: Promise<T>): Promise<T | undefined> =>
    work.catch((error) => {
      log.warn({ err: error }, 'dingtalk: the to-do list was not told');
      return undefined;
    });

  const open = async (userId: string, sourceId: string, card: Card): Promise<string> => {
    const unionId = await unionIdOf(userId);
    const url = pageOf(card, publicUrl);
    const todo = { sourceId, subject: clip(oneLine(card.text) || 'Dealdesk', limits.todo), url };
    return api.createTodo(unionId, todo).catch((error) => {
      if (!isThereAlready(error)) throw error;
      return api.findTodo(unionId, sourceId);
    });
  };

  const close = async (userId: string, todoId: string): Promise<void> =>
    api.finishTodo(await unionIdOf(userId), todoId);

  const opened = async (userId: string, sourceId: string, card: Card): Promise<CardRef> => {
    const todoId = await trying(open(userId, sourceId, card));
    return { userId, sourceId, ...(todoId && { todoId }) };
  };

  /** @returns what is kept of the to-do after this change of its card */
  const told = async (ref: CardRef, card: Card): Promise<CardRef> => {
    const { userId, sourceId, todoId } = ref;
    if (!userId || !sourceId) return {};
    if (!todoId) return waitsForDecision(card) ? opened(String(userId), String(sourceId), card) : {};
    if (waitsForDecision(card)) return { todoId };
    const isClosed = await trying(close(String(userId), String(todoId)).then(() => true));
    return isClosed ? { todoId: '' } : { todoId };
  };

  return {
    post: async (to: PlatformUser, card, name, mayBeThere) => {
      const ref = await cards.post(to, card, name, mayBeThere);
      const sourceId = trackIdOf(name, to);
      if (!waitsForDecision(card)) return { ...ref, userId: to.userId, sourceId };
      return { ...ref, ...(await opened(to.userId, sourceId, card)) };
    },

    /** A message that is posted anew has a line of its own. */
    update: async (ref, card) => {
      try {
        return { ...(await cards.update(ref, card)), ...(await told(ref, card)) };
      } catch (error) {
        const { userId, todoId } = ref;
        const isGone = error instanceof PlatformError && error.gone;
        if (isGone && userId && todoId) await trying(close(String(userId), String(todoId)));
        throw error;
      }
    },
  };
};
