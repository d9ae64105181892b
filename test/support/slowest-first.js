import { createRequire } from 'node:module';

const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** The files that take longest, so that no worker is left alone with one of them at the end. */
const slowest = ['test/faults/faults.test.ts', 'test/story/'];

/** Measured by the clock, beside such as wait most of the time: they leave it the machine, and it leaves them theirs. */
const last = [
  'test/bot/platforms/dingtalk/api.test.ts',
  'test/bot/platforms/slack/api.test.ts',
  'test/miniapp/opens-by-clock.test.ts',
  'test/bot/platforms/wecom/line/line.test.ts',
];

const order = [...slowest, '', ...last];

const rank = ({ path }) => {
  const at = order.findIndex((part) => part !== '' && path.includes(part));
  return at < 0 ? order.indexOf('') : at;
};

export default class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}
