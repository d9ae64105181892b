import { setTimeout as sleep } from 'node:timers/promises';
import { watchLateness } from '../../../bot/router/lateness.js';

test('what is begun in a long turn of the event loop is as late as that turn is long', async () => {
  const clock = { ms: 0 };
  const lateness = watchLateness(() => clock.ms);
  expect(lateness.lateMs()).toBe(0);
  clock.ms += 820;
  expect(lateness.lateMs()).toBe(800);
  await sleep(100);
  expect(lateness.lateMs()).toBe(0);
  lateness.stop();
});
