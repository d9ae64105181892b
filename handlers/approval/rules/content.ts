import type { Facts } from '../../../models/approval-instance.js';
import { sha256 } from '../../hash.js';

/** SHA-256, in hex, of what an approver decides on. The order in which facts were written down does not matter. */
export const contentHash = (facts: Facts): string => sha256(JSON.stringify(facts, Object.keys(facts).sort()));
