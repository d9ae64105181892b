import { connect } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { cpuMsOf } from '../../../support/cpu.js';
import { words } from '../../../support/outcomes.js';
import { type SlackApp, startSlackApp } from '../../../support/slack/app.js';
import { deliver } from '../../../support/slack/delivery.js';
import { type FakeSlack, startFakeSlack } from '../../../support/slack/fake.js';
import { person } from '../../../support/slack/person.js';
import {
  commandBody,
  eventBody,
  FORM,
  JSON_TYPE,
  signature,
  signedHeaders,
} from '../../../support/slack/requests.js';
import { until } from '../../../support/until.js';

let fake: FakeSlack;
let app: SlackApp;

beforeAll(async () => {
  fake = await startFakeSlack({ users: [{ id: 'U1' }] });
  app = await startSlackApp({ fake });
});
beforeEach(() => {
  app.asked.length = 0;
  app.log.lines.length = 0;
});
afterAll(async () => {
  await app.stop();
  await fake.stop();
});

const sender = () => ({
  teamId: 'T1',
  userId: 'U1',
  triggerId: fake.trigger('U1'),
  responseUrl: fake.responseUrl('DU1', 'U1'),
});
const nowS = () => Math.floor(Date.now() / 1000);

/** A request as bytes on a socket, where nothing tidies it up. */
const raw = (
  url: string,
  head: readonly string[],
  body: string | Buffer = '',
  patienceMs = 5000,
): Promise<string> =>
  new Promise((resolve, reject) => {
    const { port } = new URL(url);
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(`${['POST /slack/events HTTP/1.1', 'Host: x', ...head].join('\r\n')}\r\n\r\n`);
      socket.write(body);
    });
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('close', () => resolve(text));
    socket.on('error', (error) => (text ? resolve(text) : reject(error)));
    setTimeout(() => socket.destroy(), patienceMs).unref();
  });
const statusOf = (answer: string): number => Number(answer.split(' ')[1]);

describe('requests that Slack did not send', () => {
  const body = () => commandBody('/deal new', sender());
  const secret = () => fake.signingSecret;
  const mac = (text: string, seconds = nowS()) => signature(secret(), seconds, text);
  type Forged = [body: string, headers: Record<string, string | readonly string[]>];
  const headers = (timestamp: string | number, sig: string | readonly string[]) => ({
    'X-Slack-Request-Timestamp': String(timestamp),
    'X-Slack-Signature': sig,
  });

  const forged: Readonly<Record<string, () => Forged>> = {
    'an old body with its old signature': () => [body(), headers(nowS() - 301, mac(body(), nowS() - 301))],
    'one signed an hour from now': () => {
      const text = body();
      return [text, headers(nowS() + 3600, mac(text, nowS() + 3600))];
    },
    'one signed a day ago': () => {
      const text = body();
      return [text, headers(nowS() - 86_400, mac(text, nowS() - 86_400))];
    },
    'an old signature under a new timestamp': () => {
      const text = body();
      return [text, headers(nowS(), mac(text, nowS() - 400))];
    },
    'a signature that is too short': () => {
      const text = body();
      return [text, headers(nowS(), mac(text).slice(0, -2))];
    },
    'a signature that is too long': () => {
      const text = body();
      return [text, headers(nowS(), `${mac(text)}00`)];
    },
    'a signature in capital letters': () => {
      const text = body();
      return [text, headers(nowS(), mac(text).toUpperCase().replace('V0', 'v0'))];
    },
    'a signature of another version': () => {
      const text = body();
      return [text, headers(nowS(), mac(text).replace('v0', 'v1'))];
    },
    'a signature without its version': () => {
      const text = body();
      return [text, headers(nowS(), mac(text).slice(3))];
    },
    'a second v0= after the first': () => {
      const text = body();
      return [text, headers(nowS(), `${mac(text)},${mac(text)}`)];
    },
    'the signature header twice': () => {
      const text = body();
      return [text, headers(nowS(), [mac(text), mac(text)])];
    },
    'the signature behind another': () => {
      const text = body();
      return [text, headers(nowS(), [`v0=${'0'.repeat(64)}`, mac(text)])];
    },
    'a body signed with the empty secret': () => {
      const text = body();
      return [text, headers(nowS(), signature('', nowS(), text))];
    },
    'a body signed with another secret': () => {
      const text = body();
      return [text, headers(nowS(), signature('another', nowS(), text))];
    },
    'a body that was read and written again': () => {
      const text = body();
      return [text.replaceAll('%2F', '/'), headers(nowS(), mac(text))];
    },
    'a body with one byte changed': () => {
      const text = body();
      return [text.replace('U1', 'U2'), headers(nowS(), mac(text))];
    },
    'no signature': () => [body(), { 'X-Slack-Request-Timestamp': String(nowS()) }],
    'no timestamp': () => {
      const text = body();
      return [text, { 'X-Slack-Signature': mac(text) }];
    },
    'a timestamp that is no number': () => {
      const text = body();
      return [text, headers('1e9', signature(secret(), '1e9', text))];
    },
    'a timestamp with a sign': () => {
      const text = body();
      return [text, headers(`+${nowS()}`, signature(secret(), `+${nowS()}`, text))];
    },
    'the right signature of no body': () => [body(), headers(nowS(), mac(''))],
  };

  test.each(Object.entries(forged))('%s: 401, and nobody hears of it', async (_name, make) => {
    const [text, fields] = make();
    const lines = Object.entries(fields).flatMap(([name, value]) =>
      [value].flat().map((each) => `${name}: ${each}`),
    );
    const answer = await raw(
      app.url,
      [...lines, `Content-Type: ${FORM}`, `Content-Length: ${Buffer.byteLength(text)}`, 'Connection: close'],
      text,
    );
    expect(statusOf(answer)).toBe(401);
    expect(app.asked).toEqual([]);
    expect(fake.accepted).toEqual([]);
  });

  test('refusing is less than five milliseconds of work, and that of asking is in it', async () => {
    const forge = () =>
      fetch(`${app.url}/slack/events`, { method: 'POST', body: body(), headers: { 'content-type': FORM } });
    const times: number[] = [];
    for (let turn = 0; turn < 50; turn += 1) times.push(await cpuMsOf(forge));
    // On a machine that is busy with other things the same work takes twice as long.
    expect(Math.min(...times)).toBeLessThan(5);
  });

  test('what is signed right at a wrong time is logged as such, and no secret with it', async () => {
    const text = body();
    const late = signedHeaders(secret(), text, { nowMs: Date.now() + 3_600_000 });
    await fetch(`${app.url}/slack/events`, { method: 'POST', body: text, headers: late });
    expect(app.log.lines).toMatchObject([{ level: 'warn', fields: { verdict: 'skewed' } }]);
    const log = JSON.stringify(app.log.lines);
    for (const hidden of [secret(), fake.botToken, late['x-slack-signature'] ?? '', 'deal'])
      expect(log).not.toContain(hidden);
  });
});

describe('the shape of a body', () => {
  const send = (text: string, contentType: string) => deliver(fake, app.url, text, { contentType });

  test('Bolt compares the content type letter by letter; a charset behind it is fine here', async () => {
    const answer = await send(commandBody('/todo', sender()), `${FORM}; charset=utf-8`);
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Done.');
  });

  test.each([
    ['half a JSON', '{"type":', JSON_TYPE, 400],
    ['no command', 'text=hello', FORM, 400],
    ['a hundred thousand fields', Array.from({ length: 100_000 }, (_, i) => `k${i}=1`).join('&'), FORM, 400],
    ['JSON ten thousand deep', `${'[1,'.repeat(10_000)}1${']'.repeat(10_000)}`, JSON_TYPE, 400],
    [
      'JSON that reaches for __proto__',
      '{"type":"event_callback","__proto__":{"isAdmin":true}}',
      JSON_TYPE,
      400,
    ],
    ['plain text', 'hello', 'text/plain', 415],
  ])('%s is refused', async (_name, text, contentType, status) => {
    expect((await send(text, contentType)).status).toBe(status);
    expect(app.asked).toEqual([]);
    expect(({} as { isAdmin?: boolean }).isAdmin).toBeUndefined();
  });

  test('a megabyte is read, one byte more is not', async () => {
    const exactly = `${commandBody('/todo', sender())}&x=`;
    const fill = 'x'.repeat(1024 * 1024 - exactly.length);
    expect((await send(exactly + fill, FORM)).status).toBe(200);
    expect((await send(`${exactly + fill}x`, FORM)).status).toBe(413);
  });

  test('a body that says how large it is, is refused before it is read', async () => {
    const answer = await raw(app.url, [`Content-Type: ${FORM}`, 'Content-Length: 100000000']);
    expect(statusOf(answer)).toBe(413);
    expect(answer).toMatch(/connection: close/i);
  });

  test('a body that never ends is refused after the first megabyte, and not kept', async () => {
    const before = process.memoryUsage().rss;
    const { port } = new URL(app.url);
    const chunk = `10000\r\n${'x'.repeat(65_536)}\r\n`;
    const socket = connect(Number(port), '127.0.0.1');
    let answer = '';
    socket.on('data', (data) => {
      answer += data;
    });
    socket.on('error', () => {});
    const closed = new Promise((resolve) => socket.on('close', resolve));
    socket.write(
      `POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\nTransfer-Encoding: chunked\r\n\r\n`,
    );
    for (let sent = 0; sent < 1600 && !socket.destroyed; sent += 1) {
      if (!socket.write(chunk))
        await Promise.race([closed, new Promise((resolve) => socket.once('drain', resolve))]);
    }
    await closed;
    // Whoever goes on sending into a closed connection may not come to hear the answer.
    if (answer) expect(statusOf(answer)).toBe(413);
    expect(socket.bytesWritten).toBeLessThan(20 * 1024 * 1024);
    expect(process.memoryUsage().rss - before).toBeLessThan(40 * 1024 * 1024);
  });

  test('nothing is unpacked: a small gzip may hold a mountain', async () => {
    const bomb = gzipSync(Buffer.alloc(10_000_000));
    const answer = await raw(
      app.url,
      [`Content-Type: ${FORM}`, 'Content-Encoding: gzip', `Content-Length: ${bomb.length}`],
      bomb,
    );
    expect(statusOf(answer)).toBe(415);
  });

  test('a body that is cut off reaches nobody', async () => {
    const { port } = new URL(app.url);
    const socket = connect(Number(port), '127.0.0.1', () => {
      socket.write(
        `POST /slack/events HTTP/1.1\r\nHost: x\r\nContent-Type: ${FORM}\r\nContent-Length: 100\r\n\r\nhalf`,
      );
      setTimeout(() => socket.destroy(), 50);
    });
    await sleep(150);
    expect(app.asked).toEqual([]);
    expect((await send(commandBody('/todo', sender()), FORM)).status).toBe(200);
  });
});

describe("Bolt's traps, which are ours to avoid", () => {
  test('a body parser ahead of us leaves no bytes to verify: 401, and the log says why', async () => {
    const eaten = await startSlackApp({
      fake,
      ahead: async (ctx, next) => {
        for await (const _chunk of ctx.req);
        await next();
      },
    });
    const body = commandBody('/todo', sender());
    const answer = await deliver(fake, eaten.url, body);
    expect(answer.status).toBe(401);
    expect(eaten.log.lines).toContainEqual(
      expect.objectContaining({ fields: expect.objectContaining({ isEaten: true }) }),
    );
    await eaten.stop();
  });

  test('the TLS probe comes unsigned and gets its 200, and nothing else of it is read', async () => {
    const probe = (body: string) =>
      fetch(`${app.url}/slack/events`, { method: 'POST', body, headers: { 'content-type': FORM } });
    expect((await probe(`ssl_check=1&token=x&${commandBody('/deal new', sender())}`)).status).toBe(200);
    expect((await probe('ssl_check=0&command=%2Fdeal')).status).toBe(401);
    expect((await probe('ssl_check=11&command=%2Fdeal')).status).toBe(401);
    expect(app.asked).toEqual([]);
  });

  test('an answer of nothing is a 200 with nothing, no 204', async () => {
    const body = eventBody({ type: 'message', subtype: 'message_deleted' }, 'T1');
    const answer = await deliver(fake, app.url, body, { contentType: JSON_TYPE });
    expect([answer.status, answer.body]).toEqual([200, '']);
  });

  test('the address is proven with the challenge, signed as everything else', async () => {
    const body = JSON.stringify({ type: 'url_verification', token: 'x', challenge: 'abc' });
    const answer = await deliver(fake, app.url, body, { contentType: JSON_TYPE });
    expect([answer.status, answer.body]).toEqual([200, '{"challenge":"abc"}']);
    const unsigned = await fetch(`${app.url}/slack/events`, {
      method: 'POST',
      body,
      headers: { 'content-type': JSON_TYPE },
    });
    expect(unsigned.status).toBe(401);
  });

  test('an unknown command is a command like any other, no 404', async () => {
    await person(fake, app.url, 'U1').types('/nonsense');
    expect(app.asked).toMatchObject([{ ask: { kind: 'command', text: '/nonsense' } }]);
  });

  test('the same event delivered again is asked for again under the same key, and marked as a repeat', async () => {
    const body = eventBody(
      { type: 'app_mention', user: 'U1', channel: 'C1', text: '<@UBOT> todo' },
      'T1',
      'Ev9',
    );
    await deliver(fake, app.url, body, { contentType: JSON_TYPE });
    const again = { 'x-slack-retry-num': '1', 'x-slack-retry-reason': 'http_timeout' };
    await deliver(fake, app.url, body, { contentType: JSON_TYPE, headers: again });
    expect(app.asked.map(({ key, repeat }) => [key, repeat])).toEqual([
      ['slack:T1:Ev9', false],
      ['slack:T1:Ev9', true],
    ]);
  });

  test('what breaks inside is a 200 that a person can read, no 500', async () => {
    const broken = await startSlackApp({
      fake,
      handle: async () => {
        throw new Error('a bug with xoxb-secret');
      },
    });
    const answer = await person(fake, broken.url, 'U1').types('/todo');
    expect(answer.status).toBe(200);
    expect(answer.body).toContain('Something went wrong');
    expect(answer.body).not.toContain('xoxb-secret');
    await broken.stop();
  });

  test('other methods and paths are not ours', async () => {
    expect((await fetch(`${app.url}/slack/events`)).status).toBe(404);
    expect((await fetch(`${app.url}/slack/other`, { method: 'POST' })).status).toBe(404);
  });
});

test('stopping finishes what was begun', async () => {
  let finished = false;
  const slow = await startSlackApp({
    fake,
    handle: async () => {
      await sleep(200);
      finished = true;
      return words('Done.');
    },
  });
  const answer = person(fake, slow.url, 'U1').types('/todo');
  await until(() => slow.asked.length === 1);
  await slow.listener.stop();
  expect(finished).toBe(true);
  expect((await answer).status).toBe(200);
  await slow.stop();
});
