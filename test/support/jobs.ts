import { randomUUID } from 'node:crypto';
import { drawFrom } from '../../handlers/contract/draw-from.js';
import { tick } from '../../jobs/clock.js';
import { jobsFor } from '../../jobs/index.js';
import type { Log } from '../../jobs/job.js';
import type { Database } from '../../models/database.js';

export interface Jobs {
  /** Lets the clock show these times, one after the other, and everything run that is due then. */
  at(...times: readonly string[]): Promise<void>;
  /** What was complained of, and forgets it. */
  complaints(): string[];
  /** What came of each slot of a job. */
  outcomes(job: string): Promise<Readonly<Record<string, string | null>>>;
}

/** An instance of the service whose clock a test turns. */
export function openJobs(database: Database, templatesDir = ''): Jobs {
  const lines: string[] = [];
  const complain = (_: object, sentence: string) => void lines.push(sentence);
  const worker = {
    database,
    jobs: jobsFor({ digestAt: '08:30', draw: drawFrom(templatesDir) }),
    log: { info: () => {}, warn: complain, error: complain } as unknown as Log,
    owner: randomUUID(),
    leaseMs: 60_000,
    longestMs: 60_000,
    signal: new AbortController().signal,
    busy: new Map(),
  };
  return {
    at: async (...times) => {
      for (const time of times) await tick(worker, new Date(time));
    },
    complaints: () => lines.splice(0),
    outcomes: async (job) => {
      const rows = await database.read((tx) =>
        tx.rows<{ slot: string; outcome: string | null }>(
          'SELECT slot, outcome FROM job_runs WHERE job = ? ORDER BY slot',
          [job],
        ),
      );
      return Object.fromEntries(rows.map(({ slot, outcome }) => [slot, outcome]));
    },
  };
}
