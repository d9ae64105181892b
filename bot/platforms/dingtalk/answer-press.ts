import type { Card } from '../../../cards/card.js';
import { inWords, say } from '../../../cards/say.js';
import { isBeside, isSaid } from '../../../models/answer.js';
import type { Text } from '../../../models/text.js';
import { inBoth, viewIn } from '../outcome.js';
import type { Incoming, Outcome } from '../platform.js';
import { type LinkButton, robotText, textsOf } from './action-card.js';
import { answerName, formButton, type Tools } from './answer.js';
import type { PressedCard } from './decode.js';
import { type CardData, encodeCard, encodeNotice, fitsNotice, noNotice } from './encode.js';
import { pageOf, partsOf } from './parts.js';

const texts = {
  working: {
    zh: '还在处理中，结果会显示在这里。若一分钟内没有出现，请发送“待办”查看或重试。',
    en: 'Still working on it. The answer will appear here; if it does not within a minute, send "todo" or try again.',
  },
  below: { zh: '请看下方的最新消息。', en: 'Please see the newest message below.' },
} satisfies Record<string, Text>;

/** What a press on a card is answered with. By key: whatever is not named stays. */
export interface CardReply {
  readonly cardUpdateOptions: object;
  readonly cardData?: { readonly cardParamMap: CardData };
  readonly userPrivateData?: { readonly cardParamMap: CardData };
}

const BY_KEY = { updateCardDataByKey: true, updatePrivateDataByKey: true };

export const stillWorking = (): CardReply => ({
  cardUpdateOptions: BY_KEY,
  userPrivateData: { cardParamMap: encodeNotice({ words: inBoth(texts.working) }) },
});

/** What DingTalk hears at once, and what is done once it has heard that. */
export interface PressAnswer {
  readonly change: { readonly data?: CardData; readonly notice: CardData };
  readonly after?: () => Promise<void>;
}

export const replyOf = ({ change: { data, notice } }: PressAnswer): CardReply => ({
  cardUpdateOptions: BY_KEY,
  ...(data && { cardData: { cardParamMap: data } }),
  userPrivateData: { cardParamMap: notice },
});

interface Press {
  readonly outcome: Outcome;
  readonly incoming: Incoming;
  readonly pressed: PressedCard;
  readonly tools: Tools;
}

/** A card that answered somebody makes room for the next answer; one that follows a record stays. */
const takesPlace = ({ trackId }: PressedCard): boolean => trackId.startsWith('answer-');

const said = (words: string, { outcome, incoming, tools }: Press, link?: LinkButton): PressAnswer => {
  if (fitsNotice(words)) return { change: { notice: encodeNotice({ words, link }) } };
  return {
    change: { notice: encodeNotice({ words: inWords(texts.below, outcome.reader) }) },
    after: async () => {
      for (const part of textsOf(words)) await tools.api.sendTo(incoming.who.userId, robotText(part));
    },
  };
};

/** Besides what was done, an answer says what is true by now. */
const redrawing = (answer: PressAnswer, { outcome, incoming, pressed, tools }: Press): PressAnswer => ({
  ...answer,
  after: async () => {
    const { api, redrawn, render, publicUrl } = tools;
    const now = await redrawn(incoming, outcome);
    if (now?.answer.type === 'view') {
      const data = encodeCard(render(now.answer.view, now.reader), publicUrl);
      await api.updateCard(pressed.trackId, { data });
    }
    await answer.after?.();
  },
});

const asked = ({ text: words }: Card, { outcome, incoming, tools }: Press): PressAnswer => {
  const link = formButton(incoming, outcome.reader, tools);
  return { change: { notice: encodeNotice({ words, link }) } };
};

const shown = (card: Card, { outcome, incoming, pressed, tools }: Press): PressAnswer => {
  const { api, cards, publicUrl } = tools;
  if (!takesPlace(pressed) || isBeside(outcome.answer))
    return {
      change: { notice: encodeNotice({ words: inWords(texts.below, outcome.reader) }) },
      after: async () => void (await cards.post(incoming.who, card, answerName(incoming))),
    };
  const data = encodeCard(card, publicUrl);
  return {
    change: { data, notice: noNotice },
    // What is in a reply is shown to whoever pressed, where they pressed; the change is for all of their devices.
    after: () => api.updateCard(pressed.trackId, { data }),
  };
};

/** Below the buttons, with a way to the page of what comes next: a card of its own would be one more call of the month's. */
const leadingOn = (card: Card, press: Press): PressAnswer => {
  const [next] = partsOf(card).actions;
  if (!next) return shown(card, press);
  return said(card.text, press, { title: next.title, url: pageOf(card, press.tools.publicUrl) });
};

const told = (press: Press): PressAnswer => {
  const { outcome, tools } = press;
  const { answer, reader } = outcome;
  if (answer.type === 'words') return said(say(answer.words, reader), press);
  const view = viewIn(answer);
  const card = tools.render(view, reader);
  if (view.kind === 'form') return asked(card, press);
  return isSaid(answer) ? leadingOn(card, press) : shown(card, press);
};

/** Answers to a press. */
export const answerPress = (
  outcome: Outcome,
  incoming: Incoming,
  pressed: PressedCard,
  tools: Tools,
): PressAnswer => {
  const press = { outcome, incoming, pressed, tools };
  const answer = told(press);
  return takesPlace(pressed) && isSaid(outcome.answer) ? redrawing(answer, press) : answer;
};
