import type { Clock } from '../../../../bot/platforms/clock.js';
import { workspacePace } from '../../../../bot/platforms/slack/pace.js';
import { passingTime } from '../../../support/passing-time.js';

type Pace = ReturnType<typeof workspacePace>;

/** How long after the one before each of so many messages leaves that all want to leave now. */
const gapsMs = async (messages: number, pace: Pace, workspaceId = 'T1'): Promise<number[]> => {
  const left = await Promise.all(Array.from({ length: messages }, () => pace.turn(workspaceId)));
  return left.slice(1).map((at, index) => Number(at) - Number(left[index]));
};

/** Messages that left now, to these conversations. */
const refuse = (pace: Pace, ...channels: readonly string[]): void => {
  for (const channel of channels) pace.refused('T1', channel, clock.now());
};

/** So many messages Slack takes at once, after a rest. */
const BUCKET = 10;

let clock: Clock;
let pace: Pace;
beforeEach(() => {
  clock = passingTime();
  pace = workspacePace(clock);
});

test('messages leave as they come while nothing is refused', async () => {
  expect(Math.max(...(await gapsMs(10, pace)))).toBeLessThan(100);
});

test('one conversation that had too many holds up no other', async () => {
  refuse(pace, 'U1', 'U1', 'U1');
  expect(Math.max(...(await gapsMs(10, pace)))).toBeLessThan(100);
});

test('a workspace that had too many takes one after the other, a little closer each time', async () => {
  refuse(pace, 'U1', 'U2');
  const [slow, quick] = await Promise.all([gapsMs(6, pace), gapsMs(6, pace, 'T2')]);
  expect(Math.min(...slow)).toBeGreaterThan(90);
  expect(Math.max(...slow)).toBeLessThanOrEqual(100);
  expect(slow).toEqual(slow.toSorted((one, other) => other - one));
  expect(Math.max(...quick)).toBeLessThan(100);
});

test('many that were refused together make room once, later ones again', async () => {
  const at = clock.now();
  for (const channel of ['U1', 'U2', 'U3', 'U4', 'U5', 'U6']) pace.refused('T1', channel, at);
  expect(Math.max(...(await gapsMs(4, pace)))).toBeLessThanOrEqual(100);
  refuse(pace, 'U7');
  expect(Math.min(...(await gapsMs(4, pace)))).toBeGreaterThan(105);
});

test('there is more room then for those as well who wait already', async () => {
  refuse(pace, 'U1', 'U2');
  const third = [0, 1, 2].map(() => pace.turn('T1')).at(-1);
  const waiting = gapsMs(4, pace);
  await third;
  refuse(pace, 'U3');
  expect(Math.min(...(await waiting))).toBeGreaterThan(105);
});

test.each([300, 600, 1_200])(
  'of a workspace that takes %i a minute, all of that is used, and few are refused',
  async (perMinute) => {
    const spaceMs = 60_000 / perMinute;
    const MESSAGES = 3_000;
    refuse(pace, 'U1', 'U2');
    const beganMs = clock.now();
    let dueMs = beganMs;
    let refused = 0;
    for (let taken = 0; taken < MESSAGES; ) {
      const leftAtMs = Number(await pace.turn('T1'));
      if (dueMs - leftAtMs > BUCKET * spaceMs) {
        refused += 1;
        pace.refused('T1', `U${refused}`, leftAtMs);
        continue;
      }
      dueMs = Math.max(dueMs, leftAtMs) + spaceMs;
      taken += 1;
    }
    expect(clock.now() - beganMs).toBeLessThan(1.02 * MESSAGES * spaceMs);
    expect(refused).toBeLessThan(MESSAGES / 50);
  },
);

test('what waits when we stop hears so at once', async () => {
  refuse(pace, 'U1', 'U2');
  const waiting = Promise.all(Array.from({ length: 50 }, () => pace.turn('T1')));
  pace.stop();
  expect((await waiting).every((left) => left === undefined)).toBe(true);
});
