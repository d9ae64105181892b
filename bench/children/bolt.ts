import bolt from '@slack/bolt';
import { serve } from './leash.js';

export interface EmptyServer {
  readonly port: number;
  readonly signingSecret: string;
}

/** Bolt's own receiver, with a command that does nothing. Who may use it is known, so that it asks Slack nothing. */
serve({
  start: async ({ port, signingSecret }: EmptyServer) => {
    const app = new bolt.App({
      receiver: new bolt.HTTPReceiver({ signingSecret, logLevel: bolt.LogLevel.ERROR }),
      authorize: async () => ({ botToken: 'xoxb-none', botId: 'B1', botUserId: 'U1' }),
      logLevel: bolt.LogLevel.ERROR,
    });
    app.command(/.*/, async ({ ack }) => {
      await ack('Done.');
    });
    await app.start(port);
  },
});
