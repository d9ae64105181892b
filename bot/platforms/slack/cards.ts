import type { Card } from '../../../cards/card.js';
import type { Log } from '../log.js';
import type { CardRef, PlatformUser } from '../platform.js';
import { shortMemory } from '../work.js';
import type { Caller } from './caller.js';
import { encodeCard } from './encode.js';
import { frozenThere, isTooMany, rateLimited, SlackError } from './errors.js';
import { workspacePace } from './pace.js';

const MAX_DOUBTS = 1000;
const HISTORY_LENGTH = 15;
const STOPPING_S = 1;

interface Needs {
  readonly caller: Caller;
  readonly log: Log;
}

/** Cards that follow the truth, in direct messages and in channels. */
export const slackCards = ({ caller: { guarded, call, send, look }, log }: Needs) => {
  const pace = workspacePace();
  /** Cards of which nobody knows whether Slack has them. */
  const doubts = shortMemory(MAX_DOUBTS);

  /** The card may have been posted although we heard nothing: it carries its key, so a look into the channel tells. */
  const posted = async (to: PlatformUser, key: string): Promise<CardRef | undefined> => {
    const { workspaceId, userId } = to;
    // https://docs.slack.dev/reference/methods/conversations.open
    const { channel } = await look(workspaceId, 'conversations.open', (client) =>
      client.conversations.open({ users: userId }),
    );
    const id = channel?.id ?? '';
    // https://docs.slack.dev/reference/methods/conversations.history
    const { messages = [] } = await look(workspaceId, 'conversations.history', (client) =>
      client.conversations.history({ channel: id, limit: HISTORY_LENGTH, include_all_metadata: true }),
    );
    const found = messages.find(({ metadata }) => (metadata?.event_payload as { key?: string })?.key === key);
    return found?.ts ? { workspaceId, channel: id, ts: found.ts } : undefined;
  };

  const postedBefore = async (to: PlatformUser, key: string): Promise<CardRef | undefined> => {
    try {
      return await posted(to, key);
    } catch (error) {
      log.warn({ key, workspaceId: to.workspaceId, err: error }, 'slack: this card may appear twice');
      return undefined;
    }
  };

  /** In the workspace's turn, as its conversations have a limit in common. */
  const inTurn = async <T>(workspaceId: string, channel: string, call: () => Promise<T>): Promise<T> => {
    const leftAtMs = await pace.turn(workspaceId);
    if (leftAtMs === undefined) throw rateLimited('chat.postMessage', STOPPING_S);
    try {
      return await call();
    } catch (error) {
      if (isTooMany(error)) pace.refused(workspaceId, channel, leftAtMs);
      throw error;
    }
  };

  // https://docs.slack.dev/reference/methods/chat.postMessage
  const postNew = async (
    { workspaceId, userId }: PlatformUser,
    card: Card,
    key: string,
  ): Promise<CardRef> => {
    const method = 'chat.postMessage';
    const args = {
      channel: userId,
      ...encodeCard(card),
      metadata: { event_type: 'dealdesk_card', event_payload: { key } },
      unfurl_links: false,
      unfurl_media: false,
    };
    const { channel = userId, ts = '' } = await guarded(workspaceId, method, userId, (token) =>
      inTurn(workspaceId, userId, () => call(token, method, args)),
    );
    return { workspaceId, channel, ts };
  };

  return {
    post: async (to: PlatformUser, card: Card, key: string, mayBeThere = false): Promise<CardRef> => {
      const before = mayBeThere || doubts.has(key) ? await postedBefore(to, key) : undefined;
      try {
        const ref = before ?? (await postNew(to, card, key));
        doubts.forget(key);
        return ref;
      } catch (error) {
        if (error instanceof SlackError && error.isOutcomeUnknown) doubts.remember(key);
        throw error;
      }
    },

    /** Text and blocks always go together: a text alone takes the blocks away. */
    update: async (ref: CardRef, card: Card): Promise<CardRef> => {
      const { workspaceId, channel, ts } = placeOf(ref);
      // https://docs.slack.dev/reference/methods/chat.update
      await send(workspaceId, 'chat.update', { channel, ts, ...encodeCard(card) }).catch((error) => {
        throw isOfAnotherApp(channel, error) ? frozenThere('chat.update', error.code) : error;
      });
      return ref;
    },

    /** No card waits for its turn any more. */
    stop: (): void => pace.stop(),
  };
};

/** The conversation of a person with an app that was made anew is another one. A channel may take the app in again. */
const isOfAnotherApp = (channel: string, error: unknown): error is SlackError =>
  channel.startsWith('D') && error instanceof SlackError && error.code === 'channel_not_found';

/** Slack's own words for a card's place, as kept in `shown_cards.ref`. */
const placeOf = (ref: CardRef): { workspaceId: string; channel: string; ts: string } => ({
  workspaceId: String(ref.workspaceId),
  channel: String(ref.channel),
  ts: String(ref.ts),
});
