import { createHash } from 'node:crypto';
import type { Facts } from '../../../models/approval-instance.js';

/** SHA-256, in hex, of what an approver decides on. The order in which facts were written down does not matter. */
export const contentHash = (facts: Facts): string =>
  createHash('sha256')
    .update(JSON.stringify(facts, Object.keys(facts).sort()))
    .digest('hex');
