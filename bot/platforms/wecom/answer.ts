import { inWords, say } from '../../../cards/say.js';
import { isBeside } from '../../../models/answer.js';
import type { Text } from '../../../models/text.js';
import type { Log } from '../log.js';
import { formIn, type Redrawn, viewIn } from '../outcome.js';
import type { FormLink, Incoming, Outcome, Render } from '../platform.js';
import type { WecomApi } from './api.js';
import type { Place } from './decode.js';
import { type Encoded, encodeCard, encodeForm, encodeNotice, encodeWords } from './encode.js';
import { waitOf } from './errors.js';
import { answerTaskId, isOlder, readTaskId } from './task-id.js';

interface AnswerNeeds {
  readonly api: WecomApi;
  readonly render: Render;
  readonly redrawn: Redrawn;
  readonly formLink: FormLink;
  readonly publicUrl: string;
  readonly installation: () => Promise<string>;
  readonly newestTaskId: (shownCardId: number) => Promise<string | undefined>;
  readonly log: Log;
  /** Waits until there is room for a message. */
  readonly sleep: (ms: number) => Promise<void>;
}

/** What the callback is answered with, and what is sent once WeCom has that. */
export interface Reply {
  /** Shown in the conversation; nothing where WeCom shows nothing, or where it does not fit. */
  readonly text: string | undefined;
  readonly after?: () => Promise<void>;
}

const texts = {
  outdated: { zh: '此卡片已不是最新', en: 'No longer the latest' },
  newer: { zh: '请看更新的卡片。', en: 'Please look at the newer card.' },
} satisfies Record<string, Text>;

/** Beyond that nobody waits for an answer any more. */
const PATIENCE_MS = 60_000;

export const answers = (needs: AnswerNeeds) => {
  const { api, render, redrawn, formLink, publicUrl, installation, newestTaskId, log, sleep } = needs;

  /** An answer waits for its turn; somebody expects it. */
  const inTurn = async <T>(work: () => Promise<T>, patienceMs = PATIENCE_MS): Promise<T> => {
    try {
      return await work();
    } catch (error) {
      const waitMs = waitOf(error);
      if (waitMs === undefined || waitMs > patienceMs) throw error;
      await sleep(waitMs);
      return inTurn(work, patienceMs - waitMs);
    }
  };

  const sendTexts = async (userId: string, all: readonly string[]): Promise<void> => {
    for (const text of all) await inTurn(() => api.sendText(userId, text));
  };

  /** All of it in words where the card had to be cut and leads nowhere, and below it the card with its buttons. */
  const sendCard = async ({ who, key }: Incoming, { card, texts: whole, isComplete }: Encoded) => {
    if (!isComplete) await sendTexts(who.userId, whole());
    const taskId = answerTaskId(await installation(), key, 'card');
    await inTurn(() => api.sendCard(who.userId, taskId, card));
  };

  const encoded = (incoming: Incoming, { answer, reader }: Outcome): Encoded | undefined => {
    if (answer.type === 'words') return undefined;
    const view = viewIn(answer);
    const card = render(view, reader);
    return view.kind === 'form' ? encodeForm(card, formLink(incoming)) : encodeCard(card, publicUrl);
  };

  const wordsOf = ({ answer, reader }: Outcome): string | undefined =>
    answer.type === 'words' ? say(answer.words, reader) : undefined;

  const send = async (incoming: Incoming, outcome: Outcome): Promise<void> => {
    const card = encoded(incoming, outcome);
    if (card) await sendCard(incoming, card);
    else await sendTexts(incoming.who.userId, encodeWords(wordsOf(outcome) ?? ''));
  };

  const inConversation = (incoming: Incoming, outcome: Outcome): Reply => {
    const [first, ...others] = encodeWords(wordsOf(outcome) ?? '');
    if (outcome.answer.type === 'words' && others.length === 0) return { text: first };
    return { text: undefined, after: () => send(incoming, outcome) };
  };

  type CardPlace = Extract<Place, { type: 'card' }>;

  /** @returns whether it was changed */
  const change = async ({ who }: Incoming, code: string, card: Encoded['card']): Promise<boolean> => {
    try {
      await api.update(who.userId, code, card);
      return true;
    } catch (error) {
      log.warn({ err: error }, 'wecom: a card could not be changed');
      return false;
    }
  };

  /** The answer whose button was pressed makes room for another, if the card says all or leads to it. */
  const takesPlace = async (incoming: Incoming, outcome: Outcome, { code }: CardPlace): Promise<boolean> => {
    const card = formIn(outcome.answer) ? undefined : encoded(incoming, outcome);
    return card?.isComplete === true && change(incoming, code, card.card);
  };

  const afterAnswer = async (incoming: Incoming, outcome: Outcome, place: CardPlace) => {
    const now = await redrawn(incoming, outcome);
    const isChanged =
      (now !== undefined || !isBeside(outcome.answer)) && (await takesPlace(incoming, now ?? outcome, place));
    if (now || !isChanged) await send(incoming, outcome);
  };

  /** A card that another has followed loses its buttons, and says what became of the click. */
  const afterShown = async (incoming: Incoming, outcome: Outcome, place: CardPlace, shownCardId: number) => {
    await send(incoming, outcome);
    if (!isOlder(place.taskId, await newestTaskId(shownCardId))) return;
    const { reader } = outcome;
    const truth = wordsOf(outcome) ?? inWords(texts.newer, reader);
    const notice = encodeNotice(inWords(texts.outdated, reader), truth, `${publicUrl}/app/`);
    await change(incoming, place.code, notice);
  };

  const onCard = (incoming: Incoming, outcome: Outcome, place: CardPlace): Reply => {
    const task = readTaskId(place.taskId);
    return {
      text: undefined,
      after: () =>
        task.type === 'shown'
          ? afterShown(incoming, outcome, place, task.shownCardId)
          : afterAnswer(incoming, outcome, place),
    };
  };

  return {
    reply: (incoming: Incoming, outcome: Outcome, place: Place): Reply =>
      place.type === 'card' ? onCard(incoming, outcome, place) : inConversation(incoming, outcome),

    /** WeCom has its empty answer already. */
    late: send,
  };
};
