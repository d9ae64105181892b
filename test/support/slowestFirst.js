import { createRequire } from 'node:module';

const { default: Sequencer } = createRequire(import.meta.url)('@jest/test-sequencer');

/** The files that take longest, so that no worker is left alone with one of them at the end. */
const slowest = ['test/faults/faults.test.ts', 'test/story/'];

/** Measured by the clock: when hardly anything else is left to run. */
const last = 'test/miniapp/opens-by-clock.test.ts';

const rank = ({ path }) => {
  if (path.includes(last)) return slowest.length + 1;
  const at = slowest.findIndex((part) => path.includes(part));
  return at < 0 ? slowest.length : at;
};

export default class extends Sequencer {
  sort(tests) {
    return super.sort(tests).sort((one, other) => rank(one) - rank(other));
  }
}
