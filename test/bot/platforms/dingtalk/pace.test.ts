import { pacing } from '../../../../bot/platforms/dingtalk/pace.js';

/** How long one call after the other takes. */
const msFor = async (calls: number, pace: ReturnType<typeof pacing>): Promise<number> => {
  const since = performance.now();
  for (let n = 0; n < calls; n += 1) await pace.turn('card/update');
  return performance.now() - since;
};

test('twenty calls leave within a little more than a second, and no more than twenty in any', async () => {
  expect(await msFor(21, pacing())).toBeGreaterThanOrEqual(1_000);
});

test('after calls that came too close, each waits longer for the one before', async () => {
  const pace = pacing();
  for (let refused = 0; refused < 10; refused += 1) await pace.tooFast('card/update', 0);
  expect(await msFor(21, pace)).toBeGreaterThanOrEqual(1_200);
});
