/** The fake Slack, which keeps Slack's limits, in a process of its own. */
import { type FakeSlack, startFakeSlack } from '../../test/support/slack/fake.js';
import type { Chatting, Opening, Taken } from '../chats.js';
import { serve } from './leash.js';

let slack: FakeSlack | undefined;

serve({
  start: async ({ userIds, messagesPerMinute = Number.POSITIVE_INFINITY }: Opening): Promise<Chatting> => {
    slack = await startFakeSlack({
      users: userIds.map((id) => ({ id })),
      tiers: { 'chat.postMessage': messagesPerMinute },
    });
    const { teamId, signingSecret, botToken, apiUrl } = slack;
    return {
      workspaceId: teamId,
      settings: {
        SLACK_SIGNING_SECRET: signingSecret,
        SLACK_BOT_TOKEN: botToken,
        SLACK_API_URL: apiUrl,
      },
    };
  },
  taken: (): Taken => {
    const { accepted, calls } = slack ?? { accepted: [], calls: [] };
    return {
      cards: accepted.map(({ channel, ts, at }) => ({ place: `${channel} ${ts}`, to: channel, at })),
      refused: calls
        .filter(({ outcome }) => outcome !== 'ok')
        .map(({ method, outcome }) => `${method}: ${outcome}`),
      dropped: 0,
    };
  },
});
