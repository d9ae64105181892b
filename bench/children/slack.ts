/** The fake Slack, which keeps Slack's limits, in a process of its own. */
import { type FakeSlackOptions, startFakeSlack } from '../../test/support/fake-slack.js';
import { serve } from './leash.js';

let slack: Awaited<ReturnType<typeof startFakeSlack>> | undefined;

serve({
  start: async (options: FakeSlackOptions) => {
    slack = await startFakeSlack(options);
    const { apiUrl, signingSecret, botToken, teamId } = slack;
    return { apiUrl, signingSecret, botToken, teamId };
  },
  /** What it took since the last time it was asked, and what it refused. */
  taken: () => ({
    accepted: slack?.accepted
      .splice(0)
      .map(({ at, metadata, text, channel }) => ({ at, metadata, text, channel })),
    refused: slack?.calls.splice(0).filter(({ outcome }) => outcome !== 'ok'),
  }),
});
