import type { PlatformUser } from '../platforms/platform.js';

/** Somebody asks for more at once than anybody does by hand. */
export class TooMany extends Error {}

/** A person has one or two things going on, a page of the mini-app three. So many are done in a fifth of a second. */
const MOST_AT_ONCE = 64;

/**
 * Lets everybody have so much going on at once and no more: a script that got stuck, or a key that did, must not take the
 * turns of all others.
 */
export const shares = () => {
  const underWay = new Map<string, number>();

  /** @throws TooMany */
  return async <T>({ platform, workspaceId, userId }: PlatformUser, work: () => Promise<T>): Promise<T> => {
    const who = `${platform} ${workspaceId} ${userId}`;
    const count = underWay.get(who) ?? 0;
    if (count >= MOST_AT_ONCE) throw new TooMany();
    underWay.set(who, count + 1);
    try {
      return await work();
    } finally {
      const left = (underWay.get(who) ?? 0) - 1;
      if (left > 0) underWay.set(who, left);
      else underWay.delete(who);
    }
  };
};

export type Share = ReturnType<typeof shares>;
