import { backoffMs, verdictOn } from '../../../bot/delivery/verdict.js';
import { PlatformError } from '../../../bot/platforms/platform.js';
import { busy, forbidden, gone } from '../../support/chat.js';

describe('after an attempt that failed', () => {
  test('the pauses double up to five minutes, a fifth more or less', () => {
    expect([1, 2, 3, 4, 9, 10, 40].map((attempts) => backoffMs(attempts, 0.5))).toEqual([
      1_000, 2_000, 4_000, 8_000, 256_000, 300_000, 300_000,
    ]);
    expect([backoffMs(1, 0), backoffMs(1, 1)].map(Math.round)).toEqual([800, 1_200]);
  });

  test.each([
    ['a platform that is busy is asked again', busy(), 1, { state: 'behind', retryMs: 1_000, pauseMs: 0 }],
    [
      'when it says when, then, and nobody else before',
      busy(30_000),
      1,
      { state: 'behind', retryMs: 30_000, pauseMs: 30_000 },
    ],
    ['for about three hours', busy(), 39, { state: 'behind', retryMs: 300_000, pauseMs: 0 }],
    ['and not for ever', busy(), 40, { state: 'dead', retryMs: 0, pauseMs: 0 }],
    [
      'where it was not our turn there was no attempt',
      new PlatformError('Not yet.', { retryable: true, retryAfterMs: 4_000, untried: true }),
      40,
      { state: 'behind', retryMs: 4_000, pauseMs: 4_000 },
    ],
    ['a platform that says no is not asked again', forbidden(), 1, { state: 'dead', retryMs: 0, pauseMs: 0 }],
    ['a message that is gone is posted anew at once', gone(), 1, { state: 'behind', retryMs: 0, pauseMs: 0 }],
    ['but not again and again', gone(), 5, { state: 'dead', retryMs: 0, pauseMs: 0 }],
    [
      'a card that we cannot draw is tried a few times',
      new Error('bug'),
      4,
      { state: 'behind', retryMs: 8_000, pauseMs: 0 },
    ],
    ['and then given up', new Error('bug'), 5, { state: 'dead', retryMs: 0, pauseMs: 0 }],
  ])('%s', (_what, error, attempts, verdict) => {
    expect(verdictOn(error, attempts, 0.5)).toEqual(verdict);
  });
});
