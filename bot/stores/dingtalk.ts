import type { Database } from '../../models/database.js';
import { findInstallation, saveInstallation } from '../../models/installation.js';
import { addUsage } from '../../models/usage.js';
import type { AppToken, TokenStore, UsageStore } from '../platforms/dingtalk/index.js';
import { seal, unseal } from '../seal.js';

const PLATFORM = 'dingtalk';
const PURPOSE = 'app token';

/** The app's token in our database, sealed. */
export const dingtalkTokens = (
  database: Database,
  secret: string,
  clientId: string,
  now: () => Date,
): TokenStore => ({
  find: async () => {
    const sealed = await database.read((tx) => findInstallation(tx, PLATFORM, clientId));
    return sealed === undefined ? undefined : readable(secret, sealed);
  },
  save: (token) =>
    database.transaction((tx) =>
      saveInstallation(tx, PLATFORM, clientId, seal(secret, PURPOSE, JSON.stringify(token)), now()),
    ),
  withLock: (run) => database.exclusively(`dealdesk-dingtalk-${clientId}`, run),
});

/** A token that was sealed under another secret is as good as none. */
const readable = (secret: string, sealed: string): AppToken | undefined => {
  try {
    return JSON.parse(unseal(secret, PURPOSE, sealed)) as AppToken;
  } catch {
    return undefined;
  }
};

/** What all instances have used of the month, in our database. */
export const dingtalkUsage = (database: Database): UsageStore => ({
  add: (month, kind, count) =>
    database.transaction((tx) => addUsage(tx, { platform: PLATFORM, month, kind, used: count })),
});
