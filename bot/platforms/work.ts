/** What has been begun and is not done yet, so that stopping can wait for it. */
export const workInHand = () => {
  let count = 0;
  const waiting: (() => void)[] = [];

  return {
    /** @returns what says that it is done */
    begin: (): (() => void) => {
      count += 1;
      return () => {
        count -= 1;
        if (count === 0) for (const wake of waiting.splice(0)) wake();
      };
    },
    idle: async (): Promise<void> => {
      while (count > 0) await new Promise<void>((wake) => waiting.push(wake));
    },
  };
};

/** One after the other for each key, so that what is done last is what was asked for last. */
export const oneAtATime = () => {
  const last = new Map<string, Promise<void>>();
  return (key: string, work: () => Promise<void>): Promise<void> => {
    const done: Promise<void> = (last.get(key) ?? Promise.resolve()).then(work).finally(() => {
      if (last.get(key) === done) last.delete(key);
    });
    last.set(key, done);
    return done;
  };
};

/** The last `max` things that were remembered. */
export const shortMemory = (max: number) => {
  const known = new Set<string>();
  return {
    has: (key: string): boolean => known.has(key),
    forget: (key: string): void => void known.delete(key),
    remember: (key: string): void => {
      known.add(key);
      const [oldest] = known;
      if (known.size > max && oldest !== undefined) known.delete(oldest);
    },
  };
};

/** What is promised, or undefined once the time is up. For promises that are always kept. */
export const withinMs = <T>(promise: Promise<T>, limitMs: number): Promise<T | undefined> =>
  new Promise((resolve) => {
    const timer = setTimeout(() => resolve(undefined), limitMs);
    promise.then((value) => {
      clearTimeout(timer);
      resolve(value);
    });
  });
