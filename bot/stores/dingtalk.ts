import type { Database } from '../../models/database.js';
import { addUsage } from '../../models/usage.js';
import type { UsageStore } from '../platforms/dingtalk/index.js';

/** What all instances have used of the month, in our database. */
export const dingtalkUsage = (database: Database): UsageStore => ({
  add: (month, kind, count) =>
    database.transaction((tx) => addUsage(tx, { platform: 'dingtalk', month, kind, used: count })),
});
