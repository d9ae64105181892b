import type { MariaDb } from '../support/mariadb.js';
import type { Breach } from './checker.js';
import type { Sent } from './client.js';
import type { Random } from './random.js';

/** What a round found. */
export interface Findings {
  readonly sent: readonly Sent[];
  readonly breaches: readonly Breach[];
  /** Transactions that were run again. */
  readonly retries?: number;
  /** Cards that appeared twice as new. */
  readonly doubles?: number;
  /** How long it took until all was well again. */
  readonly recoveryMs?: number;
  /** What else is worth knowing, such as how many kills there were. */
  readonly figures?: Readonly<Record<string, number>>;
}

/** An experiment that is set up. */
export interface Trial {
  round(random: Random): Promise<Findings>;
  stop(): Promise<void>;
}

/** One file each, named after the fault. */
export interface Experiment {
  readonly name: string;
  /** What is broken on purpose. */
  readonly fault: string;
  /** What must hold besides N1 to N6, in words that breaches refer to. */
  readonly asks: readonly string[];
  /** Does it check N1 to N6? */
  readonly checksWorld: boolean;
  start(server: MariaDb): Promise<Trial>;
}

/** @returns a breach for each that does not hold */
export const expectAll = (
  checks: readonly (readonly [check: string, holds: boolean, what: string])[],
): Breach[] => checks.filter(([, holds]) => !holds).map(([check, , what]) => ({ check, what }));
