import { connect } from 'node:net';
import { pino } from 'pino';
import { bodyOf } from '../../bot/platforms/body.js';
import { HttpServer } from '../../bot/server.js';
import { makeMetrics } from '../../bot/status/metrics.js';
import { type Database, openDatabase } from '../../models/database.js';
import { show } from '../../models/shown-card.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openWorld, type World } from '../support/world.js';

interface Started {
  readonly database: Database;
  readonly server: HttpServer;
  readonly port: number;
  readonly logged: { readonly msg: string; readonly err?: { message: string } }[];
  readonly get: (path: string, init?: RequestInit) => Promise<Response>;
}

const start = async (database: Database, requestMs?: number, now = () => new Date()): Promise<Started> => {
  const logged: Started['logged'] = [];
  const log = pino({ level: 'debug' }, { write: (line: string) => void logged.push(JSON.parse(line)) });
  const server = new HttpServer({
    database,
    metrics: makeMetrics(database, now),
    log,
    now,
    ...(requestMs && { requestMs }),
  });
  server.router.get('/broken', () => {
    throw new Error('The password is hunter2.');
  });
  server.router.get('/forbidden', (ctx) => ctx.throw(403, 'Not for you.'));
  const port = await server.listen(0, '127.0.0.1');
  return {
    database,
    server,
    port,
    logged,
    get: (path, init) => fetch(`http://127.0.0.1:${port}${path}`, init),
  };
};

describeOnEachDatabase('the server', (open) => {
  let world: World;
  let started: Started;
  beforeAll(async () => {
    world = await openWorld(await open());
    started = await start(world.database);
  });
  afterAll(() => started.server.close());

  test('says that it lives, and that it can work', async () => {
    expect(await (await started.get('/healthz')).json()).toEqual({ ok: true });
    expect(await (await started.get('/readyz')).json()).toEqual({
      ok: true,
      cards: { behind: 0, dead: 0, unreachable: 0, oldestMs: 0, untriedMs: 0 },
      approvals: { looked: 0, at: null, unsound: [] },
      jobs: { late: [] },
    });
  });

  test('says which job should have been done long ago, until it has been done since', async () => {
    const run = (slot: string, finishedAt: Date | null) =>
      world.database.transaction(async (tx) =>
        tx.insert('job_runs', {
          ...{ job: 'directory', slot, owner: '', epoch: 5, finishedAt },
          ...{ leaseEndsAt: new Date(), startedAt: new Date() },
        }),
      );
    const nightly = (daysAgo: number) =>
      `${new Date(Date.now() - daysAgo * 86_400_000).toISOString().slice(0, 'YYYY-MM-DD'.length)}T00:00 UTC`;
    await run(nightly(9), null);
    await run(nightly(2), null);
    expect(await (await started.get('/readyz')).json()).toMatchObject({
      ok: true,
      jobs: {
        late: [{ job: 'directory', slot: nightly(2), tries: 5, lateMs: expect.any(Number) }],
      },
    });
    expect(await (await started.get('/metrics')).text()).toMatch(
      /dealdesk_job_late_seconds\{job="directory"\} \d{5}/,
    );

    await run(nightly(1), new Date());
    expect(await (await started.get('/readyz')).json()).toMatchObject({ jobs: { late: [] } });
    expect(await (await started.get('/metrics')).text()).not.toContain('dealdesk_job_late_seconds{');
  });

  test('says how many cards wait, and for how long', async () => {
    await world.database.transaction(async (tx) => show(tx, 3, 'deal', 1001));
    await world.settled();
    await world.database.transaction((tx) => tx.run("UPDATE shown_cards SET state = 'dead'"));
    expect(await (await started.get('/readyz')).json()).toMatchObject({ cards: { behind: 0, dead: 1 } });
    const metrics = await (await started.get('/metrics')).text();
    expect(metrics).toContain('dealdesk_cards_waiting{state="dead"} 1');
    expect(metrics).toContain('dealdesk_cards_waiting{state="behind"} 0');
    expect(metrics).toContain('dealdesk_cards_oldest_seconds 0');
    expect(metrics).toContain('process_cpu_seconds_total');
    expect(metrics).toContain('dealdesk_transaction_retries_total');
  });

  test('gives each answer a number, and does not know what is not there', async () => {
    const [one, other] = [await started.get('/healthz'), await started.get('/nothing-here')];
    expect(one.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect(one.headers.get('x-request-id')).not.toBe(other.headers.get('x-request-id'));
    expect(other.status).toBe(404);
    expect((await started.get('/healthz', { method: 'POST' })).status).toBe(404);
    const head = await started.get('/healthz', { method: 'HEAD' });
    expect([head.status, head.headers.get('content-type')]).toEqual([200, 'application/json; charset=utf-8']);
  });

  test('answers a busy path without Koa, whatever stands behind the question mark, and no other method', async () => {
    started.server.busy.set('/busy', async (_request, response) => void response.end('busy'));
    const answer = await started.get('/busy?from=slack', { method: 'POST' });
    expect(await answer.text()).toBe('busy');
    expect(answer.headers.get('x-request-id')).toMatch(/^[0-9a-f-]{36}$/);
    expect((await started.get('/busy')).status).toBe(404);
  });

  test('keeps to itself why something broke, and writes it down', async () => {
    const answer = await started.get('/broken');
    expect(answer.status).toBe(500);
    expect(await answer.text()).toBe('Something went wrong.');
    expect(started.logged.filter(({ msg }) => msg === 'a request failed')).toMatchObject([
      {
        err: { message: 'The password is hunter2.' },
        request: answer.headers.get('x-request-id'),
        path: '/broken',
      },
    ]);
    expect(await (await started.get('/forbidden')).text()).toBe('Not for you.');
  });

  test('logs no secret of an address', async () => {
    await started.get('/healthz?sig=very-secret', { headers: { authorization: 'Bearer very-secret' } });
    expect(JSON.stringify(started.logged)).not.toContain('very-secret');
  });
});

describeOnEachDatabase('a database that can be read and not written', (open) => {
  const refuse = {
    mysql: [
      `CREATE TRIGGER only_read BEFORE UPDATE ON clocks FOR EACH ROW
       SIGNAL SQLSTATE 'HY000' SET MYSQL_ERRNO = 1290`,
      'DROP TRIGGER only_read',
    ],
    sqlite: ['PRAGMA query_only = ON', 'PRAGMA query_only = OFF'],
  };

  test('is not ready for anybody, until it is written again', async () => {
    let seconds = 0;
    const startedAt = Date.now();
    const database = await open();
    const { server, get } = await start(database, undefined, () => new Date(startedAt + seconds * 1_000));
    const ready = async () => {
      seconds += 5;
      const answer = await get('/readyz');
      return [answer.status, (await answer.json()).reason];
    };
    const [begin = '', end = ''] = refuse[database.dialect];

    expect(await ready()).toEqual([200, undefined]);
    // The clock was an hour ahead and has been put right.
    seconds -= 3_600;
    // Without a transaction, which SQLite would not begin.
    await database.transaction((tx) => tx.lookUp(begin));
    expect(await ready()).toEqual([503, 'the database takes nothing that is written']);
    await database.transaction((tx) => tx.lookUp(end));
    expect(await ready()).toEqual([200, undefined]);
    await server.close();
  });

  test('is written to by us once in a while, however often somebody asks', async () => {
    const database = await open();
    const frozen = new Date();
    const { server, get } = await start(database, undefined, () => frozen);
    const write = jest.spyOn(database, 'transaction');
    await Promise.all(Array.from({ length: 20 }, () => get('/readyz')));
    await get('/readyz');
    expect(write).toHaveBeenCalledTimes(1);
    await server.close();
  });
});

test('without its database it lives, cannot work, and still tells its metrics', async () => {
  const database = await openDatabase('mysql://nobody@127.0.0.1:1/nothing');
  const { server, get } = await start(database);
  expect((await get('/healthz')).status).toBe(200);
  const ready = await get('/readyz');
  expect(ready.status).toBe(503);
  expect(await ready.json()).toEqual({ ok: false, reason: 'the database cannot be reached' });
  const metrics = await get('/metrics');
  expect(metrics.status).toBe(200);
  expect(await metrics.text()).toContain('process_cpu_seconds_total');
  await server.close();
  await database.close();
});

describe('requests that come a byte at a time', () => {
  const REQUEST_MS = 300;
  const head = 'POST /told HTTP/1.1\r\nhost: localhost\r\ncontent-length: 1000\r\n';

  /** @returns what it is answered when it is given up: a status, or nothing where it was told too late to hear it */
  const trickle = (port: number, beginning: string): Promise<number | undefined> =>
    new Promise((resolve) => {
      let status: number | undefined;
      const socket = connect(port, '127.0.0.1');
      socket.write(beginning);
      const drip = setInterval(() => socket.write('x'), 100);
      socket.on('error', () => {});
      socket.on('data', (bytes) => {
        status = Number(String(bytes).split(' ')[1]);
      });
      socket.on('close', () => {
        clearInterval(drip);
        resolve(status);
      });
    });

  test.each([
    ['in their headers', head],
    ['in their bodies', `${head}\r\n`],
  ])('%s are given up, and nobody else waits for them', async (_where, beginning) => {
    const database = await openDatabase('mysql://nobody@127.0.0.1:1/nothing');
    const { server, port, get } = await start(database, REQUEST_MS);
    server.router.post('/told', async (ctx) => {
      ctx.body = String(await bodyOf(ctx));
    });

    const slow = Array.from({ length: 250 }, () => trickle(port, beginning));
    const quick = await get('/told', { method: 'POST', body: 'at once' });
    expect(await quick.text()).toBe('at once');

    const statuses = (await Promise.all(slow)).filter((status) => status !== undefined);
    // Whoever sends a byte at that very moment may not come to hear it.
    expect(statuses.length).toBeGreaterThan(200);
    expect(new Set(statuses)).toEqual(new Set([408]));
    await server.close();
    await database.close();
  });
});
