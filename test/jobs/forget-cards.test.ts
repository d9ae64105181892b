import { seedFlows } from '../../bot/first-flows.js';
import type { Database } from '../../models/database.js';
import { oldCardsSql } from '../../models/old-card.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { openJobs } from '../support/jobs.js';
import { planOf } from '../support/plan.js';
import { hire, sell } from '../support/staff.js';

const night = '2026-06-15T20:10:00Z';
const daysAgo = (days: number) => new Date(new Date(night).getTime() - days * 86_400_000);

const byPerson = {
  mysql: /"type":"range","possible_keys":"[^"]*","key":"shown_cards_state_employee_id_due_at"/,
  sqlite: /shown_cards_state_employee_id_due_at \(state=\? AND employeeId=\? AND dueAt<\?\)/,
};

describeOnEachDatabase('cards of long ago', (open) => {
  let database: Database;
  let wei: number;
  let former: number;

  beforeEach(async () => {
    database = await open();
    await seedFlows(database, new Date());
    wei = (await hire(database, { name: 'Wei' })).id;
    former = (await hire(database, { name: 'Former' })).id;
  });

  const shown = (
    employeeId: number,
    subject: string,
    subjectId: number,
    { days, state = 'shown' }: { readonly days: number; readonly state?: string },
  ) =>
    database.transaction(async (tx) =>
      tx.insert('shown_cards', { employeeId, subject, subjectId, state, dueAt: daysAgo(days) }),
    );
  const closed = async (days: number | null) => {
    const closedAt = days === null ? null : daysAgo(days);
    const [deal = 0] = await sell(database, [{ ownerId: wei, stage: 'lost', closedAt }]);
    return deal;
  };
  const approval = (id: number, days: number | null) =>
    database.transaction(async (tx) => {
      const [flow] = await tx.rows<{ id: number }>('SELECT id FROM flows LIMIT 1');
      tx.insert('approvals', {
        ...{ id, flowId: flow?.id ?? 0, purpose: 'x', subjectKind: 'deal', subjectId: 1, initiatorId: wei },
        ...{ state: 'approved', round: 1, facts: '{}', contentHash: '', steps: '[]' },
        ...{ submittedAt: daysAgo(500), endedAt: days === null ? null : daysAgo(days) },
      });
    });
  const kept = async () => {
    const rows = await database.read((tx) =>
      tx.rows<{ employeeId: number; subject: string; subjectId: number }>(
        'SELECT employeeId, subject, subjectId FROM shown_cards ORDER BY id',
      ),
    );
    return rows.map(({ employeeId, subject, subjectId }) => [employeeId, subject, subjectId]);
  };
  const sweep = async () => {
    const jobs = openJobs(database);
    await jobs.at('2026-06-15T20:09:00Z', night);
    expect(jobs.complaints()).toEqual([]);
    const [cards] = Object.values(await jobs.outcomes('old-cards'));
    const [inChats] = Object.values(await jobs.outcomes('old-channel-cards'));
    return { cards, inChats };
  };

  test('are forgotten a year after what they are about was over, and no sooner', async () => {
    const [old, recent, running] = [await closed(400), await closed(300), await closed(null)];
    await shown(wei, 'deal', old, { days: 400 });
    await shown(wei, 'deal', recent, { days: 400 });
    await shown(wei, 'deal', running, { days: 400 });
    await approval(1, 400);
    await approval(2, null);
    for (const id of [1, 2]) await shown(wei, 'approval', id, { days: 400 });
    await shown(wei, 'customer', 1, { days: 400 });
    await shown(wei, 'customer', 2, { days: 300 });
    await shown(wei, 'handover', former, { days: 400 });

    expect(await sweep()).toMatchObject({ cards: 'cards: 4' });
    expect(await kept()).toEqual([
      [wei, 'deal', recent],
      [wei, 'deal', running],
      [wei, 'approval', 2],
      [wei, 'customer', 2],
    ]);
  });

  test('stay where something is still to be shown, or was shown since', async () => {
    const deal = await closed(400);
    await shown(wei, 'deal', deal, { days: 400, state: 'behind' });
    await approval(1, 400);
    await shown(wei, 'approval', 1, { days: 1 });
    expect(await sweep()).toMatchObject({ cards: 'cards: 0' });
    expect(await kept()).toHaveLength(2);
  });

  test('stay with whoever has had a deal: the card is how they hear whose it is', async () => {
    const deal = await closed(400);
    await shown(wei, 'deal', deal, { days: 400 });
    await shown(former, 'deal', deal, { days: 400 });
    await sweep();
    expect(await kept()).toEqual([[former, 'deal', deal]]);
  });

  test('go however many there are, of one person and of many', async () => {
    await database.transaction(async (tx) => {
      for (let n = 1; n <= 700; n += 1)
        for (const employeeId of [wei, former])
          tx.insert('shown_cards', {
            ...{ employeeId, subject: 'customer', subjectId: n, state: 'shown', dueAt: daysAgo(400) },
          });
    });
    expect(await sweep()).toMatchObject({ cards: 'cards: 1400' });
    expect(await kept()).toEqual([]);
  });

  test('in group chats go as well', async () => {
    const deals = { old: await closed(400), recent: await closed(300), running: await closed(null) };
    await database.transaction(async (tx) => {
      for (const dealId of Object.values(deals))
        tx.insert('channel_cards', {
          ...{ platform: 'slack', workspaceId: 'T1', channelId: 'C1', dealId },
          ...{ wanted: 2, shown: 2, dueAt: daysAgo(400) },
        });
      tx.insert('channel_cards', {
        ...{ platform: 'slack', workspaceId: 'T1', channelId: 'C2', dealId: deals.old },
        ...{ wanted: 3, shown: 2, dueAt: daysAgo(400) },
      });
    });
    expect(await sweep()).toMatchObject({ inChats: 'cards: 1' });
    const left = await database.read((tx) =>
      tx.rows('SELECT channelId, dealId FROM channel_cards ORDER BY channelId, dealId'),
    );
    expect(left).toEqual([
      { channelId: 'C1', dealId: deals.recent },
      { channelId: 'C1', dealId: deals.running },
      { channelId: 'C2', dealId: deals.old },
    ]);
  });

  test('are found without reading through those of this year', async () => {
    for (let n = 0; n < 30; n += 1) await hire(database, { name: `Seller ${n}` });
    await database.transaction(async (tx) => {
      const people = await tx.rows<{ id: number }>('SELECT id FROM employees');
      for (const { id } of people)
        for (let n = 1; n <= 100; n += 1)
          tx.insert('shown_cards', {
            ...{ employeeId: id, subject: 'deal', subjectId: n, state: 'shown', dueAt: daysAgo(n * 4) },
          });
    });
    if (database.dialect === 'mysql')
      await database.transaction((tx) => tx.rows('ANALYZE TABLE shown_cards, lanes'));
    const year = daysAgo(365);
    const plan = await planOf(database, oldCardsSql, [wei, year, year, year, year, 500]);
    expect(JSON.stringify(plan)).toMatch(byPerson[database.dialect]);
  });
});
