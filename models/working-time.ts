import type { Tx } from './database/tx.js';
import { findSetting } from './setting.js';

/** How long something may take: by the clock on the wall, or in time that is worked. */
export type Span =
  | { readonly hours: number }
  | { readonly workingHours: number }
  | { readonly workingDays: number };

/** `HH:mm`, within one day, in order. */
interface WorkingPeriod {
  readonly from: string;
  readonly to: string;
}

/** When the firm works, by the clock of wherever somebody is; and its own exceptions from the week and the holidays. */
export interface WorkingTime {
  readonly periods: readonly WorkingPeriod[];
  /** `YYYY-MM-DD` */
  readonly daysOff: readonly string[];
  readonly daysWorked: readonly string[];
}

/** The setting `workingTime`. */
export const findWorkingTime = (tx: Tx) => findSetting<Partial<WorkingTime>>(tx, 'workingTime');
