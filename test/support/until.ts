import { setTimeout as sleep } from 'node:timers/promises';

const POLL_MS = 5;

/** @throws when it has not come to be */
export const until = async (isSo: () => boolean, patienceMs = 5_000): Promise<void> => {
  const end = performance.now() + patienceMs;
  while (!isSo()) {
    if (performance.now() > end) throw new Error('It did not come to be.');
    await sleep(POLL_MS);
  }
};
