import { reportSweep } from '../../../bot/cli/sweep.js';
import { describeOnEachDatabase } from '../../support/databases.js';
import { openWorld, type World } from '../../support/world.js';

/** What somebody does to the tables by hand, and what is said of it. */
const breaks: readonly (readonly [what: string, sql: string, says: string])[] = [
  [
    'the only task of a running one closed',
    "UPDATE approval_tasks SET state = 'closed' WHERE approvalId = 1 AND seq = 1",
    'A-1: It runs, and nobody is asked.',
  ],
  [
    'a task of one that is over opened again',
    "UPDATE approval_tasks SET state = 'open' WHERE approvalId = 2 AND seq = 1",
    'A-2: It is rejected, and task 1 of a step that is not under way is live.',
  ],
  [
    'a task that waits for signers whom nobody added',
    "UPDATE approval_tasks SET state = 'held' WHERE approvalId = 1 AND seq = 1",
    'A-1: Task 1 waits for others, and there are none.',
  ],
  [
    'a step gone on, its task left behind',
    `UPDATE approvals SET steps = REPLACE(steps, '"active"', '"passed"') WHERE id = 1`,
    'A-1: It is running, and task 1 of a step that is not under way is live.',
  ],
  [
    'a step that has passed set back, with nobody in it',
    `UPDATE approvals SET steps = REPLACE(steps, '"passed"', '"active"') WHERE id = 3`,
    'A-3: Step sales-manager is under way with nobody in it.',
  ],
  [
    'a task of a step that the flow does not have',
    "UPDATE approval_tasks SET stepKey = 'board' WHERE approvalId = 3 AND seq = 2",
    'A-3: Its flow has no step board.',
  ],
  [
    'a task away',
    'DELETE FROM approval_tasks WHERE approvalId = 3 AND seq = 1',
    'A-3: Its tasks are not numbered 1, 2, 3, …',
  ],
  [
    'a running one that another could be submitted beside',
    'UPDATE approvals SET runningKey = NULL WHERE id = 1',
    'A-1: Its runningKey is NULL, and should be deal:1005:contract.',
  ],
  [
    'one that is over and still keeps others out',
    "UPDATE approvals SET runningKey = 'deal:1:contract' WHERE id = 2",
    'A-2: Its runningKey is deal:1:contract, and should be NULL.',
  ],
  [
    'an end without a time',
    'UPDATE approvals SET endedAt = NULL WHERE id = 2',
    'A-2: It is rejected, and ended never.',
  ],
  [
    'another amount',
    "UPDATE approvals SET facts = REPLACE(facts, '2000000', '200') WHERE id = 1",
    'A-1: Its content is not what its hash says.',
  ],
  [
    'an entry of the evidence away',
    'DELETE FROM evidence WHERE approvalId = 2 AND number = 2',
    'A-2: It has 1 entries of evidence, and counts 2.',
  ],
  [
    'another reason in the evidence',
    "UPDATE evidence SET entry = REPLACE(entry, '账期太长', '同意') WHERE approvalId = 2 AND number = 2",
    'A-2: Entry 2 of its evidence is not what was sealed.',
  ],
  [
    'another end than the one that was sealed',
    "UPDATE approvals SET state = 'approved' WHERE id = 2",
    'A-2: It is approved, and its evidence says rejected.',
  ],
  [
    'the card of whoever is asked away',
    "DELETE FROM shown_cards WHERE subject = 'approval' AND subjectId = 1",
    'A-1: Task 1 is open, and whoever has it was never to be shown a card.',
  ],
  [
    'the approval away that would revoke another',
    "UPDATE approvals SET state = 'revoking' WHERE id = 2",
    'A-2: It is about to be revoked, and nobody is asked whether it is.',
  ],
];

describeOnEachDatabase('npm run sweep', (open) => {
  let world: World;
  beforeAll(async () => {
    world = await openWorld(await open());
    for (const title of ['在途', '拒绝', '转给法务'])
      await world.type('E003', `/deal new 上海云帆科技有限公司 2万 ${title} 待签约`);
    const form = await world.press('E002', world.card('E002', 'A-2'), '拒绝');
    await world.submit('E002', form, { 拒绝原因: '账期太长' });
    await world.press('E002', world.card('E002', 'A-3'), '同意');
    await world.settled();
  });

  /** Tells what it says while the tables are so, and leaves them as they were. */
  const sweptWith = async (sql: string) => {
    const kept = await Promise.all(
      ['approvals', 'approval_tasks', 'evidence', 'shown_cards'].map(
        async (table) => [table, await world.rows<Record<string, never>>(`SELECT * FROM ${table}`)] as const,
      ),
    );
    expect(await world.database.transaction((tx) => tx.run(sql))).toBeGreaterThan(0);
    const said = await reportSweep(world.database);
    await world.database.transaction(async (tx) => {
      for (const [table] of kept.toReversed()) tx.later(`DELETE FROM ${table}`);
      for (const [table, rows] of kept) for (const row of rows) tx.insert(table, row);
    });
    return said;
  };

  test('finds nothing where everything is as it should be', async () => {
    expect(await reportSweep(world.database)).toEqual({
      isSound: true,
      lines: ['共 3 项审批，全部正常。', '3 approvals, all sound.'],
    });
  });

  test.each(breaks)('names the approval and says what to do: %s', async (_, sql, says) => {
    const { lines, isSound } = await sweptWith(sql);
    expect(isSound).toBe(false);
    const line = lines.find((one) => one.startsWith(says)) ?? lines.join('\n');
    expect(line).toContain(says);
    expect(line.split('\n')[1]?.trim()).toMatch(/^[A-Z].*\.$/);
    expect(lines.at(-1)).toBe('3 approvals, 1 of them not sound.');
    expect(await reportSweep(world.database)).toMatchObject({ isSound: true });
  });
});
