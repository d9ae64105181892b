import { insertMissing } from './database/insert-missing.js';
import type { Tx } from './database/tx.js';

/** Changes a row, and nothing that anybody reads. */
export function saveHeartbeat(tx: Tx) {
  tx.later(`${insertMissing[tx.dialect]} clocks (name, readAt) VALUES ('heartbeat', ${tx.clock})`);
  tx.later(`UPDATE clocks SET readAt = ${tx.clock} WHERE name = 'heartbeat'`);
}
