import { remembered } from './database/masters.js';
import type { Tx } from './database/tx.js';

export interface StepTime {
  readonly flowKey: string;
  readonly stepKey: string;
  readonly tookMs: number;
  readonly endedAt: Date;
}

/** Of an odd number, the middle one is one of them. */
const LATEST = 51;

export const insertStepTime = (tx: Tx, time: StepTime) => tx.insertLast('step_times', { ...time });

/** How long a step took the last times, at most two seconds old: however often it was done, few rows are read. */
export const listStepTimes = (tx: Tx, flowKey: string, stepKey: string): Promise<readonly number[]> =>
  remembered(tx, `step-times:${flowKey}:${stepKey}`, async () => {
    const rows = await tx.lookUp<{ tookMs: number }>(
      'SELECT tookMs FROM step_times WHERE flowKey = ? AND stepKey = ? ORDER BY id DESC LIMIT ?',
      [flowKey, stepKey, LATEST],
    );
    return rows.map(({ tookMs }) => Number(tookMs));
  });
