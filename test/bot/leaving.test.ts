import { once } from 'node:events';
import { Agent, get, type IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { pino } from 'pino';
import { HttpServer } from '../../bot/server.js';
import { makeMetrics } from '../../bot/status/metrics.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { within } from '../support/own-time.js';

/** Much sooner than a connection that is kept alive, or never says anything, is closed by itself. */
const SOON_MS = 3_000;

describeOnEachDatabase('an instance that is leaving', (open) => {
  let server: HttpServer;
  let url: string;
  const agent = new Agent({ keepAlive: true });

  beforeEach(async () => {
    const database = await open();
    const now = () => new Date();
    server = new HttpServer({
      database,
      metrics: makeMetrics(database, now),
      log: pino({ level: 'silent' }),
      now,
    });
    server.router.get('/slow', async (ctx) => {
      await sleep(600);
      ctx.body = 'done';
    });
    url = `http://127.0.0.1:${await server.listen(0, '127.0.0.1')}`;
  });

  afterAll(() => agent.destroy());

  const ask = (path: string): Promise<IncomingMessage> =>
    new Promise((resolve, reject) => {
      get(`${url}${path}`, { agent }, (answer) => answer.resume().on('end', () => resolve(answer))).on(
        'error',
        reject,
      );
    });

  test('answers for a moment still, and says so', async () => {
    expect(await ask('/readyz')).toMatchObject({ statusCode: 200, headers: { connection: 'keep-alive' } });
    const closed = server.close();

    expect(await ask('/readyz')).toMatchObject({ statusCode: 503, headers: { connection: 'close' } });
    await closed;
    await expect(ask('/healthz')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  test('finishes what it holds, and does not wait for connections that stay open', async () => {
    const slow = ask('/slow');
    await sleep(50);
    await within(SOON_MS, () => server.close());

    expect((await slow).statusCode).toBe(200);
  });

  test('does not wait for connections that never asked for anything, as browsers open them', async () => {
    const silent = connect(Number(new URL(url).port), '127.0.0.1');
    await once(silent, 'connect');
    await within(SOON_MS, () => server.close());
    silent.destroy();
  });
});
