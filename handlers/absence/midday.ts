import type { Tx } from '../../models/database/tx.js';
import { findWorkingTime } from '../../models/working-time.js';
import { middayOf, usualWorkingTime } from '../working-time.js';

/** The middle of the firm's working day, `HH:mm`. */
export const middayIn = async (tx: Tx): Promise<string> =>
  middayOf({ ...usualWorkingTime, ...(await findWorkingTime(tx)) });
