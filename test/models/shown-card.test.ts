import { inMs } from '../../models/database/clock.js';
import type { Tx } from '../../models/database/tx.js';
import type { Database } from '../../models/database.js';
import {
  hurryWaiting,
  leaseLanes,
  nextCardSql,
  readBacklog,
  reviveDead,
  type ShownCard,
  saveNotShown,
  saveShown,
  saveWaiting,
  show,
  takeNextCard,
} from '../../models/shown-card.js';
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

describeOnEachDatabase('how long somebody has been waiting for a card', (open) => {
  const HOUR_MS = 3_600_000;
  let database: Database;
  let id: number;
  beforeEach(async () => {
    database = await open();
    id = (await hire(database, { name: 'Seller' })).id;
    await write((tx) => show(tx, id, 'deal', 1));
  });

  const write = (work: (tx: Tx) => unknown) => database.transaction(async (tx) => void (await work(tx)));
  const anHourPasses = () =>
    write((tx) =>
      tx.later(`UPDATE shown_cards SET waitingAt = ${inMs(tx, -HOUR_MS)}, dueAt = ${inMs(tx, -HOUR_MS)}`),
    );
  const tried = async (
    save: (tx: Tx, lease: { employeeId: number; epoch: number }, card: ShownCard) => void,
  ) => {
    const [lease] = await database.transaction((tx) => leaseLanes(tx, [id], 'one', 0));
    const card = lease && (await database.transaction((tx) => takeNextCard(tx, lease)));
    if (!card) throw new Error('There is no card.');
    await write((tx) => save(tx, lease, card));
  };
  const refused = () =>
    tried((tx, lease, card) =>
      saveNotShown(tx, lease, card, { state: 'behind', reason: 'no', retryMs: 60_000 }),
    );
  /** In hours. */
  const waits = async (laterMs = 0) => {
    const { oldestMs, untriedMs } = await database.read((tx) =>
      readBacklog(tx, new Date(Date.now() + laterMs)),
    );
    return [oldestMs, untriedMs].map((ms) => Math.floor(ms / HOUR_MS));
  };

  test('does not begin anew with each try, nor with what happens meanwhile', async () => {
    await anHourPasses();
    expect(await waits()).toEqual([1, 1]);
    await refused();
    expect(await waits()).toEqual([1, 0]);
    await write((tx) => show(tx, id, 'deal', 1));
    expect(await waits()).toEqual([1, 0]);
  });

  test('ends when it is shown', async () => {
    await anHourPasses();
    await tried((tx, lease, card) =>
      saveShown(tx, lease, card, { platform: 'slack', ref: { ts: '1' }, at: new Date() }),
    );
    expect(await waits()).toEqual([0, 0]);
    await write((tx) => show(tx, id, 'deal', 1));
    expect(await waits()).toEqual([0, 0]);
  });

  test('does not count hours in which they want none', async () => {
    await anHourPasses();
    await tried((tx, lease, card) => saveWaiting(tx, lease, card, new Date(Date.now() + 9 * HOUR_MS)));
    expect(await waits(HOUR_MS)).toEqual([0, 0]);
    await write((tx) => hurryWaiting(tx, id));
    expect(await waits(HOUR_MS)).toEqual([1, 1]);
  });

  test('begins anew where it was given up, and is tried once more', async () => {
    await anHourPasses();
    await tried((tx, lease, card) => saveNotShown(tx, lease, card, { state: 'dead', reason: 'no' }));
    expect(await waits()).toEqual([0, 0]);
    await write((tx) => reviveDead(tx));
    expect(await waits()).toEqual([0, 0]);
  });

  test('is told of cards of an older instance as well, as far as it is known', async () => {
    await anHourPasses();
    await write((tx) => tx.later('UPDATE shown_cards SET waitingAt = NULL'));
    expect(await waits()).toEqual([1, 1]);
  });

  test('begins when an older instance wants it shown anew, not when it was shown before', async () => {
    await tried((tx, lease, card) =>
      saveShown(tx, lease, card, { platform: 'slack', ref: { ts: '1' }, at: new Date() }),
    );
    await write((tx) =>
      tx.later(`UPDATE shown_cards SET state = 'behind', wanted = wanted + 1, dueAt = ${inMs(tx, HOUR_MS)}`),
    );
    expect(await waits(HOUR_MS)).toEqual([0, 0]);
  });
});
