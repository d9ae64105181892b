import { freeRunSql, unfinishedRunsSql } from '../../models/job-run.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { planOf, readingsOf } from '../support/plan.js';

const MINUTE_MS = 60_000;

describeOnEachDatabase('after months of jobs each minute', (open) => {
  test('what is not done is found without reading through what is', async () => {
    const database = await open();
    await database.transaction(async (tx) => {
      for (let n = 0; n < 2_000; n += 1) {
        const at = new Date(Date.UTC(2026, 0, 1) + n * MINUTE_MS);
        const slot = `${at.toISOString().slice(0, 'YYYY-MM-DDTHH:mm'.length)} UTC`;
        tx.insert('job_runs', {
          ...{ job: 'timers', slot, owner: 'a', epoch: 1, startedAt: at, leaseEndsAt: at },
          finishedAt: n < 1_999 ? at : null,
        });
      }
    });
    if (database.dialect === 'mysql') await database.transaction((tx) => tx.rows('ANALYZE TABLE job_runs'));

    const clock = database.dialect === 'mysql' ? 'NOW(3)' : "'2030-01-01 00:00:00.000'";
    const free = readingsOf(await planOf(database, freeRunSql(clock), [5, 'timers']), 'job_runs');
    expect(free.join()).toContain('job_runs_finished_at_lease_ends_at');
    const unfinished = await planOf(database, unfinishedRunsSql);
    const all = JSON.stringify(unfinished);
    expect(all).toContain('job_runs_finished_at_lease_ends_at');
    expect(all).not.toMatch(/"type":"(ALL|index)"|SCAN (job_runs|l|r)\b/);
  });
});
