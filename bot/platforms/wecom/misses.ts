const DAY_MS = 24 * 60 * 60_000;

/**
 * What was not there is not asked for again within a day: WeCom closes the search by e-mail to whoever misses often.
 * @see https://developer.work.weixin.qq.com/document/path/95895
 */
export const rememberingMisses = (
  look: (what: string) => Promise<string | undefined>,
  now: () => Date,
): ((what: string) => Promise<string | undefined>) => {
  const missedUntilMs = new Map<string, number>();
  return async (what) => {
    if ((missedUntilMs.get(what) ?? 0) > now().getTime()) return undefined;
    const found = await look(what);
    if (found === undefined) missedUntilMs.set(what, now().getTime() + DAY_MS);
    else missedUntilMs.delete(what);
    return found;
  };
};
