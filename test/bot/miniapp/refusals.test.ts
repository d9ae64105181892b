import { refusalsOf } from '../../../bot/miniapp/refusals.js';

test('whoever comes from ever new addresses fills no memory: who came first is forgotten', () => {
  const refusals = refusalsOf(() => 0);
  const refuse = (address: string) => {
    for (let n = 0; n < 30; n += 1) refusals.count(address);
  };
  refuse('first');
  refuse('second');
  expect(refusals.isTooMany('first')).toBe(true);
  for (let n = 0; n < 999; n += 1) refuse(`198.51.100.${n}`);
  expect(refusals.isTooMany('first')).toBe(false);
  expect(refusals.isTooMany('second')).toBe(true);
});
