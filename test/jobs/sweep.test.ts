import { insertMessage } from '../../models/console-message.js';
import type { Database } from '../../models/database.js';
import { insertAnswer } from '../../models/inbox.js';
import { insertDraft } from '../../models/request-draft.js';
import { show } from '../../models/shown-card.js';
import { insertWay } from '../../models/wecom-group.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openJobs } from '../support/jobs.js';
import { hire } from '../support/staff.js';

const night = '2026-06-15T19:40:00Z';
const daysAgo = (days: number) => new Date(new Date(night).getTime() - days * 86_400_000);

describeOnEachDatabase('the nightly sweep', (open) => {
  let database: Database;
  let wei: number;
  beforeAll(async () => {
    database = await open();
    wei = (await hire(database, { name: 'Wei' })).id;
  });

  const column = async (sql: string) =>
    (await database.read((tx) => tx.rows<{ value: string | number }>(sql))).map(({ value }) => value);

  test('removes old answers, runs, digests, drafts and messages of the demo, and nothing else', async () => {
    await database.transaction(async (tx) => {
      for (const days of [0, 6, 8, 400])
        insertAnswer(tx, `${days} days ago`, { type: 'words' }, daysAgo(days));
      for (let n = 0; n < 1_200; n += 1) insertAnswer(tx, `of last year ${n}`, {}, daysAgo(200));
      for (const days of [1, 89, 91]) {
        const startedAt = daysAgo(days);
        const slot = `${days} days ago`;
        tx.insert('job_runs', {
          job: 'digest',
          slot,
          owner: 'a',
          epoch: 1,
          leaseEndsAt: startedAt,
          startedAt,
          finishedAt: startedAt,
        });
      }
      for (const id of [20260601, 20260515, 20260101, 20251231]) show(tx, wei, 'digest', id);
      show(tx, wei, 'deal', 7);
      for (const days of [0, 89, 91]) {
        const at = daysAgo(days);
        const draft = { ownerId: wei, flowKey: 'expense', version: 1, title: `${days} days ago`, typed: {} };
        await insertDraft(tx, {
          ...draft,
          formKey: `form ${days}`,
          createdAt: daysAgo(400),
          savedAt: daysAgo(400),
          updatedAt: at,
        });
      }
      for (const days of [0, 89, 91]) {
        const said = {
          userId: 'E003',
          messageKey: `${days}`,
          sender: 'me' as const,
          kind: 'text',
          body: null,
        };
        const [createdAt, updatedAt] = [daysAgo(400), daysAgo(days)];
        insertMessage(tx, { ...said, text: `${days} days ago`, unread: false, createdAt, updatedAt });
      }
      insertWay(tx, 'wrGroup', 'over', -1_000_000_000_000);
      insertWay(tx, 'wrGroup', 'open', 3_600_000_000_000);
    });

    const jobs = openJobs(database);
    await jobs.at('2026-06-15T19:39:00Z', night);

    expect(await jobs.outcomes('sweep')).toEqual({ '2026-06-15T19:40 UTC': 'removed: 1209' });
    expect(await column('SELECT eventKey AS value FROM inbox ORDER BY eventKey')).toEqual([
      '0 days ago',
      '6 days ago',
    ]);
    expect(
      await column("SELECT slot AS value FROM job_runs WHERE job = 'digest' AND owner = 'a' ORDER BY slot"),
    ).toEqual(['1 days ago', '89 days ago']);
    expect(await column("SELECT subjectId AS value FROM shown_cards WHERE subject = 'digest'")).toEqual([
      20260601,
    ]);
    expect(await column("SELECT subjectId AS value FROM shown_cards WHERE subject = 'deal'")).toEqual([7]);
    expect(await column('SELECT text AS value FROM console_messages ORDER BY id')).toEqual([
      '0 days ago',
      '89 days ago',
    ]);
    expect(await column('SELECT code AS value FROM wecom_ways')).toEqual(['open']);
    expect(await column('SELECT title AS value FROM request_drafts ORDER BY id')).toEqual([
      '0 days ago',
      '89 days ago',
    ]);
    expect(jobs.complaints()).toEqual([]);
  });
});
