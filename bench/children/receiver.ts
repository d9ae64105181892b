import { makeLog } from '../../bot/app.js';
import type { Handle } from '../../bot/platforms/platform.js';
import { slack } from '../../bot/platforms/slack/index.js';
import { HttpServer } from '../../bot/server.js';
import { makeMetrics } from '../../bot/status/metrics.js';
import { drawCard } from '../../cards/index.js';
import type { Database } from '../../models/database.js';
import { type Reader, saying } from '../../models/text.js';
import type { EmptyServer } from './bolt.js';
import { serve } from './leash.js';

const reader: Reader = { locale: 'en', timeZone: 'UTC', link: (path) => path };
const done = saying({ zh: 'Done.', en: 'Done.' });
const handle: Handle = async () => ({ answer: { type: 'words', words: done }, reader });

const none = async () => undefined;
const installations = { save: none, find: none, remove: none, list: async () => [], withLock: none as never };

/** Our server and our receiver as they are, with nothing behind them. */
serve({
  start: async ({ port, signingSecret }: EmptyServer) => {
    const log = makeLog({ logLevel: 'info' });
    const now = () => new Date();
    const platform = slack(
      { signingSecret, botToken: 'xoxb-none', apiUrl: 'http://127.0.0.1:9/', publicUrl: 'http://127.0.0.1' },
      { installations, render: drawCard, log, now },
    );
    // Never asked: nobody opens the status pages here.
    const database = {} as Database;
    const server = new HttpServer({ database, metrics: makeMetrics(database, now), log, now });
    const { busy = {} } = platform.listen(handle);
    for (const [path, receive] of Object.entries(busy)) server.busy.set(path, receive);
    await server.listen(port, '127.0.0.1');
  },
});
