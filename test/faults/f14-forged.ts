import { setTimeout as sleep } from 'node:timers/promises';
import { verify } from '../../bot/platforms/slack/verify.js';
import { FORM, signature } from '../support/slack/requests.js';
import type { Breach } from './checker.js';
import { type Draft, post, type Sent } from './client.js';
import { conclude } from './conclude.js';
import { type Experiment, expectAll } from './experiment.js';
import { plainDeal } from './load.js';
import { stretched } from './pulse.js';
import type { Random } from './random.js';
import { inWorld } from './trial.js';
import type { World } from './world.js';

const REFUSED_WITHIN_MS = 5;
/** At this value of Student's t a difference counts as seen. @see https://eprint.iacr.org/2016/1123 */
const SEEN = 4.5;
const TIMINGS = 4_000;

interface Forgery {
  readonly body: string;
  readonly headers: Readonly<Record<string, string | string[]>>;
}

interface Genuine {
  readonly body: string;
  readonly secret: string;
  readonly nowS: number;
}

type Forge = (genuine: Genuine) => Forgery;

const TIME = 'x-slack-request-timestamp';
const SIGNATURE = 'x-slack-signature';

const signed = ({ body, secret }: Genuine, time: string | number, sent = body): Forgery => ({
  body: sent,
  headers: { [TIME]: String(time), [SIGNATURE]: signature(secret, time, body) },
});

const withSignature = (genuine: Genuine, change: (right: string) => string | string[]): Forgery => {
  const { body, headers } = signed(genuine, genuine.nowS);
  return { body, headers: { ...headers, [SIGNATURE]: change(String(headers[SIGNATURE])) } };
};

const flipped = (text: string, at: number): string =>
  text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);

/** Twenty ways in which a request is not Slack's. */
const forgeries: Readonly<Record<string, Forge>> = {
  'no headers': ({ body }) => ({ body, headers: {} }),
  'no signature': ({ body, nowS }) => ({ body, headers: { [TIME]: String(nowS) } }),
  'no timestamp': (genuine) => ({
    body: genuine.body,
    headers: { [SIGNATURE]: signature(genuine.secret, genuine.nowS, genuine.body) },
  }),
  'an empty signature': (genuine) => withSignature(genuine, () => ''),
  'another secret': (genuine) => signed({ ...genuine, secret: 'not the secret' }, genuine.nowS),
  'an empty secret': (genuine) => signed({ ...genuine, secret: '' }, genuine.nowS),
  'one byte wrong at the front': (genuine) => withSignature(genuine, (right) => flipped(right, 3)),
  'one byte wrong at the end': (genuine) => withSignature(genuine, (right) => flipped(right, 66)),
  'a signature that is too short': (genuine) => withSignature(genuine, (right) => right.slice(0, -2)),
  'a signature that is too long': (genuine) => withSignature(genuine, (right) => `${right}00`),
  'a signature in capitals': (genuine) =>
    withSignature(genuine, (right) => `v0=${right.slice(3).toUpperCase()}`),
  'another version': (genuine) => withSignature(genuine, (right) => right.replace('v0', 'v1')),
  'two signatures in one': (genuine) => withSignature(genuine, (right) => `${right},v0=${'0'.repeat(64)}`),
  'two headers': (genuine) => withSignature(genuine, (right) => [right, right]),
  'a body that was changed': (genuine) => signed(genuine, genuine.nowS, `${genuine.body}&text=evil`),
  'a body in another order': (genuine) =>
    signed(genuine, genuine.nowS, genuine.body.split('&').reverse().join('&')),
  'an hour old': (genuine) => signed(genuine, genuine.nowS - 3_600),
  'six minutes old': (genuine) => signed(genuine, genuine.nowS - 360),
  'an hour ahead': (genuine) => signed(genuine, genuine.nowS + 3_600),
  'a timestamp that is no number': (genuine) => signed(genuine, `${genuine.nowS}.0`),
  'a timestamp that was changed': (genuine) => {
    const { body, headers } = signed(genuine, genuine.nowS);
    return { body, headers: { ...headers, [TIME]: String(genuine.nowS + 1) } };
  },
};

/** Everything that a request could leave behind. */
const stored = ({ database }: World) =>
  database.read((tx) =>
    tx.row(`SELECT (SELECT COUNT(*) FROM inbox) AS inbox, (SELECT COUNT(*) FROM deals) AS deals,
              (SELECT COUNT(*) FROM history) AS history, (SELECT COUNT(*) FROM identities) AS identities,
              (SELECT SUM(wanted) FROM shown_cards) AS cards`),
  );

const median = (numbers: readonly number[]): number =>
  [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;

const mean = (numbers: readonly number[]): number =>
  numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
const variance = (numbers: readonly number[]): number => {
  const middle = mean(numbers);
  return mean(numbers.map((each) => (each - middle) ** 2));
};

/** Welch's t of how long it takes to find the first byte wrong, and the last. The slowest twentieth is the machine's. */
const timingDifference = (): number => {
  const body = Buffer.from('command=%2Fdeal&text=list');
  const now = new Date();
  const time = String(Math.floor(now.getTime() / 1000));
  const right = signature('secret', time, body);
  const wrong = [flipped(right, 3), flipped(right, 66)];
  const times: [number[], number[]] = [[], []];
  for (let nth = 0; nth < TIMINGS; nth += 1) {
    const which = Math.random() < 0.5 ? 0 : 1;
    const headers = { [TIME]: time, [SIGNATURE]: wrong[which] };
    const beganAt = process.hrtime.bigint();
    verify(body, headers, 'secret', now);
    times[which].push(Number(process.hrtime.bigint() - beganAt));
  }
  const [first, last] = times.map((list) =>
    [...list].sort((a, b) => a - b).slice(0, Math.floor(list.length * 0.95)),
  ) as [number[], number[]];
  return (
    Math.abs(mean(first) - mean(last)) /
    Math.sqrt(variance(first) / first.length + variance(last) / last.length)
  );
};

/** A difference that is there is there each time; noise is not. */
const leaks = (): number => Math.min(timingDifference(), timingDifference(), timingDifference());

/** The same request with the same signature, a second time: genuine, and answered as before without being done again. */
const replay = async (world: World, random: Random): Promise<readonly [Sent, Breach[]]> => {
  const { client, instances, fake } = world;
  const draft = (await plainDeal(world, random)) as Draft;
  const nowS = Math.floor(Date.now() / 1000);
  const forgery = signed({ body: draft.body, secret: fake.signingSecret, nowS }, nowS);
  const sent = await client.send(draft, instances[0].url);
  const again = await post(
    `${instances[1].url}/slack/events`,
    { 'content-type': FORM, ...(forgery.headers as Record<string, string>) },
    forgery.body,
  );
  const isSame = again.status === 200 && again.body.includes(sent.text);
  return [sent, expectAll([['replay', isSame, `a replay got ${again.status}: ${again.body}`]])];
};

const round = async (world: World, random: Random) => {
  const { client, firm, fake, instances } = world;
  const before = await stored(world);
  const breaches: Breach[] = [];
  const times: number[] = [];
  for (const [name, forge] of random.shuffle(Object.entries(forgeries))) {
    const { body } = client.drafts.command(
      random.pick(firm.sellers),
      `/deal new ${firm.commonCustomer} 5000 Forged`,
    );
    const forgery = forge({ body, secret: fake.signingSecret, nowS: Math.floor(Date.now() / 1000) });
    const beganAt = performance.now();
    const answer = await post(
      `${random.pick(instances).url}/slack/events`,
      { 'content-type': FORM, ...forgery.headers } as Record<string, string>,
      forgery.body,
    );
    times.push(performance.now() - beganAt);
    breaches.push(...expectAll([['refused', answer.status === 401, `${name} got ${answer.status}`]]));
  }
  await sleep(20);
  const after = await stored(world);
  const t = leaks();
  const [sent, replayed] = await replay(world, random);
  breaches.push(
    ...replayed,
    ...expectAll([
      [
        'nothing stored',
        JSON.stringify(before) === JSON.stringify(after),
        'a forged request left something behind',
      ],
      [
        'at once',
        median(times) <= stretched(REFUSED_WITHIN_MS),
        `it took ${median(times).toFixed(1)} ms to refuse one`,
      ],
      ['no timing', t < SEEN, `the time tells which byte is wrong (t = ${t.toFixed(1)})`],
    ]),
  );
  return conclude(world, { sent: [sent], breaches, figures: { forged: times.length } });
};

export const forged: Experiment = {
  name: 'F14',
  fault: 'forged, changed, old and future requests',
  asks: ['refused', 'nothing stored', 'at once', 'no timing', 'replay'],
  checksWorld: true,
  start: inWorld(round),
};
