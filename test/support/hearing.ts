import { hearNew } from '../../handlers/customer/sounds.js';
import type { Database } from '../../models/database.js';

/** What a job does within a minute: from then on customers are found by how they sound. */
export const hearing = (database: Database) => database.transaction((tx) => hearNew(tx, 1_000));
