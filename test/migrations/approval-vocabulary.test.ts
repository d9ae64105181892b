import { migrate, migrateDown } from '../../migrations/index.js';
import { findApproval } from '../../models/approval.js';
import { type Database, openDatabase } from '../../models/database.js';
import { describeOnEachDatabase } from '../support/databases.js';

describeOnEachDatabase('approvals from before the vocabulary', (_open, freshUrl) => {
  let database: Database;
  beforeAll(async () => {
    database = await openDatabase(await freshUrl());
  });
  afterAll(() => database.close());

  const stored = async () => {
    const row = await database.read((tx) =>
      tx.row<{ steps: unknown }>('SELECT steps FROM approvals WHERE id = 1'),
    );
    return typeof row?.steps === 'string' ? JSON.parse(row.steps) : row?.steps;
  };

  /** As where a process was killed that had done all and not noted it down. */
  const note = (sql: string) => database.transaction((tx) => tx.run(sql));

  test('keep who may sign and what was decided, there and back, each of it done twice', async () => {
    await migrate(database);
    await migrateDown(database, '0004-platform-usage');
    const at = new Date(Date.UTC(2026, 2, 2));
    const old = { key: 'sign', state: 'active', seats: [[1, 2], [3]], enteredAt: at, endedAt: null };
    await database.transaction(async (tx) => {
      for (const id of [1, 2, 3]) {
        const person = {
          id,
          staffNumber: `E${id}`,
          name: `E${id}`,
          locale: 'en',
          timeZone: 'UTC',
          active: true,
        };
        tx.insert('employees', { ...person, createdAt: at });
      }
      tx.insert('flows', { id: 1, flowKey: 'x', version: 1, definition: '{"steps":[]}', publishedAt: at });
      tx.insert('approvals', {
        ...{ id: 1, flowId: 1, purpose: 'x', subjectKind: 'deal', subjectId: 1, initiatorId: 3 },
        ...{ state: 'running', round: 1, facts: '{}', contentHash: 'abc', steps: JSON.stringify([old]) },
        submittedAt: at,
      });
      const task = { approvalId: 1, stepKey: 'sign', round: 1, openedAt: at };
      tx.insert('approval_tasks', { ...task, seq: 1, assigneeId: 1, state: 'approved', decidedById: 1 });
      tx.insert('approval_tasks', { ...task, seq: 2, assigneeId: 2, state: 'open' });
    });

    await migrate(database);
    await note("DELETE FROM migrations WHERE name = '0005-approval-vocabulary'");
    expect(await migrate(database)).toEqual(['0005-approval-vocabulary']);
    const approval = await database.read((tx) => findApproval(tx, 1));
    expect(approval?.instance.steps[0]).toMatchObject({
      fromSeq: 1,
      seats: [
        { people: [1, 2], need: 1 },
        { people: [3], need: 1 },
      ],
    });
    expect(approval?.instance.tasks.map(({ origin, contentHash }) => [origin, contentHash])).toEqual([
      ['step', 'abc'],
      ['step', null],
    ]);
    const nothingYet = { chosen: {}, copied: [], mentioned: {}, undo: null, reversesId: null };
    expect(approval?.instance).toMatchObject(nothingYet);

    await migrateDown(database, '0004-platform-usage');
    await note("INSERT INTO migrations (name) VALUES ('0005-approval-vocabulary')");
    expect(await migrateDown(database, '0004-platform-usage')).toEqual(['0005-approval-vocabulary']);
    expect((await stored())[0].seats).toEqual([[1, 2], [3]]);
  });
});
