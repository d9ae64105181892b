import type { Card } from '../../../cards/card.js';
import { sha256 } from '../../../handlers/hash.js';
import { type CardRef, PlatformError } from '../platform.js';
import { shortMemory } from '../work.js';
import type { WecomApi } from './api.js';
import { encodeCard, type TemplateCard } from './encode.js';
import { CODE_LIFE_MS } from './limits.js';
import type { CodeStore } from './stores.js';

/** Where a card is, kept in `shown_cards.ref`. */
interface Place {
  readonly taskId: string;
  readonly userId: string;
  /** Came with sending it, and changes it once; later ones come with clicks. */
  readonly code?: string;
  readonly codeEndsAtMs?: number;
  /** What stands on it: what it already says needs no code. */
  readonly digest: string;
}

interface Code {
  readonly code: string;
  readonly isFirst: boolean;
}

interface Needs {
  readonly api: WecomApi;
  readonly codes: CodeStore;
  readonly publicUrl: string;
  readonly now: () => Date;
}

const digestOf = (card: TemplateCard): string => sha256(JSON.stringify(card)).slice(0, 16);

const placeOf = (ref: CardRef): Place => ref as unknown as Place;

const frozen = (): PlatformError =>
  new PlatformError('WeCom changes this card no more: its code is spent or too old.', {
    retryable: false,
    gone: true,
  });

const isGone = (error: unknown): boolean => error instanceof PlatformError && error.gone;

const isUnsure = (error: unknown): boolean =>
  error instanceof PlatformError && error.retryable && !error.untried;

const MAX_UNSURE = 1_000;

/** Cards that follow the truth: sent, and changed as long as there are codes. */
export const wecomCards = ({ api, codes, publicUrl, now }: Needs) => {
  /** Changes that may have been made, although we heard nothing good of them. */
  const unsure = shortMemory(MAX_UNSURE);

  const codesOf = async function* ({ taskId, code, codeEndsAtMs = 0 }: Place): AsyncGenerator<Code> {
    if (code && codeEndsAtMs > now().getTime()) yield { code, isFirst: true };
    for (let next = await codes.take(taskId); next; next = await codes.take(taskId))
      yield { code: next, isFirst: false };
  };

  /** A code whose fate nobody knows may still be good. */
  const giveBack = ({ taskId }: Place, code: string, isFirst: boolean): Promise<void> =>
    isFirst ? Promise.resolve() : codes.keep(taskId, code, new Date(now().getTime() + CODE_LIFE_MS));

  /** @returns whether the card shows it now */
  const change = async (place: Place, { code, isFirst }: Code, card: TemplateCard): Promise<boolean> => {
    const attempt = `${code} ${digestOf(card)}`;
    try {
      await api.update(place.userId, code, card);
      return true;
    } catch (error) {
      // A code that is spent by now was spent by ourselves, when the answer to that was lost.
      if (isGone(error)) return unsure.has(attempt);
      if (isUnsure(error)) unsure.remember(attempt);
      await giveBack(place, code, isFirst);
      throw error;
    }
  };

  return {
    /** @param name  of the message; what else it shows is another message, whatever became of the first */
    post: async (userId: string, name: string, card: Card): Promise<CardRef> => {
      const { card: encoded, texts, isComplete } = encodeCard(card, publicUrl);
      const digest = digestOf(encoded);
      const taskId = `${name}-${digest}`;
      if (!isComplete) for (const text of texts()) await api.sendTextOnce(userId, text);
      const { code } = await api.sendCard(userId, taskId, encoded);
      const codeEndsAtMs = now().getTime() + CODE_LIFE_MS;
      return { taskId, userId, digest, ...(code && { code, codeEndsAtMs }) };
    },

    /** @throws PlatformError with `gone` once there is no code left */
    update: async (ref: CardRef, card: Card): Promise<CardRef> => {
      const place = placeOf(ref);
      const { card: encoded } = encodeCard(card, publicUrl);
      const digest = digestOf(encoded);
      if (digest === place.digest) return ref;
      for await (const code of codesOf(place)) {
        if (!(await change(place, code, encoded))) continue;
        // Its first code was tried before any other, and is spent or dead.
        return { taskId: place.taskId, userId: place.userId, digest };
      }
      throw frozen();
    },
  };
};
