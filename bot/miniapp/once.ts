import type { Database } from '../../models/database.js';
import { findAnswer, insertAnswer } from '../../models/inbox.js';

/** Things that may happen once, over all instances. They are kept in the inbox, and swept with it after some days. */
export interface Once {
  /** @returns false when it happened before */
  spend(key: string): Promise<boolean>;
  isSpent(key: string): Promise<boolean>;
}

export const onceIn = (database: Database, now: () => Date): Once => ({
  spend: async (key) => {
    try {
      await database.transaction(async (tx) => insertAnswer(tx, key, {}, now()));
      return true;
    } catch (error) {
      if (database.isDuplicate(error)) return false;
      throw error;
    }
  },
  isSpent: async (key) => (await database.read((tx) => findAnswer(tx, key))) !== undefined,
});
