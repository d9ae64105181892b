import { brokenOutcome, outcomes, redrawnWith } from '../outcome.js';
import type { Handle, Incoming, Outcome } from '../platform.js';
import { shortMemory, withinMs } from '../work.js';
import type { Tools } from './answer.js';
import { answerMessage, replyToStranger } from './answer-message.js';
import { answerPress, type CardReply, type PressAnswer, replyOf, stillWorking } from './answer-press.js';
import { type CardPress, decodeCard, decodeRobot, type PressedCard, type RobotMessage } from './decode.js';

/** A press is answered within two seconds, of which the way to us and back has its part. */
const PRESS_LIMIT_MS = 1600;
/** A message is acknowledged as soon as its work is committed, or by then, as DingTalk sends it again. */
const MESSAGE_LIMIT_MS = 1600;
const MAX_ANSWERED = 1000;

interface Needs extends Omit<Tools, 'redrawn'> {
  readonly handle: Handle;
  readonly workspaceId: string;
  readonly pushed: () => void;
  /** The contacts of the organisation have changed. */
  readonly contactsChanged: () => void;
  readonly limitMs?: number;
}

/** What came from DingTalk over whichever wire, and what goes back over it. */
export interface Exchange {
  /** A message to the robot. Done when it may be acknowledged. @throws BadBody */
  message(payload: unknown): Promise<void>;
  /**
   * A press on a card.
   * @param eventId  tells it from others
   * @throws BadBody
   */
  press(payload: unknown, eventId: string): Promise<{ readonly reply: CardReply | object; sent(): void }>;
  /** Something happened in the organisation. */
  event(type: string): void;
  /** All that was begun is done. */
  idle(): Promise<void>;
}

/** Events about people and departments; they are free. */
const CONTACTS = /^(user|org_dept|org_admin|label)_/;

export const exchange = (needs: Needs): Exchange => {
  const { handle, workspaceId, pushed, contactsChanged, limitMs, ...surroundings } = needs;
  const { log } = surroundings;
  const { outcomeOf, inTime, afterwards, begin, idle } = outcomes({ platform: 'dingtalk', handle, log });
  const tools: Tools = { ...surroundings, redrawn: redrawnWith(outcomeOf) };
  const answered = shortMemory(MAX_ANSWERED);

  /** What is not acknowledged in time comes again; then its answer is there already. */
  const once = async (key: string, answer: () => Promise<void>): Promise<void> => {
    if (answered.has(key)) return;
    answered.remember(key);
    await answer().catch((error) => {
      answered.forget(key);
      throw error;
    });
  };

  type Asked<D extends { type: string }> = Extract<D, { type: 'ask' }>;

  const ask = async ({ incoming, conversation }: Asked<RobotMessage>): Promise<void> => {
    const outcome = outcomeOf(incoming);
    afterwards(async () => {
      const arrived = await outcome;
      await once(incoming.key, () => answerMessage(arrived, incoming, conversation, tools));
    });
    await withinMs(outcome, limitMs ?? MESSAGE_LIMIT_MS);
  };

  const drawn = (outcome: Outcome, incoming: Incoming, card: PressedCard): PressAnswer => {
    try {
      return answerPress(outcome, incoming, card, tools);
    } catch (error) {
      log.error({ err: error }, 'dingtalk: an answer could not be drawn');
      return answerPress(brokenOutcome, incoming, card, tools);
    }
  };

  /** The answer came after DingTalk had stopped waiting. */
  const late = async (outcome: Promise<Outcome>, { incoming, card }: Asked<CardPress>): Promise<void> => {
    const { change, after } = drawn(await outcome, incoming, card);
    const { userId } = incoming.who;
    await tools.api.updateCard(card.trackId, {
      ...(change.data && { data: change.data }),
      private: { userId, data: change.notice },
    });
    if (!change.data) await after?.();
  };

  const nothing = (): void => {};

  return {
    message: async (payload) => {
      const done = begin();
      pushed();
      try {
        const decoded = decodeRobot(payload, workspaceId);
        if (decoded.type === 'ask') return await ask(decoded);
        if (decoded.type === 'usedUp') log.error({}, 'dingtalk: the month is used up, messages come empty');
        const { type, conversation } = decoded;
        afterwards(() => replyToStranger(conversation, type, tools));
      } finally {
        done();
      }
    },

    press: async (payload, eventId) => {
      const done = begin();
      pushed();
      try {
        const decoded = decodeCard(payload, eventId, workspaceId);
        if (decoded.type === 'ignored') return { reply: {}, sent: nothing };
        const { incoming, card } = decoded;
        const outcome = outcomeOf(incoming);
        const arrived = await inTime(outcome, limitMs ?? PRESS_LIMIT_MS, { key: incoming.key });
        if (!arrived)
          return { reply: stillWorking(), sent: () => void afterwards(() => late(outcome, decoded)) };
        const answer = drawn(arrived, incoming, card);
        const { after } = answer;
        const isFirst = !answered.has(incoming.key);
        return {
          reply: replyOf(answer),
          sent: after && isFirst ? () => void afterwards(() => once(incoming.key, after)) : nothing,
        };
      } finally {
        done();
      }
    },

    event: (type) => {
      if (!CONTACTS.test(type)) pushed();
      if (CONTACTS.test(type)) contactsChanged();
    },

    idle,
  };
};
