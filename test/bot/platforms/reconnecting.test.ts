import { setTimeout as sleep } from 'node:timers/promises';
import { pauseMs, stayConnected } from '../../../bot/platforms/reconnecting.js';

const pauses = { firstPauseMs: 10, longestPauseMs: 80, leastLifeMs: 50 };

describe('a platform that does not let us in', () => {
  test('is asked at once after a connection that worked', () => {
    expect(pauseMs(0, pauses)).toBe(0);
  });

  test.each([
    [1, 10],
    [2, 20],
    [3, 40],
    [4, 80],
    [9, 80],
  ])('is left alone after %i failures for %i ms and a little more', (failures, leastMs) => {
    const all = Array.from({ length: 50 }, () => pauseMs(failures, pauses));
    expect(Math.min(...all)).toBeGreaterThanOrEqual(leastMs);
    expect(Math.max(...all)).toBeLessThanOrEqual(leastMs + pauses.firstPauseMs);
  });
});

describe('a connection that ends', () => {
  /** Connections that last so long, until there is none left. @returns how long after each the next one began */
  const gapsAfter = async (livesMs: readonly number[]) => {
    const stopping = new AbortController();
    const lives = [...livesMs];
    const gaps: number[] = [];
    let endedAt = 0;
    await stayConnected(
      async () => {
        gaps.push(performance.now() - endedAt);
        const lifeMs = lives.shift();
        if (lifeMs === undefined) stopping.abort();
        else if (lifeMs > 0) await sleep(lifeMs);
        endedAt = performance.now();
      },
      pauses,
      stopping.signal,
    );
    return gaps.slice(1);
  };

  test('is followed by another one: after growing pauses while none lives, at once after one that did', async () => {
    const [first, second, third, afterLife, again] = await gapsAfter([0, 0, 0, 60, 0]);
    expect(first).toBeGreaterThanOrEqual(9);
    expect(second).toBeGreaterThanOrEqual(19);
    expect(third).toBeGreaterThanOrEqual(39);
    // A fourth pause would be of 80 ms.
    expect(afterLife).toBeLessThan(80);
    expect(again).toBeGreaterThanOrEqual(9);
  });
});
