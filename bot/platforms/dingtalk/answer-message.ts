import type { Card } from '../../../cards/card.js';
import { inWords, say } from '../../../cards/say.js';
import type { Text } from '../../../models/text.js';
import { inBoth, viewIn } from '../outcome.js';
import type { Incoming, Outcome } from '../platform.js';
import {
  actionCard,
  type RobotMessage,
  robotActionCard,
  robotText,
  textsOf,
  webhookActionCard,
  webhookText,
} from './action-card.js';
import { answerName, formButton, type Tools } from './answer.js';
import type { Conversation } from './decode.js';

const texts = {
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

/** Where they wrote; or, where that is closed, to them alone. */
const tell = async (
  userId: string,
  conversation: Conversation,
  { here, alone }: { readonly here: object; readonly alone: RobotMessage },
  tools: Tools,
): Promise<void> => {
  if (!(await reply(conversation, here, tools))) await tools.api.sendTo(userId, alone);
};

const answerDirectly = async (
  { answer, reader }: Outcome,
  incoming: Incoming,
  conversation: Conversation,
  tools: Tools,
): Promise<void> => {
  const { cards, render, publicUrl } = tools;
  const { userId } = incoming.who;
  if (answer.type === 'words') {
    for (const words of textsOf(say(answer.words, reader)))
      await tell(userId, conversation, { here: webhookText(words), alone: robotText(words) }, tools);
    return;
  }
  const view = viewIn(answer);
  const card = render(view, reader);
  if (view.kind === 'form') {
    const message = actionCard(card, publicUrl, formButton(incoming, reader, tools));
    const both = { here: webhookActionCard(message), alone: robotActionCard(message) };
    return tell(userId, conversation, both, tools);
  }
  await cards
    .post(incoming.who, card, answerName(incoming))
    .catch((error) => insteadOfCard(error, card, conversation, tools));
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
