import { pacing } from '../../../../bot/platforms/dingtalk/pace.js';

/** Time goes by only while somebody waits. */
const openClock = () => {
  let nowMs = 1_000_000;
  return {
    now: () => nowMs,
    pause: async (ms: number) => {
      nowMs += ms;
    },
  };
};

/** How long one call after the other takes, after so many that came too close. */
const msFor = async (calls: number, refusals = 0): Promise<number> => {
  const clock = openClock();
  const pace = pacing(clock);
  for (let refused = 0; refused < refusals; refused += 1) await pace.tooFast('card/update', 0);
  const since = clock.now();
  for (let n = 0; n < calls; n += 1) await pace.turn('card/update');
  return clock.now() - since;
};

test('twenty calls leave within a little more than a second, and no more than twenty in any', async () => {
  const tookMs = await msFor(21);
  expect(tookMs).toBeGreaterThanOrEqual(1_000);
  expect(tookMs).toBeLessThan(1_050);
});

test('after calls that came too close, each waits longer for the one before', async () => {
  expect(await msFor(21, 10)).toBeGreaterThanOrEqual(1_200);
});
