/** Has this process's own clock show another time meanwhile; timers, and the database's clock, go on as ever. */
export const withClockAt = async <T>(at: number, work: () => Promise<T>): Promise<T> => {
  jest.useFakeTimers({
    now: at,
    doNotFake: [
      'nextTick',
      'setImmediate',
      'setInterval',
      'setTimeout',
      'queueMicrotask',
      'performance',
      'hrtime',
    ],
  });
  try {
    return await work();
  } finally {
    jest.useRealTimers();
  }
};
