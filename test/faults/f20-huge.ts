import { readFileSync } from 'node:fs';
import { connect, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { FORM, JSON_TYPE, signedHeaders } from '../support/slack/requests.js';
import type { Breach } from './checker.js';
import type { Sent } from './client.js';
import { conclude } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import { feelPulse } from './pulse.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

const MIB = 1024 * 1024;
const MOST_RISE_BYTES = 20 * MIB;
const OTHERS_WAIT_MS = 100;
/** Where others are at work on the machine, so many times what one waits when nobody attacks. */
const LESS_QUIET = 3;
const PROBE_EVERY_MS = 25;
/** So many that Node has taken by then what it takes for ordinary commands. */
const WARM_UP = 300;
const SLOW_CONNECTIONS = 500;
/** They are opened a few at a time, as the others who are measured are in this process, too. */
const AT_ONCE = 20;
const AFTER_THOSE_MS = 20;
const SLOW_FOR_MS = 3_000;
const BETWEEN_ATTACKS_MS = 200;

/** What the app says to it, by its status; 0 when it only closed the line. */
type Attack = (world: World, port: number) => Promise<readonly number[]>;

const head = (headers: Readonly<Record<string, string>>): string =>
  [
    'POST /slack/events HTTP/1.1',
    'host: localhost',
    ...Object.entries(headers).map(([name, value]) => `${name}: ${value}`),
    '',
    '',
  ].join('\r\n');

const open = (port: number): Promise<Socket> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => resolve(socket));
    socket.on('error', reject);
  });

/** Until the app answers or closes. */
const status = (socket: Socket, patienceMs: number): Promise<number> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(-1), patienceMs);
    const settle = (value: number) => {
      clearTimeout(timer);
      socket.destroy();
      resolve(value);
    };
    socket.once('data', (bytes) => settle(Number(bytes.toString().split(' ')[1])));
    socket.once('close', () => settle(0)).on('error', () => {});
  });

const send = async (port: number, headers: Readonly<Record<string, string>>, body: Buffer | string) => {
  const socket = await open(port);
  const answer = status(socket, 5_000);
  socket.write(head(headers));
  socket.write(body);
  return answer;
};

const tooLong: Attack = async (_world, port) => [
  await send(port, { 'content-type': FORM, 'content-length': String(MIB + 1) }, 'text='),
];

/** Says nothing of its length, and goes on until it is stopped. */
const hundredMegabytes: Attack = async (_world, port) => {
  const socket = await open(port);
  const answer = status(socket, 10_000);
  socket.write(head({ 'content-type': FORM, 'transfer-encoding': 'chunked' }));
  const chunk = `10000\r\n${'x'.repeat(0x10000)}\r\n`;
  for (let sent = 0; sent < 100 * MIB && !socket.destroyed; sent += 0x10000)
    if (!socket.write(chunk)) await Promise.race([new Promise((go) => socket.once('drain', go)), answer]);
  return [await answer];
};

const packed: Attack = async (_world, port) => [
  await send(
    port,
    { 'content-type': FORM, 'content-encoding': 'gzip', 'content-length': '20' },
    Buffer.from('1f8b08000000000000030000000000000000000', 'hex'),
  ),
];

const signedBody = ({ fake }: World, body: string, contentType: string) => ({
  ...signedHeaders(fake.signingSecret, body, { contentType }),
  'content-length': String(Buffer.byteLength(body)),
});

const manyKeys: Attack = async (world, port) => {
  const body = Array.from({ length: 100_000 }, (_, at) => `k${at}=`).join('&');
  return [await send(port, signedBody(world, body, FORM), body)];
};

const deep: Attack = async (world, port) => {
  const body = `${'{"a":'.repeat(10_000)}1${'}'.repeat(10_000)}`;
  return [await send(port, signedBody(world, body, JSON_TYPE), body)];
};

/** A byte a second, of the headers or of the body. */
const slowly: Attack = async (_world, port) => {
  const starts = [
    'POST /slack/events HTTP/1.1\r\nhost: localhost\r\n',
    head({ 'content-type': FORM, 'content-length': '1000' }),
  ];
  const sockets: Socket[] = [];
  while (sockets.length < SLOW_CONNECTIONS) {
    sockets.push(...(await Promise.all(Array.from({ length: AT_ONCE }, () => open(port)))));
    await sleep(AFTER_THOSE_MS);
  }
  for (const [at, socket] of sockets.entries()) {
    socket.on('error', () => {}).resume();
    socket.write(starts[at % starts.length] ?? '');
  }
  const drip = setInterval(() => {
    for (const socket of sockets) if (socket.writable) socket.write('x');
  }, 1_000);
  await sleep(SLOW_FOR_MS);
  clearInterval(drip);
  for (const socket of sockets) socket.destroy();
  return [];
};

/** Somebody who sends a byte a second and waits for what the app says in the end. */
const patient: Attack = async (_world, port) => {
  const socket = await open(port);
  const answer = status(socket, 20_000);
  socket.write(head({ 'content-type': FORM, 'content-length': '1000' }));
  const drip = setInterval(() => socket.writable && socket.write('x'), 1_000);
  const said = await answer;
  clearInterval(drip);
  return [said];
};

const attacks: readonly (readonly [name: string, attack: Attack, answers: readonly number[]])[] = [
  ['1 MiB and a byte', tooLong, [413]],
  ['100 MB in chunks', hundredMegabytes, [413, 0]],
  ['a packed body', packed, [415]],
  ['100,000 fields', manyKeys, [400]],
  ['JSON 10,000 levels deep', deep, [400]],
  [`${SLOW_CONNECTIONS} slow ones`, slowly, []],
];
const patience: (typeof attacks)[number] = ['a byte a second', patient, [408]];

const memoryOf = (pid: number): number => {
  const kilobytes = /^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
};

/** Somebody who only wants their list, again and again. */
const others = ({ client, firm, instances: [target] }: World, random: Random) => {
  const sent: Sent[] = [];
  let isOn = true;
  let peak = memoryOf(target.pid);
  const going = (async () => {
    while (isOn) {
      sent.push(
        await client.send(client.drafts.command(random.pick(firm.sellers), '/deal list'), target.url),
      );
      peak = Math.max(peak, memoryOf(target.pid));
      await sleep(PROBE_EVERY_MS);
    }
  })();
  return {
    stop: async () => {
      isOn = false;
      await going;
      return { sent, peak };
    },
  };
};

const percentile = (numbers: readonly number[], part: number): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor((numbers.length - 1) * part)] ?? 0;

const round = async (world: World, random: Random) => {
  const {
    client,
    firm,
    instances: [target],
  } = world;
  const quiet: number[] = [];
  for (let nth = 0; nth < WARM_UP; nth += 1)
    quiet.push(
      (await client.send(client.drafts.command(random.pick(firm.sellers), '/deal list'), target.url)).ms,
    );
  const before = memoryOf(target.pid);

  const breaches: Breach[] = [];
  const people = others(world, random);
  let slowness = 1;
  const chosen = random.chance(0.15) ? [...attacks, patience] : attacks;
  for (const [name, attack, wanted] of random.shuffle(chosen)) {
    await sleep(BETWEEN_ATTACKS_MS);
    const answers = await attack(world, target.port);
    // Others may be at work on the machine at any moment of it.
    slowness = Math.max(slowness, await feelPulse());
    breaches.push(
      ...expectAll([
        ['refused', answers.every((answer) => wanted.includes(answer)), `${name} got ${answers.join(', ')}`],
      ]),
    );
  }
  const { sent, peak } = await people.stop();
  const p99 = percentile(
    sent.map(({ ms }) => ms),
    0.99,
  );
  const limit = Math.max(slowness * OTHERS_WAIT_MS, LESS_QUIET * percentile(quiet, 0.99));
  const rise = peak - before;
  breaches.push(
    ...expectAll([
      ['others served', sent.every(({ outcome }) => outcome === 'ok'), 'somebody else was not answered'],
      ['others wait', p99 <= limit, `the others waited ${Math.round(p99)} ms (p99)`],
      ['memory', rise <= MOST_RISE_BYTES, `memory rose by ${Math.round(rise / MIB)} MiB`],
    ]),
  );
  return conclude(world, {
    sent,
    breaches,
    figures: { 'p99 of others in ms': Math.round(p99), 'MiB more': Math.max(0, Math.round(rise / MIB)) },
  });
};

export const huge: Experiment = {
  name: 'F20',
  fault: 'bodies that are too large, too deep, packed, or never end',
  asks: ['refused', 'others served', 'others wait', 'memory'],
  checksWorld: true,
  start: inWorld(round),
};
