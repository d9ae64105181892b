import type { Database } from '../../models/database.js';
import { leaseLanes, nextCardSql, saveShown, show, takeNextCard } from '../../models/shown-card.js';
import { describeOnEachDatabase } from '../support/databases.js';
import { planOf, readingsOf } from '../support/plan.js';
import { hire } from '../support/staff.js';

/** How each database says that it goes to the person's waiting cards, in their order. */
const byPerson = {
  mysql: /^range shown_cards_state_employee_id_due_at (?!.*filesort)/,
  sqlite:
    /^SEARCH shown_cards USING INDEX shown_cards_state_employee_id_due_at \(state=\? AND employeeId=\? AND dueAt<\?\)$/,
};

describeOnEachDatabase('when cards of fifty people are to be shown at once', (open) => {
  let database: Database;
  let someone = 0;

  beforeAll(async () => {
    database = await open();
    for (let n = 0; n < 50; n += 1) someone = (await hire(database, { name: `Seller ${n}` })).id;
    await database.transaction(async (tx) => {
      const people = await tx.rows<{ id: number }>('SELECT id FROM employees');
      for (let deal = 1; deal <= 40; deal += 1)
        for (const { id } of people)
          tx.later(
            `INSERT INTO shown_cards (employeeId, subject, subjectId, state, dueAt)
             VALUES (?, 'deal', ?, ?, ${tx.clock})`,
            [id, deal, deal > 36 ? 'behind' : 'shown'],
          );
    });
  });

  test('the next one of a person is found without reading through those of the others, nor through what was shown', async () => {
    const sql = await database.read(async (tx) => nextCardSql(tx.clock));
    const plan = await planOf(database, sql, [someone, someone, 0]);
    expect(readingsOf(plan, 'shown_cards')).toEqual([expect.stringMatching(byPerson[database.dialect])]);
  });
});

describeOnEachDatabase('a card that was shown', (open) => {
  const LEASE_MS = 5_000;

  /** Somebody's card, and an instance that has taken it up. */
  const takenUp = async () => {
    const database = await open();
    const { id } = await hire(database, { name: 'Seller' });
    await database.transaction(async (tx) => show(tx, id, 'deal', 1));
    const lease = async (owner: string, leaseMs: number) => {
      const [taken] = await database.transaction((tx) => leaseLanes(tx, [id], owner, leaseMs));
      if (!taken) throw new Error('The lane is not free.');
      return taken;
    };
    const take = (held: Awaited<ReturnType<typeof lease>>) =>
      database.transaction((tx) => takeNextCard(tx, held));
    const state = () =>
      database.read((tx) => tx.rows('SELECT state, wanted, shown, unended FROM shown_cards'));
    return { database, lease, take, state };
  };

  test('is as it should be, for whoever held the lane meanwhile', async () => {
    const { database, lease, take, state } = await takenUp();
    const held = await lease('one', LEASE_MS);
    const card = await take(held);
    if (!card) throw new Error('There is no card.');
    await database.transaction(async (tx) =>
      saveShown(tx, held, card, { platform: 'slack', ref: { ts: '1' }, at: new Date() }),
    );
    expect(await state()).toEqual([{ state: 'shown', wanted: 1, shown: 1, unended: 0 }]);
  });

  test('is shown once again when somebody else held the lane by then, who may have shown something newer', async () => {
    const { database, lease, take, state } = await takenUp();
    const lost = await lease('one', 0);
    const card = await take(lost);
    if (!card) throw new Error('There is no card.');
    await lease('the other', LEASE_MS);
    await database.transaction(async (tx) =>
      saveShown(tx, lost, card, { platform: 'slack', ref: { ts: '1' }, at: new Date() }),
    );
    expect(await state()).toEqual([{ state: 'behind', wanted: 2, shown: 0, unended: 1 }]);
  });
});
