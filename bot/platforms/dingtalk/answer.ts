import type { Card } from '../../../cards/card.js';
import { inWords, say } from '../../../cards/say.js';
import type { Reader, Text } from '../../../models/text.js';
import type { Log } from '../log.js';
import { inBoth, type Redrawn, viewIn } from '../outcome.js';
import type { FormLink, Incoming, Outcome, Render } from '../platform.js';
import {
  actionCard,
  robotActionCard,
  robotText,
  textsOf,
  webhookActionCard,
  webhookText,
} from './action-card.js';
import type { DingTalkApi } from './api/index.js';
import type { Cards } from './cards.js';
import type { Conversation, PressedCard } from './decode.js';
import { type CardData, encodeCard, encodeNotice, fitsNotice, noNotice } from './encode.js';

export interface Tools {
  readonly api: DingTalkApi;
  readonly cards: Cards;
  readonly publicUrl: string;
  readonly formLink: FormLink;
  readonly redrawn: Redrawn;
  readonly render: Render;
  readonly log: Log;
  readonly now: () => Date;
}

const texts = {
  working: {
    zh: '还在处理中，结果会显示在这里。若一分钟内没有出现，请发送“待办”查看或重试。',
    en: 'Still working on it. The answer will appear here; if it does not within a minute, send "todo" or try again.',
  },
  below: { zh: '请看下方的最新消息。', en: 'Please see the newest message below.' },
  fillIn: { zh: '填写表单', en: 'Fill in the form' },
  inPrivate: { zh: '已在单聊中回复你。', en: 'I answered you in our direct chat.' },
  openChat: {
    zh: '内容不便在群里显示，请与我单聊后再试一次。',
    en: 'That is not for everybody to read: please write to me directly.',
  },
  stranger: {
    zh: '只有本组织的成员可以使用。如果你是成员，请管理员发布应用后再试。',
    en: 'Only members of this organisation can use me. If you are one, ask an administrator to publish the app.',
  },
  usedUp: {
    zh: '本月的钉钉消息额度已用完，收不到你的内容。请联系管理员，或使用工作台里的页面。',
    en: "This month's DingTalk quota is used up, so what you write does not reach me. Ask an administrator, or use the page in the workbench.",
  },
} satisfies Record<string, Text>;

/** DingTalk takes a webhook's reply until its end; at the very end it may be late already. */
const WEBHOOK_MARGIN_MS = 5000;

const canReply = ({ webhook, untilMs }: Conversation, now: Date): boolean =>
  webhook !== '' && untilMs - WEBHOOK_MARGIN_MS > now.getTime();

/** No call out without need: a reply to where somebody wrote costs nothing of the month. */
const reply = async (
  conversation: Conversation,
  message: object,
  { api, log, now }: Pick<Tools, 'api' | 'log' | 'now'>,
): Promise<boolean> => {
  if (!canReply(conversation, now())) return false;
  return api.reply(conversation.webhook, message).then(
    () => true,
    (error) => {
      log.warn({ err: error }, 'dingtalk: a reply to a conversation did not arrive');
      return false;
    },
  );
};

/** To somebody of whom nothing is known, where they wrote. */
export const replyToStranger = async (
  conversation: Conversation,
  why: 'stranger' | 'usedUp',
  tools: Pick<Tools, 'api' | 'log' | 'now'>,
): Promise<void> => {
  await reply(conversation, webhookText(inBoth(texts[why])), tools);
};

/** One's name for the card that answers this event. */
const answerName = ({ key }: Incoming): string => `answer ${key}`;

/** Answers to what was typed to the robot. */
export const answerMessage = async (
  outcome: Outcome,
  incoming: Incoming,
  conversation: Conversation,
  tools: Tools,
): Promise<void> => {
  if (conversation.isGroup) return answerInGroup(outcome, incoming, conversation, tools);
  await answerDirectly(outcome, incoming, conversation, tools);
};

const answerDirectly = async (
  { answer, reader }: Outcome,
  incoming: Incoming,
  conversation: Conversation,
  tools: Tools,
): Promise<void> => {
  const { api, cards, render, publicUrl } = tools;
  const { userId } = incoming.who;
  if (answer.type === 'words') {
    for (const words of textsOf(say(answer.words, reader))) {
      const isThere = await reply(conversation, webhookText(words), tools);
      if (!isThere) await api.sendTo(userId, robotText(words));
    }
    return;
  }
  const view = viewIn(answer);
  const card = render(view, reader);
  if (view.kind !== 'form') {
    await cards
      .post(incoming.who, card, answerName(incoming))
      .catch((error) => insteadOfCard(error, card, conversation, tools));
    return;
  }
  const link = { title: inWords(texts.fillIn, reader), url: tools.formLink(incoming) };
  const message = actionCard(card, publicUrl, link);
  const isThere = await reply(conversation, webhookActionCard(message), tools);
  if (!isThere) await api.sendTo(userId, robotActionCard(message));
};

/** Better a message that leads to the page than none at all. */
const insteadOfCard = async (
  error: unknown,
  card: Card,
  conversation: Conversation,
  tools: Tools,
): Promise<void> => {
  tools.log.warn({ err: error }, 'dingtalk: a card was answered by a message');
  const isThere = await reply(conversation, webhookActionCard(actionCard(card, tools.publicUrl)), tools);
  if (!isThere) throw error;
};

/** In a group others read along: the answer is for the one who asked, and the group sees that there was one. */
const answerInGroup = async (
  outcome: Outcome,
  incoming: Incoming,
  conversation: Conversation,
  tools: Tools,
): Promise<void> => {
  const elsewhere: Conversation = { isGroup: false, webhook: '', untilMs: 0 };
  const said = await answerDirectly(outcome, incoming, elsewhere, tools).then(
    () => texts.inPrivate,
    (error) => {
      tools.log.warn({ err: error }, 'dingtalk: an answer to a group did not reach the one who asked');
      return texts.openChat;
    },
  );
  const words = inWords(said, outcome.reader);
  await reply(conversation, webhookText(words, incoming.who.userId), tools);
};

/** What a press on a card is answered with. By key: whatever is not named stays. */
export interface CardReply {
  readonly cardUpdateOptions: object;
  readonly cardData?: { readonly cardParamMap: CardData };
  readonly userPrivateData?: { readonly cardParamMap: CardData };
}

const BY_KEY = { updateCardDataByKey: true, updatePrivateDataByKey: true };

export const noticed = (words: string): CardReply => ({
  cardUpdateOptions: BY_KEY,
  userPrivateData: { cardParamMap: encodeNotice({ words }) },
});

export const stillWorking = (): CardReply => noticed(inBoth(texts.working));

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

/** A card that answered somebody makes room for the next answer; one that follows a record stays. */
const takesPlace = ({ trackId }: PressedCard): boolean => trackId.startsWith('answer-');

const said = (words: string, incoming: Incoming, reader: Reader, tools: Tools): PressAnswer => {
  if (fitsNotice(words)) return { change: { notice: encodeNotice({ words }) } };
  return {
    change: { notice: encodeNotice({ words: inWords(texts.below, reader) }) },
    after: async () => {
      for (const part of textsOf(words)) await tools.api.sendTo(incoming.who.userId, robotText(part));
    },
  };
};

/** Besides the words, an answer says what is true by now. */
const redrawing = (
  told: PressAnswer,
  outcome: Outcome,
  incoming: Incoming,
  { trackId }: PressedCard,
  { api, redrawn, render, publicUrl }: Tools,
): PressAnswer => ({
  ...told,
  after: async () => {
    const now = await redrawn(incoming, outcome);
    if (now?.answer.type === 'view') {
      const data = encodeCard(render(now.answer.view, now.reader), publicUrl);
      await api.updateCard(trackId, { data });
    }
    await told.after?.();
  },
});

const asked = ({ text: words }: Card, incoming: Incoming, reader: Reader, tools: Tools): PressAnswer => {
  const link = { title: inWords(texts.fillIn, reader), url: tools.formLink(incoming) };
  return { change: { notice: encodeNotice({ words, link }) } };
};

const shown = (
  card: Card,
  incoming: Incoming,
  pressed: PressedCard,
  reader: Reader,
  { api, cards, publicUrl }: Tools,
): PressAnswer => {
  if (!takesPlace(pressed))
    return {
      change: { notice: encodeNotice({ words: inWords(texts.below, reader) }) },
      after: async () => void (await cards.post(incoming.who, card, answerName(incoming))),
    };
  const data = encodeCard(card, publicUrl);
  return {
    change: { data, notice: noNotice },
    // What is in a reply is shown to whoever pressed, where they pressed; the change is for all of their devices.
    after: () => api.updateCard(pressed.trackId, { data }),
  };
};

/** Answers to a press. */
export const answerPress = (
  outcome: Outcome,
  incoming: Incoming,
  pressed: PressedCard,
  tools: Tools,
): PressAnswer => {
  const { answer, reader } = outcome;
  if (answer.type === 'words') {
    const told = said(say(answer.words, reader), incoming, reader, tools);
    return takesPlace(pressed) ? redrawing(told, outcome, incoming, pressed, tools) : told;
  }
  const view = viewIn(answer);
  const card = tools.render(view, reader);
  return view.kind === 'form'
    ? asked(card, incoming, reader, tools)
    : shown(card, incoming, pressed, reader, tools);
};
